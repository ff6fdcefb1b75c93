/** What is kept of figures is what computing gives, and never what it gave before something was changed. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { readKeptFile, writeKeptFile } from "../warehouse/index.ts";
import { type ComputeRequest, compute } from "./compute.ts";
import { retract } from "./deliveries.ts";
import { hashProgram } from "./hash-program.ts";
import { findKeptPlace } from "./kept-figures.ts";
import { outline } from "./outline.ts";

let scratch = "";
let made: DeliveredModel;
let copies = 0;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "piramide-cifre-"));
  made = await writeDeliveredModel(scratch);
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** A model and a workspace of its own for whoever changes them. */
function copy(): DeliveredModel {
  const folder = join(scratch, `copia-${++copies}`);
  cpSync(made.directory, join(folder, "modello"), { recursive: true });
  cpSync(made.data, join(folder, "dati"), { recursive: true });
  return { directory: join(folder, "modello"), data: join(folder, "dati") };
}

function listKept({ data }: DeliveredModel): string[] {
  return readdirSync(join(data, "materiali")).filter((name) => name.includes(".cifre"));
}

const tell = async (request: ComputeRequest): Promise<string> => JSON.stringify(await compute(request));
const tellFresh = (request: ComputeRequest): Promise<string> => tell({ ...request, useKept: false });

const views: readonly Omit<ComputeRequest, "directory">[] = [
  {},
  { orgUnit: "R" },
  { orgUnit: "X" },
  { isBrief: true },
  { isBrief: true, orgUnit: "A" },
  { period: "2023-01" },
  { period: "2022" },
  { period: "2023-01", knownAt: "2023-03-10" },
  { period: "2023-01", methodOn: "2022-12-31" },
  { period: "2023-01", boundariesOn: "2023-12-31" },
  { period: "2023-02", withoutEvent: "alluvione" },
  { period: "2023-02", knownAt: "2023-03-10", boundariesOn: "2023-12-31", withoutEvent: "alluvione" },
];

test("[W31] of every view what is kept tells what computing tells, problems and hash included", async () => {
  const own = copy();
  const told = new Set<string>();
  for (const view of views) {
    const request = { ...own, ...view };
    const fresh = await tellFresh(request);
    expect(await tell(request)).toBe(fresh);
    expect(await tell(request)).toBe(fresh);
    told.add(fresh);
  }
  expect(told.size).toBe(views.length);
  expect(JSON.stringify(await outline(own))).toBe(JSON.stringify(await outline({ ...own, useKept: false })));
});

test("[W31] what is kept is what is told, and without it figures are computed", async () => {
  const own = copy();
  const fresh = await tell(own);
  const [name] = listKept(own);
  const kept = deserialize(readKeptFile({ folder: own.data }, name!)!) as {
    readonly columns: { readonly values: Float64Array };
  };
  kept.columns.values.fill(4711);
  writeKeptFile({ folder: own.data }, name!, serialize(kept));
  expect(await tell(own)).toContain("4711");
  expect(await tellFresh(own)).toBe(fresh);
  rmSync(join(own.data, "materiali"), { recursive: true });
  expect(await tell(own)).toBe(fresh);
});

