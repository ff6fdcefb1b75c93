/** The same explanation in Italian sentences, indented by depth. */
import { absenceNames, formatNumber, type LostOffice } from "../engine/index.ts";
import { facetNames } from "../formula/index.ts";
import {
  findPeriod,
  listPeriodsOfYear,
  type Model,
  type Place,
  type Source,
  writeNumber,
} from "../model/index.ts";
import type { Debt, Explanation, Operation, Part } from "./explanation.ts";
import { tellEdition, tellGroupMean, tellTwoMethods } from "./tell-step.ts";
import { writeMinus, writeOperand } from "./write-minus.ts";

const provenanceNames = {
  published: "pubblicato",
  inferred: "desunto",
  assumed: "assunto",
  synthetic: "sintetico",
} as const;

/** What is said of one step, indented; the first line says its value. */
export interface ToldStep {
  readonly depth: number;
  readonly lines: readonly string[];
}

/** One line a sentence; parts are indented below what they make. */
export function tellExplanation(explanation: Explanation, model: Model): string[] {
  return tellSteps(explanation, model).flatMap(({ lines }) => lines);
}

export function tellSteps(explanation: Explanation, model: Model): ToldStep[] {
  const told: ToldStep[] = [];
  const open: { step: Explanation; weight: Part["weight"]; depth: number }[] = [
    { step: explanation, weight: undefined, depth: 0 },
  ];
  while (open.length > 0) {
    const { step, weight, depth } = open.pop()!;
    const indent = "   ".repeat(depth);
    const [first = "", ...rest] = tellStep(step, weight, model);
    told.push({
      depth,
      lines: [
        `${indent}${depth === 0 ? "" : "└ "}${first}`,
        ...rest.map((line) => `${indent}${depth === 0 ? "  " : "    "}${line}`),
      ],
    });
    for (const part of step.parts.toReversed())
      open.push({ step: part.explanation, weight: part.weight, depth: depth + 1 });
  }
  return told;
}

function tellStep(step: Explanation, weight: number | undefined, model: Model): string[] {
  const { figure } = step;
  const lines = [
    `${tellName(step)}${weight === undefined ? "" : ` (peso ${writeNumber(weight)})`}: ${tellValue(step)}`,
  ];
  if (step.told === "before") return [`${lines[0]} — già spiegato sopra`];
  if (step.told === "cut")
    return [
      `${lines[0]} — non aperto qui: chiedi \`piramide explain ${figure.id} --org-unit ${figure.orgUnit} --period ${figure.period}\``,
    ];
  lines.push(...tellOperation(step.operation, step, model));
  if (step.limited !== undefined)
    lines.push(`il limite previsto decide: ${writeMinus(writeNumber(step.limited))}`);
  if (step.cause !== undefined) lines.push(step.cause);
  for (const lost of step.lost)
    lines.push(
      `manca ciò che ha fatto ${tellLost(lost)}: fra questi uffici non c'è, e nessuno ne ha preso il posto`,
    );
  const doubts = tellDoubts(step);
  if (doubts !== "") lines.push(doubts);
  lines.push(`${tellSource(step.source, model)}${tellPlace(step.place)}`);
  return lines;
}

function tellName({ title, figure }: Explanation): string {
  return `${title}${tellMembers(figure.members)} [${figure.id}, ${facetNames[figure.facet]}, ${figure.orgUnit}, ${figure.period}]`;
}

function tellMembers(members: Explanation["figure"]["members"]): string {
  return Object.entries(members)
    .map(([dimension, member]) => `, ${dimension} ${member}`)
    .join("");
}

function tellValue({ figure, rounding }: Explanation): string {
  if (figure.absence !== null) return absenceNames[figure.absence].toUpperCase();
  const unit = figure.unit === "" ? "" : ` ${figure.unit}`;
  return `${writeMinus(figure.display)}${unit}${rounding === "" || rounding === "nessun arrotondamento" ? "" : ` (${rounding})`}`;
}

const policies = {
  absent: "se una parte manca, manca il totale",
  partial: "ciò che manca è lasciato fuori e il totale è parziale",
  exclude: "ciò che manca è escluso per atto",
} as const;

