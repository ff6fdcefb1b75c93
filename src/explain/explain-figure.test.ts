/** The rules of section X of the spec: on small models and on every figure of the INPS model. */
import { describe, expect, test } from "vitest";
import { makeEvaluator } from "../../cases/engine/compare-figures.ts";
import { listUnexplained } from "../../cases/engine/engine-properties.ts";
import { computeInps } from "../../cases/engine/inps-model.ts";
import { computeText, readSmallModel, type See } from "../../cases/engine/small-model.ts";
import { periodsInYear } from "../model/index.ts";
import { findMismatches } from "./add-up.ts";
import { explainFigure } from "./explain-figure.ts";
import type { Explanation } from "./explanation.ts";
import { listDebts } from "./list-debts.ts";
import { tellDebts, tellExplanation, tellSteps } from "./tell-explanation.ts";
import { tellLevels } from "./tell-levels.ts";

function explain({ figures }: See, key: string, unit = 0): Explanation {
  return explainFigure(figures, figures.graph.indexOf.get(key) ?? -1, unit * periodsInYear + 18);
}

const offices = `indicatori:
  - { id: x, titolo: Pratiche, unita: numero, natura: flusso, verso: crescente, decimali: 1, responsabile: DC Pratiche, grana: { unita: foglie }, raggiungimento: { regola: rapporto, massimo: 100 }, obiettivi: { 2023: 10 } }
  - { id: y, titolo: Doppie, unita: numero, natura: punteggio, formula: x * 2 + x }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, valore: 7.5, nota: contate due volte }
`;

describe("adding up", () => {
  test("[X1] every annual figure at the root of the INPS model is what its explanation says", () => {
    const { figures, model } = computeInps();
    expect(figures.graph.nodes.length).toBeGreaterThan(300);
    expect(listUnexplained(figures, model, (cell) => cell === 18)).toEqual([]);
  });

  test("[X1] a step that was tampered with is found", () => {
    const see = computeText(`${offices}  - { indicatore: x, unita_organizzativa: SUD, valore: 5 }`);
    const explanation = explain(see, "x.attainment");
    expect(explanation.limited).toBe(100);
    const evaluate = makeEvaluator(see.figures.graph.model);
    expect(findMismatches(explanation, evaluate)).toEqual([]);
    const wrong = { ...explanation, figure: { ...explanation.figure, value: 99 } };
    expect(findMismatches(wrong, evaluate)).toMatchObject([{ recomputed: 100 }]);
    const sum = { ...explain(see, "x.result"), parts: [] };
    expect(findMismatches(sum, evaluate)).toMatchObject([{ recomputed: null }]);
  });

  test("[X2] down to what somebody wrote, each step told once", () => {
    const see = computeText(`${offices}  - { indicatore: x, unita_organizzativa: SUD, valore: 5 }`);
    const explanation = explain(see, "y.result");
    const [whole] = explanation.parts.map((part) => part.explanation);
    const [north] = whole?.parts.map((part) => part.explanation) ?? [];
    expect(north).toMatchObject({
      operation: { type: "observed", note: "contate due volte" },
      place: { file: "modello.yaml" },
      told: "here",
    });
    expect(tellExplanation(explanation, see.figures.graph.model)).toEqual([
      "Doppie [y, consuntivo, ENTE, 2023]: 38 (è 37,5, mostrato con 0 decimali; la metà si allontana da zero)",
      expect.stringContaining("si calcola x * 2 + x"),
      expect.stringContaining("cioè 12,5 × 2 + 12,5"),
      expect.stringContaining("modello.yaml:"),
      "   └ Pratiche [x, consuntivo, ENTE, 2023]: 12,5",
      expect.stringContaining("somma delle unità sottostanti (2); se una parte manca, manca il totale"),
      expect.stringContaining("modello.yaml:"),
      "      └ Pratiche [x, consuntivo, NORD, 2023]: 7,5",
      expect.stringContaining("dato rilevato: contate due volte"),
      expect.stringContaining("modello.yaml:"),
      "      └ Pratiche [x, consuntivo, SUD, 2023]: 5,0",
      expect.stringContaining("dato rilevato"),
      expect.stringContaining("modello.yaml:"),
    ]);
  });

  test("[X2] beyond 400 levels the parts are named and not opened", () => {
    const chain = Array.from(
      { length: 600 },
      (_, k) =>
        `  - { id: c${k}, titolo: C, unita: numero, natura: punteggio, ${k === 0 ? "valori: { 2023: 1 }" : `formula: c${k - 1} + 1`} }`,
    );
    const see = computeText(`indicatori:\n${chain.join("\n")}`);
    let step = explain(see, "c599.result");
    let depth = 0;
    for (; step.parts[0] !== undefined; depth++) step = step.parts[0].explanation;
    expect([depth, step.told, step.figure.display]).toEqual([401, "cut", "199"]);
  });
});

