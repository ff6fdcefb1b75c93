/** What an office has reached, on a model small enough to reckon by heart. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeIndicator } from "./describe-indicator.ts";
import { forecast } from "./forecast.ts";
import { forecastIndicator, forecastOffice } from "./forecast-office.ts";
import { indicatorSeries } from "./indicator-series.ts";
import { officeOverview } from "./office-overview.ts";
import { officeTrends } from "./office-trends.ts";
import { computeDirectory } from "./open-figures.ts";
import { scorecard } from "./scorecard.ts";
import { tabulateIndicator } from "./tabulate-indicator.ts";

const offices = ["A", "B", "C", "D"] as const;
const months = Array.from({ length: 10 }, (_, k) => `2023-${String(k + 1).padStart(2, "0")}`);

/** Ten months are known: `fatte` is 1, 2, 3 and 4 each month; C has no `ore` in October. */
const observed = offices.flatMap((office, k) =>
  months.flatMap((month) => [
    `  - { indicatore: fatte, unita_organizzativa: ${office}, periodo: ${month}, valore: ${k + 1} }`,
    ...(office === "C" && month === "2023-10"
      ? []
      : [`  - { indicatore: ore, unita_organizzativa: ${office}, periodo: ${month}, valore: 2 }`]),
  ]),
);

const text = `modello: { id: prova, titolo: P, amministrazione: E, esercizio: 2023, anni: { da: 2022, a: 2023 } }
provenienza: pubblicato
registrato_il: 2023-11-05
fonte: { atto: smvp, articolo: "4" }
atti: [{ id: smvp, titolo: Sistema, numero: "7", data: 2022-12-01 }, { id: prima, titolo: Sistema di prima }]
unita_di_misura: [{ id: numero, simbolo: "", grandezza: numero }]
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: E, titolo: Ente, tipo: ente }
      - { codice: R, titolo: Lazio, tipo: regione, padre: E }
      - { codice: S, titolo: Umbria, tipo: regione, padre: E }
      - { codice: A, titolo: Sede A, tipo: sede, padre: R }
      - { codice: B, titolo: Sede B, tipo: sede, padre: R }
      - { codice: C, titolo: Sede C, tipo: sede, padre: S }
      - { codice: D, titolo: Sede D, tipo: sede, padre: S }
raggruppamenti: [{ id: cluster, titolo: Cluster, gerarchia: uffici, gruppi: { grandi: [A, B, C, D] } }]
indicatori:
  - { id: fatte, titolo: Fatte, unita: numero, natura: flusso, verso: crescente, grana: { periodo: mese, unita: foglie }, raggiungimento: scostamento }
  - { id: ore, titolo: Ore, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, quando_assente: parziale }
  - id: resa
    titolo: Resa
    descrizione: Quante ogni ora.
    unita: numero
    natura: rapporto
    verso: crescente
    decimali: 2
    grana: { periodo: mese, unita: tutte }
    formula: fatte / ore
    formule_precedenti: [{ fino_al: 2023-01-01, formula: ore / fatte, atto: prima }]
    raggiungimento: scostamento
obiettivi:
  - { indicatore: fatte, unita_organizzativa: E, periodo: 2023, valore: 140 }
  - { indicatore: resa, unita_organizzativa: E, periodo: 2023-09, valore: 1.1 }
  - { indicatore: resa, unita_organizzativa: A, periodo: 2023-09, valore: 0.5 }
rilevazioni:
  - { indicatore: fatte, unita_organizzativa: A, periodo: 2022-09, valore: 1 }
  - { indicatore: ore, unita_organizzativa: A, periodo: 2022-09, valore: 2 }
${observed.join("\n")}
`;

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "piramide-ufficio-"));
  writeFileSync(join(directory, "modello.yaml"), text);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function readCard(orgUnit: string, period: string) {
  const { value, problems } = await scorecard({ directory, orgUnit, period });
  expect(problems).toEqual([]);
  const find = (id: string) => value!.rows.find(({ indicator }) => indicator === id)!;
  return { card: value!, find };
}

