/**
 * From rows to figures, beside the best that the same engine does when a person writes the SQL: taking deliveries
 * in, summing them raw and kept, the whole pyramid in a new process, one corrected row.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { computeModel, listCorrections, reviseFigures } from "../src/engine/index.ts";
import { chooseDeliveries, planMeasures } from "../src/facts/index.ts";
import { gatherAnswers } from "../src/operations/gather-answers.ts";
import { generate } from "../src/operations/generate.ts";
import { type ImportFileReport, importFile } from "../src/operations/import.ts";
import { importList } from "../src/operations/import-list.ts";
import { openGraph } from "../src/operations/open-model.ts";
import {
  factsFile,
  openDuckDb,
  openWarehouse,
  openWorkspace,
  readDeliveries,
} from "../src/warehouse/index.ts";
import { summarizeTimes, type Times } from "./measure-time.ts";

export interface FactTimes {
  readonly rows: number;
  readonly megabytes: number;
  readonly parquetMegabytes: number;
  /** Milliseconds. */
  readonly generate: number;
  readonly importAll: number;
  /** The files of `pratiche` alone, by us and by the engine's own reader and writer. */
  readonly importCases: number;
  readonly copyCases: number;
  readonly caseRows: number;
  /** All sums of `pratiche` from its rows. */
  readonly sums: Times;
  readonly handSums: Times;
  /** A new process, to every figure: from rows, from kept sums, from kept figures. */
  readonly wholeRaw: Times;
  readonly wholeSums: Times;
  readonly wholeKept: Times;
  /** One row corrected: from the delivery recorded to the figure at the top. */
  readonly correction: Times;
  readonly peakMegabytes: number;
}

const directory = fileURLToPath(new URL("../models/nazione", import.meta.url));
const like = fileURLToPath(new URL("../models/inps-2023", import.meta.url));