describe("work limits", () => {
  test("[X2] beyond 20,000 steps the last part is opened as well as the first", () => {
    const nodes = Array.from({ length: 1_800 }, (_, k) => `U${k}:ENTE`);
    const measured = ["a", "b"].map(
      (id) =>
        `  - { id: ${id}, titolo: ${id}, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie } }`,
    );
    const see = computeText(
      `indicatori:\n${measured.join("\n")}\n  - { id: y, titolo: Y, unita: numero, natura: flusso, formula: a + b }`,
      { nodes: ["ENTE", ...nodes] },
    );
    const [a, b] = explain(see, "y.result").parts.map((part) => part.explanation);
    expect([a!.told, b!.told]).toEqual(["here", "here"]);
    const count = (step: Explanation): number =>
      step.parts.reduce((sum, part) => sum + count(part.explanation), step.told === "here" ? 1 : 0);
    const opened = [a!, b!].map(count);
    expect(opened[0]! + opened[1]!).toBeLessThanOrEqual(20_000);
    for (const each of opened) expect(each).toBeGreaterThan(5_000);
  });
});

describe("what is too large", () => {
  const cents = (nord: string, sud: string) =>
    computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, decimali: 2, grana: { unita: foglie } }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, valore: ${nord} }
  - { indicatore: x, unita_organizzativa: SUD, valore: ${sud} }`);
  const tell = (see: See, unit: number) =>
    tellExplanation(explain(see, "x.result", unit), see.figures.graph.model).join("\n");

  test("[E5] [X1] a refused sum says beyond what, and its parts do not give it back", () => {
    const see = cents("9999999999999.98", "0.03");
    expect(tell(see, 0)).toContain(
      "la somma supera 10.000.000.000.000: non sarebbe più esatta, perciò non ha valore",
    );
    const refused = explain(see, "x.result");
    const evaluate = makeEvaluator(see.figures.graph.model);
    expect(findMismatches(refused, evaluate)).toEqual([]);
    const unlimited = { ...refused, operation: { ...refused.operation, limit: 1e300 } } as Explanation;
    expect(findMismatches(unlimited, evaluate)).toHaveLength(1);
    expect(tell(cents("9999999999999.98", "0.02"), 0)).not.toContain("supera");
  });

  test("[E5] a refused datum says so, and is not called missing", () => {
    const told = tell(cents("10000000000000.01", "1"), 1);
    expect(told).toContain("dato rilevato\n");
    expect(told).toContain("il dato supera 10.000.000.000.000: le sue somme non sarebbero più esatte");
  });
});

describe("what is missing", () => {
  test("[X3] an absent figure ends in what is missing and who owes it", () => {
    const see = computeText(offices);
    const debts = listDebts(explain(see, "y.result"), see.figures.graph.model.indicators);
    expect(tellDebts(debts)).toEqual([
      expect.stringMatching(
        /^Pratiche \[x, consuntivo, SUD, 2023\]: mancante; lo deve DC Pratiche — modello\.yaml:/,
      ),
    ]);
  });

  test("[X3] what is missing is found though it was told first below a figure that has a value", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: punteggio, grana: { unita: ente } }
  - { id: z, titolo: Z, unita: numero, natura: punteggio, grana: { periodo: mese, unita: ente } }
  - { id: y, titolo: Y, unita: numero, natura: punteggio, verso: crescente, grana: { unita: ente }, formula: "min(x / z, 1)", obiettivo: 2 * x, raggiungimento: scostamento }`);
    const explanation = explain(see, "y.attainment");
    const [result, target] = explanation.parts.map((part) => part.explanation);
    expect([result?.figure.value, target?.figure.absence]).toEqual([1, "upstream"]);
    expect(target?.parts[0]?.explanation.told).toBe("before");
    expect(listDebts(explanation, see.figures.graph.model.indicators)).toMatchObject([
      { indicator: "x", absence: "missing" },
    ]);
  });

  test("[X3] where an office is not, or below the grain, the explanation says so", () => {
    const hierarchy =
      "\n  - { codice: ENTE, titolo: Ente }\n  - { codice: SUD, titolo: Sud, padre: ENTE, valido_dal: 2024-01-01 }\n  - { codice: NORD, titolo: Nord, padre: ENTE, valido_fino_al: 2023-07-01 }";
    const see = computeText(
      "indicatori: [{ id: x, titolo: X, unita: numero, natura: flusso, valori: { 2023: 4 } }]",
      { hierarchy },
    );
    const { figures } = see;
    const closed = explainFigure(figures, 0, periodsInYear + 11);
    const below = explain(see, "x.result", 1);
    expect([closed.operation, below.operation]).toEqual([
      { type: "outside", of: "existence" },
      { type: "outside", of: "grain" },
    ]);
    expect(listDebts(below, figures.graph.model.indicators)).toMatchObject([
      { absence: "not-applicable", orgUnit: "NORD" },
    ]);
  });

  test("[X3] a period of the wrong length is told with the one to ask for", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: trimestre, unita: foglie } }
  - { id: y, titolo: Y, unita: numero, natura: punteggio, grana: { periodo: mese } }`);
    const tell = (key: string, unit: number, period: number) =>
      tellExplanation(
        explainFigure(see.figures, see.figures.graph.indexOf.get(key) ?? -1, unit * periodsInYear + period),
        see.figures.graph.model,
      )[1];
    expect(tell("x.result", 1, 4)).toBe("  si misura per trimestre: chiedi --period 2023-T2");
    expect(tell("x.result", 0, 4)).toBe("  si misura per trimestre: chiedi --period 2023-T2");
    expect(tell("y.result", 0, 18)).toBe(
      "  si misura per mese e non si somma nel tempo: chiedi --period 2023-01, o un altro",
    );
    expect(tell("y.result", 1, 0)).toBe("  a questo livello l'indicatore non si misura e non si somma");
  });

  test("[X4] a printed figure says so, lists its components and claims nothing", () => {
    const see = computeText(`indicatori:
  - { id: a, titolo: Prima, unita: numero, natura: punteggio, valori: { 2023: 90 } }
  - { id: b, titolo: Seconda, unita: numero, natura: punteggio, valori: { 2023: 10 } }
  - { id: s, titolo: Sintesi, unita: numero, natura: punteggio, sintesi: { pesi: non_divulgati, componenti: [ { indicatore: a }, { indicatore: b } ] }, valori: { 2023: 95 } }`);
    const explanation = explain(see, "s.result");
    expect(explanation).toMatchObject({
      operation: { type: "printed" },
      figure: { printed: true, coverage: null },
    });
    expect(explanation.parts.map((part) => [part.explanation.figure.display, part.weight])).toEqual([
      ["90", undefined],
      ["10", undefined],
    ]);
    expect(findMismatches(explanation, makeEvaluator(see.figures.graph.model))).toEqual([]);
    expect(tellExplanation(explanation, see.figures.graph.model)[1]).toContain(
      "i pesi delle sue 2 componenti non sono divulgati",
    );
  });
});

describe("comparisons", () => {
  const groups = (more: string) =>
    computeText(
      `raggruppamenti: [{ id: g, titolo: Cluster, gruppi: { A: [NORD, SUD], B: [EST] } }]
