/** What is kept of audits is what auditing gives, and never what it gave before something was changed. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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
import { type AuditReport, type AuditRequest, audit } from "./audit.ts";
import { retract } from "./deliveries.ts";
import { findAuditPlace, openAudit } from "./kept-audits.ts";
import { openPlatform } from "./platform.ts";

let scratch = "";
let made: DeliveredModel;
let copies = 0;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "piramide-verifiche-"));
  made = await writeDeliveredModel(scratch);
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

interface Own extends DeliveredModel {
  /** Where audits are kept. */
  readonly folder: string;
}

function copy(): Own {
  const folder = join(scratch, `copia-${++copies}`);
  cpSync(made.directory, join(folder, "modello"), { recursive: true });
  cpSync(made.data, join(folder, "dati"), { recursive: true });
  return { directory: join(folder, "modello"), data: join(folder, "dati"), folder: join(folder, "tenute") };
}

interface Opened {
  readonly report: AuditReport | undefined;
  readonly codes: readonly string[];
  readonly wasMade: boolean;
}

/** @param meanwhile done while the audit is being made */
async function open(
  { folder, ...request }: Own & Partial<AuditRequest>,
  meanwhile = (): void => {},
): Promise<Opened> {
  let wasMade = false;
  const { value, problems } = await openAudit(request, folder, async () => {
    wasMade = true;
    const report = await audit(request);
    meanwhile();
    return report;
  });
  return { report: value, codes: problems.map(({ code }) => code), wasMade };
}

const listKept = ({ folder }: Own): string[] => readdirSync(join(folder, "materiali"));

test("[S27] what is kept is made once, and is what auditing gives", async () => {
  const own = { ...copy(), directory: join(import.meta.dirname, "../../models/inps-2023") };
  const first = await open(own);
  const again = await open(own);
  expect([first.wasMade, again.wasMade]).toEqual([true, false]);
  expect(again.report).toStrictEqual(first.report);
  expect(again.report).toStrictEqual((await audit(own)).value);
});

test("[S27] a platform that is told where finds there what another has kept; one that is not keeps nothing", async () => {
  const { folder, ...place } = copy();
  const ask = async (keepIn?: string): Promise<string | undefined> => {
    const platform = openPlatform([{ id: "sedi", ...place }], { keepIn });
    const { value } = await platform.audit("sedi", undefined);
    platform.close();
    return value?.report.model;
  };
  await ask();
  expect(existsSync(folder)).toBe(false);
  expect(await ask(folder)).toBe("sedi");
  const [name = ""] = readdirSync(join(folder, "materiali"));
  const kept = deserialize(readKeptFile({ folder }, name)!) as AuditReport;
  writeKeptFile({ folder }, name, serialize({ ...kept, model: "sedi, tenuta" }));
  expect(await ask(folder)).toBe("sedi, tenuta");
  expect(await ask()).toBe("sedi");
});

describe("whatever is changed", () => {
  const edit = (file: string, from: string, to: string) => (own: Own) => {
    const path = join(own.directory, file);
    const text = readFileSync(path, "utf8");
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  };
  const changes: Readonly<Record<string, (own: Own) => unknown>> = {
    "a printed figure": edit("published/cifre.csv", ";1;310;", ";1;311;"),
    "a line of the model": edit("modello.yaml", "importo / utenti", "importo / utenti * 2"),
    "a file of the model that was not there": ({ directory }) =>
      writeFileSync(
        join(directory, "altro.yaml"),
        "obiettivi: [ { indicatore: importo, periodo: 2023-01, valore: 1 } ]\n",
      ),
    "a delivery that is taken back": ({ directory, data }) =>
      retract({ directory, data, delivery: 4, reason: "prova", recordedAt: "2023-05-01" }),
  };
  test.each(Object.entries(changes))("[S27] %s is seen at once", async (_, change) => {
    const own = copy();
    await open(own);
    await change(own);
    const after = await open(own);
    expect(after.wasMade).toBe(true);
    expect(after.report).toStrictEqual((await audit(own)).value);
    expect((await open(own)).wasMade).toBe(false);
  });

  test("[S27] another day, another program and a cluster find nothing", async () => {
    const own = copy();
    await open(own);
    expect((await open({ ...own, knownAt: "2023-03-10" })).wasMade).toBe(true);
    const names = ["a", "b"].map((program) => findAuditPlace(own, own.folder, () => program)!.name);
    expect(names[0]).not.toBe(names[1]);
    expect(findAuditPlace({ ...own, warehouse: "http://127.0.0.1:1" }, own.folder)).toBeUndefined();
  });

  test("[S27] what changed while it was made is not kept under the name of before, nor of after", async () => {
    const own = copy();
    const file = join(own.directory, "modello.yaml");
    const before = readFileSync(file, "utf8");
    await open(own, () => appendFileSync(file, "# una riga in più\n"));
    expect((await open(own)).wasMade).toBe(true);
    writeFileSync(file, before);
    expect((await open(own)).wasMade).toBe(true);
  });

  test("[S27] what is not whole, or follows from facts that are not, is not told", async () => {
    const own = copy();
    await open(own);
    const [name = ""] = listKept(own);
    truncateSync(join(own.folder, "materiali", name), 500);
    expect((await open(own)).wasMade).toBe(true);
    expect((await open(own)).wasMade).toBe(false);
    const facts = join(own.data, "fatti");
    const [fact = ""] = readdirSync(facts, { recursive: true, encoding: "utf8" }).filter((each) =>
      each.endsWith(".parquet"),
    );
    truncateSync(join(facts, fact), 10);
    expect(await open(own)).toEqual({ report: undefined, codes: ["facts-damaged"], wasMade: true });
  });

  test("[S27] an audit with problems is not kept, and of many those made last stay", async () => {
    const own = copy();
    const file = join(own.directory, "published/cifre.csv");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text}rotta\n`);
    expect((await open(own)).report).toBeUndefined();
    expect((await open(own)).wasMade).toBe(true);
    writeFileSync(file, text);
    for (let day = 10; day < 22; day++) await open({ ...own, knownAt: `2023-03-${day}` });
    expect(listKept(own).length).toBe(8);
    expect((await open({ ...own, knownAt: "2023-03-21" })).wasMade).toBe(false);
  });
});
