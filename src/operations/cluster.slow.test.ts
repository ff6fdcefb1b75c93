/** The same nation, summed on this machine and by a cluster: every figure is the same, and a problem is told. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import {
  type Cluster,
  hasClusterSoftware,
  howToHaveServer,
  startCluster,
} from "../../cases/warehouse/start-cluster.ts";
import {
  type CurrentEngine,
  hasCurrentEngine,
  howToHaveCurrentEngine,
  startCurrentEngine,
} from "../../cases/warehouse/start-current-engine.ts";
import { compute } from "./compute.ts";
import { listDeliveries } from "./deliveries.ts";
import { generate } from "./generate.ts";
import { importList } from "./import-list.ts";
import { trace } from "./trace.ts";

const directory = "models/nazione";
let folder = "";
let cluster: Cluster | undefined;
let current: CurrentEngine | undefined;
let nation: Promise<Nation> | undefined;

interface Nation {
  readonly data: string;
  readonly figures: NonNullable<Awaited<ReturnType<typeof compute>>["value"]>["figures"];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piramide-nazione-"));
  if (hasClusterSoftware()) cluster = await startCluster({ shards: 2, replicas: 1 });
  if (hasCurrentEngine()) current = await startCurrentEngine();
}, 120_000);

afterAll(async () => {
  await cluster?.stop();
  await current?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Three months of the nation say as much as two years, in less time: its deliveries and its figures. */
async function prepareNation(): Promise<Nation> {
  const out = join(folder, "consegne");
  const data = join(folder, "dati");
  generate({ directory, like: "models/inps-2023", seed: 11, rows: 21_000, out });
  const [head = "", ...lines] = readFileSync(join(out, "consegne.csv"), "utf8").split("\n");
  const list = join(out, "trimestre.csv");
  writeFileSync(list, [head, ...lines.filter((line) => /2023-(0[1-3]|12)|;2023;/.test(line))].join("\n"));
  await importList({ directory, data, list, strict: false, recordedAt: "2024-12-31" });
  // What is computed is kept where it was: a cluster is asked from where nothing is.
  const here = join(folder, "qui");
  cpSync(data, here, { recursive: true });
  const { value } = await compute({ directory, data: here });
  return { data, figures: value!.figures };
}

describe.each([
  { name: "ClickHouse 18.16", how: howToHaveServer },
  { name: "chdb", how: howToHaveCurrentEngine },
])("$name", ({ name, how }) => {
  test("[W30] a nation gives the same figures on this machine and in a cluster", async (context) => {
    const asked = name === "chdb" ? current : cluster;
    requirePresent(context, asked !== undefined, `manca ${name}: ${how}`);
    nation ??= prepareNation();
    const { data, figures } = await nation;
    const apart = join(folder, name);
    cpSync(data, apart, { recursive: true });
    const there = await compute({ directory, data: apart, warehouse: asked!.address("nazione") });
    expect(there.problems).toEqual([]);
    expect(figures.length).toBeGreaterThan(1000);
    expect(there.value!.figures).toEqual(figures);
  });
});

test("[W30] [W4] a row touches the same figures in a cluster as on this machine, one whose different values are counted too", async (context) => {
  requirePresent(context, cluster !== undefined, `manca ClickHouse 18.16: ${howToHaveServer}`);
  nation ??= prepareNation();
  const { data } = await nation;
  const { value: listed } = listDeliveries({ directory, data, today: "2024-12-31" });
  for (const source of ["pratiche", "ricorsi"]) {
    const { number } = listed!.deliveries.findLast((each) => each.source === source)!;
    const asked = { directory, data, delivery: number, row: 2 };
    const here = await trace(asked);
    const there = await trace({ ...asked, warehouse: cluster!.address("traccia") });
    expect(here.value!.figures.length, source).toBeGreaterThan(5);
    expect(there).toEqual(here);
  }
});

test("[W27] without a cluster there, the figures are not computed and it is told", async () => {
  const data = join(folder, "vuoto");
  const { value, problems } = await compute({
    directory: "models/esempio-comune",
    data,
    warehouse: "clickhouse://127.0.0.1:1/a?cluster=b",
  });
  // A model without deliveries asks nobody.
  expect([value === undefined, problems]).toEqual([false, []]);
});