indicatori:
  - { id: x, titolo: Pratiche, unita: numero, natura: flusso, grana: { unita: foglie } }
  - { id: m, titolo: M, unita: numero, natura: punteggio, decimali: 1, formula: 'media_gruppo_anno_precedente(x, "g", x)' }
rilevazioni:
${more}`,
      { nodes: ["ENTE", "NORD:ENTE", "SUD:ENTE", "EST:ENTE"] },
    );
  const tellStep = (see: See, unit: string) => {
    const { graph } = see.figures;
    const explanation = explain(see, "m.result", graph.trees[0]!.indexOf.get(unit)!);
    expect(findMismatches(explanation, makeEvaluator(graph.model))).toEqual([]);
    return tellExplanation(explanation.parts[0]!.explanation, graph.model).slice(1, 3).join("\n");
  };
  const rows = (units: readonly (readonly [string, number])[]) =>
    units
      .map(
        ([unit, value]) =>
          `  - { indicatore: x, unita_organizzativa: ${unit}, periodo: 2022, valore: ${value} }`,
      )
      .join("\n");

  test("[X6] a mean of a group names the group, its year and its offices, and adds up", () => {
    const see = groups(
      rows([
        ["NORD", 7],
        ["SUD", 5],
        ["EST", 3],
      ]),
    );
    expect(tellStep(see, "NORD")).toBe(
      "  media ponderata del gruppo «A» di «Cluster» nel 2022: Σ peso × valore / Σ peso\n  su 2 unità: NORD, SUD",
    );
  });

  test("[X6] one that is not there says why: alone, of no group, nobody, no year before", () => {
    const see = groups(
      rows([
        ["NORD", 0],
        ["SUD", 0],
        ["EST", 3],
      ]),
    );
    expect(tellStep(see, "EST")).toContain(
      "il gruppo ha solo EST: un'unità non si confronta con la media di sé stessa",
    );
    expect(tellStep(see, "ENTE")).toContain("ENTE non sta in nessun gruppo di «Cluster»");
    expect(tellStep(see, "NORD")).toContain("nel 2022 nessuna unità del gruppo ha un peso");
    const { figures } = computeText(
      `raggruppamenti: [{ id: g, titolo: Cluster, gruppi: { A: [NORD, SUD] } }]
