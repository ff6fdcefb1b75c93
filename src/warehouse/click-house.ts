/** The distributed engine: ClickHouse, over what has been loaded of a workspace into a cluster. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DistinctQuery, FactColumns, FactQuery } from "../facts/index.ts";
import { type Answer, openClickHouse } from "./click-house-server.ts";
import { readClusterAddress } from "./cluster-address.ts";
import { createRegister, nameTable, quoteTable } from "./cluster-tables.ts";
import { openDuckDb, writeText } from "./duck-db.ts";
import {
  type ClusterSettings,
  keyOf,
  type Loading,
  loadDeliveries,
  readRegister,
  usualSettings,
} from "./load-cluster.ts";
import { writeCounts } from "./patterns.ts";
import { type ClusterRows, largestSum, printClusterDistinct, printClusterSum } from "./print-click-house.ts";
import { clusterDeliveryMissing, clusterRowsMissing, clusterSumTooLarge } from "./problems-of-cluster.ts";
import { makeFactColumns } from "./read-sums.ts";
import type { FactScope, Nesting, Warehouse } from "./warehouse.ts";
import { WarehouseError } from "./warehouse-error.ts";
import { folders, type Workspace } from "./workspace.ts";

/** Throws `WarehouseError` when the address cannot be read or nobody answers there. */
export async function openClickHouseWarehouse(
  url: string,
  workspace: Workspace,
  settings: ClusterSettings = usualSettings,
): Promise<Warehouse> {
  const server = openClickHouse(readClusterAddress(url));
  try {
    await createRegister(server);
  } catch (error) {
    await server.close();
    throw error;
  }
  const database = await openDuckDb({ folder: join(workspace.folder, folders.arriving), threads: 1 });
  const loading: Loading = { server, workspace, database, settings };
  return {
    load: (source, deliveries) => loadDeliveries(loading, source, deliveries),
    sumFacts: (query, scope) => sumFacts(loading, query, scope),
    countDistinct: (query, scope, nesting) => countDistinct(loading, query, scope, nesting),
    close: async () => {
      database.close();
      await server.close();
    },
  };
}

async function sumFacts(loading: Loading, query: FactQuery, scope: FactScope): Promise<FactColumns> {
  const [groups, aggregates] = [query.groups.length, query.aggregates.length];
  if (scope.deliveries.length === 0) return makeFactColumns(query, []);
  const { columns, bounds } = await askWhole(loading, scope, async (from) => {
    const { sql, bounds: count } = printClusterSum(query, scope, from);
    const { rows } = await loading.server.ask(sql);
    const ofRead = 2 + groups + aggregates;
    const read = rows.reduce((sum, row) => sum + Number(row[ofRead]), 0);
    const answer = turn(
      rows.filter((row) => Number(row[ofRead + 1]) > 0),
      ofRead + 2 + count,
    );
    return { read, value: { columns: answer, bounds: answer.slice(ofRead + 2) } };
  });
  if (bounds.some((values) => values.some((value) => !(Number(value) <= largestSum))))
    throw new WarehouseError(clusterSumTooLarge(loading.server.address.shown, scope.source.id));
  return makeFactColumns(
    query,
    columns.map((column) => column.map(writeText)),
  );
}

async function countDistinct(
  loading: Loading,
  query: DistinctQuery,
  scope: FactScope,
  nesting: Nesting,
): Promise<FactColumns> {
  if (scope.deliveries.length === 0) return writeCounts([]);
  return askWhole(loading, scope, async (from) => {
    const { sql, nodes, spans } = printClusterDistinct(query, scope, nesting, from);
    const { rows } = await loading.server.ask(sql);
    const all = rows.find(([node, span]) => Number(node) === 0 && Number(span) === 0);
    const counted = rows.filter(([node, , count]) => Number(node) > 0 && Number(count) > 0);
    const value: FactColumns = {
      rows: counted.length,
      offices: counted.map(([node]) => nodes[Number(node) - 1]!),
      periods: Int32Array.from(counted, ([, span]) => spans[Number(span) - 1]!),
      members: [],
      values: [Float64Array.from(counted, ([, , count]) => Number(count))],
    };
    return { read: Number(all?.[3] ?? 0), value };
  });
}

/** Asks until the answer is of exactly the rows that the register promises; never gives one of fewer. */
async function askWhole<T>(
  loading: Loading,
  { source, deliveries }: FactScope,
  ask: (from: ClusterRows) => Promise<{ readonly read: number; readonly value: T }>,
): Promise<T> {
  const { server, settings } = loading;
  const table = nameTable(source);
  const until = Date.now() + settings.patience;
  for (;;) {
    const register = await readRegister(loading, table);
    const loads = deliveries.flatMap((delivery) => register.get(keyOf(delivery)) ?? []);
    const missing = deliveries.filter((delivery) => !register.has(keyOf(delivery)));
    const rows = loads.reduce((sum, load) => sum + load.rows, 0);
    let read = 0;
    if (missing.length === 0) {
      const signed = deliveries.some(({ facts }) => facts?.signed === true);
      const from = {
        table: quoteTable(server, table.distributed),
        loads: loads.map(({ load }) => load),
        rows,
        signed,
      };
      const answer = await ask(from);
      if (answer.read === rows) return answer.value;
      read = answer.read;
    }
    if (Date.now() > until) {
      const { shown } = server.address;
      if (missing.length === 0) throw new WarehouseError(clusterRowsMissing(shown, source.id, rows, read));
      const numbers = missing.map(({ number }) => number);
      throw new WarehouseError(clusterDeliveryMissing(shown, source.id, numbers));
    }
    await sleep(250);
  }
}

/** Rows as columns. */
function turn(rows: Answer["rows"], width: number): readonly (readonly unknown[])[] {
  return Array.from({ length: width }, (_, k) => rows.map((row) => row[k]));
}
