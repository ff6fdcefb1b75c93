/** The rules of sections T and E of the spec on small examples, in the style in which the figures are read. */
import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeText, readSmallModel, seeFigure } from "../../cases/engine/small-model.ts";
import { buildGraph } from "../graph/index.ts";
import { periodsInYear } from "../model/index.ts";
import {
  assumed,
  findAbsence,
  forgetReach,
  makeColumn,
  notApplicable,
  printed,
  provisional,
  synthetic,
} from "./column.ts";
import { computeFigures } from "./compute-figures.ts";
import { computeModel } from "./compute-model.ts";
import type { Measure } from "./figures.ts";
import { formatNumber } from "./format-number.ts";
import { getKind } from "./kinds/kinds.ts";
import { reviseFigures } from "./revise-figures.ts";

/** Monthly values of NORD and SUD, the two offices below ENTE, January first. */
function months(id: string, values: Readonly<Record<string, readonly (number | string)[]>>): string {
  return Object.entries(values)
    .flatMap(([unit, own]) =>
      own.map((value, month) => {
        const said = typeof value === "number" ? `valore: ${value}` : `assenza: ${value}`;
        return `  - { indicatore: ${id}, unita_organizzativa: ${unit}, periodo: 2023-${String(month + 1).padStart(2, "0")}, ${said} }`;
      }),
    )
    .join("\n");
}
const upTo12 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const monthly = (natura: string, more = "") =>
  `indicatori:\n  - { id: x, titolo: X, unita: numero, natura: ${natura}, grana: { periodo: mese, unita: foglie }${more} }\n`;

describe("time and offices", () => {
  test("[T1] a year has nineteen periods and a column holds every office for all of them", () => {
    const { value: graph } = buildGraph(
      readSmallModel("indicatori: [{ id: x, titolo: X, unita: numero, natura: flusso }]"),
    );
    const figures = computeModel(graph);
    expect(periodsInYear).toBe(19);
    expect(figures.columns[0]?.values.length).toBe(3 * 19);
  });

  test("[T2] offices stand in pre-order, siblings by code", () => {
    const { value: graph } = buildGraph(readSmallModel("", { nodes: ["Z", "A:Z", "B:Z", "AA:A", "C:B"] }));
    const [tree] = graph.trees;
    expect(tree?.units.map(({ code }) => code)).toEqual(["Z", "A", "AA", "B", "C"]);
    expect([...(tree?.end ?? [])]).toEqual([5, 3, 3, 5, 5]);
    expect([...(tree?.parent ?? [])]).toEqual([-1, 0, 1, 0, 3]);
  });

  test("[T3] an office whose only office below has closed stays above the grain: its own cells do not enter", () => {
    const hierarchy = `
  - { codice: ENTE, titolo: Ente }
  - { codice: NORD, titolo: Nord, padre: ENTE }
  - { codice: CHIUSO, titolo: Chiuso, padre: NORD, valido_fino_al: 2023-07-01 }`;
    const { figures } = computeText(
      `${monthly("flusso")}rilevazioni:\n${months("x", { CHIUSO: upTo12.slice(0, 6) })}`,
      { hierarchy },
    );
    const { graph, measures } = figures;
    const [x] = graph.nodes;
    const october = x!.tree.indexOf.get("NORD")! * periodsInYear + 9;
    const { cells, scaled, states } = measures.inputs.get(x!.index)!;
    const delivered: Measure = {
      cells: Int32Array.of(...cells, october),
      scaled: Float64Array.of(...scaled, 1000),
      states: Uint16Array.of(...states, 0),
    };
    const inputs = new Map(measures.inputs).set(x!.index, delivered);
    const full = computeFigures(graph, { ...measures, inputs });
    expect(full.columns).toEqual(figures.columns);
    expect(seeFigure(full, "x@NORD#2023-10").absence).toBe("not-applicable");
    expect(seeFigure(full, "x@NORD#2023").value).toBe(21);
    const correction = { node: x!.index, cell: october, value: 1000, state: 0 };
    expect(reviseFigures(figures, [correction]).changed).toEqual([]);
    expect(
      getKind(x!)
        .listReads(x!, full, october)
        .map(({ cell }) => cell),
    ).toEqual([x!.tree.indexOf.get("CHIUSO")! * periodsInYear + 9]);
  });

  test.each(
    ["flusso", "consistenza", "livello"].flatMap((natura) => [
      { natura, grain: "mese", first: 0, count: 12 },
      { natura, grain: "trimestre", first: 12, count: 4 },
    ]),
  )(
    "[E3] a mark that all of a $natura by $grain carries reaches the sums that it reaches cell by cell",
    ({ natura, grain, first, count }) => {
      const hierarchy = `
  - { codice: ENTE, titolo: Ente }
  - { codice: NORD, titolo: Nord, padre: ENTE }
  - { codice: SUD, titolo: Sud, padre: ENTE, valido_dal: 2023-05-15, valido_fino_al: 2023-11-01 }`;
      const { graph, measures } = computeText(monthly(natura).replace("mese", grain), { hierarchy }).figures;
      // Offices are delivered whole, whether they were there or not.
      const below = ["NORD", "SUD"].map((code) => graph.trees[0]!.indexOf.get(code)!);
      const cells = Int32Array.from(
        below.flatMap((unit) => Array.from({ length: count }, (_, k) => unit * periodsInYear + first + k)),
      );
      const scaled = Float64Array.from(cells, (cell) => cell % 7);
      const compute = (measure: Measure) =>
        computeFigures(graph, { ...measures, inputs: new Map([[0, measure]]) }).columns;
      for (const mark of [synthetic, assumed | provisional, printed]) {
        // To one cell the measure does not apply.
        const states = Uint16Array.from(cells, (_, k) => (k === 0 ? notApplicable : mark));
        const whole = compute({ cells, scaled, states });
        // Cells in another order are those of no whole measure: their states are united one by one.
        const singly = compute({
          cells: cells.toReversed(),
          scaled: scaled.toReversed(),
          states: states.toReversed(),
        });
        expect(whole.map(({ values, states, holes }) => ({ values, states, holes }))).toEqual(
          singly.map(({ values, states, holes }) => ({ values, states, holes })),
        );
        const year = whole[0]!.states[graph.trees[0]!.indexOf.get("ENTE")! * periodsInYear + 18]!;
        expect(year).toBe(mark);
      }
    },
  );

  test("[T2] a code that stands twice in the year is one unit, where it stands on the day", () => {
    const hierarchy = `
  - { codice: ENTE, titolo: Ente }
  - { codice: NORD, titolo: Nord, padre: ENTE }
  - { codice: SUD, titolo: Sud, padre: ENTE }
  - { codice: U, titolo: U, padre: NORD, valido_fino_al: 2023-07-01 }
  - { codice: U, titolo: U, padre: SUD, valido_dal: 2023-07-01 }`;
    const model = readSmallModel("indicatori: []", { hierarchy });
    const parentOn = (validOn: string) => {
      const [tree] = buildGraph(model, { validOn }).value.trees;
      const index = tree?.indexOf.get("U") ?? -1;
      return tree?.units[tree.parent[index] ?? -1]?.code;
    };
    expect(parentOn("2023-12-31")).toBe("SUD");
    expect(parentOn("2023-03-01")).toBe("NORD");
    expect(buildGraph(model).value.trees[0]?.units.length).toBe(4);
  });

  test("[T3] below, beside and under the grain nothing applies", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: trimestre, unita: direzione } }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023-T1, valore: 5 }`);
    expect(see("x@NORD#2023-T1")).toBe("5");
    expect(see("x@NORD#2023-01")).toBe("non applicabile");
    expect(see("x@SUD#2023-T1")).toBe("mancante");
  });

  test("[T3] where types nest, the highest is the grain", () => {
    const see = computeText(
      `indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: direzione } }