indicatori:
  - { id: x, titolo: Pratiche, unita: numero, natura: flusso, grana: { unita: foglie } }
  - { id: m, titolo: M, unita: numero, natura: punteggio, formula: 'media_gruppo_anno_precedente(x, "g", x)' }`,
      { year: 2020 },
    );
    const explanation = explainFigure(
      figures,
      figures.graph.indexOf.get("m.result")!,
      1 * periodsInYear + 18,
    );
    expect(tellExplanation(explanation, figures.graph.model).join("\n")).toContain(
      "il modello comincia con quest'anno, e l'anno prima non c'è",
    );
    expect(listDebts(explanation, figures.graph.model.indicators)).toMatchObject([{ absence: "missing" }]);
  });

  const editions = (former: string) => `atti: [{ id: smvp, titolo: Il sistema di allora }]
indicatori:
  - { id: a, titolo: A, unita: numero, natura: flusso, valori: { 2022: 10, 2023: 30 } }
  - { id: y, titolo: Resa, unita: numero, natura: rapporto, decimali: 1, formula: a * 3${former} }
  - { id: v, titolo: V, unita: numero, natura: rapporto, decimali: 1, formula: y / edizione_precedente(y) }`;

  test("[X7] an edition tells that two methods are compared, and the effect of the method", () => {
    const see = computeText(
      editions(", formule_precedenti: [{ fino_al: 2023-01-01, formula: a * 2, atto: smvp }]"),
    );
    const explanation = explain(see, "v.result");
    expect(findMismatches(explanation, makeEvaluator(see.figures.graph.model))).toEqual([]);
    expect(explanation.parts[1]!.explanation.operation).toMatchObject({
      type: "edition",
      methodOn: { then: "2022-12-31", now: "2023-12-31" },
      effect: { value: 10 },
    });
    const sentences = tellExplanation(explanation, see.figures.graph.model).join("\n");
    expect(sentences).toContain("cioè 90,0 / 20,0");
    expect(sentences).toContain("con il metodo di allora");
    expect(sentences).toContain(
      "si confrontano due metodi, quello del 31/12/2022 e quello del 31/12/2023; è cambiata la formula di «Resa» (allora: Il sistema di allora)",
    );
    const effect =
      "con il metodo di oggi l'anno prima varrebbe 30,0: l'effetto del metodo sui dati di allora è 10,0";
    // Told where the two are compared, and again where the older one is explained.
    expect(sentences.split(effect)).toHaveLength(3);
    // Both years go down to what was written, each by its own formula.
    expect(sentences).toContain("si calcola a * 2");
    expect(sentences).toContain("si calcola a * 3");
  });

  test("[X7] where the method has not changed it says so", () => {
    const see = computeText(editions(""));
    const sentences = tellExplanation(explain(see, "v.result"), see.figures.graph.model).join("\n");
    expect(sentences).toContain("da allora il metodo non è cambiato");
    expect(sentences).not.toContain("due metodi");
  });

  test("[X7] an edition and the same year by the same method are told apart", () => {
    const text = `indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio, grana: { unita: ente }, valori: { 2022: 1, 2023: 2 } }
  - { id: b, titolo: B, unita: numero, natura: punteggio, grana: { unita: ente }, valori: { 2022: 3, 2023: 4 } }
  - { id: c, titolo: C, unita: numero, natura: punteggio, grana: { unita: ente }, formula: a + b }
  - { id: v, titolo: V, unita: numero, natura: punteggio, grana: { unita: ente }, formula: anno_precedente(c) + edizione_precedente(b) }`;
    const see = computeText(text, { methodOn: "2022-12-31" });
    const explanation = explain(see, "v.result");
    const tellAll = (step: typeof explanation): string[] => [
      `${step.figure.id} ${step.figure.display} ${step.told}`,
      ...step.parts.flatMap((part) => tellAll(part.explanation)),
    ];
    // The edition has one node, which has the place of another in the year before.
    expect(tellAll(explanation)).toEqual([
      "v 7 here",
      ...["c 4 here", "c 4 here", "a 1 here", "b 3 here"],
      ...["b 3 here", "b 3 here"],
    ]);
  });
});

describe("what can be read", () => {
  const text = `indicatori:
