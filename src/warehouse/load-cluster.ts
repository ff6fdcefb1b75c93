/**
 * Deliveries into a cluster. Every attempt is a load with a number of its own, in partitions of its own, and
 * nobody reads it until the register says that all of it is there: an attempt that is interrupted, or two at
 * once, can mix with nothing. What attempts leave behind is dropped when nobody has written to it for a while.
 */
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "../facts/index.ts";
import type { FactSource } from "../model/index.ts";
import { printFacts } from "./changed-columns.ts";
import { type ClickHouseServer, tellShardDown } from "./click-house-server.ts";
import {
  createTables,
  type Held,
  listBinaryColumns,
  nameTable,
  quoteTable,
  readHeld,
  type SourceTable,
} from "./cluster-tables.ts";
import { clickHouse, duckDb, quotePath } from "./dialect.ts";
import type { DuckDb } from "./duck-db.ts";
import { printLineOf } from "./print-correction.ts";
import { factsDamaged } from "./problems.ts";
import { clusterLoadFailed, clusterOfOtherModel } from "./problems-of-cluster.ts";
import { openRowWriter } from "./row-binary.ts";
import { WarehouseError } from "./warehouse-error.ts";
import { factsFile, type Workspace } from "./workspace.ts";

export interface ClusterSettings {
  /** Rows sent at once; the same file is always cut in the same places. */
  readonly batchRows: number;
  /** Seconds without writing after which an unfinished attempt is taken for dead. */
  readonly abandonedAfter: number;
  /** How long to wait for replicas to catch up, in milliseconds. */
  readonly patience: number;
}

export const usualSettings: ClusterSettings = { batchRows: 262_144, abandonedAfter: 3600, patience: 30_000 };

/** A load that the register holds to be whole. */
export interface Load {
  readonly load: string;
  readonly rows: number;
}

export interface Loading {
  readonly server: ClickHouseServer;
  readonly workspace: Workspace;
  readonly database: DuckDb;
  readonly settings: ClusterSettings;
}

/** Attempts for each delivery, deliveries that are sent before it is waited for them, and pauses in milliseconds. */
const [attempts, together, pause] = [3, 32, 250];

export async function loadDeliveries(
  loading: Loading,
  source: FactSource,
  deliveries: readonly Delivery[],
): Promise<void> {
  const { server } = loading;
  const table = nameTable(source);
  await createTables(server, table);
  const known = await readRegister(loading, table);
  await dropAbandoned(loading, table, known, requireShards(server, await readHeld(server, table.local)));
  const registered = deliveries.flatMap((delivery) => known.get(keyOf(delivery)) ?? []);
  const whole = await waitForWhole(loading, table, registered);
  const wanted = deliveries.filter((delivery) => !whole.has(known.get(keyOf(delivery))?.load ?? ""));
  const lost = wanted.flatMap((delivery) => {
    const load = known.get(keyOf(delivery));
    return load === undefined ? [] : [{ delivery, ...load }];
  });
  await register(loading, table, lost, -1);
  for (let first = 0; first < wanted.length; first += together)
    await loadTogether(loading, table, wanted.slice(first, first + together));
}

/** What identifies a delivery: two with the same rows are still two. */
export function keyOf({ number, facts }: Delivery): string {
  return `${number} ${facts?.sha256 ?? ""}`;
}

/** The load of each delivery that holds: of several that are whole, the first. */
export async function readRegister(
  { server, workspace }: Loading,
  table: SourceTable,
): Promise<ReadonlyMap<string, Load>> {
  const { rows } = await server.ask(
    `SELECT modello, consegna, fatti, toString(carico), max(righe), sum(vale) FROM ${quoteTable(server, "_carichi")} WHERE tabella = ${clickHouse.quoteText(table.local)} GROUP BY modello, consegna, fatti, carico ORDER BY carico`,
  );
  const other = rows.find(([model]) => model !== workspace.model);
  if (other !== undefined)
    throw new WarehouseError(clusterOfOtherModel(server.address.shown, String(other[0]), workspace.model));
  const loads = new Map<string, Load>();
  for (const [, number, facts, load, count, holds] of rows) {
    const key = `${Number(number)} ${String(facts)}`;
    if (Number(holds) > 0 && !loads.has(key)) loads.set(key, { load: String(load), rows: Number(count) });
  }
  return loads;
}

interface Sent extends Load {
  readonly delivery: Delivery;
}

async function register(
  { server, workspace }: Loading,
  table: SourceTable,
  sent: readonly Sent[],
  holds: 1 | -1,
): Promise<void> {
  if (sent.length === 0) return;
  const texts = [workspace.model, table.local].map(clickHouse.quoteText).join(", ");
  const lines = sent.map(
    ({ delivery: { number, facts }, load, rows }) =>
      `(${texts}, ${number}, ${clickHouse.quoteText(facts?.sha256 ?? "")}, ${load}, ${rows}, ${holds})`,
  );
  await server.command(
    `INSERT INTO ${quoteTable(server, "_carichi")} (modello, tabella, consegna, fatti, carico, righe, vale) VALUES ${lines.join(", ")}`,
  );
}

