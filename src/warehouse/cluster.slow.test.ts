/** A cluster under trial: loads interrupted and repeated, replicas and shards that die, parts that go missing. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { type Facts, makeRows, makeScope, openFacts, source } from "../../cases/warehouse/delivered-facts.ts";
import { startCounter } from "../../cases/warehouse/stand-in-server.ts";
import {
  type Cluster,
  hasClusterSoftware,
  howToHaveServer,
  startCluster,
} from "../../cases/warehouse/start-cluster.ts";
import {
  type CurrentEngine,
  deadReplica,
  hasCurrentEngine,
  howToHaveCurrentEngine,
  startCurrentEngine,
} from "../../cases/warehouse/start-current-engine.ts";
import { readSums, sumSlowly } from "../../cases/warehouse/sum-slowly.ts";
import type { Delivery, FactQuery } from "../facts/index.ts";
import { openClickHouseWarehouse } from "./click-house.ts";
import { nameTable } from "./cluster-tables.ts";
import type { ClusterSettings } from "./load-cluster.ts";
import type { Warehouse } from "./warehouse.ts";
import { WarehouseError } from "./warehouse-error.ts";

const settings: ClusterSettings = { batchRows: 500, abandonedAfter: 3600, patience: 8000 };
const impatient: ClusterSettings = { ...settings, patience: 500 };
const { local, distributed } = nameTable(source);
const query: FactQuery = {
  source: "pratiche",
  office: "sede",
  groups: [{ type: "attribute", table: "prodotti", by: "prodotto", attribute: "area" }],
  aggregates: [
    { value: { type: "column", column: "pezzi" }, weight: undefined, when: undefined, of: "total" },
    {
      value: undefined,
      weight: { table: "prodotti", by: "prodotto", column: "coefficiente" },
      when: undefined,
      of: "holes",
    },
    { value: undefined, weight: undefined, when: undefined, of: "total" },
  ],
};

/** What a cluster of either age is asked. */
interface Place {
  readonly httpPort: number;
  readonly address: (database: string) => string;
  readonly ask: (sql: string) => Promise<string>;
  /** One shard alone; where there are two, the second. */
  readonly askShard: (sql: string) => Promise<string>;
}

/** The server of 2018, and the engine of today. */
const names = ["ClickHouse 18.16", "chdb"] as const;
const places: Partial<Record<(typeof names)[number], Place>> = {};

let facts: Facts;
let cluster: Cluster | undefined;
let current: CurrentEngine | undefined;
const opened: Warehouse[] = [];

beforeAll(async () => {
  facts = await openFacts();
  if (hasClusterSoftware()) {
    const running = await startCluster({ shards: 2, replicas: 2 });
    cluster = running;
    const [first, , third] = running.nodes;
    places["ClickHouse 18.16"] = {
      httpPort: first!.httpPort,
      address: (database) => running.address(database),
      ask: (sql) => running.ask(first!, sql),
      askShard: (sql) => running.ask(third!, sql),
    };
  }
  if (!hasCurrentEngine()) return;
  current = await startCurrentEngine();
  places.chdb = { ...current, askShard: current.ask };
}, 120_000);

afterAll(async () => {
  for (const warehouse of opened) await warehouse.close();
  await cluster?.stop();
  await current?.stop();
  facts.remove();
});

function need(context: TestContext): Cluster {
  requirePresent(context, cluster !== undefined, `manca clickhouse-server: ${howToHaveServer}`);
  return cluster!;
}

async function open(url: string, own: ClusterSettings = settings): Promise<Warehouse> {
  const warehouse = await openClickHouseWarehouse(url, facts.workspace, own);
  opened.push(warehouse);
  return warehouse;
}

const deliver = (number: number, rows: number): Promise<Delivery> =>
  facts.deliver(
    number,
    "2023-10",
    makeRows(rows, number).map((row) => ({ row })),
  );

