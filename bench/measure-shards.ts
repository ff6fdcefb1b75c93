/**
 * The same question over the same rows, asked of 1, 2 and 4 shards that are each held to the same share of a core:
 * what a cluster gains with machines, on one machine.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeTables, source } from "../cases/warehouse/delivered-facts.ts";
import {
  canHoldCpu,
  hasClusterSoftware,
  howToHaveServer,
  startCluster,
} from "../cases/warehouse/start-cluster.ts";
import type { Delivery, FactQuery } from "../src/facts/index.ts";
import { openClickHouseWarehouse } from "../src/warehouse/click-house.ts";
import { nameTable } from "../src/warehouse/cluster-tables.ts";
import { openDuckDb } from "../src/warehouse/duck-db.ts";
import { hashFile } from "../src/warehouse/hash-file.ts";
import { usualSettings } from "../src/warehouse/load-cluster.ts";
import { factsFile, openWorkspace } from "../src/warehouse/workspace.ts";
import { summarizeTimes, type Times } from "./measure-time.ts";

export interface ShardTimes {
  readonly rows: number;
  /** Of one core, for each shard. */
  readonly share: number;
  readonly parquetBytes: number;
  readonly shards: readonly {
    readonly shards: number;
    readonly times: Times;
    /** Milliseconds. */
    readonly load: number;
    /** Of all shards together, on disk. */
    readonly bytes: number;
  }[];
  /** Whether all gave the same numbers. */
  readonly areEqual: boolean;
}

const periods = [202_309, 202_310, 202_311];
const runs = 7;

const query: FactQuery = {
  source: "pratiche",
  office: "sede",
  groups: [{ type: "attribute", table: "prodotti", by: "prodotto", attribute: "area" }],
  aggregates: [
    {
      value: { type: "column", column: "pezzi" },
      weight: { table: "prodotti", by: "prodotto", column: "coefficiente" },
      when: {
        type: "comparison",
        operator: "=",
        left: { type: "column", column: "evento" },
        right: { type: "text", value: "definito" },
      },
      of: "total",
    },
    {
      value: {
        type: "arithmetic",
        operator: "-",
        left: { type: "column", column: "chiusa" },
        right: { type: "column", column: "aperta" },
      },
      weight: undefined,
      when: undefined,
      of: "total",
    },
    { value: undefined, weight: undefined, when: undefined, of: "total" },
  ],
};