rilevazioni: [{ indicatore: x, unita_organizzativa: D1, valore: 3 }]`,
      {
        hierarchy:
          "\n  - { codice: ENTE, titolo: E }\n  - { codice: D1, titolo: D, tipo: direzione, padre: ENTE }\n  - { codice: D2, titolo: D, tipo: direzione, padre: D1 }",
      },
    );
    expect(see("x@D1#2023")).toBe("3");
    expect(see("x@D2#2023")).toBe("non applicabile");
    expect(see("x@ENTE#2023")).toBe("3");
  });

  test("[T4] a flow is summed, a stock is the last, a level is the mean of the shortest periods", () => {
    const rows = `rilevazioni:\n${months("x", { NORD: upTo12, SUD: [...upTo12.slice(0, 11), 112] })}`;
    const flow = computeText(monthly("flusso") + rows);
    expect(["T1", "S1"].map((period) => flow(`x@ENTE#2023-${period}`))).toEqual(["12", "42"]);
    expect(flow("x@ENTE#2023")).toBe("256");
    const stock = computeText(monthly("consistenza") + rows);
    expect(["2023-01", "2023-T1", "2023-S1", "2023"].map((period) => stock(`x@ENTE#${period}`))).toEqual([
      "2",
      "6",
      "12",
      "124",
    ]);
    const level = computeText(monthly("livello", ", decimali: 2") + rows);
    expect(["2023-T1", "2023-S1", "2023"].map((period) => level(`x@ENTE#${period}`))).toEqual([
      "4,00",
      "7,00",
      "21,33",
    ]);
    for (const kind of ["rapporto", "punteggio"]) {
      const never = computeText(monthly(kind) + rows);
      expect([never("x@NORD#2023-03"), never("x@NORD#2023-T1"), never("x@ENTE#2023-03")]).toEqual([
        "3",
        "non applicabile",
        "non applicabile",
      ]);
    }
  });

  test("[T4] every office by itself is summed over time, never over offices", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: semestre, unita: tutte } }
