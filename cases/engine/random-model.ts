/**
 * Models drawn at random, as the text files that an author would write: small enough for the slow oracle, and
 * wide enough that every kind of node, every policy and every absence meets every other.
 */
import type { GeneratorValue } from "fast-check";
import * as fc from "fast-check";
import { formatProblem, type Model, type ModelFile, readModel } from "../../src/model/index.ts";

type Draw = GeneratorValue;
interface Unit {
  readonly codice: string;
  readonly tipo: string;
  readonly padre?: string;
  readonly valido_dal?: string;
  readonly valido_fino_al?: string;
}
interface Drawn {
  readonly id: string;
  readonly natura: string;
  readonly dimensioni: readonly string[];
  readonly periodo: string;
  readonly facets: readonly string[];
}
export interface Wishes {
  /** No means over groups of offices, whose corrections reach beyond the ancestors. */
  readonly groupMeans: boolean;
  /** Offices that open and close. */
  readonly validities: boolean;
}

const years = [2022, 2023];
const additive = ["flusso", "consistenza", "livello"];
const absences = ["mancante", "non_dovuto", "non_applicabile", "non_valutabile", "oscurato", "non_divulgato"];
const periodsOf: Readonly<Record<string, readonly string[]>> = {
  mese: Array.from({ length: 12 }, (_, month) => `-${String(month + 1).padStart(2, "0")}`),
  trimestre: ["-T1", "-T2", "-T3", "-T4"],
  semestre: ["-S1", "-S2"],
  anno: [""],
};
const lengths: Readonly<Record<string, number>> = { mese: 1, trimestre: 3, semestre: 6, anno: 12 };

/** Two thousand of these are just within the exact integers, which sums then leave. */
const largest = Number.MAX_SAFE_INTEGER / 2000;

const pick = <T>(g: Draw, items: readonly T[]): T => items[g(fc.nat, items.length - 1)]!;
const chance = (g: Draw, percent: number): boolean => g(fc.integer, { min: 1, max: 100 }) <= percent;

export function drawModel(g: Draw, wishes: Wishes): Model {
  const files = drawFiles(g, wishes);
  const { value, problems } = readModel(files);
  if (problems.length > 0)
    throw new Error(
      `${problems.map(formatProblem).join("\n\n")}\n${files.map((file) => file.text).join("\n")}`,
    );
  return value;
}

export function drawFiles(g: Draw, wishes: Wishes): ModelFile[] {
  const units = drawUnits(g, wishes.validities);
  const drawn: Drawn[] = [];
  const indicators: object[] = [];
  const rows: string[] = [];
  const targets: string[] = [];
  const observed = g(fc.integer, { min: 2, max: 4 });
  for (let k = 0; k < observed; k++) drawObserved(g, `x${k}`, units, drawn, indicators, rows, targets);
  const formulas = g(fc.integer, { min: 0, max: 4 });
  for (let k = 0; k < formulas; k++) drawFormula(g, `f${k}`, drawn, indicators, targets, units, wishes);
  const syntheses = g(fc.integer, { min: 0, max: 2 });
  for (let k = 0; k < syntheses; k++) drawSynthesis(g, `s${k}`, drawn, indicators, rows, units);
  const block = {
    modello: {
      id: "prova",
      titolo: "Prova",
      amministrazione: "Prova",
      esercizio: 2023,
      anni: { da: 2022, a: 2023 },
    },
    atti: [{ id: "atto", titolo: "Atto" }],
    unita_di_misura: [
      { id: "numero", simbolo: "", grandezza: "numero" },
      { id: "giorno", simbolo: "", grandezza: "data" },
    ],
    gerarchie: [
      {
        id: "uffici",
        titolo: "Uffici",
        principale: true,
        nodi: units.map((unit) => ({ titolo: unit.codice, ...unit })),
      },
    ],
    dimensioni: [
      {
        id: "d",
        titolo: "D",
        membri: [
          { codice: "A", titolo: "A" },
          { codice: "B", titolo: "B" },
        ],
      },
    ],
    raggruppamenti: [{ id: "g", titolo: "G", gruppi: drawGroups(g, units) }],
    indicatori: shuffle(g, indicators),
    rilevazioni: rows.length === 0 ? [] : [{ file: "rilevazioni.csv" }],
    obiettivi: targets.length === 0 ? [] : [{ file: "obiettivi.csv" }],
  };
  const files = [{ path: "modello.yaml", text: JSON.stringify(block) }];
  const head = "indicatore;unita_organizzativa;periodo;d;valore;assenza;registrato_il;stato;provenienza";
  if (rows.length > 0)
    files.push({ path: "rilevazioni.csv", text: `${[head, ...shuffle(g, rows)].join("\n")}\n` });
  if (targets.length > 0)
    files.push({
      path: "obiettivi.csv",
      text: `${[`${head};valido_dal`, ...shuffle(g, targets)].join("\n")}\n`,
    });
  return files;
}

