/**
 * A real cluster on this machine, for tests and the bench: a ZooKeeper and Debian's clickhouse-server, one process
 * a replica, on loopback, in a temporary folder that goes away with them. Whatever stops the process that started
 * them stops them too.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const serverPath = "/usr/sbin/clickhouse-server";
const zooKeeperPath = "/usr/share/java/zookeeper.jar";
export const howToHaveServer = "apt-get install clickhouse-server zookeeper";

export function hasClusterSoftware(): boolean {
  return existsSync(serverPath) && existsSync(zooKeeperPath);
}

export interface ClusterShape {
  readonly shards: number;
  readonly replicas: number;
  /** Each server can be held to a share of one core. */
  readonly isHeld?: boolean;
}

export interface Node {
  readonly shard: number;
  readonly replica: number;
  readonly httpPort: number;
  readonly tcpPort: number;
}

export interface Cluster {
  readonly nodes: readonly Node[];
  /** Address of a database, asked of one node or of all. */
  readonly address: (database: string, ...nodes: readonly Node[]) => string;
  /** Asks one node directly, in text. */
  readonly ask: (node: Node, sql: string) => Promise<string>;
  /** As a broken machine would: without warning. */
  readonly kill: (node: Node) => Promise<void>;
  readonly restart: (node: Node) => Promise<void>;
  /** From now on each server has this share of one core. */
  readonly hold: (share: number) => void;
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

const clusterName = "piramide";

export async function startCluster(shape: ClusterShape): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-cluster-"));
  const running = new Map<string, Running>();
  const guard = startGuard(folder);
  const killAll = (): void => {
    for (const { child } of running.values()) child.kill("SIGKILL");
  };
  const stop = async (): Promise<void> => {
    killAll();
    await Promise.all([...running.values()].map(({ ended }) => ended));
    removeQuotas(shape, folder);
    rmSync(folder, { recursive: true, force: true });
    guard.kill("SIGKILL");
  };
  try {
    const ports = await findFreePorts(1 + 3 * shape.shards * shape.replicas);
    const zooKeeperPort = ports[0]!;
    const nodes = Array.from(
      { length: shape.shards * shape.replicas },
      (_, k): Node & { interserver: number } => ({
        shard: Math.floor(k / shape.replicas) + 1,
        replica: (k % shape.replicas) + 1,
        httpPort: ports[1 + 3 * k]!,
        tcpPort: ports[2 + 3 * k]!,
        interserver: ports[3 + 3 * k]!,
      }),
    );
    running.set("zookeeper", startZooKeeper(join(folder, "zookeeper"), zooKeeperPort));
    for (const node of nodes) {
      const home = folderOf(folder, node);
      mkdirSync(join(home, "data"), { recursive: true });
      writeFileSync(join(home, "config.xml"), writeConfig(home, node, nodes, shape, zooKeeperPort));
      writeFileSync(join(home, "users.xml"), users);
    }
    await waitUntil(() => isServing(zooKeeperPort), "ZooKeeper");
    const start = (node: Node): void => {
      running.set(nameOf(node), startServer(folderOf(folder, node), shape, nameOf(node)));
    };
    const ask = async (node: Node, sql: string): Promise<string> => {
      const answer = await fetch(`http://127.0.0.1:${node.httpPort}/`, { method: "POST", body: sql });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return text;
    };
    const isReady = async (node: Node): Promise<boolean> => {
      try {
        return (await ask(node, "SELECT count() FROM system.zookeeper WHERE path = '/'")).trim() !== "";
      } catch {
        return false;
      }
    };
    const waitFor = (node: Node): Promise<void> => waitUntil(() => isReady(node), nameOf(node));
    for (const node of nodes) start(node);
    await Promise.all(nodes.map(waitFor));
    return {
      nodes,
      address: (database, ...asked) =>
        `clickhouse://default@${(asked.length === 0 ? nodes : asked).map(({ httpPort }) => `127.0.0.1:${httpPort}`).join(",")}/${database}?cluster=${clusterName}`,
      ask,
      kill: async (node) => {
        const { child, ended } = running.get(nameOf(node))!;
        child.kill("SIGKILL");
        await ended;
      },
      restart: async (node) => {
        start(node);
        await waitUntil(async () => {
          // It gives up where ZooKeeper still believes in the one that was killed.
          if (running.get(nameOf(node))!.child.exitCode !== null) start(node);
          return isReady(node);
        }, nameOf(node));
      },
      hold: (share) => {
        for (const node of nodes)
          writeFileSync(
            join(quotaFolder(folderOf(folder, node), nameOf(node)), "cpu.cfs_quota_us"),
            String(Math.round(quotaPeriod * share)),
          );
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function nameOf({ shard, replica }: Node): string {
  return `s${shard}r${replica}`;
}
function folderOf(folder: string, node: Node): string {
  return join(folder, nameOf(node));
}

/**
 * Below those that the system gives to whoever connects: a server that was killed must find its own free again. Held
 * open together until all are known, so that no two are the same.
 */
async function findFreePorts(count: number): Promise<readonly number[]> {
  const held: { readonly port: number; readonly server: Server }[] = [];
  while (held.length < count) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = await listen(port);
    if (server !== undefined) held.push({ port, server });
  }
  await Promise.all(held.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return held.map(({ port }) => port);
}

/** Undefined where somebody listens already. */
function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** A server that meets a ZooKeeper which listens and does not yet serve crashes at its first `ON CLUSTER`. */
async function isServing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(port, "127.0.0.1", () => socket.write("srvr"));
    socket.on("data", (bytes) => {
      said += bytes.toString();
    });
    socket.on("close", () => resolve(said.includes("Mode: standalone")));
    socket.on("error", () => resolve(false));
    socket.setTimeout(500, () => socket.destroy());
  });
}

async function waitUntil(isDone: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await isDone()) return;
    await sleep(100);
  }
  throw new Error(`${what} non parte`);
}

