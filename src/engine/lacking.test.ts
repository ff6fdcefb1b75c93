/** Sums on the boundaries of a day on which some offices are not there: what they lack, and that they say so. */
import { describe, expect, test } from "vitest";
import { seeFigure } from "../../cases/engine/small-model.ts";
import { computeAnswer, type Group, type Setting } from "../../cases/facts/answer.ts";
import { nodeKey } from "../graph/index.ts";
import { formatProblem, type Model, periodsInYear, readModel } from "../model/index.ts";
import { listAllLost, listLost } from "./lacking.ts";
import { reviseFigures } from "./revise-figures.ts";

const grain = "grana: { periodo: mese, unita: foglie }";
const measure = "misura: { tipo: somma, fonte: volumi, colonna: pezzi }";
const head =
  `modello: { id: prova, titolo: P, amministrazione: E, esercizio: 2023, anni: { da: 2023, a: 2023 } }
unita_di_misura: [ { id: numero, simbolo: "", grandezza: numero } ]
atti: [ { id: determina, titolo: Determina 7 } ]
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: E, titolo: Ente }
      - { codice: R, titolo: Regione R, padre: E }
      - { codice: S, titolo: Regione S, padre: E }
      - { codice: A, titolo: Sede A, padre: R }
      - { codice: B, titolo: Sede B, padre: S }
      - { codice: Z, titolo: Sede Z, padre: R, valido_fino_al: 2023-03-01 }
riorganizzazioni:
  - { id: chiusura, tipo: soppressione, atto: determina, dal: 2023-03-01, da: [Z] }
  - { id: unione, tipo: fusione, dal: 2023-03-01, da: [C], a: [B] }
fonti:
  - id: volumi
    titolo: Volumi
    grana: flusso
    ufficio_senza_righe: zero
    colonne:
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: pezzi, tipo: intero }
indicatori:
  - { id: pezzi, titolo: Pezzi, unita: numero, natura: flusso, verso: crescente, ${grain}, raggiungimento: { regola: rapporto }, obiettivi: { 2023: 10 }, ${measure} }
  - { id: giacenza, titolo: Giacenza, unita: numero, natura: consistenza, ${grain}, ${measure} }
  - { id: propri, titolo: Propri, unita: numero, natura: flusso, grana: { periodo: mese, unita: tutte }, ${measure} }
  - { id: doppi, titolo: Doppi, unita: numero, natura: flusso, ${grain}, aggregazione: somma, formula: pezzi * 2 + 1 }
  - { id: tutti, titolo: Tutti, unita: numero, natura: punteggio, formula: totale_sottoalbero(propri) }
  - { id: parte, titolo: Parte, unita: numero, natura: rapporto, formula: pezzi / giacenza }
`.replace(
    "      - { codice: Z",
    "      - { codice: C, titolo: Sede C, padre: S, valido_fino_al: 2023-03-01 }\n      - { codice: Z",
  );