async function checkSums(warehouse: Warehouse, deliveries: readonly Delivery[]): Promise<void> {
  const scope = makeScope(deliveries);
  expect(readSums(await warehouse.sumFacts(query, scope))).toEqual(
    sumSlowly(query, scope, facts.rowsOf(deliveries)),
  );
}

/** Rows of a database's facts over all shards, and partitions that hold them. */
async function countHeld(
  { ask }: Pick<Place, "ask">,
  database: string,
): Promise<{ readonly rows: number; readonly loads: number }> {
  const [rows, loads] = (await ask(`SELECT count(), uniqExact(_carico) FROM ${database}.${distributed}`))
    .trim()
    .split("\t")
    .map(Number);
  return { rows: rows!, loads: loads! };
}

function loadApart(url: string, deliveries: readonly Delivery[]): ChildProcess {
  const request = JSON.stringify({ url, workspace: facts.workspace, deliveries, settings });
  const file = join(import.meta.dirname, "../../cases/warehouse/load-apart.ts");
  return spawn(process.execPath, [file, request], { stdio: "ignore" });
}

function waitForEnd(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

async function readProblem(work: () => Promise<unknown>): Promise<string> {
  const error: unknown = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WarehouseError)) throw new Error("no problem", { cause: error });
  return `${error.problem.code}: ${error.problem.sentence}`;
}

