/** The bench of shards asks the same of all, and all say the same. */
import { expect, test } from "vitest";
import { requirePresent } from "../cases/needs.ts";
import { hasClusterSoftware, howToHaveServer } from "../cases/warehouse/start-cluster.ts";
import { measureShards } from "./measure-shards.ts";

test("[B5] 1, 2 and 4 shards give the same sums of the same rows", async (context) => {
  requirePresent(context, hasClusterSoftware(), `manca clickhouse-server: ${howToHaveServer}`);
  const { shards, areEqual, parquetBytes } = await measureShards(30_000, undefined);
  expect(areEqual).toBe(true);
  expect(shards.map(({ shards: count }) => count)).toEqual([1, 2, 4]);
  expect(parquetBytes / 30_000).toBeLessThan(shards[0]!.bytes / 30_000);
});