function read(): Model {
  const { value, problems } = readModel([{ path: "modello.yaml", text: head }]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}

/** The same pieces for every measure. */
const at = (office: string, month: string, pieces: number): Group => ({
  office,
  period: `2023-${month}`,
  sums: { pezzi: pieces, giacenza: pieces, propri: pieces },
});
const groups = [at("A", "01", 1), at("B", "01", 2), at("C", "01", 3), at("Z", "01", 4), at("A", "03", 5)];
const months = Array.from({ length: 12 }, (_, k) => `2023-${String(k + 1).padStart(2, "0")}`);
const compute = (own: readonly Group[], setting: Setting = {}) =>
  computeAnswer(read(), own, { delivered: months, boundariesOn: "2023-12-31", ...setting });

function see(figures: ReturnType<typeof compute>, name: string): string {
  const { value, absence, partial } = seeFigure(figures, name);
  return `${value ?? absence}${partial ? " parziale" : ""}`;
}

describe("an office that closed and has no heir", () => {
  const figures = compute(groups);
  const look = (name: string) => see(figures, name);

  test("[D25] sums above it are partial where it had something, and in the periods that hold that", () => {
    expect(["E", "R", "S", "A"].map((unit) => look(`pezzi@${unit}#2023-01`))).toEqual([
      ...["6 parziale", "1 parziale", "5", "1"],
    ]);
    expect(["2023-02", "2023-T1", "2023-T2", "2023"].map((period) => look(`pezzi@E#${period}`))).toEqual([
      ...["0", "11 parziale", "0", "11 parziale"],
    ]);
    expect(look("pezzi@S#2023")).toBe("5");
    // A stock is that of the last month, when nothing was lacking.
    expect([look("giacenza@E#2023-01"), look("giacenza@E#2023-T1")]).toEqual(["6 parziale", "5"]);
  });

  test("[D25] so are the figures made of them, which are not compared with a target", () => {
    expect(look("parte@E#2023-01")).toBe("1 parziale");
    expect([look("pezzi.raggiungimento@E#2023"), look("parte@E#2023-03")]).toEqual([
      "not-evaluable parziale",
      "1",
    ]);
  });

  test("[D25] a formula that is summed lacks what the office would have, whatever that is", () => {
    expect([look("doppi@R#2023-01"), look("doppi@R#2023-02"), look("doppi@R#2023-04")]).toEqual([
      ...["3 parziale", "1 parziale", "1"],
    ]);
    expect(look("doppi@S#2023-01")).toBe("11");
  });

  test("[D25] what every office states for itself is whole; its total over the subtree is not", () => {
    expect([
      look("propri@R#2023-01"),
      look("tutti@R#2023-01"),
      look("tutti@E#2023-01"),
      look("tutti@S#2023-01"),
    ]).toEqual([...["0", "1 parziale", "6 parziale", "5"]]);
  });

  test("[D25] what adds up to nothing is lacking to nobody, and what an event leaves out neither", () => {
    expect(see(compute([at("A", "01", 1), at("Z", "01", 4), at("Z", "01", -4)]), "pezzi@E#2023-01")).toBe(
      "1",
    );
    const leftOut = { offices: new Set(["Z"]), from: "2023-01-01", until: "2023-02-01", indicators: [] };
    const without = compute(groups, { leftOut });
    expect([see(without, "pezzi@E#2023-01"), see(without, "pezzi@R#2023")]).toEqual(["6", "6"]);
  });

  test("[D25] the office is named, with the day and the act, where a sum lacks it", () => {
    const told = [{ orgUnit: "Z", title: "Sede Z", change: "closed", on: "2023-03-01", act: "Determina 7" }];
    expect(listAllLost(figures)).toEqual(told);
    const node = figures.graph.nodes[figures.graph.indexOf.get(nodeKey("pezzi", "result", {}))!]!;
    const lost = (unit: string) => listLost(figures, node, node.tree.indexOf.get(unit)! * periodsInYear);
    expect([lost("R"), lost("E"), lost("A"), lost("S")]).toEqual([told, told, [], []]);
  });

  test("[D25] a correction carried to the top keeps what is lacking", () => {
    const node = figures.graph.indexOf.get(nodeKey("pezzi", "result", {}))!;
    const cell = figures.graph.trees[0]!.indexOf.get("A")! * periodsInYear;
    const own = compute(groups);
    const { undo } = reviseFigures(own, [{ node, cell, value: 8, state: own.columns[node]!.states[cell]! }]);
    const whole = compute([at("A", "01", 7), ...groups]);
    for (const k of [node, figures.graph.indexOf.get(nodeKey("doppi", "result", {}))!]) {
      expect(own.columns[k]!.values).toEqual(whole.columns[k]!.values);
      expect(own.columns[k]!.states).toEqual(whole.columns[k]!.states);
    }
    undo();
    expect(own.columns[node]!.states).toEqual(figures.columns[node]!.states);
  });
});

describe("an event left out on other boundaries", () => {
  const leave = (...offices: readonly string[]): Setting => ({
    leftOut: { offices: new Set(offices), from: "2023-01-01", until: "2023-02-01", indicators: [] },
  });

  test("[D20] an heir has what is left, and does not apply where nothing is", () => {
    const one = compute(groups, leave("C"));
    expect([see(one, "pezzi@B#2023-01"), see(one, "pezzi@S#2023-01")]).toEqual(["2", "2"]);
    const both = compute(groups, leave("S"));
    expect([see(both, "pezzi@B#2023-01"), see(both, "pezzi@E#2023-01")]).toEqual([
      "not-applicable",
      "1 parziale",
    ]);
  });
});