rilevazioni:
  - { indicatore: x, unita_organizzativa: ENTE, periodo: 2023-S1, valore: 100 }
  - { indicatore: x, unita_organizzativa: ENTE, periodo: 2023-S2, valore: 1 }
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023-S1, valore: 7 }`);
    expect([see("x@ENTE#2023"), see("x@NORD#2023"), see("x@SUD#2023")]).toEqual([
      "101",
      "assente a monte",
      "assente a monte",
    ]);
  });

  test("[T5] a unit closed during the year keeps its months in the year's flow, and is not in its stock", () => {
    const hierarchy = `
  - { codice: ENTE, titolo: Ente }
  - { codice: NORD, titolo: Nord, padre: ENTE }
  - { codice: SUD, titolo: Sud, padre: ENTE, valido_fino_al: 2023-03-15 }`;
    const rows = `rilevazioni:\n${months("x", { NORD: upTo12, SUD: [10, 10, 10] })}`;
    const flow = computeText(monthly("flusso") + rows, { hierarchy });
    expect([flow("x@SUD#2023-03"), flow("x@SUD#2023-04"), flow("x@SUD#2023"), flow("x@ENTE#2023")]).toEqual([
      "10",
      "non applicabile",
      "30",
      "108",
    ]);
    const stock = computeText(monthly("consistenza") + rows, { hierarchy });
    expect([stock("x@SUD#2023"), stock("x@ENTE#2023-03"), stock("x@ENTE#2023")]).toEqual([
      "non applicabile",
      "13",
      "12",
    ]);
  });

  test("[T5] where an office is not, even a formula without references does not apply", () => {
    const hierarchy =
      "\n  - { codice: ENTE, titolo: Ente }\n  - { codice: SUD, titolo: Sud, padre: ENTE, valido_dal: 2023-07-01 }";
    const see = computeText(
      `indicatori: [{ id: uffici, titolo: Uffici, unita: numero, natura: consistenza, grana: { periodo: mese, unita: foglie }, formula: "1", aggregazione: somma }]`,
      { hierarchy },
    );
    expect([see("uffici@SUD#2023-06"), see("uffici@SUD#2023-07"), see("uffici@ENTE#2023-06")]).toEqual([
      "non applicabile",
      "1",
      "non applicabile",
    ]);
  });

  test("[T6] the period before, across the year; before the first year it is missing", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: trimestre, unita: ente } }
  - { id: prima, titolo: P, unita: numero, natura: punteggio, formula: precedente(x) }
  - { id: anno_prima, titolo: A, unita: numero, natura: punteggio, formula: anno_precedente(x) }
rilevazioni:
  - { indicatore: x, periodo: 2022-T4, valore: 4 }
  - { indicatore: x, periodo: 2023-T1, valore: 11 }`);
    expect([see("prima@ENTE#2023-T1"), see("prima@ENTE#2023-T2"), see("anno_prima@ENTE#2023-T4")]).toEqual([
      "4",
      "11",
      "4",
    ]);
    expect(see("prima@ENTE#2023-T3")).toBe("assente a monte");
    const first = computeText(
      "indicatori:\n  - { id: x, titolo: X, unita: numero, natura: flusso }\n  - { id: y, titolo: Y, unita: numero, natura: punteggio, formula: precedente(x) }",
      { year: 2020 },
    );
    expect(first("precedente(x.result)@ENTE#2020")).toBe("mancante");
    expect(first("y@ENTE#2020")).toBe("assente a monte");
  });

  test("[T6] the year before stands on its own organisation: a unit closed then is in its totals", () => {
    const hierarchy = `
  - { codice: ENTE, titolo: Ente }
  - { codice: NORD, titolo: Nord, padre: ENTE }
  - { codice: SUD, titolo: Sud, padre: ENTE, valido_fino_al: 2023-01-01 }`;
    const see = computeText(
      `indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: foglie } }
  - { id: prima, titolo: P, unita: numero, natura: punteggio, formula: anno_precedente(x) }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2022, valore: 1 }
  - { indicatore: x, unita_organizzativa: SUD, periodo: 2022, valore: 20 }
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023, valore: 2 }`,
      { hierarchy },
    );
    expect([see("x@ENTE#2023"), see("prima@ENTE#2023"), see("prima@NORD#2023")]).toEqual(["2", "21", "1"]);
  });

  test("[T7] running totals from January and from the first year, also of an office born since", () => {
    const hierarchy =
      "\n  - { codice: ENTE, titolo: Ente }\n  - { codice: NORD, titolo: Nord, padre: ENTE }\n  - { codice: SUD, titolo: Sud, padre: ENTE, valido_dal: 2023-01-01 }";
    const years = [2020, 2021, 2022].map(
      (year) =>
        `  - { indicatore: x, unita_organizzativa: NORD, periodo: ${year}-S1, valore: 1 }\n  - { indicatore: x, unita_organizzativa: NORD, periodo: ${year}-S2, valore: 2 }`,
    );
    const see = computeText(
      `indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: semestre, unita: foglie } }
  - { id: anno, titolo: A, unita: numero, natura: consistenza, formula: da_inizio_anno(x) }
  - { id: tutto, titolo: T, unita: numero, natura: consistenza, formula: cumulato(x) }
rilevazioni:
${years.join("\n")}
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023-S1, valore: 10 }
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023-S2, valore: 20 }
  - { indicatore: x, unita_organizzativa: SUD, periodo: 2023-S1, valore: 5 }
  - { indicatore: x, unita_organizzativa: SUD, periodo: 2023-S2, valore: 6 }`,
      { hierarchy },
    );
    expect([see("anno@NORD#2023-S2"), see("tutto@NORD#2023-S1"), see("tutto@NORD#2023")]).toEqual([
      "30",
      "19",
      "39",
    ]);
    expect([see("tutto@SUD#2023-S2"), see("tutto@SUD#2023"), see("tutto@ENTE#2023")]).toEqual([
      "11",
      "11",
      "50",
    ]);
  });

  test("[T8] the total of a subtree leaves out what does not apply", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: tutte } }
  - { id: tutto, titolo: T, unita: numero, natura: flusso, formula: totale_sottoalbero(x) }
rilevazioni:
  - { indicatore: x, unita_organizzativa: ENTE, valore: 1 }
  - { indicatore: x, unita_organizzativa: NORD, valore: 10 }
  - { indicatore: x, unita_organizzativa: SUD, assenza: non_applicabile }`);
    expect([see("tutto@ENTE#2023"), see("tutto@NORD#2023"), see("tutto@SUD#2023")]).toEqual([
      "11",
      "10",
      "non applicabile",
    ]);
  });

  test("[T9] the mean of a group is the same for its offices; zero weight is not evaluable", () => {
    const text = (weight: number) => `raggruppamenti: [{ id: g, titolo: G, gruppi: { A: [NORD, SUD] } }]