/** `share` undefined: servers are not held, and times say nothing. */
export async function measureShards(rows: number, share: number | undefined): Promise<ShardTimes> {
  if (!hasClusterSoftware()) throw new Error(`manca clickhouse-server: ${howToHaveServer}`);
  if (share !== undefined && !canHoldCpu())
    throw new Error("qui non si può limitare la CPU di un processo (cgroup cpu non scrivibile)");
  const folder = mkdtempSync(join(tmpdir(), "piramide-shards-"));
  try {
    return await measureIn(folder, rows, share);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureIn(folder: string, rows: number, share: number | undefined): Promise<ShardTimes> {
  const workspace = openWorkspace(join(folder, "dati"), "prova").value!;
  const deliveries = await writeDeliveries(folder, workspace, rows);
  const measured: ShardTimes["shards"][number][] = [];
  const answers = new Set<string>();
  for (const shards of [1, 2, 4]) {
    const cluster = await startCluster({ shards, replicas: 1, isHeld: share !== undefined });
    try {
      const warehouse = await openClickHouseWarehouse(cluster.address("prova"), workspace, usualSettings);
      const start = performance.now();
      await warehouse.load(source, deliveries);
      const load = performance.now() - start;
      await settle(cluster);
      const bytes = await countBytes(cluster);
      if (share !== undefined) cluster.hold(share);
      const scope = { source, deliveries, tables: makeTables(periods) };
      const times: number[] = [];
      for (let run = -1; run < runs; run++) {
        const from = performance.now();
        const columns = await warehouse.sumFacts(query, scope);
        if (run >= 0) times.push(performance.now() - from);
        const lines = columns.offices.map((office, k) =>
          [
            office,
            columns.periods[k],
            columns.members[0]?.[k],
            ...columns.values.map((own) => own[k]),
          ].join(),
        );
        answers.add(lines.toSorted().join("\n"));
      }
      if (share !== undefined) cluster.hold(2);
      measured.push({ shards, times: summarizeTimes(times), load, bytes });
      await warehouse.close();
    } finally {
      await cluster.stop();
    }
  }
  const parquetBytes = deliveries.reduce((sum, { facts }) => sum + (facts?.bytes ?? 0), 0);
  return { rows, share: share ?? 1, parquetBytes, shards: measured, areEqual: answers.size === 1 };
}

/** Merges what was loaded, so that no server is still at it while it is measured. */
async function settle(cluster: Awaited<ReturnType<typeof startCluster>>): Promise<void> {
  const { local } = nameTable(source);
  for (const node of cluster.nodes) {
    const loads = await cluster.ask(
      node,
      `SELECT DISTINCT partition FROM system.parts WHERE active AND table = '${local}'`,
    );
    for (const load of loads.trim().split("\n"))
      await cluster.ask(node, `OPTIMIZE TABLE prova.${local} PARTITION ${load} FINAL`);
  }
}

async function countBytes(cluster: Awaited<ReturnType<typeof startCluster>>): Promise<number> {
  const sizes = await Promise.all(
    cluster.nodes.map((node) =>
      cluster.ask(
        node,
        `SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = '${nameTable(source).local}'`,
      ),
    ),
  );
  return sizes.reduce((sum, text) => sum + Number(text), 0);
}

/** One delivery a month, of rows that a number gives: 500 offices of unequal size. */
async function writeDeliveries(
  folder: string,
  workspace: { readonly folder: string; readonly model: string },
  rows: number,
): Promise<readonly Delivery[]> {
  const database = await openDuckDb({ folder });
  const deliveries: Delivery[] = [];
  for (const [k, period] of periods.entries()) {
    const draft = join(folder, "bozza.parquet");
    const count = Math.floor(rows / periods.length);
    await database.run(
      `COPY (SELECT printf('%04d', (500 * pow((h % 9973) / 9973, 2))::INTEGER) AS sede,` +
        " CASE (h >> 8) % 5 WHEN 0 THEN 'p1' WHEN 1 THEN 'p''2' WHEN 2 THEN 'p\\3' WHEN 3 THEN 'p4' ELSE 'p5' END AS prodotto," +
        " CASE WHEN (h >> 16) % 4 > 0 THEN 'fino a 30' END AS classe," +
        " CASE (h >> 20) % 3 WHEN 0 THEN 'definito' WHEN 1 THEN 'respinto' ELSE 'pervenuto' END AS evento," +
        " ((h >> 24) % 1000)::BIGINT AS pezzi, CASE WHEN (h >> 28) % 4 > 0 THEN ((h >> 32) % 1000000)::BIGINT END AS importo," +
        " DATE '2023-01-01' + ((h >> 36) % 200)::INTEGER AS aperta, DATE '2023-09-01' + ((h >> 44) % 90)::INTEGER AS chiusa," +
        ` ((h >> 50) % 2)::TINYINT AS urgente, ${period}::INTEGER AS _periodo` +
        ` FROM (SELECT hash(i + ${k * count}) AS h FROM range(${count}) AS t(i))) TO '${draft}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    const sha256 = await hashFile(draft);
    const path = factsFile(workspace, source.id, sha256);
    mkdirSync(dirname(path), { recursive: true });
    await database.run(
      `COPY (FROM read_parquet('${draft}')) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    deliveries.push({
      number: k + 1,
      source: source.id,
      period: `2023-${String((period % 100) + 1).padStart(2, "0")}`,
      mode: "full",
      recordedOn: "2024-01-01",
      file: { name: "prova.csv", sha256: "00" },
      rows: count,
      quarantined: 0,
      facts: { sha256, bytes: statSync(path).size, signed: false, firstLine: 2 },
      of: undefined,
      notes: [],
      reason: undefined,
    });
  }
  database.close();
  return deliveries;
}