export async function measureFacts(rows: number): Promise<FactTimes> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-fatti-"));
  try {
    return await measureIn(folder, rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeat(runs: number, work: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await timeOf(work));
  return summarizeTimes(times);
}

async function measureIn(folder: string, rows: number): Promise<FactTimes> {
  const [out, data] = [join(folder, "consegne"), join(folder, "dati")];
  const made = await timeOf(async () => generate({ directory, like, seed: 1, rows, out }));
  const files = readdirSync(join(out, "consegne")).filter(isOfCases);
  const database = await openDuckDb({ folder });
  const { importAll, importCases, copyCases } = await measureImports(out, data, database);
  const workspace = openWorkspace(data, "nazione").value!;
  const { value: graph, opened } = openGraph(directory, {});
  const plan = planMeasures(opened.model).value.sources.find(({ source }) => source.id === "pratiche")!;
  const deliveries = chooseDeliveries(readDeliveries(workspace), undefined).filter(
    ({ source }) => source === "pratiche",
  );
  const paths = deliveries.map(({ facts }) => factsFile(workspace, "pratiche", facts!.sha256));
  const products = join(directory, "prodotti.csv");
  const warehouse = await openWarehouse(workspace);
  const tables = await resolveForBench(data);
  const scope = { source: plan.source, deliveries, tables };
  await prepareByHand(database, products);
  const sums: number[] = [];
  const handSums: number[] = [];
  for (let run = 0; run < 5; run++) {
    handSums.push(await timeOf(() => database.readColumns(printByHand(paths))));
    sums.push(await timeOf(() => warehouse.sumFacts(plan.query, scope)));
  }
  const answers = (await gatherAnswers(opened.model, { data })).value!;
  const figures = computeModel(graph!, answers);
  const correction = await measureCorrection(folder, data, figures, plan, warehouse, tables);
  await warehouse.close();
  database.close();
  const size = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + statSync(name).size, 0) / 2 ** 20;
  return {
    rows,
    megabytes: size(files.map((name) => join(out, "consegne", name))),
    parquetMegabytes: size(paths),
    generate: made,
    importAll,
    importCases,
    copyCases,
    caseRows: deliveries.reduce((sum, each) => sum + each.rows, 0),
    sums: summarizeTimes(sums),
    handSums: summarizeTimes(handSums),
    wholeRaw: await repeat(3, async () => computeApart(data, "rows")),
    wholeSums: await repeat(5, async () => computeApart(data, "sums")),
    wholeKept: await repeat(5, async () => computeApart(data, "figures")),
    correction,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

/**
 * Every delivery in the order of the list; each file of cases right after the engine's own copy of it, because from
 * one minute to the next the machine is not as quick. The model is therefore read, and the engine opened, anew for
 * every month: a third of a second each, which is within `importAll` and not within `importCases`.
 */
async function measureImports(
  out: string,
  data: string,
  database: Awaited<ReturnType<typeof openDuckDb>>,
): Promise<Pick<FactTimes, "importAll" | "importCases" | "copyCases">> {
  const [header, ...lines] = readFileSync(join(out, "consegne.csv"), "utf8").trim().split("\n");
  const list = join(out, "parte.csv");
  let [importAll, importCases, copyCases, last] = [0, 0, 0, 0];
  const importPart = async (part: readonly string[]): Promise<void> => {
    writeFileSync(list, [header, ...part, ""].join("\n"));
    const onDelivery = ({ delivery }: ImportFileReport): void => {
      const now = performance.now();
      if (isOfCases(delivery.file.name)) importCases += now - last;
      last = now;
    };
    last = performance.now();
    importAll += await timeOf(() =>
      importList({ directory, data, list, strict: false, recordedAt: "2024-12-31", onDelivery }),
    );
  };
  let part: string[] = [];
  for (const line of lines) {
    const [file = ""] = line.split(";");
    part.push(line);
    if (!isOfCases(file)) continue;
    copyCases += await timeOf(() => database.run(printCopy(join(out, file), join(out, "copia.parquet"))));
    await importPart(part);
    part = [];
  }
  await importPart(part);
  return { importAll, importCases, copyCases };
}

const isOfCases = (name: string): boolean => /pratiche-\d{4}-\d{2}\.csv$/.test(name);

/** The engine's own reader, told the types, and its own writer: the limit of an import. */
function printCopy(file: string, to: string): string {
  const columns =
    "{pratica: 'BIGINT', sede: 'VARCHAR', giorno: 'DATE', prodotto: 'VARCHAR', evento: 'VARCHAR', aperta_il: 'DATE'}";
  return `COPY (SELECT * FROM read_csv('${file}', delim = ';', header = true, columns = ${columns}, store_rejects = true)) TO '${to}' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)`;
}

async function prepareByHand(
  database: Awaited<ReturnType<typeof openDuckDb>>,
  products: string,
): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TABLE linee AS SELECT DISTINCT prodotto, linea FROM read_csv('${products}', delim = ';', header = true, all_varchar = true)`,
  );
}

/** What a person would write for the same columns, who knows that all of them are of defined cases. */
function printByHand(paths: readonly string[]): string {
  const files = paths.map((path) => `'${path}'`).join(", ");
  return `SELECT f.sede, f._periodo, l.linea,
      count(*) AS definiti,
      count(aperta_il) AS con_apertura,
      sum(giorno - aperta_il) AS giorni,
      count(*) - count(aperta_il) AS senza_apertura,
      count(*) FILTER (WHERE giorno - aperta_il <= 30) AS entro
    FROM read_parquet([${files}]) f JOIN linee l USING (prodotto) WHERE evento = 'definito' GROUP BY ALL`;
}

async function resolveForBench(
  data: string,
): Promise<Parameters<Awaited<ReturnType<typeof openWarehouse>>["sumFacts"]>[1]["tables"]> {
  const { resolveTables } = await import("../src/operations/gather-answers.ts");
  const { opened } = openGraph(directory, {});
  const workspace = openWorkspace(data, "nazione").value!;
  const deliveries = chooseDeliveries(readDeliveries(workspace), undefined).filter(
    ({ source }) => source === "pratiche",
  );
  const plan = planMeasures(opened.model).value.sources.find(({ source }) => source.id === "pratiche")!;
  return resolveTables(opened.model, plan.query, deliveries, undefined);
}

/** A new process: from nothing to every figure of every office and period. */
function computeApart(data: string, way: "rows" | "sums" | "figures"): void {
  const file = fileURLToPath(new URL("./compute-nation.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [file, data, way], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** Fifteen corrections of one case each. Taking in the file is not counted; what follows its record is. */
async function measureCorrection(
  folder: string,
  data: string,
  figures: ReturnType<typeof computeModel>,
  plan: NonNullable<ReturnType<typeof planMeasures>["value"]["sources"][number]>,
  warehouse: Awaited<ReturnType<typeof openWarehouse>>,
  tables: Awaited<ReturnType<typeof resolveForBench>>,
): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < 15; run++) {
    const file = join(folder, `correzione-${run}.csv`);
    writeFileSync(
      file,
      `pratica;sede;giorno;prodotto;evento;aperta_il\n${9e9 + run};DP-037;2023-12-0${1 + (run % 9)};PR-0001;definito;2023-11-10\n`,
    );
    const taken = await importFile({
      directory,
      data,
      file,
      source: "pratiche",
      period: "2023-12",
      mode: "delta",
      recordedAt: "2025-01-01",
      totals: new Map(),
      strict: true,
    });
    const { delivery } = taken.value!;
    const start = performance.now();
    const columns = await warehouse.sumFacts(plan.query, {
      source: plan.source,
      deliveries: [delivery],
      tables,
    });
    const corrections = listCorrections(figures, plan, columns);
    if (corrections === undefined || corrections.length === 0)
      throw new Error("la correzione non muove nulla");
    reviseFigures(figures, corrections);
    times.push(performance.now() - start);
  }
  return summarizeTimes(times);
}