function tellOperation(operation: Operation, step: Explanation, model: Model): string[] {
  const count = step.parts.length;
  switch (operation.type) {
    case "observed":
      return tellObserved(operation, step);
    case "delivered":
      return tellDelivered(operation, step);
    case "calendar":
      return ["giorni di calendario del periodo"];
    case "target":
      return tellTarget(operation, step, model);
    case "outside":
      return [tellOutside(operation, step, model)];
    case "printed":
      return [
        step.figure.absence === null
          ? `cifra stampata dal documento: i pesi delle sue ${count} componenti non sono divulgati, perciò non si può ricalcolare`
          : `né la cifra né i pesi delle sue ${count} componenti sono divulgati`,
      ];
    case "formula":
      return [`si calcola ${operation.text}`, `cioè ${operation.reading}`, ...tellTwoMethods(step)];
    case "sum":
      return [
        `somma ${operation.along === "offices" ? "delle unità sottostanti" : "dei periodi che lo compongono"} (${count}); ${policies[operation.whenAbsent]}`,
      ];
    case "mean-over-time":
      return [`media dei ${count} periodi che lo compongono; ${policies[operation.whenAbsent]}`];
    case "last-in-time":
      return ["consistenza: vale l'ultimo periodo"];
    case "deviation":
      return [tellDeviation(operation, step)];
    case "attainment":
      return [`regola «${operation.rule}»: ${operation.reading}`];
    case "weighted-mean":
      return [tellWeightedMean(operation, step)];
    case "series":
      return [seriesWords[operation.name]];
    case "edition":
      return tellEdition(operation, step, model);
    case "group-mean":
      return tellGroupMean(operation, step);
  }
}

const grainWords = { month: "mese", quarter: "trimestre", semester: "semestre", year: "anno" } as const;

/** For a period of the wrong length, the one to ask for: that which holds it, or the first that it holds. */
function tellOutside(
  operation: Extract<Operation, { type: "outside" }>,
  { figure }: Explanation,
  model: Model,
): string {
  if (operation.of === "existence") return "l'unità organizzativa non esiste in questo periodo";
  const asked = findPeriod(figure.period);
  const grain = model.indicators.find((candidate) => candidate.id === figure.id)?.grain.period;
  if (operation.of === "grain" || asked === undefined || grain === undefined)
    return "a questo livello l'indicatore non si misura e non si somma";
  const measured = listPeriodsOfYear(asked.year).filter((period) => period.grain === grain);
  const holding = measured.find((period) => period.from <= asked.from && period.until >= asked.until);
  const first = measured.find((period) => period.from >= asked.from);
  return holding === undefined
    ? `si misura per ${grainWords[grain]} e non si somma nel tempo: chiedi --period ${first?.code ?? asked.year}, o un altro`
    : `si misura per ${grainWords[grain]}: chiedi --period ${holding.code}`;
}

const seriesWords: Readonly<Record<Extract<Operation, { type: "series" }>["name"], string>> = {
  precedente: "è la cifra del periodo prima, della stessa durata",
  anno_precedente: "è la cifra dello stesso periodo dell'anno prima",
  cumulato: "somma dal primo anno del modello; ciò che non si applica è lasciato fuori",
  da_inizio_anno: "somma da gennaio; ciò che non si applica è lasciato fuori",
  totale_sottoalbero: "somma dell'unità e di quelle sottostanti; ciò che non si applica è lasciato fuori",
};

function tellObserved(operation: Extract<Operation, { type: "observed" }>, step: Explanation): string[] {
  const note = operation.note === undefined ? "" : `: ${operation.note}`;
  const extracted =
    operation.extractedOn === undefined ? "" : `, estratto il ${tellDay(operation.extractedOn)}`;
  return [step.figure.absence === null ? `dato rilevato${extracted}${note}` : `nessun dato${note}`];
}

/** More corrections than these are counted. */
const toldDeliveries = 5;

function tellDelivered(operation: Extract<Operation, { type: "delivered" }>, step: Explanation): string[] {
  const { title, source, measure, deliveries } = operation;
  if (deliveries.length === 0)
    return [`misurato dalla fonte «${title}» (${source}), che per questo periodo non ha consegnato nulla`];
  const told = deliveries
    .slice(0, toldDeliveries)
    .map(
      ({ number, file, recordedOn, rows, isCorrection }) =>
        `${isCorrection ? "correzione" : "consegna"} ${number}, ${file}, registrata il ${tellDay(recordedOn)}, ${writeNumber(rows)} righe`,
    );
  const more = deliveries.length > toldDeliveries ? [`e altre ${deliveries.length - toldDeliveries}`] : [];
  const lacking = operation.isUntold
    ? "le righe ci sono, ma a qualcuna manca il valore o il peso, o non si sa di quale di questi uffici è"
    : "nessuna riga";
  const found = step.figure.absence === null ? measure : `${measure}: ${lacking}`;
  return [`misurato dalla fonte «${title}» (${source}): ${found}`, ...told, ...more];
}