/**
 * Waits for the end of this process, however it comes: its end of the pipe closes, and the servers whose numbers are
 * in the folder are stopped and the folder goes.
 */
function startGuard(folder: string): ChildProcess {
  const work =
    'cat > /dev/null; for file in "$1"/*.pid; do kill -9 "$(cat "$file")"; done; sleep 1; rm -rf "$1"';
  const guard = spawn("/bin/sh", ["-c", work, "sh", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  return guard;
}

function launch(command: string, parameters: readonly string[], folder: string): Running {
  const child = spawn(command, parameters, { cwd: folder, stdio: "ignore" });
  if (child.pid !== undefined) writeFileSync(`${folder}.pid`, String(child.pid));
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  return { child, ended };
}

function startZooKeeper(folder: string, port: number): Running {
  mkdirSync(folder, { recursive: true });
  const lines = [
    "tickTime=500",
    `dataDir=${folder}`,
    `clientPort=${port}`,
    "clientPortAddress=127.0.0.1",
    "admin.enableServer=false",
    "4lw.commands.whitelist=srvr",
    "maxClientCnxns=0",
    "forceSync=no",
  ];
  const config = join(folder, "zoo.cfg");
  writeFileSync(config, `${lines.join("\n")}\n`);
  const logs = join(folder, "log4j.properties");
  writeFileSync(logs, "log4j.rootLogger=OFF\n");
  return launch(
    "java",
    [
      "-Xmx192m",
      "-XX:+UseSerialGC",
      `-Dlog4j.configuration=file:${logs}`,
      "-cp",
      zooKeeperPath,
      "org.apache.zookeeper.server.quorum.QuorumPeerMain",
      config,
    ],
    folder,
  );
}

/** In a control group of its own where each server is held to a share of a core. */
function startServer(folder: string, shape: ClusterShape, name: string): Running {
  const server = [serverPath, `--config-file=${join(folder, "config.xml")}`];
  if (shape.isHeld !== true) return launch(server[0]!, server.slice(1), folder);
  const group = quotaFolder(folder, name);
  mkdirSync(group, { recursive: true });
  writeFileSync(join(group, "cpu.cfs_period_us"), String(quotaPeriod));
  return launch("/bin/sh", ["-c", `echo $$ > ${group}/cgroup.procs && exec "$@"`, "sh", ...server], folder);
}

const quotas = "/sys/fs/cgroup/cpu";
/** In microseconds. */
const quotaPeriod = 20_000;

function quotaFolder(folder: string, name: string): string {
  return join(quotas, `${folder.split("/").at(-2)}-${name}`);
}

/** Whether this machine lets us hold a process to a share of a core. */
export function canHoldCpu(): boolean {
  const trial = join(quotas, `piramide-${process.pid}`);
  try {
    mkdirSync(trial);
    const isHeld = existsSync(join(trial, "cpu.cfs_quota_us"));
    rmdirSync(trial);
    return isHeld;
  } catch {
    return false;
  }
}

function removeQuotas({ shards, replicas, isHeld }: ClusterShape, folder: string): void {
  if (isHeld !== true) return;
  for (let k = 0; k < shards * replicas; k++) {
    const name = nameOf({
      shard: Math.floor(k / replicas) + 1,
      replica: (k % replicas) + 1,
      httpPort: 0,
      tcpPort: 0,
    });
    removeFolder(quotaFolder(join(folder, name), name));
  }
}

const users = `<yandex>
  <profiles><default><max_memory_usage>2000000000</max_memory_usage></default></profiles>
  <users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
  <quotas><default></default></quotas>
</yandex>
`;

function writeConfig(
  home: string,
  node: Node & { readonly interserver: number },
  nodes: readonly Node[],
  { shards, isHeld }: ClusterShape,
  zooKeeperPort: number,
): string {
  const layout = Array.from({ length: shards }, (_, k) => {
    const replicas = nodes.filter(({ shard }) => shard === k + 1);
    const lines = replicas.map(
      ({ tcpPort }) => `<replica><host>127.0.0.1</host><port>${tcpPort}</port></replica>`,
    );
    return `<shard><internal_replication>true</internal_replication>${lines.join("")}</shard>`;
  });
  return `<yandex>
  <logger><level>warning</level><log>${home}/server.log</log><errorlog>${home}/errors.log</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${node.httpPort}</http_port>
  <tcp_port>${node.tcpPort}</tcp_port>
  <interserver_http_port>${node.interserver}</interserver_http_port>
  <interserver_http_host>127.0.0.1</interserver_http_host>
  <max_connections>200</max_connections>
  <max_concurrent_queries>100</max_concurrent_queries>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <mark_cache_size>${isHeld === true ? 268_435_456 : 16_777_216}</mark_cache_size>
  <path>${home}/data/</path>
  <tmp_path>${home}/data/tmp/</tmp_path>
  <user_files_path>${home}/data/files/</user_files_path>
  <users_config>${home}/users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <timezone>UTC</timezone>
  <remote_servers><${clusterName}>${layout.join("")}</${clusterName}></remote_servers>
  <zookeeper><node><host>127.0.0.1</host><port>${zooKeeperPort}</port></node><session_timeout_ms>3000</session_timeout_ms></zookeeper>
  <macros><cluster>${clusterName}</cluster><shard>${node.shard}</shard><replica>${node.replica}</replica></macros>
  <distributed_ddl><path>/clickhouse/task_queue/ddl</path></distributed_ddl>
  <background_pool_size>4</background_pool_size>
</yandex>
`;
}

function removeFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // A control group goes away with its last process.
  }
}