/** Sends deliveries, waits until they are whole and only then registers them; what is not is sent anew. */
async function loadTogether(
  loading: Loading,
  table: SourceTable,
  deliveries: readonly Delivery[],
): Promise<void> {
  let wanted = deliveries;
  for (let attempt = 1; wanted.length > 0; attempt++) {
    const sent: Sent[] = [];
    const started: string[] = [];
    try {
      for (const delivery of wanted) {
        // Later attempts have larger numbers, so that who reads prefers the first.
        const load = String(Date.now() * 1000 + randomInt(1000));
        started.push(load);
        sent.push({ delivery, load, rows: await sendRows(loading, table, delivery, load) });
      }
    } catch (error) {
      // A replica may have gone while it was written to: the others take its place.
      const mayPass = error instanceof WarehouseError && error.problem.code === "cluster-refused";
      if (attempt === attempts || !mayPass) {
        for (const load of started) await drop(loading.server, table, load).catch(() => {});
        throw error;
      }
      await sleep(pause * 4);
    }
    const whole = await waitForWhole(loading, table, sent);
    const good = sent.filter(({ load }) => whole.has(load));
    await register(loading, table, good, 1);
    for (const load of started.filter((each) => !whole.has(each))) await drop(loading.server, table, load);
    wanted = wanted.filter((delivery) => !good.some((each) => each.delivery === delivery));
    if (attempt < attempts || wanted.length === 0) continue;
    const { delivery, load, rows } = sent.find((each) => each.delivery === wanted[0])!;
    const found = countRows(await readHeld(loading.server, table.local), load);
    throw new WarehouseError(clusterLoadFailed(loading.server.address.shown, delivery.number, rows, found));
  }
}

/** All rows of a delivery's file in batches, cut where they always are; how many they were. */
async function sendRows(
  { server, workspace, database, settings }: Loading,
  { source, distributed }: SourceTable,
  { number, facts }: Delivery,
  load: string,
): Promise<number> {
  const file = factsFile(workspace, source.id, facts?.sha256 ?? "");
  if (facts === undefined || !existsSync(file)) throw new WarehouseError(factsDamaged(file, number));
  const columns = source.columns.map(({ id, type }) => {
    const name = duckDb.quoteName(id);
    if (type === "text") return name;
    if (type === "day") return `${duckDb.dayNumber(name)}::INTEGER`;
    return type === "yes-no" ? `${name}::INTEGER` : `${name}::DOUBLE`;
  });
  const added = [
    `${load}::DOUBLE`,
    String(number),
    "_periodo",
    `${printLineOf(facts)}::DOUBLE`,
    facts.signed ? "_segno::INTEGER" : "1",
  ];
  const select = `SELECT ${[...columns, ...added].join(", ")} FROM ${printFacts(source, [{ facts }], quotePath(file), ["file_row_number = true"])}`;
  const writer = openRowWriter(listBinaryColumns(source));
  const insert = `INSERT INTO ${quoteTable(server, distributed)} FORMAT RowBinary`;
  let rows = 0;
  for await (const chunk of database.readChunks(select)) {
    const count = chunk[0]?.length ?? 0;
    for (let row = 0; row < count; row++) {
      writer.add(row, chunk);
      rows += 1;
      if (rows % settings.batchRows === 0) await server.insert(insert, writer.take());
    }
  }
  if (rows % settings.batchRows !== 0) await server.insert(insert, writer.take());
  return rows;
}

/** Which loads have all their rows; waits, within our patience, until every replica that answers has them. */
async function waitForWhole(
  { server, settings }: Loading,
  { local }: SourceTable,
  loads: readonly Load[],
): Promise<ReadonlySet<string>> {
  const until = Date.now() + settings.patience;
  for (;;) {
    if (loads.length === 0) return new Set();
    const held = requireShards(server, await readHeld(server, local));
    const isReady = loads.every(
      ({ load, rows }) => countRows(held, load) === rows && isEverywhere(held, load),
    );
    if (isReady || Date.now() > until)
      return new Set(
        loads.filter(({ load, rows }) => countRows(held, load) === rows).map(({ load }) => load),
      );
    await sleep(pause);
  }
}

function isEverywhere(held: readonly Held[], load: string): boolean {
  return groupByShard(held).every((replicas) => {
    const counts = replicas.flatMap(({ loads }) => (loads === undefined ? [] : [loads.get(load)?.rows ?? 0]));
    return counts.every((count) => count === counts[0]);
  });
}

function groupByShard(held: readonly Held[]): readonly (readonly Held[])[] {
  return [...new Set(held.map(({ replica }) => replica.shard))].map((shard) =>
    held.filter(({ replica }) => replica.shard === shard),
  );
}

/** Of each shard the replica that has most. */
function countRows(held: readonly Held[], load: string): number {
  return groupByShard(held).reduce(
    (sum, replicas) => sum + Math.max(0, ...replicas.map(({ loads }) => loads?.get(load)?.rows ?? 0)),
    0,
  );
}

function requireShards(server: ClickHouseServer, held: readonly Held[]): readonly Held[] {
  const down = groupByShard(held).find((replicas) => replicas.every(({ loads }) => loads === undefined));
  if (down !== undefined)
    throw new WarehouseError(
      tellShardDown(
        server.address,
        down.map(({ replica }) => replica),
      ),
    );
  return held;
}

async function drop(server: ClickHouseServer, { local }: SourceTable, load: string): Promise<void> {
  await server.define(
    `ALTER TABLE ${quoteTable(server, local)} ON CLUSTER ${server.address.cluster} DROP PARTITION ${load}`,
  );
}

/** Loads that nobody reads and to which nobody has written for long. */
async function dropAbandoned(
  { server, settings }: Loading,
  table: SourceTable,
  known: ReadonlyMap<string, Load>,
  held: readonly Held[],
): Promise<void> {
  // Delivery 0 is a supposition, made for one question.
  const wanted = new Set([...known].flatMap(([key, { load }]) => (key.startsWith("0 ") ? [] : [load])));
  const quiet = new Map<string, number>();
  for (const { loads } of held)
    for (const [load, own] of loads ?? []) quiet.set(load, Math.min(quiet.get(load) ?? own.quiet, own.quiet));
  for (const [load, seconds] of quiet)
    if (!wanted.has(load) && seconds >= settings.abandonedAfter) await drop(server, table, load);
}