indicatori:
  - { id: x, titolo: X, unita: numero, natura: rapporto, grana: { unita: foglie } }
  - { id: w, titolo: W, unita: numero, natura: consistenza, grana: { unita: foglie } }
  - { id: m, titolo: M, unita: numero, natura: punteggio, decimali: 1, formula: 'media_gruppo(x, "g", w)' }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, valore: 10 }
  - { indicatore: x, unita_organizzativa: SUD, valore: 40 }
  - { indicatore: w, unita_organizzativa: NORD, valore: ${weight} }
  - { indicatore: w, unita_organizzativa: SUD, valore: ${weight * 2} }`;
    const see = computeText(text(3));
    expect([see("m@NORD#2023"), see("m@SUD#2023"), see("m@ENTE#2023")]).toEqual([
      "30,0",
      "30,0",
      "non applicabile",
    ]);
    expect(computeText(text(0))('media_gruppo(x.result, "g", w.result)@NORD#2023')).toBe("non valutabile");
  });

  test("[T9] an office that weighs nothing is left out, whatever it has; another hole is a hole in the mean", () => {
    const see = (weight: number) =>
      computeText(`raggruppamenti: [{ id: g, titolo: G, gruppi: { A: [NORD, SUD] } }]
indicatori:
  - { id: x, titolo: X, unita: numero, natura: rapporto, grana: { unita: foglie } }
  - { id: w, titolo: W, unita: numero, natura: consistenza, grana: { unita: foglie } }
  - { id: m, titolo: M, unita: numero, natura: punteggio, formula: 'media_gruppo(x, "g", w)' }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, valore: 10 }
  - { indicatore: x, unita_organizzativa: SUD, assenza: non_valutabile, provenienza: sintetico }
  - { indicatore: w, unita_organizzativa: NORD, valore: 3 }
  - { indicatore: w, unita_organizzativa: SUD, valore: ${weight} }`).figure("m@SUD#2023");
    expect(see(0)).toMatchObject({ value: 10, provenance: "published" });
    expect(see(1)).toMatchObject({ absence: "upstream", provenance: "synthetic" });
  });
});

const two = (first: string, second: string) => `rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, ${first} }
  - { indicatore: x, unita_organizzativa: SUD, ${second} }`;
const leaves = (natura: string, more = "") =>
  `atti: [{ id: atto, titolo: Atto }]\nindicatori:\n  - { id: x, titolo: X, unita: numero, natura: ${natura}, verso: crescente, grana: { unita: foglie }${more} }\n`;

describe("absences", () => {
  test("[E1] a cell has a value or one absence, and an absence is never zero", () => {
    const see = computeText(leaves("flusso") + two("valore: 0", "assenza: oscurato"));
    expect([see("x@NORD#2023"), see("x@SUD#2023"), see("x@ENTE#2023")]).toEqual([
      "0",
      "oscurato",
      "assente a monte",
    ]);
  });

  const rows: readonly (readonly [string, string, string, string, string])[] = [
    // Absence of SUD, then ENTE under absent, partial and exclude, and a formula that reads SUD.
    ["mancante", "assente a monte", "7", "7", "assente a monte"],
    ["oscurato", "assente a monte", "7", "7", "assente a monte"],
    ["non_divulgato", "assente a monte", "7", "7", "assente a monte"],
    ["non_valutabile", "assente a monte", "7", "7", "assente a monte"],
    ["non_dovuto", "non dovuto", "7", "7", "non dovuto"],
    ["non_applicabile", "7", "7", "7", "non applicabile"],
  ];
  test.each(rows)("[E2] %s in one of two offices", (absence, absent, partial, exclude, formula) => {
    const policies = ["assente", "parziale", "escludi, atto: atto"];
    const found = policies.map((policy) => {
      const see = computeText(
        `${leaves("flusso", `, quando_assente: ${policy}`)}  - { id: f, titolo: F, unita: numero, natura: punteggio, formula: x + 1 }\n${two("valore: 7", `assenza: ${absence}`)}`,
      );
      expect(see("f@SUD#2023")).toBe(formula);
      return see("x@ENTE#2023");
    });
    expect(found).toEqual([absent, partial, exclude]);
  });

  test("[E2] what does not apply wins over what is not due, and that over the rest", () => {
    const see = computeText(`indicatori:
  - { id: a, titolo: A, unita: numero, natura: flusso }
  - { id: b, titolo: B, unita: numero, natura: flusso }
  - { id: c, titolo: C, unita: numero, natura: flusso }
  - { id: abc, titolo: S, unita: numero, natura: flusso, formula: a + b + c }
  - { id: bc, titolo: S, unita: numero, natura: flusso, formula: b + c }
  - { id: lista, titolo: S, unita: numero, natura: flusso, formula: "sum(a, b)" }
rilevazioni:
  - { indicatore: a, assenza: non_applicabile }
  - { indicatore: b, assenza: non_dovuto }`);
    expect([see("abc@ENTE#2023"), see("bc@ENTE#2023"), see("lista@ENTE#2023")]).toEqual([
      "non applicabile",
      "non dovuto",
      "non dovuto",
    ]);
  });

  test("[E2] a synthesis with a hole: absent, partial over the whole weight, or re-normalised by an act", () => {
    const text = (policy: string) => `atti: [{ id: atto, titolo: Atto }]
indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio, valori: { 2023: 90 } }
  - { id: b, titolo: B, unita: numero, natura: punteggio }
  - { id: s, titolo: S, unita: numero, natura: punteggio, decimali: 1, sintesi: { pesi: noti, ${policy}, componenti: [ { indicatore: a, peso: 60 }, { indicatore: b, peso: 40 } ] } }`;
    const found = [
      "quando_assente: assente",
      "quando_assente: parziale",
      "quando_assente: escludi, atto: atto",
    ].map((policy) => {
      const see = computeText(text(policy));
      const { partial, coverage } = see.figure("s@ENTE#2023");
      return [see("s@ENTE#2023"), partial, coverage];
    });
    expect(found).toEqual([
      ["assente a monte", false, 0.6],
      ["54,0", true, 0.6],
      ["90,0", false, 0.6],
    ]);
  });

  test("[E3] provenance is the weakest of what is read; provisional marks everything above", () => {
    const see = computeText(
      leaves("flusso") +
        two("valore: 1, provenienza: assunto", "valore: 2, provenienza: desunto, stato: provvisorio"),
    );
    expect(see.figure("x@ENTE#2023")).toMatchObject({
      provenance: "assumed",
      status: "provisional",
      value: 3,
    });
    expect(see.figure("x@NORD#2023")).toMatchObject({ provenance: "assumed", status: "final" });
  });

  test("[E4] a partial sum is never compared with a target", () => {
    const see = computeText(
      `${leaves("flusso", ", quando_assente: parziale, scostamento: percentuale, raggiungimento: scostamento, obiettivi: { 2023: 10 }")}${two("valore: 7", "assenza: mancante")}`,
    );
    expect(see.figure("x@ENTE#2023").partial).toBe(true);
    expect([see("x.scostamento@ENTE#2023"), see("x.raggiungimento@ENTE#2023")]).toEqual([
      "non valutabile",
      "non valutabile",
    ]);
  });

  test("[E5] a sum beyond 2⁵³ is a problem where it happens, and absent above", () => {
    const see = computeText(
      `${monthly("flusso")}rilevazioni:\n${months("x", { NORD: [9007199254740991, ...upTo12.slice(1)], SUD: upTo12 })}`,
    );
    expect(see.figures.problems.map(({ code, subject }) => `${code} ${subject}`).sort()).toEqual([
      "sum-beyond-integers indicatore x, ENTE, 2023-01",
      "sum-beyond-integers indicatore x, NORD, 2023-T1",
    ]);
    expect([see("x@ENTE#2023-01"), see("x@ENTE#2023-T1"), see("x@NORD#2023"), see("x@ENTE#2023-T2")]).toEqual(
      ["non valutabile", "assente a monte", "assente a monte", "30"],
    );
  });

  test("[E5] with decimals the limit is 10¹⁵ units of the last one, for sums and for what enters them", () => {
    const cents = (nord: string, sud: string) =>
      computeText(
        `${monthly("flusso", ", decimali: 2")}rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023-01, valore: ${nord} }
  - { indicatore: x, unita_organizzativa: SUD, periodo: 2023-01, valore: ${sud} }`,
      );
    const within = cents("9999999999999.98", "0.02");
    expect(within.figures.problems).toEqual([]);
    expect(within("x@ENTE#2023-01")).toBe("10.000.000.000.000,00");
    const beyond = cents("9999999999999.98", "0.03");
    expect(beyond.figures.problems.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      "sum-beyond-integers indicatore x, ENTE, 2023-01",
    ]);
    expect(beyond.figures.problems[0]?.sentence).toMatch(/^La somma supera 10¹⁵ /);
    expect([beyond("x@ENTE#2023-01"), beyond("x@NORD#2023-01")]).toEqual([
      "non valutabile",
      "9.999.999.999.999,98",
    ]);
    const datum = cents("10000000000000.01", "-1");
    expect(datum.figures.problems.map(({ subject }) => subject)).toEqual(["indicatore x, NORD, 2023-01"]);
    expect([datum("x@NORD#2023-01"), datum("x@ENTE#2023-01")]).toEqual(["non valutabile", "assente a monte"]);
  });

  test("[E5] [E13] near the limit a correction still gives the bits of a full computation", () => {
    const text = (sud: string) => `${monthly("flusso", ", decimali: 2")}rilevazioni:
${months("x", { NORD: [7999999999999.83, ...upTo12.slice(1)], SUD: upTo12 }).replace(
  "SUD, periodo: 2023-01, valore: 1 ",
  `SUD, periodo: 2023-01, valore: ${sud} `,
)}`;
    const { figures } = computeText(text("0.01"));
    const [x] = figures.graph.nodes;
    const january = x!.tree.indexOf.get("SUD")! * periodsInYear;
    reviseFigures(figures, [{ node: x!.index, cell: january, value: 1999999999999.29, state: 0 }]);
    // A bound that nobody has looked for says less, and nothing else differs.
    const full = computeText(text("1999999999999.29")).figures;
    expect(figures.columns).toEqual(full.columns.map((column) => forgetReach({ ...column })));
    reviseFigures(figures, [{ node: x!.index, cell: january, value: 20_000_000_000_000, state: 0 }]);
    const states = (of: typeof figures) => [...of.columns[x!.index]!.states];
    expect(states(figures)).toEqual(states(computeText(text("20000000000000")).figures));
  });

  const three = `
  - { codice: ENTE, titolo: Ente }
  - { codice: A, titolo: A, padre: ENTE }
  - { codice: B, titolo: B, padre: ENTE }
  - { codice: C, titolo: C, padre: ENTE }`;

  test.each([
    { way: "row by row", absent: [] },
    { way: "cell by cell, after a hole", absent: ["A"] },
  ])("[E5] a sum that leaves the exact integers does not come back wrong: $way", ({ absent }) => {
    const grain = "grana: { periodo: trimestre, unita: foglie }";
    const sum = (values: Readonly<Record<string, string>>) => {
      const rows = Object.entries(values).flatMap(([unit, value]) =>
        [1, 2, 3, 4].map((quarter) => {
          const isHole = quarter === 4 && absent.includes(unit);
          const said = isHole ? "assenza: mancante" : `valore: ${quarter === 1 ? value : 1}`;
          return `  - { indicatore: x, unita_organizzativa: ${unit}, periodo: 2023-T${quarter}, ${said} }`;
        }),
      );
      return computeText(
        `indicatori:\n  - { id: x, titolo: X, unita: numero, natura: flusso, ${grain} }\nrilevazioni:\n${rows.join("\n")}`,
        { hierarchy: three },
      )("x@ENTE#2023-T1");
    };
    // From the last office to the first: 2⁵³ − 1 and 2 are a number that no double is.
    expect(sum({ A: "-10", B: "2", C: "9007199254740991" })).toBe("non valutabile");
    expect(sum({ A: "2", B: "-10", C: "9007199254740991" })).toBe("9.007.199.254.740.983");
  });

  test("[E5] what formulas sum has the same limit", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: trimestre, unita: foglie } }
  - { id: y, titolo: Y, unita: numero, natura: flusso, grana: { periodo: trimestre, unita: foglie }, formula: x ** 2, aggregazione: somma }
rilevazioni:
${["NORD", "SUD"].flatMap((unit) => [1, 2, 3, 4].map((quarter) => `  - { indicatore: x, unita_organizzativa: ${unit}, periodo: 2023-T${quarter}, valore: ${quarter === 1 ? 1e8 : 2} }`)).join("\n")}`);
    // What is not summed has its value, however large.
    expect([see("y@NORD#2023-T1"), see("y@ENTE#2023-T1"), see("y@NORD#2023-S1")]).toEqual([
      "10.000.000.000.000.000",
      "non valutabile",
      "non valutabile",
    ]);
    expect(see("y@ENTE#2023-S2")).toBe("16");
  });

  test("[E5] cents are summed exactly", () => {
    const see = computeText(leaves("flusso", ", decimali: 2") + two("valore: 0.1", "valore: 0.2"));
    expect(see.figure("x@ENTE#2023").value).toBe(0.3);
  });
});

