/** The year before as it was: of the group to which an office belongs, and as its own edition has it. */
import { describe, expect, test } from "vitest";
import { computeText, type Setting } from "../../cases/engine/small-model.ts";

describe("the group a year before", () => {
  const offices: Setting = {
    hierarchy: `
  - { codice: ENTE, titolo: Ente }
  - { codice: A1, titolo: A1, padre: ENTE }
  - { codice: A2, titolo: A2, padre: ENTE, valido_fino_al: 2023-01-01 }
  - { codice: A3, titolo: A3, padre: ENTE, valido_dal: 2023-01-01 }
  - { codice: B1, titolo: B1, padre: ENTE }
  - { codice: C1, titolo: C1, padre: ENTE, valido_dal: 2023-01-01 }
  - { codice: Z1, titolo: Z1, padre: ENTE }`,
  };
  const text = `raggruppamenti: [{ id: g, titolo: G, gruppi: { A: [A1, A2, A3], B: [B1], C: [C1] } }]
indicatori:
  - { id: x, titolo: X, unita: numero, natura: rapporto, grana: { unita: foglie } }
  - { id: w, titolo: W, unita: numero, natura: consistenza, grana: { unita: foglie } }
  - { id: prima, titolo: P, unita: numero, natura: punteggio, decimali: 1, formula: 'media_gruppo_anno_precedente(x, "g", w)' }
rilevazioni:
${[
  ["A1", 2022, 10, 3],
  ["A2", 2022, 40, 6],
  ["B1", 2022, 7, 1],
  ["Z1", 2022, 9, 1],
  ["A1", 2023, 1, 1],
  ["A3", 2023, 2, 1],
]
  .map(
    ([unit, year, x, w]) =>
      `  - { indicatore: x, unita_organizzativa: ${unit}, periodo: ${year}, valore: ${x} }\n  - { indicatore: w, unita_organizzativa: ${unit}, periodo: ${year}, valore: ${w} }`,
  )
  .join("\n")}`;
  const key = 'media_gruppo_anno_precedente(x.result, "g", w.result)';

  test("[T10] is the mean of the offices that were there then, and goes to those that are there now", () => {
    const see = computeText(text, offices);
    // (10 × 3 + 40 × 6) / 9: the office that has closed counts, the one that has opened receives.
    expect([see("prima@A1#2023"), see("prima@A3#2023")]).toEqual(["30,0", "30,0"]);
  });

  test("[T10] is absent for an office alone in its group, of no group, and where nobody was there", () => {
    const see = computeText(text, offices);
    expect([see(`${key}@B1#2023`), see(`${key}@Z1#2023`), see(`${key}@C1#2023`)]).toEqual([
      "non valutabile",
      "non applicabile",
      "non applicabile",
    ]);
  });

  test("[T10] of an office alone last year, another may take the figure", () => {
    const joined = text.replace("B: [B1]", "B: [B1, C1]").replace(", C: [C1]", "");
    const see = computeText(joined, offices);
    expect([see(`${key}@B1#2023`), see(`${key}@C1#2023`)]).toEqual(["non valutabile", "7"]);
  });

  test("[T10] a year before that is a hole makes a hole, and before the first year it is missing", () => {
    const without = text.replace(/.*A2, periodo: 2022.*\n/, "");
    expect(computeText(without, offices)("prima@A1#2023")).toBe("assente a monte");
    const first = computeText(text, { ...offices, year: 2020 });
    expect([first(`${key}@A1#2020`), first("prima@A1#2020")]).toEqual(["mancante", "assente a monte"]);
  });
});

