/**
 * How many requests a second the server answers, and how late the latest of twenty, beside a bare Fastify route that
 * sends the same bytes. Both are asked by the same client in the same process, over loopback: what the client costs
 * weighs on both alike.
 */
import { Agent, get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import Fastify from "fastify";
import { createApi } from "../src/api/index.ts";
import { openPlatform } from "../src/operations/index.ts";

export interface Load {
  readonly perSecond: number;
  /** Milliseconds: nineteen of twenty answers come sooner. */
  readonly late: number;
}

export interface ServerTimes {
  readonly resources: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly isSame: boolean;
    readonly served: Load;
    readonly bare: Load;
  }[];
  /** The pyramid, asked for again with its tag. */
  readonly unchanged: Load;
}

const resources = [
  ["pyramid", "pyramid"],
  ["figures, un indicatore", "figures?indicator=tempi_medi"],
  ["figures, tutte", "figures"],
  ["figure-columns, tutte", "figure-columns"],
  ["explanations, in cima", "explanations/performance_istituzionale?depth=3"],
] as const;

/** Questions that wait for their answers at the same time. */
const atOnce = 8;

export async function measureServer(requests: number): Promise<ServerTimes> {
  const directory = join(import.meta.dirname, "../models/inps-2023");
  const platform = openPlatform([{ id: "inps-2023", directory }]);
  const server = await createApi({ platform, today: () => "2024-07-01", mostRequests: 1e9 });
  const bare = Fastify();
  const bodies = new Map<string, Buffer>();
  bare.get("/*", (request, reply) => reply.type("application/json").send(bodies.get(request.url)));
  const address = await server.listen({ port: 0 });
  const bareAddress = await bare.listen({ host: "127.0.0.1", port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  try {
    const measured: ServerTimes["resources"][number][] = [];
    for (const [name, query] of resources) {
      const path = `/api/v1/workspaces/inps-2023/${query}`;
      const first = await ask(agent, `${address}${path}`);
      bodies.set(path, first.body);
      const isSame = (await ask(agent, `${bareAddress}${path}`)).body.equals(first.body);
      // The first requests wait for what is translated and made once.
      for (const where of [address, bareAddress])
        await load(agent, `${where}${path}`, Math.ceil(requests / 4));
      const served = await load(agent, `${address}${path}`, requests);
      const plain = await load(agent, `${bareAddress}${path}`, requests);
      measured.push({ name, bytes: first.body.length, isSame, served, bare: plain });
    }
    const pyramid = `${address}/api/v1/workspaces/inps-2023/pyramid`;
    const tag = String((await ask(agent, pyramid)).headers.etag);
    const unchanged = await load(agent, pyramid, requests, { "if-none-match": tag });
    return { resources: measured, unchanged };
  } finally {
    agent.destroy();
    await Promise.all([server.close(), bare.close()]);
    platform.close();
  }
}

async function load(
  agent: Agent,
  url: string,
  requests: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Load> {
  const times: number[] = [];
  let left = requests;
  const start = performance.now();
  const askOn = async (): Promise<void> => {
    while (left-- > 0) {
      const begun = performance.now();
      await ask(agent, url, headers);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  const perSecond = (requests * 1000) / (performance.now() - start);
  times.sort((a, b) => a - b);
  return { perSecond, late: times[Math.floor(times.length * 0.95)] ?? Number.NaN };
}

interface Answer {
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function ask(agent: Agent, url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        if ((response.statusCode ?? 0) >= 400) reject(new Error(`${url}: ${response.statusCode}`));
        resolve({ headers: response.headers, body: Buffer.concat(chunks) });
      });
    }).on("error", reject);
  });
}