describe.each(names)("%s", (name) => {
  const take = (context: TestContext): Place => {
    const how = name === "chdb" ? howToHaveCurrentEngine : howToHaveServer;
    requirePresent(context, places[name] !== undefined, `manca ${name}: ${how}`);
    return places[name]!;
  };

  test("[W21] loading again, or the same rows under another number, changes nothing of what is there", async (context) => {
    const place = take(context);
    const url = place.address("ripetuto");
    const first = await deliver(1, 1300);
    const warehouse = await open(url);
    for (let times = 0; times < 3; times++) await warehouse.load(source, [first]);
    expect(await countHeld(place, "ripetuto")).toEqual({ rows: 1300, loads: 1 });
    const twin = { ...first, number: 2 };
    await warehouse.load(source, [first, twin]);
    expect(await countHeld(place, "ripetuto")).toEqual({ rows: 2600, loads: 2 });
    await checkSums(warehouse, [first]);
    expect(
      await readProblem(async () =>
        (await open(url, impatient)).sumFacts(query, makeScope([{ ...first, number: 3 }])),
      ),
    ).toContain("cluster-delivery-missing");
  });

  test("[W21] a loader that is killed leaves nothing that counts, and what it left is dropped", async (context) => {
    const place = take(context);
    const url = place.address("interrotto");
    const delivery = await deliver(11, 20_000);
    await (await open(url)).load(source, []);
    const child = loadApart(url, [delivery]);
    const ended = waitForEnd(child);
    for (let rows = 0; rows < 1000; rows = (await countHeld(place, "interrotto")).rows) await sleep(50);
    child.kill("SIGKILL");
    await ended;
    expect((await countHeld(place, "interrotto")).rows).toBeLessThan(20_000);
    const warehouse = await open(url, { ...settings, batchRows: 10_000 });
    await warehouse.load(source, [delivery]);
    await checkSums(warehouse, [delivery]);
    expect((await countHeld(place, "interrotto")).loads).toBe(2);
    await (await open(url, { ...settings, abandonedAfter: 0 })).load(source, [delivery]);
    expect(await countHeld(place, "interrotto")).toEqual({ rows: 20_000, loads: 1 });
    await checkSums(warehouse, [delivery]);
  });

  test("[W21] two loaders at once do not mix", async (context) => {
    const place = take(context);
    const url = place.address("insieme");
    const deliveries = [await deliver(21, 3000), await deliver(22, 2000)];
    await open(url);
    const ends = await Promise.all([1, 2, 3].map(() => waitForEnd(loadApart(url, deliveries))));
    expect(ends).toEqual([0, 0, 0]);
    const warehouse = await open(url);
    await checkSums(warehouse, deliveries);
    await (await open(url, { ...settings, abandonedAfter: 0 })).load(source, deliveries);
    expect(await countHeld(place, "insieme")).toEqual({ rows: 5000, loads: 2 });
    await checkSums(warehouse, deliveries);
  });

  test("[W22] what travels to who asks grows with the groups, not with the facts", async (context) => {
    const place = take(context);
    const counter = await startCounter(place.httpPort);
    try {
      const [few, many] = [await deliver(31, 400), await deliver(32, 40_000)];
      const loader = await open(place.address("traffico"), { ...settings, batchRows: 20_000 });
      await loader.load(source, [few, many]);
      const asked = await open(`clickhouse://default@127.0.0.1:${counter.port}/traffico?cluster=piramide`);
      const travelled: number[] = [];
      for (const delivery of [few, many]) {
        counter.takeBytes();
        await checkSums(asked, [delivery]);
        travelled.push(counter.takeBytes());
      }
      // A hundred times the rows: the same groups, with longer numbers.
      expect(travelled[1]! / travelled[0]!).toBeLessThan(1.2);
      expect(travelled[1]!).toBeLessThan(5000);
    } finally {
      await counter.close();
    }
  });

  test("[W23] a sum that 64 bits do not hold is refused, one that they hold is exact", async (context) => {
    const warehouse = await open(take(context).address("grandi"));
    const [row] = makeRows(1, 1);
    const large = (pezzi: number) => ({ row: { ...row, sede: "01", prodotto: "p1", pezzi } });
    const near = await facts.deliver(41, "2023-10", [
      large(999_999_999_999_999),
      large(-999_999_999_999_998),
    ]);
    const beyond = await facts.deliver(
      42,
      "2023-10",
      Array.from({ length: 10 }, () => large(999_999_999_999_999)),
    );
    await warehouse.load(source, [near, beyond]);
    const weighted: FactQuery = {
      ...query,
      aggregates: [
        { ...query.aggregates[0]!, weight: { table: "prodotti", by: "prodotto", column: "coefficiente" } },
      ],
    };
    const scope = makeScope([near]);
    expect(readSums(await warehouse.sumFacts(weighted, scope))).toEqual(
      sumSlowly(weighted, scope, facts.rowsOf([near])),
    );
    expect(await readProblem(() => warehouse.sumFacts(weighted, makeScope([beyond])))).toContain(
      "cluster-sum-too-large",
    );
    const product = {
      type: "arithmetic",
      operator: "*",
      left: { type: "column", column: "pezzi" },
      right: { type: "column", column: "pezzi" },
    } as const;
    const when = {
      type: "comparison",
      operator: ">",
      left: product,
      right: { type: "integer", value: 0 },
    } as const;
    const compared: FactQuery = {
      ...query,
      aggregates: [{ value: undefined, weight: undefined, when, of: "total" }],
    };
    expect(await readProblem(() => warehouse.sumFacts(compared, makeScope([beyond])))).toContain(
      "cluster-sum-too-large",
    );
  });

  test("[W28] what a server refuses is told in its own sentence, without codes around it", async (context) => {
    const place = take(context);
    await place.ask("CREATE DATABASE altrui ON CLUSTER piramide");
    await place.ask("CREATE TABLE altrui._carichi ON CLUSTER piramide (a Int8) ENGINE = Log");
    const warehouse = await open(place.address("altrui"));
    const said = await readProblem(() => warehouse.load(source, []));
    expect(said).toMatch(
      /^cluster-refused: Il cluster ha rifiutato la richiesta: «(?!Code)[^«»]*(?:modello|vale)[^«»]*»\./,
    );
    expect(said).not.toMatch(/DB::|e\.what|\d{2}: | »/);
  });

  test("[W26] rows that are gone are missed, never left out of a sum, and are loaded again", async (context) => {
    const place = take(context);
    const delivery = await deliver(71, 700);
    const warehouse = await open(place.address("perduto"), impatient);
    await warehouse.load(source, [delivery]);
    const [load = ""] = (await place.ask(`SELECT DISTINCT _carico FROM perduto.${distributed}`)).split("\n");
    await place.askShard(`ALTER TABLE perduto.${local} DROP PARTITION ${load}`);
    const said = await readProblem(() => warehouse.sumFacts(query, makeScope([delivery])));
    expect(said).toMatch(
      /^cluster-rows-missing: Per la fonte `pratiche` il cluster ha letto \d{1,3} righe invece di 700/,
    );
    await warehouse.load(source, [delivery]);
    await checkSums(warehouse, [delivery]);
  });
});

