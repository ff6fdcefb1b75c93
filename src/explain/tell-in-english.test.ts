/** What is told in English: all that is told in Italian, with the same numbers, and none of its words. */
import { describe, expect, test } from "vitest";
import { computeInps } from "../../cases/engine/inps-model.ts";
import { computeText, type See } from "../../cases/engine/small-model.ts";
import { periodsInYear } from "../model/index.ts";
import { explainFigure } from "./explain-figure.ts";
import type { Explanation, Operation } from "./explanation.ts";
import { listDebts } from "./list-debts.ts";
import { tellDebts, tellExplanation, tellLost, tellOwed, tellSteps } from "./tell-explanation.ts";
import { tellLevels } from "./tell-levels.ts";
import { dropMarks, splitCited, type Tongue } from "./tongue.ts";
import { en } from "./words/en.ts";
import { it } from "./words/it.ts";

const english: Tongue = { language: "en" };
const marked: Tongue = { language: "en", isMarked: true };

/**
 * Titles and notes are of no language, so that every Italian word in a line is one of ours; they begin with a large Q
 * and a small letter, which no code does.
 */
const text = `atti: [{ id: qa, titolo: Qact }]
raggruppamenti: [{ id: g, titolo: Qgroups, gruppi: { QA: [NORD, SUD], QB: [EST] } }]
eventi: [{ id: qe, titolo: Qevent, dal: 2023-01-01, fino_al: 2023-06-01}]
indicatori:
  - { id: x, titolo: Qx, unita: numero, natura: flusso, verso: crescente, decimali: 1, responsabile: Qowner, grana: { unita: foglie }, scostamento: percentuale, raggiungimento: { regola: rapporto, massimo: 100 }, obiettivi: { 2023: 10 } }
  - { id: v, titolo: Qv, unita: numero, natura: livello, grana: { periodo: mese, unita: ente }, valori: { 2023-01: 3, 2023-02: 4 } }
  - { id: s, titolo: Qs, unita: numero, natura: consistenza, grana: { periodo: trimestre, unita: ente }, valori: { 2023-T4: 3 } }
  - { id: q, titolo: Qq, unita: numero, natura: punteggio, formula: 'if x > 1 and not(x between 2 and 3) or false then max(x, 2, x / 3) else round half up(x, 1)' }
  - { id: a, titolo: Qa, unita: numero, natura: punteggio, grana: { unita: ente }, valori: { 2023: 90 } }
  - { id: b, titolo: Qb, unita: numero, natura: punteggio, grana: { unita: ente }, valori: { 2023: 10 } }
  - { id: p, titolo: Qp, unita: numero, natura: punteggio, grana: { unita: ente }, sintesi: { pesi: non_divulgati, componenti: [ { indicatore: a }, { indicatore: b } ] }, valori: { 2023: 95 } }
  - { id: n, titolo: Qn, unita: numero, natura: punteggio, grana: { unita: ente }, sintesi: { pesi: non_divulgati, componenti: [ { indicatore: a }, { indicatore: b } ] } }
  - { id: w, titolo: Qw, unita: numero, natura: punteggio, grana: { unita: ente }, sintesi: { pesi: noti, componenti: [ { indicatore: a, peso: 60 }, { indicatore: b, peso: 40 } ] } }
  - { id: k, titolo: Qk, unita: numero, natura: rapporto, formula: a / 8, raggiungimento: { regola: fasce, fasce: [{ da: 1, fino_a: 50, punteggio: 10 }] } }
  - { id: t, titolo: Qt, unita: numero, natura: punteggio, formula: 'totale_sottoalbero(x) + cumulato(x) + da_inizio_anno(x) + precedente(x) + anno_precedente(x)' }
  - { id: m, titolo: Qm, unita: numero, natura: punteggio, formula: 'media_gruppo(x, "g", x) - media_gruppo_anno_precedente(x, "g", x)' }
  - { id: y, titolo: Qy, unita: numero, natura: rapporto, decimali: 1, formula: a * 3, formule_precedenti: [{ fino_al: 2023-01-01, formula: a * 2, atto: qa }] }
  - { id: z, titolo: Qz, unita: numero, natura: rapporto, decimali: 1, formula: y / edizione_precedente(y) + edizione_precedente(a) }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, valore: 7.5, nota: Qnote, estratto_il: 2024-01-03 }
  - { indicatore: x, unita_organizzativa: SUD, valore: 5 }
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2022, valore: 5 }
  - { indicatore: x, unita_organizzativa: EST, periodo: 2022, valore: 5 }
  - { indicatore: a, unita_organizzativa: ENTE, periodo: 2022, valore: 5 }
`;
const rules: Readonly<Record<string, string>> = {
  deviation: "unita: numero, raggiungimento: scostamento, obiettivi: { 2023: 4 }",
  ratio: "unita: numero, raggiungimento: rapporto, obiettivi: { 2023: 4 }",
  minMax: "unita: numero, raggiungimento: { regola: minimo_massimo, da: 1, a: 5 }",
  bands: "unita: numero, raggiungimento: { regola: fasce, fasce: [{ da: 1, fino_a: 5, punteggio: 10 }] }",
  noBand: "unita: numero, raggiungimento: { regola: fasce, fasce: [{ da: 8, fino_a: 9, punteggio: 10 }] }",
  progress: "unita: numero, raggiungimento: avanzamento",
  difference: "unita: numero, raggiungimento: differenza, obiettivi: { 2023: 4 }",
  yesNo: "unita: numero, raggiungimento: si_no",
};
const values: Readonly<Record<string, string>> = { yesNo: "si" };
const dates = ["{ regola: data, perdita_al_giorno: 2 }", "data"];

