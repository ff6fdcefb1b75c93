/**
 * Today's ClickHouse, for tests: no registry of ours has its server, but the npm package `chdb` has its engine as a
 * library. A process of its own (`serve-current-engine.ts`) holds it and speaks as much of the server's HTTP
 * interface as our client uses, on loopback, in a temporary folder that goes away with it.
 *
 * The engine does all the work; a statement reaches it as our client wrote it. What a library without network cannot
 * do is replaced, and only after the engine has refused it for that very reason:
 *
 * | written | refused with | instead | so this is not proved on a server of today |
 * |---|---|---|---|
 * | `ON CLUSTER name` | 392, no distributed DDL | left out | that replicas carry definitions to one another |
 * | `ReplicatedMergeTree('…', '…')` | 225, no ZooKeeper | `MergeTree` | replication, blocks that come twice |
 * | `remote('host:port', …)` of its own address | 519, nobody listens | `remote('host', …)` | the way from one server to another |
 * | `INSERT … FORMAT RowBinary` with bytes in the body | – | the bytes from a file, `FROM INFILE` | – |
 *
 * The cluster has one shard, the engine itself, so that partial sums of several are not added here either; two
 * others have a replica, or a shard, where nobody listens. Settings in the address are set before the statement and
 * put back after it; those that the server's HTTP interface itself takes (`wait_end_of_query`) are taken here.
 * Statements run one after the other.
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../../.piramide/chdb");
export const howToHaveCurrentEngine = "npm run chdb";

export function hasCurrentEngine(): boolean {
  // The package of the engine itself, which other platforms may not have.
  return existsSync(join(packages, "node_modules/@chdb"));
}

/** Whole; with a replica that is down beside the one that answers; with a whole shard that is down. */
type ClusterName = "piramide" | "zoppo" | "monco";

/** What the process is told, as JSON. */
export interface EngineRequest {
  /** Where the package is installed. */
  readonly packages: string;
  /** For its data; it removes it when it ends. */
  readonly folder: string;
  /** Of each cluster the shards, of each shard the ports of its replicas. */
  readonly clusters: Readonly<Record<ClusterName, readonly (readonly number[])[]>>;
  readonly ownPort: number;
}

export interface CurrentEngine {
  readonly httpPort: number;
  /** Address of a database, in the cluster that is whole if no other is said. */
  readonly address: (database: string, cluster?: ClusterName) => string;
  /** Asks directly, in text. */
  readonly ask: (sql: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Ports that are nobody's: the engine takes the first for its own, the other is that of what is down. */
const [ownPort, deadPort] = [2, 1];
export const deadReplica = `127.0.0.1:${deadPort}`;

/** Throws when the engine does not start. */
export async function startCurrentEngine(): Promise<CurrentEngine> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-chdb-"));
  const request: EngineRequest = {
    packages,
    folder,
    clusters: { piramide: [[ownPort]], zoppo: [[ownPort, deadPort]], monco: [[ownPort], [deadPort]] },
    ownPort,
  };
  const file = join(import.meta.dirname, "serve-current-engine.ts");
  const child = fork(file, [JSON.stringify(request)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const httpPort = await readPort(child);
    const ask = async (sql: string): Promise<string> => {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/`, { method: "POST", body: sql });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return text;
    };
    return {
      httpPort,
      address: (database, cluster = "piramide") =>
        `clickhouse://default@127.0.0.1:${httpPort}/${database}?cluster=${cluster}`,
      ask,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("message", (port) => resolve(Number(port)));
    child.once("exit", (code, signal) => reject(new Error(`chdb non parte (${code ?? signal})`)));
  });
}
