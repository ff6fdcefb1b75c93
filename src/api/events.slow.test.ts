/** The server while deliveries arrive from elsewhere: what listeners are told, what is answered then, how it ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedServer, openServer } from "../../cases/api/open-server.ts";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-eventi-"));
let delivered: DeliveredModel;
let opened: OpenedServer;
let address = "";
beforeAll(async () => {
  delivered = await writeDeliveredModel(scratch);
  opened = await openServer([{ id: "sedi", ...delivered }]);
  address = await opened.server.listen({ port: 0 });
});
afterAll(async () => {
  await opened.close();
  rmSync(scratch, { recursive: true, force: true });
});

interface Change {
  readonly workspace: string;
  readonly stamp: string;
  readonly deliveries: number;
}
interface Listener {
  readonly response: IncomingMessage;
  readonly changes: Change[];
  /** The next change that has not been waited for. */
  readonly next: () => Promise<Change>;
  readonly end: Promise<void>;
  readonly leave: () => void;
}

async function listen(where = address): Promise<Listener> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${where}/events`, resolve).on("error", reject);
  });
  const changes: Change[] = [];
  const waiting: (() => void)[] = [];
  let waited = 0;
  let text = "";
  response.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = /^event: workspace-changed\ndata: (.*)$/.exec(event)?.[1];
      if (data !== undefined) changes.push(JSON.parse(data) as Change);
    }
    for (const wake of waiting.splice(0)) wake();
  });
  const end = new Promise<void>((resolve) => {
    response.on("close", resolve);
  });
  const next = async (): Promise<Change> => {
    while (changes.length <= waited) await new Promise<void>((resolve) => waiting.push(resolve));
    return changes[waited++]!;
  };
  return { response, changes, next, end, leave: () => response.destroy() };
}

let count = 0;
async function deliver(month: string, amount: number): Promise<void> {
  const file = join(scratch, `consegna-${count++}.csv`);
  writeFileSync(file, `caso;sede;utente;importo\n1;A;u1;${amount}\n`);
  const { code, warned } = await runPiramide(
    ...["import", file, "--source", "casi", "--period", month, "--recorded-at", `2023-12-${10 + count}`],
    ...["--model", delivered.directory, "--data", delivered.data, "--strict"],
  );
  if (code !== 0) throw new Error(warned);
}

interface FiguresJson {
  readonly hash: string;
  readonly version: string;
  readonly figures: readonly { readonly value: number | null }[];
  readonly outdated?: readonly { readonly code: string }[];
}
const january = "/api/v1/workspaces/sedi/figures?period=2023-01&orgUnit=A&indicator=importo&facet=result";

describe("a delivery while the server runs", () => {
  test("[S18] is told to whoever listens, once, and the answers after it are those of a server started anew", async () => {
    const listeners = [await listen(), await listen()];
    expect(listeners[0]!.response.headers["content-type"]).toBe("text/event-stream");
    expect(listeners[0]!.response.headers["content-security-policy"]).toContain("default-src 'none'");
    const before = await opened.ask<FiguresJson>(january);
    expect(before.json().figures[0]!.value).toBe(20);
    await deliver("2023-01", 77);
    // Whoever asks first makes the server see the change: the others are told all the same.
    await opened.ask(january);
    for (const listener of listeners)
      expect(await listener.next()).toMatchObject({ workspace: "sedi", deliveries: 5 });
    const after = await opened.ask<FiguresJson>(january, { "if-none-match": String(before.headers.etag) });
    expect([after.status, after.json().figures[0]!.value]).toEqual([200, 77]);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    const anew = await openServer([{ id: "sedi", ...delivered }]);
    expect((await anew.ask<FiguresJson>(january)).json()).toEqual(after.json());
    await anew.close();
    const again = await opened.ask(january, { "if-none-match": String(after.headers.etag) });
    expect(again.status).toBe(304);

    // Two at once.
    await Promise.all([deliver("2023-04", 5), deliver("2023-05", 6)]);
    const last = listeners[0]!;
    while ((await last.next()).deliveries < 7);
    const may = january.replace("2023-01", "2023-05");
    expect((await opened.ask<FiguresJson>(may)).json().figures[0]!.value).toBe(6);
    const stamps = last.changes.map(({ stamp }) => stamp);
    expect(new Set(stamps).size).toBe(stamps.length);
    for (const listener of listeners) listener.leave();
  });

  test("[S20] a broken model is told like any change: the figures of before are answered, without a tag, with what is wrong", async () => {
    const file = join(delivered.directory, "modello.yaml");
    const text = readFileSync(file, "utf8");
    const listener = await listen();
    const before = await opened.ask<FiguresJson>(january);
    writeFileSync(file, text.replace("natura: flusso", "natura: fluido"));
    await listener.next();
    const broken = await opened.ask<FiguresJson>(january, { "if-none-match": String(before.headers.etag) });
    expect([broken.status, broken.headers.etag]).toEqual([200, undefined]);
    expect(broken.json().figures).toEqual(before.json().figures);
    expect(broken.json().outdated!.map(({ code }) => code)).toContain("not-one-of");
    const list = await opened.ask<readonly { readonly outdated: readonly unknown[] }[]>("/api/v1/workspaces");
    expect(list.json()[0]!.outdated).toEqual(broken.json().outdated);
    // A file has no place to say so.
    expect((await opened.ask(`${january}&format=csv`)).status).toBe(503);
    writeFileSync(file, text);
    await listener.next();
    const mended = await opened.ask<FiguresJson>(january);
    expect([mended.json().outdated, mended.json().hash]).toEqual([undefined, before.json().hash]);
    expect(mended.headers.etag).toBeDefined();
    listener.leave();
  });
});

describe("the end", () => {
  test("[S17] streams end, and what is being answered is answered", async () => {
    const { server, close } = await openServer([{ id: "sedi", ...delivered }]);
    let isAsked: (() => void) | undefined;
    let answer: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    server.get("/lenta", async () => {
      isAsked?.();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { finita: true };
    });
    const where = await server.listen({ port: 0 });
    const listener = await listen(where);
    const slow = fetch(`${where}/lenta`);
    await asked;
    const closed = close();
    await listener.end;
    answer?.();
    expect(await (await slow).json()).toEqual({ finita: true });
    await closed;
    await expect(fetch(`${where}/status`)).rejects.toThrow();
  });

  test("[S18] more listeners than a person has pages are refused, and places are free again when they leave", async () => {
    const { server, close } = await openServer([{ id: "sedi", ...delivered }]);
    const where = await server.listen({ port: 0 });
    const listeners: Listener[] = [];
    for (let k = 0; k < 100; k++) listeners.push(await listen(where));
    const refused = await fetch(`${where}/events`);
    expect([refused.status, refused.headers.get("content-type")]).toEqual([
      503,
      "application/problem+json; charset=utf-8",
    ]);
    for (const listener of listeners) listener.leave();
    let status = 503;
    while (status === 503) {
      const response = await fetch(`${where}/events`);
      status = response.status;
      await response.body?.cancel();
    }
    expect(status).toBe(200);
    await close();
  });
});
