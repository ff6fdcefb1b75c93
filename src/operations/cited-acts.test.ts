import { describe, expect, test } from "vitest";
import { readModel } from "../model/index.ts";
import { mapCitedActs } from "./cited-acts.ts";
import { search } from "./search.ts";

const { value: model, problems } = readModel([
  {
    path: "modello.yaml",
    text: `provenienza: sintetico
modello: { id: atti, titolo: Atti, amministrazione: Ente, esercizio: 2023, anni: { da: 2022, a: 2023 } }
unita_di_misura: [ { id: numero, simbolo: "", grandezza: numero } ]
atti:
  - { id: sistema, titolo: Sistema di misurazione }
  - { id: prima, titolo: Sistema di prima }
  - { id: revisione, titolo: Revisione degli obiettivi }
  - { id: muto, titolo: Atto di cui nulla segue }
gerarchie: [ { id: uffici, titolo: Uffici, nodi: [ { codice: E, titolo: Ente } ] } ]
`,
  },
  {
    path: "indicatori.yaml",
    text: `fonte: { atto: sistema }
indicatori:
  - { id: x, titolo: X, unita: numero, natura: rapporto, verso: crescente, raggiungimento: rapporto, valori: { 2023: 1 } }
  - { id: y, titolo: Y, unita: numero, natura: punteggio, formula: x * 2, formule_precedenti: [ { fino_al: 2023-01-01, formula: x, atto: prima } ] }
`,
  },
  {
    path: "obiettivi.yaml",
    text: `fonte: { atto: revisione }
obiettivi: [ { indicatore: x, periodo: 2023, valore: 2 } ]
`,
  },
]);

describe("acts", () => {
  test("[P78] an indicator follows from the acts of its definition, its method before, its targets", () => {
    expect(problems).toEqual([]);
    const cited = mapCitedActs(model);
    expect(cited.get("x")!.map(({ id }) => id)).toEqual(["sistema", "revisione"]);
    expect(cited.get("y")!.map(({ id }) => id)).toEqual(["sistema", "prima"]);
  });

  test("[P78] an act that is found says what follows from it", () => {
    const indicatorsOf = (words: string) =>
      search(model, words).find(({ kind }) => kind === "act")!.indicators;
    expect(indicatorsOf("sistema di misurazione")).toEqual(["x", "y"]);
    expect(indicatorsOf("revisione")).toEqual(["x"]);
    expect(indicatorsOf("nulla")).toEqual([]);
  });
});
