import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedServer, openServer } from "../cases/api/open-server.ts";
import { requirePresent } from "../cases/needs.ts";

const page = readFileSync("docs/risorse.md", "utf8");
const examples = [...page.matchAll(/```console\n\$ (curl [^\n]+)\n([\s\S]*?)```/g)].map(
  ([, command = "", shown = ""]) => ({ command, shown }),
);
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

let opened: OpenedServer;
let port = "";
beforeAll(async () => {
  opened = await openServer([{ id: "inps-2023", directory: "models/inps-2023" }]);
  port = new URL(await opened.server.listen({ port: 0 })).port;
});
afterAll(() => opened.close());

describe("docs/risorse.md", () => {
  test("[S24] shows three commands at least", () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  test.each(examples)("[S24] $command prints what is shown", async ({ command, shown }) => {
    const address = /'http:\/\/localhost:7530([^']+)'/.exec(command)![1]!;
    const { body } = await opened.ask(address);
    const tidy = (text: string): string => text.replace("\uFEFF", "").replaceAll("\r\n", "\n").trim();
    expect(tidy(body)).toBe(tidy(shown));
  });

  test.for(examples)("[S24] $command runs in a shell", async ({ command }, context) => {
    requirePresent(context, hasCurl, "manca curl: si installa con il pacchetto `curl`");
    const child = spawn("sh", ["-c", command.replace(":7530", `:${port}`)]);
    let said = "";
    child.stdout.on("data", (chunk) => (said += String(chunk)));
    const code = await new Promise<number | null>((resolve) => {
      child.once("close", resolve);
    });
    expect([code, said.length > 100]).toEqual([0, true]);
  });

  test("[S24] names no resource that the contract does not have", async () => {
    const { paths } = (await opened.ask<{ readonly paths: object }>("/openapi.json")).json();
    const named = [...page.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => `/workspaces/{workspace}/${name}`),
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !Object.keys(paths).includes(path))).toEqual([]);
  });
});