function shuffle<T>(g: Draw, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: g(fc.nat, 1000) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function drawUnits(g: Draw, validities: boolean): Unit[] {
  const count = g(fc.integer, { min: 1, max: 7 });
  const units: Unit[] = [];
  const depth: number[] = [];
  for (let k = 0; k < count; k++) {
    const above = k === 0 || chance(g, 10) ? -1 : g(fc.nat, k - 1);
    const parent = above >= 0 && depth[above]! < 3 ? units[above] : undefined;
    depth.push(parent === undefined ? 0 : depth[above]! + 1);
    const { valido_dal, valido_fino_al } = parent ?? {};
    const span = validities && chance(g, 30) ? drawSpan(g, valido_dal, valido_fino_al) : {};
    const code = `U${g(fc.nat, 9)}${k}`;
    units.push({
      codice: code,
      tipo: pick(g, ["direzione", "sede"]),
      ...(parent === undefined ? {} : { padre: parent.codice }),
      ...(valido_dal === undefined ? {} : { valido_dal }),
      ...(valido_fino_al === undefined ? {} : { valido_fino_al }),
      ...span,
    });
  }
  return units;
}

/** Narrower than the parent's, never empty. */
function drawSpan(
  g: Draw,
  from: string | undefined,
  until: string | undefined,
): Pick<Unit, "valido_dal" | "valido_fino_al"> {
  const day = () =>
    `${pick(g, years)}-${String(g(fc.integer, { min: 1, max: 12 })).padStart(2, "0")}-${pick(g, ["01", "15"])}`;
  const [a, b] = [day(), day()].sort() as [string, string];
  const start = from === undefined || a > from ? a : from;
  const end = until === undefined || b < until ? b : until;
  if (start >= end) return {};
  return chance(g, 50)
    ? { valido_dal: start, ...(until === undefined ? {} : { valido_fino_al: until }) }
    : { valido_dal: start, valido_fino_al: end };
}

function drawGroups(g: Draw, units: readonly Unit[]): Record<string, string[]> {
  const groups: Record<string, string[]> = { G1: [units[0]!.codice] };
  for (const unit of units.slice(1)) {
    const group = pick(g, ["G1", "G2", ""]);
    if (group !== "") groups[group] = [...(groups[group] ?? []), unit.codice];
  }
  return groups;
}

function listDays(year: number, suffix: string): readonly [string, string] {
  const months: Readonly<Record<string, readonly [number, number]>> = { "": [1, 12], S: [6, 6], T: [3, 3] };
  const kind = suffix === "" ? "" : suffix[1]!;
  const ordinal = Number(suffix.slice(kind === "S" || kind === "T" ? 2 : 1) || 1);
  const length = suffix === "" ? 12 : (months[kind]?.[1] ?? 1);
  const first = (ordinal - 1) * length + 1;
  const end = first + length;
  const day = (month: number) =>
    month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, "0")}-01`;
  return [day(first), day(end)];
}

const exists = (unit: Unit, from: string, until: string) =>
  (unit.valido_dal ?? "") < until && (unit.valido_fino_al === undefined || unit.valido_fino_al > from);

/** The units that a grain measures in a year: those of a type that do not stand below another of it. */
function listMeasured(units: readonly Unit[], grain: string, year: number): Unit[] {
  const alive = units.filter((unit) => exists(unit, `${year}-01-01`, `${year + 1}-01-01`));
  return alive.filter((unit) => {
    if (grain === "tutte") return true;
    if (grain === "ente") return unit.padre === undefined;
    if (grain === "foglie") return !alive.some((other) => other.padre === unit.codice);
    if (unit.tipo !== grain) return false;
    for (let above = unit.padre; above !== undefined; ) {
      const parent = alive.find((other) => other.codice === above);
      if (parent?.tipo === grain) return false;
      above = parent?.padre;
    }
    return true;
  });
}

function writeNumber(scaled: number, decimals: number): string {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : `,${digits.slice(-decimals)}`;
  return `${scaled < 0 ? "-" : ""}${whole}${fraction}`;
}

function drawRule(g: Draw): { readonly rule: object | undefined; readonly unit: string } {
  const limits = {
    ...(chance(g, 25) ? { minimo: pick(g, [0, -50]) } : {}),
    ...(chance(g, 25) ? { massimo: pick(g, [100, 150]) } : {}),
  };
  const choice = g(fc.nat, 8);
  if (choice === 0) return { rule: undefined, unit: "numero" };
  if (choice === 1)
    return {
      rule: { regola: "minimo_massimo", da: pick(g, [0, 30]), a: pick(g, [10, -20]), ...limits },
      unit: "numero",
    };
  if (choice === 2) {
    const fasce = [
      { fino_a: 0, punteggio: 0 },
      { da: 0, fino_a: 10, punteggio: 50 },
      { da: 10, punteggio: 100 },
    ];
    return {
      rule: { regola: "fasce", fasce: chance(g, 50) ? fasce : fasce.slice(1), ...limits },
      unit: "numero",
    };
  }
  if (choice === 3) {
    return {
      rule: { regola: "data", ...(chance(g, 50) ? { perdita_al_giorno: 5 } : {}), ...limits },
      unit: "giorno",
    };
  }
  if (choice === 4) return { rule: { regola: "si_no", ...limits }, unit: "si_no" };
  return {
    rule: { regola: ["scostamento", "rapporto", "avanzamento", "differenza"][choice - 5], ...limits },
    unit: "numero",
  };
}

function drawPolicy(g: Draw): object {
  const policy = pick(g, ["assente", "assente", "parziale", "escludi"]);
  return { quando_assente: policy, ...(policy === "escludi" ? { atto: "atto" } : {}) };
}

function drawObserved(
  g: Draw,
  id: string,
  units: readonly Unit[],
  drawn: Drawn[],
  indicators: object[],
  rows: string[],
  targets: string[],
): void {
  const { rule, unit } = drawRule(g);
  const isPlain = unit === "numero";
  const natura = isPlain ? pick(g, [...additive, ...additive, "rapporto", "punteggio"]) : "punteggio";
  const decimals = isPlain ? g(fc.nat, 2) : 0;
  const grain = {
    periodo: pick(g, ["anno", "mese", "trimestre", "semestre"]),
    unita: pick(g, ["ente", "foglie", "foglie", "tutte", ...units.map((each) => each.tipo)]),
  };
  const dimensioni = chance(g, 25) ? ["d"] : [];
  const scostamento = isPlain && chance(g, 50) ? { scostamento: pick(g, ["percentuale", "differenza"]) } : {};
  const facets = [
    "consuntivo",
    "obiettivo",
    ...("scostamento" in scostamento ? ["scostamento"] : []),
    ...(rule === undefined ? [] : ["raggiungimento"]),
  ];
  drawn.push({
    id,
    natura,
    dimensioni,
    periodo: grain.periodo,
    facets: isPlain ? facets : facets.filter((facet) => facet === "raggiungimento"),
  });
  indicators.push({
    id,
    titolo: id,
    unita: unit === "giorno" ? "giorno" : "numero",
    natura,
    decimali: decimals,
    grana: grain,
    dimensioni,
    verso: pick(g, ["crescente", "decrescente"]),
    ...drawPolicy(g),
    ...scostamento,
    ...(rule === undefined ? {} : { raggiungimento: rule }),
  });
  const scale = chance(g, 6) ? largest : 1;
  const write = () => {
    if (unit === "giorno") return `2023-${pick(g, ["01-31", "02-28", "03-10", "12-31"])}`;
    if (unit === "si_no") return pick(g, ["si", "no"]);
    const scaled = g(fc.integer, { min: -2000, max: 2000 }) * (chance(g, 90) ? 1 : 0);
    return writeNumber(Math.trunc(scaled * scale), decimals);
  };
  const members = dimensioni.length === 0 ? [""] : ["A", "B"];
  const density = pick(g, [60, 95, 100]);
  for (const year of years) {
    for (const { codice } of listMeasured(units, grain.unita, year)) {
      const self = units.find((each) => each.codice === codice)!;
      for (const suffix of periodsOf[grain.periodo]!) {
        if (!exists(self, ...listDays(year, suffix))) continue;
        for (const member of members) {
          if (chance(g, density))
            rows.push(...drawEntries(g, [id, codice, `${year}${suffix}`, member], write));
        }
      }
    }
  }
  drawTargets(g, id, units, grain.periodo, members, targets, write);
}

function drawTargets(
  g: Draw,
  id: string,
  units: readonly Unit[],
  finest: string,
  members: readonly string[],
  targets: string[],
  write: () => string,
): void {
  for (const unit of units) {
    for (const period of Object.keys(periodsOf).filter((grain) => lengths[grain]! >= lengths[finest]!)) {
      if (!chance(g, period === "anno" ? 70 : 15)) continue;
      const suffix = pick(g, periodsOf[period]!);
      const year = pick(g, [2022, 2023, 2023]);
      if (!exists(unit, ...listDays(year, suffix))) continue;
      for (const member of members) {
        const entries = drawEntries(g, [id, unit.codice, `${year}${suffix}`, member], write);
        targets.push(...entries.map((row) => `${row};`));
        if (chance(g, 30)) {
          const [revised = ""] = drawEntries(g, [id, unit.codice, `${year}${suffix}`, member], write);
          targets.push(`${revised};${pick(g, ["2023-07-01", "2023-10-01", "2024-02-01"])}`);
        }
      }
    }
  }
}

/** One entry for a cell, or two recorded on different days. */
function drawEntries(g: Draw, cell: readonly string[], write: () => string): string[] {
  const content = () => (chance(g, 12) ? `;${pick(g, absences)}` : `${write()};`);
  const rest = () =>
    `${chance(g, 10) ? "provvisorio" : ""};${chance(g, 15) ? pick(g, ["desunto", "assunto", "sintetico"]) : ""}`;
  const row = (recorded: string) => `${cell.join(";")};${content()};${recorded};${rest()}`;
  if (chance(g, 15)) return [row("2023-05-01"), row("2024-01-15")];
  return [row(chance(g, 20) ? "2023-08-01" : "")];
}

/** Numbers and references of a formula; an indicator of dates or of yes and no enters by its attainment. */
function drawAtom(g: Draw, drawn: readonly Drawn[], own: readonly string[], wishes: Wishes): string {
  const usable = drawn.filter(({ facets }) => facets.length > 0);
  if (usable.length === 0 || chance(g, 20)) return pick(g, ["0", "1", "2", "10", "0.5", "100"]);
  const refer = (from: readonly Drawn[], main: boolean): string => {
    const { id, dimensioni, facets } = pick(g, from);
    const facet = main ? "" : chance(g, 60) && facets[0] === "consuntivo" ? "" : `.${pick(g, facets)}`;
    const filter =
      dimensioni.length > 0 && (own.length === 0 || chance(g, 30)) ? `[d = "${pick(g, ["A", "B"])}"]` : "";
    return `${id}${facet}${filter}`;
  };
  if (chance(g, 70)) return refer(usable, false);
  const main = usable.filter(({ facets }) => facets[0] === "consuntivo");
  const summed = main.filter(({ natura }) => additive.includes(natura));
  const flows = main.filter(({ natura }) => natura === "flusso");
  const choice = pick(g, [
    "precedente",
    "anno_precedente",
    "cumulato",
    "da_inizio_anno",
    "totale_sottoalbero",
    "edizione_precedente",
    "media_gruppo",
    "media_gruppo_anno_precedente",
  ]);
  if (choice === "precedente" || choice === "anno_precedente") return `${choice}(${refer(usable, false)})`;
  if (choice === "edizione_precedente") {
    // Only formulas change from one edition to another.
    const computed = usable.filter(({ id }) => id.startsWith("f"));
    return `${choice}(${refer(computed.length > 0 ? computed : usable, false)})`;
  }
  if ((choice === "cumulato" || choice === "da_inizio_anno") && flows.length > 0)
    return `${choice}(${refer(flows, true)})`;
  if (choice === "totale_sottoalbero" && summed.length > 0) return `${choice}(${refer(summed, true)})`;
  const isGroup = choice === "media_gruppo" || choice === "media_gruppo_anno_precedente";
  if (isGroup && wishes.groupMeans && summed.length > 0)
    return `${choice}(${refer(usable, false)}, "g", ${refer(summed, true)})`;
  const free = summed.filter(({ dimensioni }) => dimensioni.length > 0);
  return free.length > 0 && own.length === 0
    ? `${pick(g, ["sum", "mean", "max", "count"])}(${pick(g, free).id})`
    : refer(usable, false);
}

export function drawExpression(g: Draw, atom: () => string, depth: number): string {
  if (depth === 0 || chance(g, 15)) return atom();
  const part = () => drawExpression(g, atom, depth - 1);
  switch (g(fc.nat, 9)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `(${part()} ${pick(g, ["+", "-", "*", "/"])} ${part()})`;
    case 4:
      return `(if ${drawCondition(g, part, 2)} then ${part()} else ${part()})`;
    case 5:
    case 6:
      return `${pick(g, ["sum", "mean", "min", "max", "count"])}(${part()}, ${part()}, ${part()})`;
    case 7:
      return `${pick(g, ["abs", "floor", "ceiling", "sqrt"])}(${part()})`;
    case 8:
      return `round half up(${part()}, ${pick(g, ["0", "1", "2"])})`;
    default:
      return chance(g, 50) ? `(${part()}) ** ${pick(g, ["0", "2", "3"])}` : `-(${part()})`;
  }
}

function drawCondition(g: Draw, part: () => string, depth: number): string {
  if (depth > 0 && chance(g, 30)) {
    const inner = () => drawCondition(g, part, depth - 1);
    return chance(g, 25) ? `not(${inner()})` : `(${inner()} ${pick(g, ["and", "or"])} ${inner()})`;
  }
  if (chance(g, 20)) return `(${part()} between ${part()} and ${part()})`;
  return `(${part()} ${pick(g, ["=", "!=", "<", "<=", ">", ">="])} ${part()})`;
}

function drawFormula(
  g: Draw,
  id: string,
  drawn: Drawn[],
  indicators: object[],
  targets: string[],
  units: readonly Unit[],
  wishes: Wishes,
): void {
  const isSummed = chance(g, 35);
  const natura = isSummed ? pick(g, additive) : "punteggio";
  const dimensioni = chance(g, 15) ? ["d"] : [];
  const periodo = pick(g, ["anno", "mese", "trimestre"]);
  const write = (depth: number) => drawExpression(g, () => drawAtom(g, drawn, dimensioni, wishes), depth);
  const rule = chance(g, 40) ? pick(g, ["scostamento", "rapporto", "avanzamento", "differenza"]) : undefined;
  const obiettivo = pick(g, [undefined, undefined, "stessa_formula", "formula"]);
  const scostamento = chance(g, 30) ? pick(g, ["percentuale", "differenza"]) : undefined;
  indicators.push({
    id,
    titolo: id,
    unita: "numero",
    natura,
    decimali: g(fc.nat, 2),
    dimensioni,
    verso: pick(g, ["crescente", "decrescente"]),
    grana: { periodo, unita: pick(g, ["ente", "foglie", "foglie", "tutte"]) },
    formula: write(3),
    ...(chance(g, 40)
      ? {
          formule_precedenti: [
            { fino_al: pick(g, ["2022-07-01", "2023-01-01", "2023-10-01"]), formula: write(2) },
          ],
        }
      : {}),
    aggregazione: isSummed ? "somma" : "ricalcola",
    ...drawPolicy(g),
    ...(obiettivo === undefined ? {} : { obiettivo: obiettivo === "formula" ? write(2) : obiettivo }),
    ...(rule === undefined ? {} : { raggiungimento: rule }),
    ...(scostamento === undefined ? {} : { scostamento }),
  });
  if (obiettivo === undefined) {
    const members = dimensioni.length === 0 ? [""] : ["A", "B"];
    drawTargets(g, id, units, periodo, members, targets, () =>
      writeNumber(g(fc.integer, { min: -50, max: 50 }), 0),
    );
  }
  const facets = [
    "consuntivo",
    "obiettivo",
    ...(scostamento === undefined ? [] : ["scostamento"]),
    ...(rule === undefined ? [] : ["raggiungimento"]),
  ];
  drawn.push({ id, natura, dimensioni, periodo, facets });
}

function drawSynthesis(
  g: Draw,
  id: string,
  drawn: Drawn[],
  indicators: object[],
  rows: string[],
  units: readonly Unit[],
): void {
  const usable = drawn.filter(({ facets }) => facets.length > 0);
  if (usable.length === 0) return;
  const dimensioni = chance(g, 25) ? ["d"] : [];
  const pesi = pick(g, ["noti", "noti", "parziali", "non_divulgati"]);
  const chosen = shuffle(g, usable).slice(0, g(fc.integer, { min: 1, max: 3 }));
  const weights = chosen.map(() => g(fc.integer, { min: 1, max: 50 }));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const componenti = chosen.map((each, k) => ({
    indicatore: each.id,
    faccia: pick(g, each.facets),
    ...(each.dimensioni.length > 0 && (dimensioni.length === 0 || chance(g, 40))
      ? { membri: { d: pick(g, ["A", "B"]) } }
      : {}),
    ...(pesi === "non_divulgati" || (pesi === "parziali" && chance(g, 30)) ? {} : { peso: weights[k] }),
  }));
  const isInput = componenti.some((component) => !("peso" in component));
  const unita = pick(g, ["ente", "tutte"]);
  indicators.push({
    id,
    titolo: id,
    unita: "numero",
    natura: "punteggio",
    faccia: pick(g, ["consuntivo", "indice", "raggiungimento"]),
    decimali: 1,
    dimensioni,
    grana: { periodo: "anno", unita },
    sintesi: { pesi, somma_pesi: pesi === "parziali" ? sum + 10 : sum, componenti, ...drawPolicy(g) },
  });
  if (isInput) {
    for (const { codice, padre, ...span } of units) {
      if (
        (unita === "ente" && padre !== undefined) ||
        !exists({ codice, ...span }, "2023-01-01", "2024-01-01")
      )
        continue;
      for (const member of dimensioni.length === 0 ? [""] : ["A", "B"]) {
        if (chance(g, 70))
          rows.push(
            ...drawEntries(g, [id, codice, "2023", member], () =>
              writeNumber(g(fc.integer, { min: 0, max: 1000 }), 1),
            ),
          );
      }
    }
  }
}