${Array.from({ length: 300 }, (_, k) => `  - { id: x${k}, titolo: X, unita: numero, natura: flusso, grana: { unita: ente }, valori: { 2023: 1 } }`).join("\n")}
  - { id: y, titolo: Y, unita: numero, natura: flusso, grana: { unita: ente }, formula: "sum(${Array.from({ length: 300 }, (_, k) => `x${k}`).join(", ")})" }
  - { id: z, titolo: Z, unita: numero, natura: flusso, grana: { unita: ente }, formula: 2 * y }`;

  test("[X8] levels that nobody would read stay closed, and one is told how to open them", () => {
    const see = computeText(text);
    const { model } = see.figures.graph;
    const explanation = explain(see, "z.result");
    const lines = tellLevels(explanation, model);
    expect(lines.filter((line) => /^ +└ X/.test(line))).toHaveLength(300);
    expect(lines.filter((line) => line.includes("dato rilevato"))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^Livelli aperti: 1 su 2\. .*\(\d+ righe\) aggiungi `--depth 2`/);
    expect(tellLevels(explanation, model, 2)).toEqual(tellExplanation(explanation, model));
    expect(tellLevels(explanation, model, 0)).toHaveLength(7);
    expect(tellLevels(explain(see, "x0.result"), model)).toEqual(
      tellExplanation(explain(see, "x0.result"), model),
    );
  });
});

describe("what a sentence shows", () => {
  /** The sentence of the rule of `x`, whose result is known. */
  const readRule = (indicator: string): string | undefined =>
    tellExplanation(
      explain(computeText(`indicatori: [{ id: x, titolo: X, ${indicator} }]`), "x.attainment"),
      readSmallModel(""),
    )[1];
  const date = "unita: data, natura: punteggio";

  test("[X5] the days late and what each costs, so that 92 can be redone", () => {
    const late = (rule: string, day = "2023-12-04") =>
      readRule(`${date}, raggiungimento: ${rule}, valori: { 2023: ${day} }, obiettivi: { 2023: 2023-11-30 }`);
    expect(late("{ regola: data, perdita_al_giorno: 2 }")).toContain(
      "04/12/2023 rispetto al termine 30/11/2023: 4 giorni di ritardo × 2 punti: 100 − 8",
    );
    expect(late("{ regola: data, perdita_al_giorno: 0.5 }", "2023-12-01")).toContain(
      ": 1 giorno di ritardo × 0,5 punti: 100 − 0,5",
    );
    expect(late("data")).toContain(": 4 giorni di ritardo, 0");
    expect(late("data", "2023-11-30")).toContain("termine 30/11/2023: entro il termine, 100");
  });

  test("[X5] bounds and bands in the Italian style", () => {
    const score = "unita: numero, natura: punteggio, decimali: 1, valori: { 2023: 1200.5 }";
    expect(readRule(`${score}, raggiungimento: { regola: minimo_massimo, da: -0.5, a: 1600.25 }`)).toContain(
      "(1.200,5 − (−0,5)) / (1.600,25 − (−0,5)) × 100",
    );
    const bands = "[{ fino_a: 1000.5, punteggio: 0 }, { da: 1000.5, punteggio: 62.5 }]";
    expect(readRule(`${score}, raggiungimento: { regola: fasce, fasce: ${bands} }`)).toContain(
      "1.200,5 sta nella fascia [1.000,5; +∞), che vale 62,5",
    );
    const gap = "[{ da: 0, fino_a: 5, punteggio: 62.5 }]";
    expect(readRule(`${score}, raggiungimento: { regola: fasce, fasce: ${gap} }`)).toContain(
      "1.200,5 non sta in nessuna fascia",
    );
  });

  test("[X5] [E7] bands compare the value as it is, and the sentence says so where less is shown", () => {
    const bands = "[{ da: 60, fino_a: 80, punteggio: 50 }, { da: 80, punteggio: 100 }]";
    const see = computeText(`indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio, decimali: 2, valori: { 2023: 79.96 } }
  - { id: x, titolo: X, unita: numero, natura: punteggio, decimali: 1, formula: a, raggiungimento: { regola: fasce, fasce: ${bands} } }`);
    const explanation = explain(see, "x.attainment");
    expect(explanation.figure.value).toBe(50);
    expect(tellExplanation(explanation, see.figures.graph.model)[1]).toContain(
      "80,0 sta nella fascia [60; 80), che vale 50 (con le fasce si confronta il valore senza arrotondamenti: 79,96)",
    );
    const whole = "unita: numero, natura: punteggio, decimali: 1, valori: { 2023: 79.9 }";
    expect(readRule(`${whole}, raggiungimento: { regola: fasce, fasce: ${bands} }`)).toMatch(/che vale 50$/);
  });

  test("[X5] a negative value has the sign of formulas, and parentheses after another sign", () => {
    const see = computeText(
      `indicatori: [{ id: x, titolo: X, unita: numero, natura: punteggio, decimali: 1, verso: crescente, scostamento: differenza, valori: { 2023: -3.5 }, obiettivi: { 2023: -2 } }]`,
    );
    const explanation = explain(see, "x.deviation");
    const sentences = tellExplanation(explanation, see.figures.graph.model);
    expect(explanation.figure.display).toMatch(/^-1,50*$/);
    expect(sentences[0]).toMatch(/: −1,50*/);
    expect(sentences[1]).toContain("scostamento: −3,5 − (−2,0)");
    expect(sentences.join("\n")).not.toMatch(/(^|[ (|])-\d/m);
  });

  test("[X5] steps over time and offices are called by what they measure", () => {
    const see = computeText(`raggruppamenti: [{ id: g, titolo: Cluster, gruppi: { A: [NORD, SUD] } }]
