import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forecast } from "./forecast.ts";

const listMonths = (id: string, year: number, values: readonly number[]): string =>
  values
    .map(
      (value, month) =>
        `  - { indicatore: ${id}, unita_organizzativa: A, periodo: ${year}-${String(month + 1).padStart(2, "0")}, valore: ${value} }`,
    )
    .join("\n");

const text = `fonte: { nota: prova }
modello: { id: prova, titolo: Prova, amministrazione: Prova, esercizio: 2023, anni: { da: 2022, a: 2023 } }
unita_di_misura: [{ id: numero, simbolo: "", grandezza: numero }]
atti: [{ id: prima, titolo: Prima, data: 2022-01-01 }]
dimensioni: [{ id: area, titolo: Area, membri: [{ codice: P, titolo: Pensioni }, { codice: C, titolo: Contributi }] }]
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi: [{ codice: E, titolo: Ente, tipo: ente }, { codice: A, titolo: Sede A, tipo: sede, padre: E }]
indicatori:
  - { id: base, titolo: Base, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie } }
  - id: voci
    titolo: Voci
    unita: numero
    natura: flusso
    grana: { periodo: mese, unita: foglie }
    formule_precedenti: [{ fino_al: 2023-01-01, formula: base * 2, atto: prima }]
  - { id: pezzi, titolo: Pezzi, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, dimensioni: [area] }
rilevazioni:
${listMonths("base", 2022, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])}
${listMonths("voci", 2023, [10, 10, 10])}
`;

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "piramide-previsione-"));
  writeFileSync(join(directory, "modello.yaml"), text);
});
afterAll(() => rmSync(directory, { recursive: true }));

test("[D23] what is measured this year has the season of the year before, though it was a formula then", async () => {
  const { value, problems } = await forecast({ directory, id: "voci", orgUnit: "A", members: {} });
  expect(problems).toEqual([]);
  // In the first quarter of 2022 it was 4 a month, and is 10 now: the other months are theirs, times two and a half.
  expect(value?.forecasts.map((each) => [each.way, each.year.value])).toEqual([
    ["run-rate", 120],
    ["seasonal", 390],
  ]);
});

test("[C20] an indicator that is there, but by members, is asked for with one", async () => {
  const { problems } = await forecast({ directory, id: "pezzi", orgUnit: "A" });
  expect(problems.map(({ code, sentence }) => `${code}: ${sentence}`)).toEqual([
    "members-not-known: pezzi si distingue per membri, e qui non ne è scelto nessuno.\nScegli fra: area=P; area=C.\nPer esempio: piramide forecast pezzi --member area=P",
  ]);
});
