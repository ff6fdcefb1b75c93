/** What every engine must answer, to the last digit: the same questions to DuckDB, to a cluster and to a slow oracle. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import {
  type Facts,
  makeNesting,
  makeRows,
  makeScope,
  openFacts,
  source,
} from "../../cases/warehouse/delivered-facts.ts";
import { distinctQueries, factQueries } from "../../cases/warehouse/random-queries.ts";
import {
  type Cluster,
  hasClusterSoftware,
  howToHaveServer,
  startCluster,
} from "../../cases/warehouse/start-cluster.ts";
import {
  type CurrentEngine,
  hasCurrentEngine,
  howToHaveCurrentEngine,
  startCurrentEngine,
} from "../../cases/warehouse/start-current-engine.ts";
import { countSlowly, readSums, type Sums, sumSlowly } from "../../cases/warehouse/sum-slowly.ts";
import type { Delivery } from "../facts/index.ts";
import { openClickHouseWarehouse } from "./click-house.ts";
import { openDuckDb } from "./duck-db.ts";
import { openDuckDbWarehouse } from "./sum-in-duckdb.ts";
import type { Warehouse } from "./warehouse.ts";

/** The engine of this machine also as it asks of many rows; the distributed one of 2018 and of today. */
const names = ["DuckDB", "DuckDB, many rows", "ClickHouse 18.16", "chdb"] as const;
const engines: Partial<Record<(typeof names)[number], Warehouse>> = {};
let facts: Facts;
let cluster: Cluster | undefined;
let current: CurrentEngine | undefined;
/** Whole deliveries of four months of two years, one of them empty, and corrections of the second. */
let whole: readonly Delivery[];
let corrected: readonly Delivery[];
/** A correction that takes away what it brings. */
let gone: readonly Delivery[];
const column = (name: string) => ({ type: "column", column: name }) as const;

beforeAll(async () => {
  facts = await openFacts();
  const of = (count: number, seed: number) => makeRows(count, seed).map((row) => ({ row }));
  const second = of(150, 2);
  whole = [
    await facts.deliver(1, "2023-10", of(200, 1)),
    await facts.deliver(2, "2023-11", second),
    await facts.deliver(3, "2024-01", of(120, 3)),
    await facts.deliver(4, "2024-02", []),
  ];
  const away = second.slice(10, 60).map(({ row }) => ({ row, sign: -1 as const }));
  const again = second.slice(50, 60).map(({ row }) => ({ row, sign: 1 as const }));
  corrected = [
    ...whole,
    await facts.deliver(5, "2023-11", [...away, ...of(30, 5)], true),
    await facts.deliver(6, "2023-11", again, true),
  ];
  const both = second.slice(0, 5).flatMap(({ row }) => [
    { row, sign: 1 as const },
    { row, sign: -1 as const },
  ]);
  gone = [await facts.deliver(7, "2023-12", both, true)];
  const openEngine = () => openDuckDb({ folder: facts.workspace.folder, threads: 1 });
  engines.DuckDB = openDuckDbWarehouse(facts.workspace, openEngine);
  engines["DuckDB, many rows"] = openDuckDbWarehouse(facts.workspace, openEngine, 1);
  if (hasClusterSoftware()) {
    cluster = await startCluster({ shards: 2, replicas: 2 });
    engines["ClickHouse 18.16"] = await openClickHouseWarehouse(cluster.address("prova"), facts.workspace);
  }
  if (!hasCurrentEngine()) return;
  current = await startCurrentEngine();
  engines.chdb = await openClickHouseWarehouse(current.address("prova"), facts.workspace);
}, 120_000);

afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
  await cluster?.stop();
  await current?.stop();
  facts.remove();
});

describe.each(names)("%s", (name) => {
  const open = async (context: Parameters<typeof requirePresent>[0]): Promise<Warehouse> => {
    const how = name === "chdb" ? howToHaveCurrentEngine : howToHaveServer;
    requirePresent(context, engines[name] !== undefined, `manca ${name}: ${how}`);
    const engine = engines[name]!;
    await engine.load(source, corrected);
    return engine;
  };

  test("[W20] sums, counts and holes are those of the rows taken one by one", async (context) => {
    const engine = await open(context);
    await fc.assert(
      fc.asyncProperty(factQueries, fc.boolean(), async (query, isCorrected) => {
        const deliveries = isCorrected ? corrected : whole;
        const scope = makeScope(deliveries);
        const found = readSums(await engine.sumFacts(query, scope));
        expect(found).toEqual(sumSlowly(query, scope, facts.rowsOf(deliveries)));
      }),
      { numRuns: 80 },
    );
  });

  test("[W20] [D13] rows that no sum wants are passed over where a silent office is zero, and no sum moves", async (context) => {
    const engine = await open(context);
    const dropZeros = (sums: Sums): Sums =>
      Object.fromEntries(Object.entries(sums).filter(([, own]) => own.some((sum) => sum !== 0)));
    let passedOver = 0;
    await fc.assert(
      fc.asyncProperty(factQueries, fc.boolean(), async (query, isCorrected) => {
        const deliveries = isCorrected ? corrected : whole;
        const scope = makeScope(deliveries, "zero");
        const found = readSums(await engine.sumFacts(query, scope));
        const all = sumSlowly(query, scope, facts.rowsOf(deliveries));
        passedOver += Object.keys(all).length - Object.keys(found).length;
        expect(dropZeros(found)).toEqual(dropZeros(all));
      }),
      { numRuns: 80 },
    );
    expect(passedOver).toBeGreaterThan(0);
  });

  test("[W20] [D13] rows that take each other away stay a group, though it adds up to nothing", async (context) => {
    const engine = await open(context);
    const when = { type: "comparison", operator: "=", left: column("sede"), right: column("sede") } as const;
    const aggregates = [{ value: undefined, weight: undefined, when, of: "total" as const }];
    const query = { source: "pratiche", office: "sede", groups: [], aggregates };
    await engine.load(source, gone);
    const { rows, values } = await engine.sumFacts(query, makeScope(gone, "zero"));
    expect(rows).toBeGreaterThan(0);
    expect(values.map((own) => [...own])).toEqual([Array.from({ length: rows }, () => 0)]);
  });

  test("[W20] different values by node and span are those of the rows taken one by one", async (context) => {
    const engine = await open(context);
    await fc.assert(
      fc.asyncProperty(distinctQueries, fc.boolean(), async (query, isCorrected) => {
        const deliveries = isCorrected ? corrected : whole;
        const nesting = makeNesting(deliveries);
        const found = readSums(await engine.countDistinct(query, makeScope(deliveries), nesting));
        expect(found).toEqual(countSlowly(query, nesting, facts.rowsOf(deliveries)));
      }),
      { numRuns: 60 },
    );
  });

  test("[W20] no deliveries give no groups, and an empty delivery none of its own", async (context) => {
    const engine = await open(context);
    const query = {
      source: "pratiche",
      office: "sede",
      groups: [],
      aggregates: [{ value: undefined, weight: undefined, when: undefined, of: "total" as const }],
    };
    expect((await engine.sumFacts(query, makeScope([]))).rows).toBe(0);
    expect((await engine.sumFacts(query, makeScope(whole.slice(3)))).rows).toBe(0);
    expect((await engine.sumFacts(query, makeScope(whole.slice(2)))).rows).toBe(5);
  });
});
