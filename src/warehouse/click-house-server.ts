/**
 * A cluster as one server that answers: whichever of its hosts is up. Only settings that servers of 2018 and of
 * today both know are sent. What goes wrong becomes a problem; a shard without replicas is named.
 */

import { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { ClusterAddress } from "./cluster-address.ts";
import { clickHouse } from "./dialect.ts";
import { firstLine } from "./first-line.ts";
import { clusterRefused, clusterShardDown, clusterUnreachable } from "./problems-of-cluster.ts";
import { WarehouseError } from "./warehouse-error.ts";

export interface Answer {
  /** One array a row; whole numbers of 64 bits come as text. */
  readonly rows: readonly (readonly unknown[])[];
}

export interface Replica {
  readonly shard: number;
  readonly host: string;
  readonly port: number;
}

export interface ClickHouseServer {
  readonly address: ClusterAddress;
  readonly ask: (sql: string) => Promise<Answer>;
  /** A statement without an answer. */
  readonly command: (sql: string) => Promise<void>;
  /** `ON CLUSTER`: true when every replica has done it, false when some will do it when it is back. */
  readonly define: (sql: string) => Promise<boolean>;
  /** Rows in the binary form; repeated as it is, it is taken in once. */
  readonly insert: (sql: string, rows: Buffer) => Promise<void>;
  readonly listReplicas: () => Promise<readonly Replica[]>;
  /** Asks one replica; undefined when it does not answer. */
  readonly askReplica: (
    replica: Replica,
    select: (table: string) => string,
    table: readonly [string, string],
  ) => Promise<Answer | undefined>;
  readonly close: () => Promise<void>;
}

/**
 * What a server says when it cannot reach another: no connection, a timeout, no replica left. 519 is what a server
 * of today says of `remote` where one of 2018 says 279.
 */
const unreachable = new Set([32, 159, 198, 209, 210, 225, 242, 279, 519]);
const taskTooLong = 159;

type Settings = Readonly<Record<string, string | number>>;
const asked: Settings = {
  wait_end_of_query: 1,
  output_format_json_quote_64bit_integers: 1,
  skip_unavailable_shards: 0,
  connect_timeout_with_failover_ms: 1000,
  distributed_aggregation_memory_efficient: 1,
  max_query_size: 1 << 28,
};
const inserted: Settings = { insert_distributed_sync: 1, connect_timeout_with_failover_ms: 1000 };

export function openClickHouse(address: ClusterAddress): ClickHouseServer {
  const clients = address.hosts.map((url) =>
    createClient({
      url,
      username: address.user,
      password: address.password,
      // The database may not exist yet: every name is written in full.
      database: "system",
      request_timeout: 3_600_000,
      keep_alive: { enabled: true, idle_socket_ttl: 1500 },
      log: { level: ClickHouseLogLevel.OFF },
    }),
  );
  let current = 0;

  /** Asks the host that answered last, then the others. */
  async function anyHost<T>(work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
    let reason = "";
    for (let tries = 0; tries < clients.length; tries++) {
      try {
        return await work(clients[current]!);
      } catch (error) {
        if (readCode(error) !== undefined) throw error;
        reason = firstLine(error);
        current = (current + 1) % clients.length;
      }
    }
    throw new WarehouseError(clusterUnreachable(address.shown, address.hosts, reason));
  }

  async function answer(sql: string, settings: Settings): Promise<Answer> {
    const text = await anyHost(async (client) => {
      const set = await client.query({ query: sql, format: "JSONCompact", clickhouse_settings: settings });
      return set.text();
    });
    return { rows: (JSON.parse(text) as { data: unknown[][] }).data };
  }

  async function listReplicas(): Promise<readonly Replica[]> {
    const { rows } = await answer(
      `SELECT shard_num, host_name, port FROM system.clusters WHERE cluster = ${clickHouse.quoteText(address.cluster)} ORDER BY shard_num, replica_num`,
      asked,
    );
    if (rows.length === 0)
      throw new WarehouseError(
        clusterRefused(address.shown, `nessun cluster si chiama ${address.cluster} in system.clusters`),
      );
    return rows.map(([shard, host, port]) => ({
      shard: Number(shard),
      host: String(host),
      port: Number(port),
    }));
  }

  async function askReplica(
    { host, port }: Replica,
    select: (table: string) => string,
    [database, table]: readonly [string, string],
  ): Promise<Answer | undefined> {
    const place = `remote(${[`${host}:${port}`].map(clickHouse.quoteText).join("")}, ${database}, ${table}, ${clickHouse.quoteText(address.user)}, ${clickHouse.quoteText(address.password)})`;
    try {
      return await answer(select(place), asked);
    } catch (error) {
      if (unreachable.has(readCode(error) ?? 0)) return undefined;
      throw error;
    }
  }

  /** The first shard none of whose replicas answers. */
  async function findShardDown(): Promise<readonly Replica[] | undefined> {
    const replicas = await listReplicas();
    for (const shard of new Set(replicas.map((replica) => replica.shard))) {
      const own = replicas.filter((replica) => replica.shard === shard);
      const answers = await Promise.all(
        own.map((replica) => askReplica(replica, (table) => `SELECT 1 FROM ${table}`, ["system", "one"])),
      );
      if (answers.every((each) => each === undefined)) return own;
    }
    return undefined;
  }

  async function tell<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof WarehouseError) throw error;
      const down = unreachable.has(readCode(error) ?? 0) ? await findShardDown() : undefined;
      if (down !== undefined) throw new WarehouseError(tellShardDown(address, down));
      throw new WarehouseError(clusterRefused(address.shown, tellError(error)));
    }
  }

  const run = (sql: string, settings: Settings): Promise<unknown> =>
    anyHost((client) => client.command({ query: sql, clickhouse_settings: settings }));

  return {
    address,
    ask: (sql) => tell(() => answer(sql, asked)),
    command: (sql) =>
      tell(async () => {
        await run(sql, inserted);
      }),
    define: (sql) =>
      tell(async () => {
        try {
          await run(sql, { distributed_ddl_task_timeout: 5, wait_end_of_query: 1 });
          return true;
        } catch (error) {
          if (readCode(error) === taskTooLong) return false;
          throw error;
        }
      }),
    insert: (sql, rows) =>
      tell(async () => {
        await anyHost(async (client) => {
          const values = Readable.from([rows], { objectMode: false });
          const { stream } = await client.exec({ query: sql, values, clickhouse_settings: inserted });
          // An error may follow the head of the answer: an insert that went well says nothing.
          const said = await readAll(stream);
          if (said !== "") throw new Error(said);
        });
      }),
    listReplicas: () => tell(listReplicas),
    askReplica: (replica, select, table) => tell(() => askReplica(replica, select, table)),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

export function tellShardDown(
  { shown }: ClusterAddress,
  replicas: readonly Replica[],
): ReturnType<typeof clusterShardDown> {
  return clusterShardDown(
    shown,
    replicas[0]?.shard ?? 0,
    replicas.map(({ host, port }) => `${host}:${port}`),
  );
}

async function readAll(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text.trim();
}

/** The server's own code; undefined when no server has answered. */
function readCode(error: unknown): number | undefined {
  if (error instanceof Error && "type" in error && "code" in error && /^\d+$/.test(String(error.code)))
    return Number(error.code);
  const code = /\bCode: (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  return code === undefined ? undefined : Number(code);
}

/** The server's sentence, without the names of its own exceptions; a full stop is ours to put. */
function tellError(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  return firstLine(
    new Error(
      message
        .replace(/^Code: \d+[.,]? ?(e\.displayText\(\) = )?(DB::\w*Exception: )?/, "")
        .replace(/, e\.what\(\).*$/s, "")
        .replace(/\.\s*$/, ""),
    ),
  );
}