indicatori:
  - { id: x, titolo: Pratiche, unita: numero, natura: flusso, grana: { unita: foglie } }
  - { id: t, titolo: T, unita: numero, natura: punteggio, formula: 'totale_sottoalbero(x) + cumulato(x) + da_inizio_anno(x)' }
  - { id: p, titolo: P, unita: numero, natura: punteggio, formula: 'precedente(x) + anno_precedente(x)' }
  - { id: m, titolo: M, unita: numero, natura: punteggio, formula: 'media_gruppo(x, "g", x)' }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, valore: 7 }
  - { indicatore: x, unita_organizzativa: SUD, valore: 5 }`);
    const listTitles = (key: string, unit = 0) =>
      tellSteps(explain(see, key, unit), see.figures.graph.model)
        .filter(({ depth }) => depth === 1)
        .map(({ title }) => title);
    expect([...listTitles("t.result"), ...listTitles("p.result"), ...listTitles("m.result", 1)]).toEqual([
      "Pratiche, con le unità sottostanti",
      "Pratiche, dal primo anno",
      "Pratiche, da inizio anno",
      "Pratiche, nel periodo prima",
      "Pratiche, un anno prima",
      "Pratiche, media del gruppo in «Cluster», con peso «Pratiche»",
    ]);
    const sentences = tellExplanation(explain(see, "t.result"), see.figures.graph.model).join("\n");
    expect(sentences).toContain("somma dell'unità e di quelle sottostanti");
    expect(sentences).not.toContain("operazione");
  });
});