describe("whatever is changed", () => {
  const changes: Readonly<Record<string, (own: DeliveredModel) => unknown>> = {
    "a delivery that is taken back": ({ directory, data }) =>
      retract({ directory, data, delivery: 4, reason: "prova", recordedAt: "2023-05-01" }),
    "a line of the model": ({ directory }) => {
      const file = join(directory, "modello.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("importo / utenti", "importo / utenti * 2"));
    },
    "a file of the model that was not there": ({ directory }) =>
      writeFileSync(
        join(directory, "dati.yaml"),
        "obiettivi: [ { indicatore: importo, periodo: 2023-01, valore: 1 } ]\n",
      ),
  };
  test.each(Object.entries(changes))("[W31] %s is seen at once", async (_, change) => {
    const own = copy();
    const january = { ...own, period: "2023-01" };
    const before = await tell(january);
    await change(own);
    const after = await tell(january);
    expect(after).not.toBe(before);
    expect(after).toBe(await tellFresh(january));
  });

  test("[W31] another program finds nothing that this one has kept", () => {
    const [here, there] = ["a", "b"].map((program) => findKeptPlace(made, program)!.name);
    expect(here).not.toBe(there);
    const root = join(scratch, "programma");
    mkdirSync(join(root, "src", "engine"), { recursive: true });
    const place = (name: string): string => join(root, name);
    writeFileSync(place("package.json"), '{"dependencies":{"yaml":"2.9.1"}}');
    writeFileSync(place("src/engine/a.ts"), "export const a = 1;");
    const known = [hashProgram(root)];
    writeFileSync(place("src/engine/a.test.ts"), "a test is no part of the program");
    expect(hashProgram(root)).toBe(known[0]);
    for (const change of [
      () => writeFileSync(place("src/engine/a.ts"), "export const a = 2;"),
      () => writeFileSync(place("src/engine/b.js"), ""),
      () => renameSync(place("src/engine/b.js"), place("src/b.js")),
      () => writeFileSync(place("package.json"), '{"dependencies":{"yaml":"2.9.2"}}'),
    ]) {
      change();
      known.push(hashProgram(root));
    }
    expect(new Set(known).size).toBe(5);
  });
});

test("[W32] kept figures of which a byte has changed, or some are gone, are computed again and kept whole", async () => {
  const own = copy();
  const fresh = await tell(own);
  const file = join(own.data, "materiali", listKept(own)[0]!);
  const whole = readFileSync(file);
  for (const damage of [
    () => writeFileSync(file, whole.with(whole.length - 9, whole.at(-9)! ^ 1)),
    () => writeFileSync(file, whole.with(0, 48)),
    () => truncateSync(file, whole.length - 1),
    () => truncateSync(file, 0),
    () => appendFileSync(file, "\n"),
  ]) {
    damage();
    expect(await tell(own)).toBe(fresh);
    expect(readFileSync(file).equals(whole)).toBe(true);
  }
});

test("[W32] facts that are damaged are told, whatever is kept of their figures", async () => {
  const own = copy();
  await tell(own);
  const facts = join(own.data, "fatti", "casi");
  truncateSync(join(facts, readdirSync(facts)[0]!), 10);
  expect((await compute(own)).problems.map(({ code }) => code)).toContain("facts-damaged");
});

test("[W32] where figures cannot be kept they are told all the same", async () => {
  const own = copy();
  const place = findKeptPlace(own)!;
  mkdirSync(join(own.data, "materiali", `${place.name}.cifre`, "occupato"), { recursive: true });
  const fresh = await tellFresh(own);
  expect(await tell(own)).toBe(fresh);
  expect(listKept(own)).toEqual([`${place.name}.cifre`]);
});

test("[W32] commands at once answer alike and leave one file; of many views the last eight stay", async () => {
  const own = copy();
  const fresh = await tellFresh(own);
  const told = await Promise.all([own, own, own, own].map(tell));
  expect(new Set(told)).toEqual(new Set([fresh]));
  expect(listKept(own)).toHaveLength(1);
  for (let month = 1; month <= 9; month++) await tell({ ...own, period: `2023-0${month}` });
  expect(listKept(own)).toHaveLength(8);
  expect(listKept(own)).toContain(`${findKeptPlace({ ...own, period: "2023-09" })!.name}.cifre`);
  expect(listKept(own)).not.toContain(`${findKeptPlace(own)!.name}.cifre`);
});

test("[W32] a cluster is asked, whatever is kept; without a workspace there is nowhere to keep", () => {
  expect(findKeptPlace({ ...made, warehouse: "clickhouse://a" })).toBeUndefined();
  expect(findKeptPlace({ ...made, useKept: false })).toBeUndefined();
  expect(findKeptPlace({ directory: made.directory })).toBeUndefined();
  expect(findKeptPlace({ directory: made.directory, data: join(scratch, "vuota") })).toBeUndefined();
});