const see = computeText(text, { nodes: ["ENTE", "NORD:ENTE", "SUD:ENTE", "EST:ENTE"] });
const { figures } = see;
const { model } = figures.graph;
const steps = [...figures.graph.nodes.keys()].flatMap((node) =>
  [0, 1, 2, 3, 4].flatMap((unit) =>
    [0, 13, 18].flatMap((period) => {
      const isThere = unit < figures.graph.nodes[node]!.tree.units.length;
      return isThere ? [explainFigure(figures, node, unit * periodsInYear + period)] : [];
    }),
  ),
);

const explainRule = (indicator: string): readonly [Explanation, See] => {
  const own = computeText(
    `indicatori: [{ id: x, titolo: Qx, natura: punteggio, verso: crescente, ${indicator} }]`,
  );
  const node = own.figures.graph.indexOf.get("x.attainment")!;
  return [explainFigure(own.figures, node, 18), own];
};

const tokens = (line: string): string[] => line.toLowerCase().match(/\p{L}[\p{L}_]*/gu) ?? [];

/** Every word that a table can say: functions are asked with what is there and with what is not. */
function listWords(entry: unknown): string[] {
  if (typeof entry === "string") return tokens(entry);
  if (typeof entry === "object" && entry !== null) return Object.values(entry).flatMap(listWords);
  if (typeof entry !== "function") return [];
  const say = entry as (...given: readonly unknown[]) => string;
  return [
    ["sum", 1, 1, 1, 1],
    ["closed", "1", "1", "1", "1"],
    ["weighted-sum", undefined, undefined],
  ].flatMap((given) => tokens(say(...given)));
}

