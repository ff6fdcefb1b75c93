import { describe, expect, test } from "vitest";
import { readFactsModel } from "../../cases/facts/facts-model.ts";
import { findPeriod } from "../model/index.ts";
import { encodePeriod } from "./period-number.ts";
import { resolvePeriods, resolveTable } from "./resolve-table.ts";

const table = readFactsModel(
  "tabelle:\n  - { id: pesi, titolo: Pesi, chiave: codice, numeri: { peso: 2 }, file: pesi.csv }\n",
  {
    "pesi.csv": `codice;peso;valido_dal;valido_fino_al;registrato_il
luglio;1;;2023-07-01;
luglio;2;2023-07-01;;
bisesto;1;;2024-02-29;
bisesto;2;2024-02-29;2024-03-01;
bisesto;3;2024-03-01;;
corretto;1;;;2023-01-10
corretto;1,5;;;2023-09-01
fine;1;;2023-11-30;
vuoto;;;;
`,
  },
).tables.find(({ id }) => id === "pesi")!;

function weigh(key: string, period: string, knownAt?: string): number | "no row" | undefined {
  const row = resolveTable(table, findPeriod(period)!, knownAt).get(key);
  return row === undefined ? "no row" : row.numbers.peso;
}

describe("a dated table in a period", () => {
  test.each([
    ["luglio", "2023-06", 100],
    ["luglio", "2023-07", 200],
    ["luglio", "2023-T2", 100],
    ["luglio", "2023", 200],
    ["bisesto", "2024-01", 100],
    ["bisesto", "2024-02", 200],
    ["bisesto", "2024-03", 300],
    ["bisesto", "2023-02", 100],
    ["bisesto", "2024-T1", 300],
    ["fine", "2023-10", 100],
    ["fine", "2023-11", "no row"],
    ["vuoto", "2023-11", undefined],
    ["altro", "2023-11", "no row"],
  ] as const)("[D7] %s in %s: %s", (key, period, weight) => {
    expect(weigh(key, period)).toBe(weight);
  });

  test("[D7] of several rows that hold, the one recorded last among those known", () => {
    expect(weigh("corretto", "2023-01")).toBe(150);
    expect(weigh("corretto", "2023-01", "2023-08-31")).toBe(100);
    expect(weigh("corretto", "2023-01", "2023-09-01")).toBe(150);
    expect(weigh("corretto", "2023-01", "2023-01-09")).toBe("no row");
    // A row that does not say when it was recorded is taken as known.
    expect(weigh("luglio", "2023-06", "1999-01-01")).toBe(100);
  });

  test("[D7] periods in which the same rows hold share a version; a period of which it says nothing has none", () => {
    const periods = ["2023-05", "2023-06", "2023-07", "2023-12"].map((code) => findPeriod(code)!);
    const { versions } = resolvePeriods(table, periods, undefined);
    expect(versions.map((version) => version.periods)).toEqual([[202304, 202305], [202306], [202311]]);
    expect(versions.map(({ keys, numbers }) => numbers.peso![keys.indexOf("luglio")])).toEqual([
      100, 200, 200,
    ]);
    expect(versions[0]!.numbers.peso![versions[0]!.keys.indexOf("vuoto")]).toBeNaN();
  });

  test("[D7] many periods at once are each of them alone", () => {
    const codes = ["2022", "2023", "2024"].flatMap((year) => [
      ...Array.from({ length: 12 }, (_, k) => `${year}-${String(k + 1).padStart(2, "0")}`),
      `${year}-T1`,
      year,
    ]);
    for (const knownAt of [undefined, "2023-08-31"]) {
      const { versions } = resolvePeriods(
        table,
        codes.map((code) => findPeriod(code)!),
        knownAt,
      );
      for (const code of codes) {
        const period = findPeriod(code)!;
        const own = versions.filter(({ periods }) => periods.includes(encodePeriod(period)));
        const alone = resolvePeriods(table, [period], knownAt).versions;
        expect(own.map(({ keys, numbers }) => ({ keys, numbers }))).toEqual(
          alone.map(({ keys, numbers }) => ({ keys, numbers })),
        );
      }
    }
  });
});
