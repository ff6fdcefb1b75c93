/** What happens to a run in which a test was skipped: real runs of the test runner on small files. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./house.ts";

mkdirSync(join(root, ".piramide"), { recursive: true });
const scratch = mkdtempSync(join(root, ".piramide/skips-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs a file with one passing test and `skipped`, and returns how the run ended. */
function runWith(skipped: string, ci: string): { readonly status: number | null; readonly said: string } {
  const needs = JSON.stringify(join(root, "cases/needs.ts"));
  const text = `import { test } from "vitest";\nimport { requirePath } from ${needs};\ntest("passes", () => {});\n${skipped}\n`;
  writeFileSync(join(scratch, "one.test.ts"), text);
  const command = [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--root",
    scratch,
    "--config",
    join(scratch, "vitest.config.ts"),
  ];
  writeFileSync(
    join(scratch, "vitest.config.ts"),
    `export default { test: { reporters: [${JSON.stringify(join(root, ".ci/skip-reporter.ts"))}] } };\n`,
  );
  const run = spawnSync(process.execPath, command, { encoding: "utf8", env: { ...process.env, CI: ci } });
  return { status: run.status, said: run.stdout + run.stderr };
}

const lacking =
  'test("lacks something", (context) => requirePath(context, "/nowhere/at-all", "installa x"));';

test("[H16] a test that lacks something is skipped with its reason, and the run passes", () => {
  const { status, said } = runWith(lacking, "");
  expect(said).toContain("saltato: one.test.ts > lacks something: manca /nowhere/at-all: installa x");
  expect(status).toBe(0);
});

test("[H16] the same skip fails the run under CI=true", () => {
  const { status, said } = runWith(lacking, "true");
  expect(said).toContain("manca /nowhere/at-all: installa x");
  expect(status).toBe(1);
});

test("[H16] a skip without a reason fails the run everywhere", () => {
  const { status, said } = runWith('test.skip("no reason", () => {});', "");
  expect(said).toContain("senza motivo");
  expect(status).toBe(1);
});

test("[H16] a run without skips passes under CI=true", () => {
  expect(runWith("", "true").status).toBe(0);
});