const ofEnglish = new Set(listWords(en));
const onlyItalian = new Set(listWords(it).filter((word) => !ofEnglish.has(word)));
/** Of FEEL and of models, in formulas: as they are written everywhere. */
const written = /modello\.yaml:\d+:\d+|`[^`]*`|computed as .*/g;

const findItalian = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const own = line.replace(written, "");
    return tokens(own).some((word) => onlyItalian.has(word)) ? [line] : [];
  });
const readOurs = (line: string): string =>
  splitCited(line)
    .map(({ text: own, isCited }) => (isCited ? "" : own))
    .join("¦");
const readNumbers = (line: string): string => (line.match(/\d+/g) ?? []).toSorted().join(" ");

/** All that the model says is between marks; without them it is what is told without. */
const expectMarked = (lines: readonly string[], plain: readonly string[]): void => {
  expect(lines.map(readOurs).filter((own) => /Q[a-z]/.test(own))).toEqual([]);
  expect(lines.map(dropMarks)).toEqual(plain);
};

describe("in English", () => {
  test("[X9] the words that must not be met are those of the Italian table", () => {
    for (const word of ["somma", "arrotondamento", "fascia", "mancante", "righe", "obiettivo", "correzione"])
      expect([word, onlyItalian.has(word)]).toEqual([word, true]);
    expect(findItalian(tellExplanation(steps[0]!, model))).not.toEqual([]);
  });

  const kinds: Readonly<Record<Exclude<Operation["type"], "delivered" | "calendar">, true>> = {
    observed: true,
    outside: true,
    target: true,
    printed: true,
    formula: true,
    sum: true,
    "mean-over-time": true,
    "last-in-time": true,
    deviation: true,
    attainment: true,
    "weighted-mean": true,
    series: true,
    edition: true,
    "group-mean": true,
  };

  test("[X9] [X10] every kind of step is told line by line, and without an Italian word", () => {
    const met = new Set<string>();
    for (const step of steps) {
      met.add(step.operation.type);
      const debts = listDebts(step, model.indicators);
      const inEnglish = [...tellExplanation(step, model, english), ...tellOwed(debts, english)];
      const inItalian = [...tellExplanation(step, model), ...tellOwed(debts)];
      expect(findItalian(inEnglish)).toEqual([]);
      expect(inEnglish.map(readNumbers)).toEqual(inItalian.map(readNumbers));
      for (const { title, rounding } of tellSteps(step, model, english))
        expect(findItalian([title, rounding])).toEqual([]);
      expectMarked([...tellExplanation(step, model, marked), ...tellOwed(debts, marked)], inEnglish);
    }
    expect([...met].toSorted()).toEqual(Object.keys(kinds).toSorted());
  });

  test("[X9] so is every rule of attainment", () => {
    const late = dates.map(
      (rule) =>
        `unita: data, raggiungimento: ${rule}, valori: { 2023: 2023-12-04 }, obiettivi: { 2023: 2023-11-30 }`,
    );
    const all = [
      ...Object.entries(rules).map(([name, rule]) => `${rule}, valori: { 2023: ${values[name] ?? "3"} }`),
      ...Object.values(rules),
      ...late,
    ];
    const told = all.map((rule) => {
      const [step, own] = explainRule(rule);
      const lines = tellExplanation(step, own.figures.graph.model, english);
      expect(findItalian(lines)).toEqual([]);
      expect(lines.map(readNumbers)).toEqual(tellExplanation(step, own.figures.graph.model).map(readNumbers));
      return lines[1];
    });
    expect(told).toContain("  rule “bands”: 3 is in the band [1; 5), which is worth 10");
    expect(told).toContain("  rule “yes or no”: yes");
    expect(told).toContain(
      "  rule “date”: 04/12/2023 against the deadline 30/11/2023: 4 days late × 2 points: 100 − 8",
    );
  });

  test("[X9] [X10] and what rests on deliveries, on a calendar, on revised targets, causes and lost offices", () => {
    const [first] = steps;
    const place = { file: "modello.yaml", line: 1, column: 1 };
    const days = { from: "qfrom", to: "qto" };
    const when = { text: "qwhen", place };
    const measure = {
      type: "weighted-sum",
      source: "q",
      column: undefined,
      days: undefined,
      table: "qt",
      weight: "qw",
      when,
      within: when,
      members: {},
      holds: undefined,
      place,
    } as const;
    const deliveries = Array.from({ length: 7 }, (_, k) => ({
      number: k,
      file: "q.csv",
      sha256: "",
      recordedOn: "2023-04-10",
      rows: 1200,
      isCorrection: k > 0,
    }));
    const delivered = {
      type: "delivered",
      source: "q",
      title: "Qsource",
      owner: undefined,
      measure,
      isUntold: false,
      limit: undefined,
      deliveries,
    } as const;
    const revision = { authorisedBy: "Qbody", reason: "Qreason", event: "qe", previousUnknown: true };
    const operations: readonly Operation[] = [
      delivered,
      { ...delivered, measure: { ...measure, type: "count", days, table: undefined }, isUntold: true },
      { ...delivered, deliveries: [] },
      { ...delivered, limit: 1e13 },
      { type: "observed", note: "Qnote", extractedOn: "2023-04-10", limit: 1e13 },
      { type: "calendar" },
      { type: "target", revision, validFrom: "2023-05-01" },
    ];
    const lost = { orgUnit: "QZ", title: "Qoffice", on: "2023-03-01", act: "Qact" };
    const figure = {
      ...first!.figure,
      provenance: "inferred",
      status: "provisional",
      partial: true,
      coverage: 0.5,
    } as const;
    for (const operation of operations)
      for (const absence of [null, "missing"] as const) {
        const step: Explanation = {
          ...first!,
          figure: { ...figure, absence, value: absence === null ? 1 : null, display: "1" },
          operation,
          parts: [],
          source: { act: "qa", article: undefined, section: "4", table: undefined, note: undefined },
          cause: { cause: "exogenous", note: "Qnote" },
          limited: 100,
          lost: [
            { ...lost, change: "closed" },
            { ...lost, change: "opened" },
          ],
        };
        const [inEnglish, inItalian] = [tellExplanation(step, model, english), tellExplanation(step, model)];
        expect(findItalian(inEnglish)).toEqual([]);
        expect(inEnglish.map(readNumbers)).toEqual(inItalian.map(readNumbers));
        expectMarked(tellExplanation(step, model, marked), inEnglish);
      }
    expect(tellLost({ ...lost, change: "closed" }, english)).toBe(
      "QZ (Qoffice), closed on 01/03/2023 (Qact)",
    );
    expect(tellLevels(steps.find(({ parts }) => parts.length > 0)!, model, 0, english).at(-1)).toMatch(
      /^Levels open: 0 of \d+\. To open them all/,
    );
  });

  test("[X9] as it is read", () => {
    const explain = (key: string, unit = 0) =>
      explainFigure(figures, figures.graph.indexOf.get(key)!, unit * periodsInYear + 18);
    const read = (key: string, unit = 0) =>
      tellExplanation(explain(key, unit), model, english).map((line) =>
        line.replace(/modello\.yaml:\d+:\d+/, "§"),
      );
    expect(read("x.attainment", 2)).toEqual([
      "Qx [x, attainment, NORD, 2023]: ABSENT UPSTREAM",
      "  rule “ratio”: 7,5 / (absent) × 100",
      "  §",
      "   └ Qx [x, result, NORD, 2023]: 7,5",
      "       observed value, extracted on 03/01/2024: Qnote",
      "       §",
      "   └ Qx [x, target, NORD, 2023]: MISSING",
      "       no target declared",
      "       §",
    ]);
    expect(read("q.result", 2).slice(0, 3)).toEqual([
      "Qq [q, result, NORD, 2023]: 8 (it is 7,5, shown with 0 decimals; half is rounded away from zero)",
      expect.stringContaining("computed as if x > 1 and "),
      "  that is if 7,5 > 1 and not(7,5 is between 2 and 3) or false then greatest(7,5; 2; 7,5 / 3) else rounded(7,5; 1)",
    ]);
    expect(tellDebts(listDebts(explain("x.result", 0), model.indicators), english)).toEqual([
      expect.stringMatching(/^Qx \[x, result, EST, 2023\]: missing; owed by Qowner — modello\.yaml:/),
    ]);
  });

  /** What no mark encloses is ours, or a code, a formula or a place, which are of no language. */
  const codes = /\[[^\]]*\]|`[^`]*`|computed as .*|\S+:\d+:\d+|\d{4}-\w+/g;
  const findForeign = (line: string): string[] =>
    tokens(readOurs(line).replace(codes, "")).filter((word) => !ofEnglish.has(word));

  test("[X10] of INPS whatever the model says in a sentence stands between marks", () => {
    const inps = computeInps();
    const foreign = new Map<string, string>();
    let cited = 0;
    for (const node of inps.figures.graph.nodes.keys()) {
      const step = explainFigure(inps.figures, node, 18);
      const debts = listDebts(step, inps.model.indicators);
      const lines = [...tellExplanation(step, inps.model, marked), ...tellOwed(debts, marked)];
      for (const line of lines) for (const word of findForeign(line)) foreign.set(word, line);
      cited += lines.flatMap(splitCited).filter(({ isCited }) => isCited).length;
      expectMarked(lines, [...tellExplanation(step, inps.model, english), ...tellOwed(debts, english)]);
    }
    expect([...foreign]).toEqual([]);
    expect(cited).toBeGreaterThan(1_000);
  });

  test("[X9] every annual figure at the root of the INPS model has the same numbers in both languages", () => {
    const inps = computeInps();
    for (const node of inps.figures.graph.nodes.keys()) {
      const step = explainFigure(inps.figures, node, 18);
      const [inEnglish, inItalian] = [
        tellExplanation(step, inps.model, english),
        tellExplanation(step, inps.model),
      ];
      expect(inEnglish.map(readNumbers)).toEqual(inItalian.map(readNumbers));
    }
  });
});