describe("the edition of the year before", () => {
  const text = `indicatori:
  - { id: a, titolo: A, unita: numero, natura: flusso, valori: { 2021: 6, 2022: 10, 2023: 30 } }
  - id: y
    titolo: Y
    unita: numero
    natura: rapporto
    formula: a * 3
    formule_precedenti: [{ fino_al: 2022-01-01, formula: a }, { fino_al: 2023-01-01, formula: a * 2 }]
  - { id: uno, titolo: U, unita: numero, natura: rapporto, formula: y / anno_precedente(y) }
  - { id: due, titolo: D, unita: numero, natura: rapporto, decimali: 1, formula: y / edizione_precedente(y) }
  - { id: prima, titolo: P, unita: numero, natura: rapporto, decimali: 1, formula: edizione_precedente(due) }
`;
  const read = (setting: Setting, year: number) => {
    const see = computeText(text, setting);
    return ["uno", "due"].map((id) => see.figure(`${id}@ENTE#${year}`).value);
  };

  test("[T11] is that year by its own formulas, whatever those of this year are", () => {
    // 90 / 30 by one method, 90 / 20 by the two of their years.
    expect(read({}, 2023)).toEqual([3, 4.5]);
    expect(read({ year: 2022 }, 2022)).toEqual([10 / 6, 20 / 6]);
  });

  test("[T11] knows no method later than the one that is asked for", () => {
    expect(read({ methodOn: "2022-12-31" }, 2023)).toEqual([3, 3]);
    expect(read({ methodOn: "2021-12-31" }, 2023)).toEqual([3, 3]);
    expect(read({ methodOn: "2024-12-31" }, 2023)).toEqual([3, 4.5]);
  });

  test("[T11] leads further back by the edition of each year, and before the first year is missing", () => {
    expect(computeText(text).figure("prima@ENTE#2023").value).toBe(20 / 6);
    const first = computeText(text, { year: 2020 });
    expect(first("edizione_precedente(y.result)@ENTE#2020")).toBe("mancante");
  });

  test("[T11] stands on the offices and targets of its year", () => {
    const hierarchy = `
  - { codice: ENTE, titolo: Ente }
  - { codice: NORD, titolo: Nord, padre: ENTE }
  - { codice: SUD, titolo: Sud, padre: ENTE, valido_dal: 2023-01-01 }`;
    const see = computeText(
      `indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, verso: crescente, grana: { unita: foglie }, raggiungimento: rapporto }
  - { id: prima, titolo: P, unita: numero, natura: punteggio, formula: edizione_precedente(x) }
  - { id: raggiunto, titolo: R, unita: numero, natura: punteggio, formula: edizione_precedente(x.raggiungimento) }
rilevazioni:
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2022, valore: 5 }
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2023, valore: 7 }
  - { indicatore: x, unita_organizzativa: SUD, periodo: 2023, valore: 8 }
obiettivi:
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2022, valore: 10 }
  - { indicatore: x, unita_organizzativa: NORD, periodo: 2022, valore: 20, valido_dal: 2023-03-01 }`,
      { hierarchy },
    );
    expect(["prima@ENTE#2023", "prima@SUD#2023", "raggiunto@NORD#2023"].map((name) => see(name))).toEqual([
      "5",
      "non applicabile",
      "50",
    ]);
  });
});

test("[E15] of the year before what is read is computed, and the rest when it is asked for", () => {
  const text = `indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: ente }, valori: { 2022: 4, 2023: 5 } }
  - { id: y, titolo: Y, unita: numero, natura: flusso, grana: { unita: ente }, valori: { 2022: 7, 2023: 8 } }
  - { id: z, titolo: Z, unita: numero, natura: punteggio, grana: { unita: ente }, formula: x - anno_precedente(x) }`;
  const { figures } = computeText(text);
  const { previous } = figures;
  const place = (key: string): number => figures.graph.indexOf.get(key)!;
  expect(previous!.columns[place("x.result")]!.values[18]).toBe(4);
  expect(() => previous!.columns[place("y.result")]!.values).toThrow("colonna non calcolata");
  const whole = previous!.complete();
  expect(previous!.complete()).toBe(whole);
  expect(["x.result", "y.result"].map((key) => whole.columns[place(key)]!.values[18])).toEqual([4, 7]);
});