/** The attainment of a result against a target, by a rule. */
function attain(
  rule: string,
  verso: "crescente" | "decrescente",
  result: number | string,
  target?: number | string,
  unit = "numero",
): string {
  const decimals = unit === "numero" ? 2 : 0;
  const aim = target === undefined ? "" : `, obiettivi: { 2023: ${target} }`;
  const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: ${unit}, natura: punteggio, decimali: ${decimals}, verso: ${verso}, raggiungimento: ${rule}, valori: { 2023: ${result} }${aim} }`);
  return see("x.raggiungimento@ENTE#2023");
}

describe("results and targets", () => {
  test("[E6] the deviation is positive when it went better; a target of zero is not evaluable", () => {
    const see = computeText(`indicatori:
  - { id: a, titolo: A, unita: numero, natura: flusso, verso: crescente, scostamento: percentuale, valori: { 2023: 90 }, obiettivi: { 2023: 100 } }
  - { id: b, titolo: B, unita: numero, natura: flusso, verso: decrescente, scostamento: percentuale, valori: { 2023: 90 }, obiettivi: { 2023: 100 } }
  - { id: c, titolo: C, unita: numero, natura: flusso, verso: decrescente, scostamento: differenza, valori: { 2023: 90 }, obiettivi: { 2023: 0 } }
  - { id: d, titolo: D, unita: numero, natura: flusso, verso: crescente, scostamento: percentuale, valori: { 2023: 90 }, obiettivi: { 2023: 0 } }
  - { id: e, titolo: E, unita: numero, natura: flusso, verso: crescente, scostamento: percentuale, valori: { 2023: -5 }, obiettivi: { 2023: -10 } }`);
    expect(["a", "b", "c", "d", "e"].map((id) => see(`${id}.scostamento@ENTE#2023`))).toEqual([
      "-10,00",
      "10,00",
      "-90",
      "non valutabile",
      "50,00",
    ]);
  });

  test("[E7] scostamento", () => {
    expect(attain("scostamento", "crescente", 147.2, 100)).toBe("147,20");
    expect(attain("scostamento", "decrescente", 1283.53, 100)).toBe("-1.083,53");
    expect(attain("scostamento", "crescente", -5, -10)).toBe("150,00");
    expect(attain("scostamento", "crescente", 5, 0)).toBe("non valutabile");
    expect(attain("scostamento", "crescente", 5)).toBe("assente a monte");
    expect(attain("{ regola: scostamento, minimo: 0, massimo: 120 }", "crescente", 300, 100)).toBe("120,00");
    expect(attain("{ regola: scostamento, minimo: 0, massimo: 120 }", "decrescente", 300, 100)).toBe("0,00");
  });

  test("[E7] rapporto", () => {
    expect(attain("rapporto", "crescente", 90, 120)).toBe("75,00");
    expect(attain("rapporto", "decrescente", 90, 120)).toBe("133,33");
    expect(attain("rapporto", "crescente", 0, 120)).toBe("0,00");
    expect(attain("rapporto", "decrescente", 90, 0)).toBe("0,00");
    expect(attain("rapporto", "decrescente", 0, 120)).toBe("non valutabile");
    expect(attain("rapporto", "crescente", 90, 0)).toBe("non valutabile");
    expect(attain("rapporto", "crescente", -1, 120)).toBe("non valutabile");
    expect(attain("rapporto", "crescente", 1, -120)).toBe("non valutabile");
    expect(attain("rapporto", "crescente", 1)).toBe("assente a monte");
  });

  test("[E7] minimo_massimo", () => {
    expect(attain("{ regola: minimo_massimo, da: 50, a: 90 }", "crescente", 80)).toBe("75,00");
    expect(attain("{ regola: minimo_massimo, da: 90, a: 50 }", "decrescente", 80)).toBe("25,00");
    expect(attain("{ regola: minimo_massimo, da: 50, a: 90 }", "crescente", 100)).toBe("125,00");
    expect(attain("{ regola: minimo_massimo, da: 50, a: 90 }", "crescente", 40)).toBe("-25,00");
    expect(
      attain("{ regola: minimo_massimo, da: 50, a: 90, minimo: 0, massimo: 100 }", "crescente", 40),
    ).toBe("0,00");
  });

  test("[E7] fasce", () => {
    const bands =
      "{ regola: fasce, fasce: [ { da: 80, fino_a: 90, punteggio: 50 }, { da: 90, fino_a: 100, punteggio: 100 } ] }";
    expect([79.99, 80, 89.99, 90, 99.99, 100].map((result) => attain(bands, "crescente", result))).toEqual([
      "non valutabile",
      "50,00",
      "50,00",
      "100,00",
      "100,00",
      "non valutabile",
    ]);
    expect(
      attain(
        "{ regola: fasce, fasce: [ { fino_a: 0, punteggio: 10 }, { da: 0, punteggio: 20 } ] }",
        "crescente",
        -1000,
      ),
    ).toBe("10,00");
  });

  test("[E7] data, with 29 February", () => {
    const date = (rule: string, result: string, target: string) =>
      attain(rule, "decrescente", result, target, "data");
    expect(date("data", "2023-11-30", "2023-11-30")).toBe("100,00");
    expect(date("data", "2023-12-01", "2023-11-30")).toBe("0,00");
    const losing = "{ regola: data, perdita_al_giorno: 5 }";
    expect(date(losing, "2024-03-01", "2024-02-28")).toBe("90,00");
    expect(date(losing, "2023-03-01", "2023-02-28")).toBe("95,00");
    expect(date("{ regola: data, perdita_al_giorno: 5, minimo: 0 }", "2023-12-31", "2023-06-30")).toBe(
      "0,00",
    );
    expect(attain("data", "decrescente", "2023-11-30", undefined, "data")).toBe("assente a monte");
  });

  test("[E7] si_no, avanzamento, differenza", () => {
    expect([attain("si_no", "crescente", "si"), attain("si_no", "crescente", "no")]).toEqual([
      "100,00",
      "0,00",
    ]);
    expect(attain("avanzamento", "crescente", 72.5)).toBe("72,50");
    expect(attain("differenza", "crescente", 72.5, 80)).toBe("92,50");
    expect(attain("differenza", "decrescente", 72.5, 80)).toBe("107,50");
    expect(attain("differenza", "crescente", 72.5, 0)).toBe("172,50");
  });

  test("[E7] sì or no of what is neither is not evaluable", () => {
    const see = computeText(`indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio, valori: { 2023: 3 } }
  - { id: x, titolo: X, unita: numero, natura: punteggio, formula: a - 1, raggiungimento: si_no }`);
    expect(see("x.raggiungimento@ENTE#2023")).toBe("non valutabile");
  });

  test("[E8] a synthesis is the weighted sum over the total; weights left out make it partial", () => {
    const text = (weights: string, other: number) => `indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio, valori: { 2023: 90 } }
  - { id: b, titolo: B, unita: numero, natura: punteggio, valori: { 2023: 50 } }
  - { id: s, titolo: S, unita: numero, natura: punteggio, decimali: 1, sintesi: { pesi: ${weights}, componenti: [ { indicatore: a, peso: 60 }, { indicatore: b, peso: ${other} } ] } }`;
    expect(computeText(text("noti", 40))("s@ENTE#2023")).toBe("74,0");
    const partial = computeText(text("parziali", 20));
    expect([partial("s@ENTE#2023"), partial.figure("s@ENTE#2023").partial]).toEqual(["64,0", true]);
  });

  test("[E9] the target in force on the day, and only what was known", () => {
    const text = `indicatori: [{ id: x, titolo: X, unita: numero, natura: flusso, verso: crescente, grana: { periodo: mese, unita: ente }, scostamento: differenza }]
obiettivi:
  - { indicatore: x, periodo: 2023, valore: 100 }
  - { indicatore: x, periodo: 2023, valore: 80, valido_dal: 2023-07-01, registrato_il: 2023-07-10 }
  - { indicatore: x, periodo: 2023, valore: 85, valido_dal: 2023-07-01, registrato_il: 2023-09-01 }
  - { indicatore: x, periodo: 2023-01, valore: 9 }`;
    expect(computeText(text)("x.obiettivo@ENTE#2023")).toBe("85");
    expect(computeText(text, { validOn: "2023-06-30" })("x.obiettivo@ENTE#2023")).toBe("100");
    expect(computeText(text, { knownAt: "2023-08-01" })("x.obiettivo@ENTE#2023")).toBe("80");
    expect(computeText(text)("x.obiettivo@ENTE#2023-T1")).toBe("non applicabile");
  });

  test("[E10] what was recorded later is not known; periods that end later are not due", () => {
    const text = `indicatori: [{ id: x, titolo: X, unita: numero, natura: flusso, grana: { periodo: trimestre, unita: ente } }]
rilevazioni:
  - { indicatore: x, periodo: 2023-T1, valore: 1, registrato_il: 2023-04-10 }
  - { indicatore: x, periodo: 2023-T1, valore: 2, registrato_il: 2023-09-10 }
  - { indicatore: x, periodo: 2023-T3, valore: 3 }`;
    const see = computeText(text, { knownAt: "2023-07-15" });
    expect(["T1", "T2", "T3", "T4"].map((period) => see(`x@ENTE#2023-${period}`))).toEqual([
      "1",
      "mancante",
      "3",
      "non dovuto",
    ]);
    expect([see("x@ENTE#2023-S1"), see("x@ENTE#2023")]).toEqual(["assente a monte", "non dovuto"]);
    expect(computeText(text)("x@ENTE#2023-T1")).toBe("2");
  });

  test("[E11] coverage: of offices, of components, unknown under undisclosed weights", () => {
    const see = computeText(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, quando_assente: parziale, grana: { unita: foglie } }
  - { id: doppio, titolo: D, unita: numero, natura: flusso, formula: 2 * x }
  - { id: chiuso, titolo: C, unita: numero, natura: punteggio, sintesi: { pesi: non_divulgati, componenti: [ { indicatore: x } ] }, valori: { 2023: 88 } }
  - { id: s, titolo: S, unita: numero, natura: punteggio, sintesi: { pesi: noti, componenti: [ { indicatore: x, peso: 50 }, { indicatore: chiuso, peso: 50 } ] } }
rilevazioni: [{ indicatore: x, unita_organizzativa: NORD, valore: 5 }]`);
    const coverage = ["x", "doppio", "chiuso", "s"].map((id) => see.figure(`${id}@ENTE#2023`).coverage);
    expect(coverage).toEqual([0.5, 0.5, null, null]);
    expect(see.figure("s@ENTE#2023")).toMatchObject({ printed: true, partial: true });
  });
});

