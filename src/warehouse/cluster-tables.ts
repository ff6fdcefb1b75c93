/**
 * The tables of a cluster. A source has a local table on every shard, replicated, and one above them that spreads
 * rows evenly, whatever the size of offices; its name ends in a hash of the columns, so that another contract is
 * another table. Rows belong to a load, which is a partition: they count only when the register (`_carichi`) says that it is whole.
 */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { FactColumn, FactSource } from "../model/index.ts";
import type { ClickHouseServer, Replica } from "./click-house-server.ts";
import { clickHouse } from "./dialect.ts";
import type { BinaryColumn } from "./row-binary.ts";

export interface SourceTable {
  readonly source: FactSource;
  /** Names without the database. */
  readonly distributed: string;
  readonly local: string;
}

const kinds: Readonly<
  Record<FactColumn["type"], { readonly sql: string; readonly binary: BinaryColumn["type"] }>
> = {
  text: { sql: "String", binary: "text" },
  integer: { sql: "Int64", binary: "int64" },
  number: { sql: "Int64", binary: "int64" },
  day: { sql: "Int32", binary: "int32" },
  "yes-no": { sql: "UInt8", binary: "uint8" },
};

/** What every row has beside the source's columns. */
const own = [
  ["_carico", "UInt64", "uint64"],
  ["_consegna", "UInt32", "uint32"],
  ["_periodo", "Int32", "int32"],
  ["_riga", "UInt64", "uint64"],
  ["_segno", "Int8", "int8"],
] as const;

function declareColumns(source: FactSource): readonly string[] {
  return [
    ...source.columns.map(({ id, type, optional }) => {
      const { sql } = kinds[type];
      return `${clickHouse.quoteName(id)} ${optional ? `Nullable(${sql})` : sql}`;
    }),
    ...own.map(([name, type]) => `\`${name}\` ${type}`),
  ];
}

/** In the order in which they are written. */
export function listBinaryColumns(source: FactSource): readonly BinaryColumn[] {
  return [
    ...source.columns.map(({ type, optional }) => ({ type: kinds[type].binary, optional })),
    ...own.map(([, , type]) => ({ type, optional: false })),
  ];
}

export function nameTable(source: FactSource): SourceTable {
  const hash = createHash("sha256").update(declareColumns(source).join()).digest("hex").slice(0, 8);
  const distributed = `fatti_${source.id}_${hash}`;
  return { source, distributed, local: `${distributed}_locale` };
}

export function quoteTable({ address }: ClickHouseServer, name: string): string {
  return `${clickHouse.quoteName(address.database)}.${clickHouse.quoteName(name)}`;
}

/**
 * Makes tables where replicas that answer lack them. One that is down makes them when it is back: it finds what
 * was asked meanwhile in the cluster's own queue.
 */
async function define(
  server: ClickHouseServer,
  names: readonly string[],
  statements: readonly string[],
): Promise<void> {
  if (await haveAll(server, names)) return;
  let isEverywhere = true;
  for (const statement of statements) isEverywhere = (await server.define(statement)) && isEverywhere;
  for (let tries = 0; !isEverywhere && tries < 40; tries++) {
    if (await haveAll(server, names)) return;
    await sleep(250);
  }
}

async function haveAll(server: ClickHouseServer, names: readonly string[]): Promise<boolean> {
  const [database, ...texts] = [server.address.database, ...names].map(clickHouse.quoteText);
  const replicas = await server.listReplicas();
  const answers = await Promise.all(
    replicas.map((replica) =>
      server.askReplica(
        replica,
        (tables) =>
          `SELECT count() FROM ${tables} WHERE database = ${database} AND name IN (${texts.join(", ")})`,
        ["system", "tables"],
      ),
    ),
  );
  return answers.every((answer) => answer === undefined || Number(answer.rows[0]?.[0]) === names.length);
}

/** The register is one for the whole cluster: every replica of every shard has it. */
export async function createRegister(server: ClickHouseServer): Promise<void> {
  const { database, cluster } = server.address;
  await define(
    server,
    ["_carichi"],
    [
      `CREATE DATABASE IF NOT EXISTS ${clickHouse.quoteName(database)} ON CLUSTER ${cluster}`,
      `CREATE TABLE IF NOT EXISTS ${quoteTable(server, "_carichi")} ON CLUSTER ${cluster}` +
        " (modello String, tabella String, consegna UInt32, fatti String, carico UInt64, righe UInt64, vale Int8)" +
        ` ENGINE = ReplicatedMergeTree('/clickhouse/tables/${cluster}/${database}/_carichi', '{shard}-{replica}')` +
        " ORDER BY (tabella, consegna, fatti, carico)",
    ],
  );
}

export async function createTables(server: ClickHouseServer, table: SourceTable): Promise<void> {
  const { database, cluster } = server.address;
  const columns = declareColumns(table.source).join(", ");
  const office = clickHouse.quoteName(table.source.columns.find(({ role }) => role === "office")?.id ?? "");
  const place = `'/clickhouse/tables/${cluster}/${database}/{shard}/${table.local}'`;
  await define(
    server,
    [table.local, table.distributed],
    [
      `CREATE TABLE IF NOT EXISTS ${quoteTable(server, table.local)} ON CLUSTER ${cluster} (${columns})` +
        ` ENGINE = ReplicatedMergeTree(${place}, '{replica}') PARTITION BY _carico ORDER BY (_periodo, ${office})`,
      `CREATE TABLE IF NOT EXISTS ${quoteTable(server, table.distributed)} ON CLUSTER ${cluster} (${columns})` +
        ` ENGINE = Distributed(${cluster}, ${clickHouse.quoteName(database)}, ${clickHouse.quoteName(table.local)}, cityHash64(_riga))`,
    ],
  );
}

/** What a replica holds of each load: rows, and for how many seconds nothing has been written. */
export interface Held {
  readonly replica: Replica;
  /** Undefined: it does not answer. */
  readonly loads: ReadonlyMap<string, { readonly rows: number; readonly quiet: number }> | undefined;
}

export async function readHeld(server: ClickHouseServer, local: string): Promise<readonly Held[]> {
  const { database } = server.address;
  const [inDatabase, ofTable] = [database, local].map(clickHouse.quoteText);
  const replicas = await server.listReplicas();
  return Promise.all(
    replicas.map(async (replica): Promise<Held> => {
      const answer = await server.askReplica(
        replica,
        (parts) =>
          `SELECT partition, sum(rows), toInt64(now()) - toInt64(max(modification_time)) FROM ${parts} WHERE active AND database = ${inDatabase} AND table = ${ofTable} GROUP BY partition`,
        ["system", "parts"],
      );
      const loads = answer?.rows.map(
        ([load, rows, quiet]) => [String(load), { rows: Number(rows), quiet: Number(quiet) }] as const,
      );
      return { replica, loads: loads === undefined ? undefined : new Map(loads) };
    }),
  );
}
