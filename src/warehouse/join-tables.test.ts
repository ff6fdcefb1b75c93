/** When a table may be joined by its key alone. */
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import type { Delivery, FactQuery, ResolvedTable } from "../facts/index.ts";
import { openDuckDb } from "./duck-db.ts";
import { prepareJoins } from "./join-tables.ts";

const query: FactQuery = {
  source: "casi",
  office: "sede",
  groups: [],
  aggregates: [
    {
      value: { type: "column", column: "pezzi" },
      weight: { table: "pesi", by: "prodotto", column: "peso" },
      when: undefined,
      of: "total",
    },
  ],
};

const makeTable = (periods: readonly number[], weights: readonly number[]): ResolvedTable => ({
  id: "pesi",
  versions: periods.map((period, k) => ({
    periods: [period],
    keys: ["P1"],
    numbers: { peso: Float64Array.of(weights[k]!) },
    texts: {},
  })),
});

test("[D7] a table is joined by key alone only where it says the same in every period that was delivered", async () => {
  const database = await openDuckDb({ folder: tmpdir() });
  const deliveries = ["2023-01", "2023-02"].map((period) => ({ period }) as Delivery);
  const joinsByPeriod = async (table: ResolvedTable): Promise<boolean> => {
    const { join } = await prepareJoins(database, new Map(), query, [table], deliveries);
    return join("pesi", "prodotto", "t0", "f._periodo").includes("f._periodo");
  };
  expect(await joinsByPeriod(makeTable([202300, 202301], [5, 5]))).toBe(false);
  expect(await joinsByPeriod(makeTable([202300, 202301], [5, 6]))).toBe(true);
  // Silent of February: what it says of January must not hold there.
  expect(await joinsByPeriod(makeTable([202300], [5]))).toBe(true);
  database.close();
});