describe("bits", () => {
  test("[E12] rounded once, half away from zero, as the decimal that a person reads", () => {
    expect([1.005, 2.675, -1.005, 0.285, 1234567.895].map((value) => formatNumber(value, 2))).toEqual([
      "1,01",
      "2,68",
      "-1,01",
      "0,29",
      "1.234.567,90",
    ]);
    expect([0, -0, -0.004, 0.005, -0.005].map((value) => formatNumber(value, 2))).toEqual([
      "0,00",
      "0,00",
      "0,00",
      "0,01",
      "-0,01",
    ]);
    expect(formatNumber(1234567890.115, 2)).toBe("1.234.567.890,12");
    expect(formatNumber(1234567890123.455, 2)).toBe("1.234.567.890.123,46");
    expect(formatNumber(-2.5, 0)).toBe("-3");
    expect(formatNumber(1e15, 0)).toBe("1.000.000.000.000.000");
    expect(formatNumber(1e15, 2)).toBe("1.000.000.000.000.000,00");
    expect(formatNumber(Number("-4503599627370497.5"), 0)).toBe("-4.503.599.627.370.498");
    expect(formatNumber(1e21, 1)).toBe("1.000.000.000.000.000.000.000,0");
  });

  test("[E12] decimals and products round as exact decimals do", () => {
    const show = (value: Decimal, decimals: number) => {
      const [whole = "", fraction] = value
        .toFixed(decimals, Decimal.ROUND_HALF_UP)
        .replace(/^-(?=[0.]*$)/, "")
        .split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
      return fraction === undefined ? grouped : `${grouped},${fraction}`;
    };
    const digits = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 });
    const small = fc.integer({ min: -99_999, max: 99_999 });
    const places = fc.nat(4);
    fc.assert(
      fc.property(digits, fc.nat(6), places, (mantissa, scale, decimals) => {
        expect(formatNumber(Number(`${mantissa}e-${scale}`), decimals)).toBe(
          show(new Decimal(`${mantissa}e-${scale}`), decimals),
        );
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(small, small, places, (a, b, decimals) => {
        const product = (a / 100) * (b / 1000);
        expect(formatNumber(product, decimals)).toBe(show(new Decimal(a).mul(b).div(100_000), decimals));
      }),
      { numRuns: 3000 },
    );
  });

  test("[E12] the value itself is never rounded", () => {
    const see = computeText(`indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio, valori: { 2023: 1 } }
  - { id: terzo, titolo: T, unita: numero, natura: punteggio, formula: a / 3 }`);
    expect([see("terzo@ENTE#2023"), see.figure("terzo@ENTE#2023").value]).toEqual(["0", 1 / 3]);
  });

  test("[E13] a correction reaches the top, moves nothing else, and can be undone", () => {
    const see = computeText(leaves("flusso") + two("valore: 7", "valore: 5"));
    const { figures } = see;
    const { changed, undo } = reviseFigures(figures, [
      { node: 0, cell: periodsInYear + 18, value: 10, state: 0 },
    ]);
    expect(changed.map(({ cell }) => cell)).toEqual([periodsInYear + 18, 18]);
    expect([see("x@ENTE#2023"), see("x@SUD#2023")]).toEqual(["15", "5"]);
    undo();
    expect(see("x@ENTE#2023")).toBe("12");
  });

  test("[E5] [E13] after a correction nothing relies on how large values were", () => {
    const see = computeText(`indicatori:
  - { id: a, titolo: A, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie } }
  - { id: s, titolo: S, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, formula: a, aggregazione: somma }
rilevazioni:
${months("a", { NORD: upTo12, SUD: upTo12 })}`);
    const { figures } = see;
    expect(see("s@ENTE#2023-01")).toBe("2");
    reviseFigures(
      figures,
      [1, 2].map((unit) => ({ node: 0, cell: unit * periodsInYear, value: 9e15, state: 0 })),
    );
    const sum = figures.graph.nodes[figures.graph.indexOf.get("s.result")!]!;
    const anew = makeColumn(figures.columns[sum.index]!.values.length);
    expect(getKind(sum).compute(sum, figures, anew)).toContain(0);
    expect(findAbsence(anew.states[0]!)).toBe("not-evaluable");
  });

  test("[E14] the same text gives the same bits", () => {
    const text = leaves("livello", ", decimali: 2") + two("valore: 7.77", "valore: 5.05");
    const bits = () =>
      computeText(text).figures.columns.map(({ values }) => [
        ...new BigUint64Array(Float64Array.from(values).buffer),
      ]);
    expect(bits()).toEqual(bits());
  });
});