describe("a scorecard", () => {
  test("[P11] own targets give reached, close, not reached, and what is absent has no state of these", async () => {
    // A: 1 / 2 = 0,5 of 0,5. The body: 10 × 9 / (2 × 9 × 4) = 1,25 of 1,1.
    const { find } = await readCard("A", "2023-09");
    expect(find("resa")).toMatchObject({
      state: "good",
      reference: undefined,
      distance: { display: "0,00" },
    });
    expect((await readCard("E", "2023-09")).find("resa").state).toBe("good");
    // Only ten months are known of the year: its sum is absent and so is its state.
    expect((await readCard("E", "2023")).find("fatte").state).toBe("absent");
    expect(find("ore")).toMatchObject({ state: "none", target: undefined });
  });

  test("[P12] without a target of its own a ratio has that of the office above, and a sum has none", async () => {
    // Rome's region: (1 + 2) / 4 = 0,75 is 68 % of 1,1; B alone has 1, which is 91 %.
    const region = (await readCard("R", "2023-09")).find("resa");
    expect(region).toMatchObject({ state: "bad", reference: { office: { code: "E" } }, distance: undefined });
    expect((await readCard("B", "2023-09")).find("resa")).toMatchObject({
      state: "near",
      reference: { office: { code: "E", title: "Ente" }, target: { value: 1.1 } },
    });
    expect((await readCard("B", "2023-09")).find("fatte")).toMatchObject({
      state: "none",
      reference: undefined,
    });
  });

  test("[P13] places are in the cluster and the region, the best first, and only of what can be compared", async () => {
    const { find, card } = await readCard("B", "2023-09");
    expect(find("resa").ranks).toMatchObject([
      { scope: "cluster", place: 3, of: 4, first: { code: "D" }, last: { code: "A" } },
      { scope: "region", place: 1, of: 2, first: { code: "B" }, last: { code: "A" } },
    ]);
    // More of it is no merit of the larger office, and hours have no direction.
    expect(find("fatte").ranks).toEqual([]);
    expect(find("ore").ranks).toEqual([]);
    expect(card.ancestors.map(({ code }) => code)).toEqual(["E", "R"]);
    // In October C lacks its hours: it has no place, and nobody stands behind or before it.
    expect((await readCard("D", "2023-10")).find("resa").ranks[0]).toMatchObject({ place: 1, of: 3 });
    expect((await readCard("C", "2023-10")).find("resa").ranks).toEqual([]);
    const region = (await readCard("S", "2023-09")).find("resa").ranks;
    expect(region).toMatchObject([{ scope: "type", place: 1, of: 2, last: { code: "R" } }]);
  });

  test("[P10] the overview counts states for every office, in the order of its tree", async () => {
    const { value } = await officeOverview({ directory, period: "2023-09" });
    expect(value!.rows.map(({ code, depth }) => `${depth}${code}`)).toEqual([
      "0E",
      "1R",
      "2A",
      "2B",
      "1S",
      "2C",
      "2D",
    ]);
    expect(value!.hierarchies[0]!.indicator?.id).toBe("resa");
    expect(value!.rows.map(({ state }) => state)).toEqual([
      "good",
      "bad",
      "good",
      "near",
      "good",
      "good",
      "good",
    ]);
    expect(value!.rows[1]!.states).toEqual({ good: 0, near: 0, bad: 1, none: 2, absent: 0 });
  });
});