function tellTarget(
  operation: Extract<Operation, { type: "target" }>,
  step: Explanation,
  model: Model,
): string[] {
  if (step.figure.absence !== null) return ["nessun obiettivo dichiarato"];
  const { revision, validFrom } = operation;
  if (revision === undefined) return ["obiettivo dichiarato"];
  const event = model.events.find((candidate) => candidate.id === revision.event);
  return [
    `obiettivo rivisto${validFrom === undefined ? "" : ` dal ${tellDay(validFrom)}`}, su autorizzazione di: ${revision.authorisedBy}; motivo: ${revision.reason}` +
      `${event === undefined ? "" : ` (evento: ${event.title})`}${revision.previousUnknown ? "; l'obiettivo precedente non è noto" : ""}`,
  ];
}

function tellDeviation(operation: Extract<Operation, { type: "deviation" }>, step: Explanation): string {
  const [result = "", target = ""] = step.parts.map((part) => part.explanation.figure.display);
  const [a, b] = operation.direction === "up" ? [result, target] : [target, result];
  const difference = `${writeMinus(a)} − ${writeOperand(b)}`;
  return operation.measure === "percent"
    ? `scostamento: (${difference}) / |${writeMinus(target)}| × 100`
    : `scostamento: ${difference}`;
}

function tellWeightedMean(
  operation: Extract<Operation, { type: "weighted-mean" }>,
  step: Explanation,
): string {
  const terms = step.parts.map(
    (part) => `${writeNumber(part.weight ?? Number.NaN)} × ${writeOperand(part.explanation.figure.display)}`,
  );
  const shown = terms.length <= 12 ? terms.join(" + ") : `${terms.slice(0, 12).join(" + ")} + …`;
  const act = operation.act === undefined ? "" : ` (${operation.act})`;
  return `media ponderata: (${shown}) / ${writeNumber(operation.total)}; ${policies[operation.whenAbsent]}${act}`;
}

function tellDoubts({ figure }: Explanation): string {
  const doubts = [
    figure.provenance === "published" ? "" : `provenienza: ${provenanceNames[figure.provenance]}`,
    figure.status === "provisional" ? "provvisorio" : "",
    figure.partial ? "parziale: non si confronta con un obiettivo" : "",
    figure.coverage === null
      ? "copertura non nota (pesi non divulgati)"
      : figure.coverage < 1 && figure.absence === null
        ? `copertura ${formatNumber(figure.coverage * 100, 1)} %`
        : "",
  ];
  return doubts.filter((doubt) => doubt !== "").join("; ");
}

function tellSource(source: Source | undefined, model: Model): string {
  if (source === undefined) return "";
  const act = model.acts.find((candidate) => candidate.id === source.act)?.title ?? source.act;
  const words = [
    act,
    source.article === undefined ? undefined : source.article,
    source.section === undefined ? undefined : `sezione ${source.section}`,
    source.table,
    source.note,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? "" : `fonte: ${words.join(", ")} — `;
}

function tellPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** `Z (Sede Z), soppresso il 01/03/2023 (Determina 7)`. */
export function tellLost({ orgUnit, title, change, on, act }: LostOffice): string {
  const when = on === undefined ? "" : ` il ${tellDay(on)}`;
  const by = act === undefined ? "" : ` (${act})`;
  return `${orgUnit} (${title}), ${change === "closed" ? "soppresso" : "istituito"}${when}${by}`;
}

function tellDay(day: string): string {
  return day.split("-").reverse().join("/");
}

/** Nobody owes what does not apply or cannot be evaluated; who owes the rest, the model says or does not. */
function tellOwner({ absence, owner }: Debt): string {
  if (absence === "not-applicable" || absence === "not-evaluable") return "nessuno lo deve";
  return owner === undefined ? "il modello non dice chi lo deve" : `lo deve ${owner}`;
}

/** What is missing below an absent figure, and who owes it. */
export function tellDebts(debts: readonly Debt[]): string[] {
  return debts.map((debt) => {
    const owner = tellOwner(debt);
    const note = debt.note === undefined ? "" : `; nota: ${debt.note}`;
    return `${debt.title}${tellMembers(debt.members)} [${debt.indicator}, ${facetNames[debt.facet]}, ${debt.orgUnit}, ${debt.period}]: ${absenceNames[debt.absence]}; ${owner}${note} — ${tellPlace(debt.place)}`;
  });
}