test("[W24] a replica killed while it is written to loses nothing, then or when it is back", async (context) => {
  const running = need(context);
  const delivery = await deliver(51, 20_000);
  const [asked, killed] = [running.nodes[0]!, running.nodes[3]!];
  const warehouse = await open(running.address("ucciso", asked, running.nodes[2]!));
  await warehouse.load(source, []);
  const loaded = warehouse.load(source, [delivery]);
  for (let rows = 0; rows < 1000; rows = (await countHeld(places["ClickHouse 18.16"]!, "ucciso")).rows)
    await sleep(20);
  await running.kill(killed);
  await loaded;
  await checkSums(warehouse, [delivery]);
  // Also the one that was asked: another answers.
  await running.kill(asked);
  await checkSums(warehouse, [delivery]);
  await running.restart(killed);
  await running.restart(asked);
  for (let times = 0; times < 8; times++) await checkSums(warehouse, [delivery]);
});

test("[W25] a shard without replicas is named, and gives no partial sum; a replica back, and all is as before", async (context) => {
  const running = need(context);
  const delivery = await deliver(61, 900);
  const warehouse = await open(running.address("fermo", running.nodes[0]!), {
    ...settings,
    patience: 20_000,
  });
  await warehouse.load(source, [delivery]);
  const down = running.nodes.filter(({ shard }) => shard === 2);
  await Promise.all(down.map((node) => running.kill(node)));
  const said = await readProblem(() => warehouse.sumFacts(query, makeScope([delivery])));
  expect(said).toContain(
    "cluster-shard-down: Lo shard 2 del cluster non risponde: tutte le sue 2 repliche sono ferme",
  );
  expect(said).toContain(`127.0.0.1:${down[1]!.tcpPort}`);
  const more = await deliver(62, 100);
  expect(await readProblem(() => warehouse.load(source, [delivery, more]))).toContain("cluster-shard-down");
  await running.restart(down[0]!);
  await checkSums(warehouse, [delivery]);
  await running.restart(down[1]!);
  await warehouse.load(source, [delivery, more]);
  await checkSums(warehouse, [delivery, more]);
});

test("[W24] [W25] what a server of today says of a replica that is down is understood: passed over, or its shard named", async (context) => {
  requirePresent(context, current !== undefined, `manca chdb: ${howToHaveCurrentEngine}`);
  const engine = current!;
  const delivery = await deliver(63, 90);
  const whole = await open(engine.address("spento", "zoppo"));
  await whole.load(source, [delivery]);
  await checkSums(whole, [delivery]);
  // The same rows, in a cluster that has one shard more.
  await engine.ask(`DROP TABLE spento.${distributed} SYNC`);
  await engine.ask(
    `CREATE TABLE spento.${distributed} AS spento.${local} ENGINE = Distributed(monco, spento, ${local}, cityHash64(_riga))`,
  );
  const apart = await open(engine.address("spento", "monco"));
  for (const work of [
    () => apart.sumFacts(query, makeScope([delivery])),
    () => apart.load(source, [delivery]),
  ]) {
    const said = await readProblem(work);
    expect(said).toContain("cluster-shard-down: Lo shard 2 del cluster non risponde");
    expect(said).toContain(deadReplica);
  }
});