describe("where an office is going", () => {
  test("[P14] all its indicators are forecast as each would be alone, and the pace reaches the target", async () => {
    const request = { directory, orgUnit: "E", period: "2023" };
    const all = await forecastOffice(request, computeDirectory);
    const alone = await forecast({ directory, id: "fatte", orgUnit: "E", year: 2023 });
    const row = all.value!.rows.find(({ indicator }) => indicator === "fatte")!;
    expect(row.comingMonths).toBe(2);
    expect(row.forecasts.map(({ year }) => year)).toEqual(alone.value!.forecasts.map(({ year }) => year));
    // 10 a month for 12 months, of 140: less than nine tenths.
    expect(row.forecasts[0]).toMatchObject({ year: { value: 120 }, distance: { value: -20 }, state: "bad" });
    const one = await forecastIndicator({ ...request, id: "fatte" }, computeDirectory);
    expect(one.value).toEqual(alone.value);
    // A hundred are done: forty in two months are twenty each.
    expect(one.value!.needed?.map(({ value }) => value)).toEqual([20, 20]);
  });

  test("[P15] a trend is of months where they are measured, absent where they are", async () => {
    const { value } = await officeTrends({ directory, orgUnit: "C", period: "2023" });
    const trend = value!.trends.find(({ indicator }) => indicator === "ore")!;
    const own = (year: number) =>
      Array.from({ length: 12 }, (_, k) => `${year}-${String(k + 1).padStart(2, "0")}`);
    expect(trend.points.map(({ period }) => period)).toEqual([...own(2022), ...own(2023)]);
    expect(trend.points[20]).toMatchObject({ period: "2023-09", value: 2, absence: null });
    expect(trend.points[21]).toMatchObject({ value: null, absence: "missing" });
  });
});

describe("an indicator", () => {
  test("[P17] says its formulas in both tongues, its act, its line, and what reads and is read", async () => {
    const { value } = await describeIndicator({ directory, id: "resa" });
    expect(value!.formula).toMatchObject({ feel: "fatte / ore", reading: "«Fatte» / «Ore»" });
    expect(value!.formerFormulas).toMatchObject([
      { until: "2023-01-01", reading: "«Ore» / «Fatte»", act: { title: "Sistema di prima" } },
    ]);
    const english = await describeIndicator({ directory, id: "resa", tongue: { language: "en" } });
    expect(english.value!.formula).toMatchObject({ feel: "fatte / ore", reading: "“Fatte” / “Ore”" });
    expect(value!.acts.map(({ id }) => id)).toEqual(["smvp", "prima"]);
    expect(value!.indicator.origin.place).toMatchObject({ file: "modello.yaml" });
    expect(value!.reads.map(({ indicator }) => indicator)).toEqual(["fatte", "ore"]);
    const read = await describeIndicator({ directory, id: "ore" });
    expect(read.value!.readBy.map(({ indicator }) => indicator)).toEqual(["resa"]);
    expect(value!.targets.map(({ orgUnit, display }) => `${orgUnit} ${display}`)).toEqual([
      "E 1,10",
      "A 0,50",
    ]);
    expect((await describeIndicator({ directory, id: "rese" })).problems[0]?.sentence).toContain("resa");
  });

  test("[P19] a series names the day of a new method, and none where all years are by one", async () => {
    const own = await indicatorSeries({ directory, id: "resa", orgUnit: "A" });
    expect(own.value!.methodChanges).toEqual(["2023-01-01"]);
    const one = await indicatorSeries({ directory, id: "resa", orgUnit: "A", methodOn: "2023-12-31" });
    expect(one.value!.methodChanges).toEqual([]);
  });

  test("[P20] its table has each office and period in which it applies, once", async () => {
    const { value } = await tabulateIndicator({ directory, id: "resa" });
    const cells = value!.office.map((office, row) => `${office} ${value!.period[row]}`);
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.length).toBe(7 * 19);
    const at = cells.indexOf(`${value!.offices.findIndex(({ code }) => code === "D")} 8`);
    expect([value!.value[at], value!.display[at], value!.state[at]]).toEqual([2, "2,00", "good"]);
    const wrong = await tabulateIndicator({ directory, id: "resa", members: { area: "x" } });
    expect(wrong.problems.map(({ code }) => code)).toEqual(["members-not-known"]);
  });
});
