/** The same nation, summed on this machine and by a cluster: every figure is the same, and a problem is told. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import {
  type Cluster,
  hasClusterSoftware,
  howToHaveServer,
  startCluster,
} from "../../cases/warehouse/start-cluster.ts";
import { compute } from "./compute.ts";
import { generate } from "./generate.ts";
import { importList } from "./import-list.ts";

const directory = "models/nazione";
let folder = "";
let cluster: Cluster | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piramide-nazione-"));
  if (hasClusterSoftware()) cluster = await startCluster({ shards: 2, replicas: 1 });
}, 120_000);

afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("[W30] a nation gives the same figures on this machine and in a cluster", async (context) => {
  requirePresent(context, cluster !== undefined, `manca clickhouse-server: ${howToHaveServer}`);
  const out = join(folder, "consegne");
  const data = join(folder, "dati");
  generate({ directory, like: "models/inps-2023", seed: 11, rows: 21_000, out });
  // Three months say as much as two years, in less time.
  const [head = "", ...lines] = readFileSync(join(out, "consegne.csv"), "utf8").split("\n");
  const list = join(out, "trimestre.csv");
  writeFileSync(list, [head, ...lines.filter((line) => /2023-(0[1-3]|12)|;2023;/.test(line))].join("\n"));
  await importList({ directory, data, list, strict: false, recordedAt: "2024-12-31" });
  const apart = join(folder, "altri");
  cpSync(data, apart, { recursive: true });
  const here = await compute({ directory, data });
  const there = await compute({ directory, data: apart, warehouse: cluster!.address("nazione") });
  expect(there.problems).toEqual([]);
  expect(here.value!.figures.length).toBeGreaterThan(1000);
  expect(there.value!.figures).toEqual(here.value!.figures);
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
