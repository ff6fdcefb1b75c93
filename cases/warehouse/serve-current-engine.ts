/**
 * The process of `startCurrentEngine`: chdb behind as much of ClickHouse's HTTP interface as our client uses. What is
 * replaced of a statement, and why, is told there. Ends, and takes its folder away, when whoever started it does.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { EngineRequest } from "./start-current-engine.ts";

interface Session {
  readonly queryAsync: (
    sql: string,
    options: { readonly format: string },
  ) => Promise<{ readonly bytes: () => Uint8Array }>;
  readonly close: () => void;
}
interface Package {
  readonly Session: new (path: string, options: { readonly connectionArgs: readonly string[] }) => Session;
}

const { packages, folder, clusters, ownPort } = JSON.parse(process.argv[2] ?? "{}") as EngineRequest;
const session = openSession();
/** Taken by the server's HTTP interface itself; all else in the address is a setting. */
const ofInterface = new Set(["query", "query_id", "database", "default_format", "wait_end_of_query"]);

/** How an engine without a network refuses what only a server can do, and what it is asked instead. */
const replacements = [
  { code: 392, words: / ON CLUSTER \w+/, by: "" },
  { code: 225, words: /\bReplicatedMergeTree\('[^']*', '[^']*'\)/, by: "MergeTree" },
  { code: 519, words: new RegExp(`\\bremote\\('127\\.0\\.0\\.1:${ownPort}'`), by: "remote('127.0.0.1'" },
] as const;

/** The server's status for an error; of the others it says 500. */
const statuses: ReadonlyMap<number, number> = new Map([
  ...[36, 53, 62].map((code) => [code, 400] as const),
  ...[46, 47, 50, 56, 60, 73, 81, 115].map((code) => [code, 404] as const),
  [159, 408],
]);

function openSession(): Session {
  const load = createRequire(join(packages, "node_modules/chdb/package.json"));
  const { Session } = load("chdb") as Package;
  const replica = (port: number): string => `<replica><host>127.0.0.1</host><port>${port}</port></replica>`;
  const shard = (ports: readonly number[]): string =>
    `<shard><internal_replication>true</internal_replication>${ports.map(replica).join("")}</shard>`;
  const listed = Object.entries(clusters).map(
    ([name, shards]) => `<${name}>${shards.map(shard).join("")}</${name}>`,
  );
  const config = join(folder, "config.xml");
  writeFileSync(
    config,
    `<clickhouse><tcp_port>${ownPort}</tcp_port><timezone>UTC</timezone><macros><shard>1</shard><replica>1</replica></macros><remote_servers>${listed.join("")}</remote_servers></clickhouse>`,
  );
  mkdirSync(join(folder, "data"));
  return new Session(join(folder, "data"), { connectionArgs: [`--config-file=${config}`] });
}

async function ask(sql: string, format = "TabSeparated"): Promise<Uint8Array> {
  return (await session.queryAsync(sql, { format })).bytes();
}

/** As it is written; and what the engine refuses because it is not a server, as a library can do it. */
async function askReplaced(sql: string, format: string): Promise<Uint8Array> {
  try {
    return await ask(sql, format);
  } catch (error) {
    const code = readCode(error);
    const other = replacements
      .filter((replacement) => replacement.code === code)
      .reduce((text, { words, by }) => text.replace(words, by), sql);
    if (other === sql) throw error;
    return askReplaced(other, format);
  }
}

let inserts = 0;

/** The statement is in the address, the body or both; bytes that are no text come to the engine as a file. */
async function runStatement(query: string | null, body: Buffer, format: string): Promise<Uint8Array> {
  const binary = / FORMAT RowBinary\s*$/;
  if (query === null || !binary.test(query)) {
    return askReplaced([query ?? "", body.toString()].filter((text) => text !== "").join("\n"), format);
  }
  const file = join(folder, `${++inserts}.bin`);
  writeFileSync(file, body);
  try {
    return await askReplaced(query.replace(binary, ` FROM INFILE '${file}' FORMAT RowBinary`), format);
  } finally {
    rmSync(file);
  }
}

/** With the settings and the database of the address, which hold for this statement alone. */
async function runRequest(address: URLSearchParams, body: Buffer): Promise<Uint8Array> {
  const settings = [...address].filter(([name]) => !ofInterface.has(name));
  const quote = (value: string): string =>
    /^\d+$/.test(value) ? value : `'${value.replaceAll("'", "\\'")}'`;
  const set = (print: (value: string) => string): string =>
    `SET ${settings.map(([name, value]) => `\`${name}\` = ${print(value)}`).join(", ")}`;
  await ask(`USE \`${address.get("database") ?? "default"}\``);
  if (settings.length > 0) await ask(set(quote));
  try {
    return await runStatement(address.get("query"), body, address.get("default_format") ?? "TabSeparated");
  } finally {
    if (settings.length > 0) await ask(set(() => "DEFAULT"));
  }
}

async function answer(message: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  const address = new URL(message.url ?? "/", "http://127.0.0.1").searchParams;
  try {
    const bytes = await runRequest(address, body);
    response.writeHead(200, { "content-type": "text/plain; charset=UTF-8" }).end(bytes);
  } catch (error) {
    const code = readCode(error);
    const headers = code === undefined ? {} : { "x-clickhouse-exception-code": String(code) };
    response.writeHead(statuses.get(code ?? 0) ?? 500, headers).end(`${tellError(error)}\n`);
  }
}

function readCode(error: unknown): number | undefined {
  const code = /^Code: (\d+)/.exec(tellError(error))?.[1];
  return code === undefined ? undefined : Number(code);
}

/** As the server writes it, without what the package puts before it. */
function tellError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^.*?(?=Code: \d)/s, "");
}

let last: Promise<void> = Promise.resolve();
const server = createServer((message, response) => {
  const chunks: Buffer[] = [];
  message.on("data", (chunk: Buffer) => chunks.push(chunk));
  message.on("end", () => {
    last = last.then(() => answer(message, Buffer.concat(chunks), response));
  });
});
server.listen(0, "127.0.0.1", () => {
  const at = server.address();
  process.send?.(typeof at === "object" && at !== null ? at.port : 0);
});

process.once("disconnect", () => {
  server.closeAllConnections();
  server.close();
  void last.then(() => {
    session.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
