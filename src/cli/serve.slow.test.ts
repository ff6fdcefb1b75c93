/** `piramide serve`, in this process and as one of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-servizio-"));
const pages = join(import.meta.dirname, "../../dist/web");
// The pages need not be built for the server to begin; what stands for them is taken away again.
const isOurs = !existsSync(join(pages, "index.html"));
if (isOurs) {
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>Piramide</title>");
}
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  if (isOurs) rmSync(pages, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

interface Served {
  readonly child: ChildProcess;
  readonly address: string;
  readonly said: () => string;
  readonly warned: () => string;
  readonly end: Promise<number | null>;
}

/** Until it has said where it is, or has ended. */
async function serve(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const child = spawn(
    process.execPath,
    ["src/cli/piramide.js", "serve", "--model", "models/esempio-comune", ...words],
    { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  let said = "";
  let warned = "";
  const end = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  child.stderr.on("data", (chunk) => (warned += String(chunk)));
  const begun = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      said += String(chunk);
      if (said.includes("Ctrl+C")) resolve();
    });
  });
  await Promise.race([begun, end]);
  const address = /http:\/\/[^/\s]+/.exec(said)?.[0] ?? "";
  return { child, address, said: () => said, warned: () => warned, end };
}

/** Holds a port until it is closed. */
async function hold(port = 0): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return { server, port: typeof address === "object" && address !== null ? address.port : 0 };
}

describe("serve", () => {
  test("[S23] says its address, serves resources and pages there, and exits with 0 at SIGINT and SIGTERM", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const { child, address, said, warned, end } = await serve(["--port", "0", "--no-open"]);
      expect(said()).toBe(`Piramide è su ${address}/esempio-comune\nPer fermarla: Ctrl+C.\n`);
      expect((await fetch(`${address}/status`)).status).toBe(200);
      expect(await (await fetch(`${address}/esempio-comune/uffici`)).text()).toContain("Piramide");
      // A listener does not keep it from ending.
      const events = await fetch(`${address}/events`);
      child.kill(signal);
      expect([await end, warned()]).toEqual([0, ""]);
      await events.text();
    }
  });

  test("[S23] a port that is taken is told, and exits with 1", async () => {
    const { server, port } = await hold();
    const { code, said, warned } = await runPiramide(
      ...["serve", "--model", "models/esempio-comune", "--no-open", "--port", String(port)],
    );
    server.close();
    expect([code, said]).toEqual([1, ""]);
    expect(warned).toBe(
      `La porta ${port} è già occupata, o non è permessa.\nScegline un'altra con --port, o 0.\n`,
    );
  });

  test("[S23] without a port it takes the usual one, or another where that is taken", async () => {
    // Where somebody holds it already, there is nothing to hold.
    const held = await hold(7530).catch(() => undefined);
    const { child, address, end } = await serve(["--no-open"]);
    held?.server.close();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(address).not.toContain(":7530");
    expect((await fetch(`${address}/status`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await end).toBe(0);
  });

  test("[S23] a port that is none, another host and a workspace that is not open are told, and nothing begins", async () => {
    const ask = (...words: readonly string[]) =>
      runPiramide("serve", "--model", "models/esempio-comune", "--no-open", ...words);
    for (const port of ["x", "-1", "70000", "80.5", ""]) {
      const { code, warned } = await ask(`--port=${port}`);
      expect([port, code]).toEqual([port, 2]);
      expect(warned).toContain("porta");
    }
    expect((await ask("--host", "0.0.0.0")).code).toBe(2);
    const { code, warned } = await ask("--workspace", "altrove");
    expect([code, warned.split(" ")[0]]).toEqual([1, "workspace-not-known"]);
    const none = await runPiramide("serve", "--model", join(scratch, "niente"), "--no-open");
    expect([none.code, none.warned.split(" ")[0]]).toEqual([1, "folder-not-found"]);
  });

  test("[S23] a browser is opened at the address, and none with --no-open", async () => {
    const bin = join(scratch, "bin");
    const opened = join(scratch, "aperto");
    mkdirSync(bin);
    writeFileSync(
      join(bin, "xdg-open"),
      `#!/bin/sh\necho "$1" > "${opened}.parte" && mv "${opened}.parte" "${opened}"\n`,
      { mode: 0o755 },
    );
    const PATH = `${bin}${delimiter}${process.env.PATH ?? ""}`;
    const silent = await serve(["--port", "0", "--no-open"], { PATH });
    await fetch(`${silent.address}/status`);
    silent.child.kill("SIGTERM");
    await silent.end;
    expect(existsSync(opened)).toBe(false);
    const { child, end } = await serve(["--port", "0"], { PATH });
    while (process.platform === "linux" && !existsSync(opened))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGTERM");
    expect(await end).toBe(0);
  });

  test("[S16] with --log lines of JSON say what was asked, without the query", async () => {
    const { child, address, warned, end } = await serve(["--port", "0", "--no-open", "--log"]);
    await fetch(`${address}/api/v1/workspaces/esempio-comune/search?q=segreto`);
    child.kill("SIGTERM");
    expect(await end).toBe(0);
    const lines = warned()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly req?: { readonly path: string } });
    expect(lines.map(({ req }) => req?.path)).toContain("/api/v1/workspaces/esempio-comune/search");
    expect(warned()).not.toContain("segreto");
  });
});
