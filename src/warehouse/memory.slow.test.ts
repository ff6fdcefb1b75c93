/** The engine keeps within its memory, and cleans up after itself. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckDb } from "./duck-db.ts";

const former = process.env.PIRAMIDE_MEMORY;
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "piramide-memoria-"));
  delete process.env.PIRAMIDE_MEMORY;
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  if (former === undefined) delete process.env.PIRAMIDE_MEMORY;
  else process.env.PIRAMIDE_MEMORY = former;
});

async function askLimit(memory?: string): Promise<unknown> {
  const database = await openDuckDb({ folder, memory });
  const [row] = await database.readRows("SELECT current_setting('memory_limit') AS memory");
  database.close();
  return row?.memory;
}

test("[W33] the engine takes 1 GB unless the environment or who opens it says otherwise", async () => {
  expect(await askLimit()).toBe("953.6 MiB");
  process.env.PIRAMIDE_MEMORY = "512MB";
  expect(await askLimit()).toBe("488.2 MiB");
  expect(await askLimit("256MB")).toBe("244.1 MiB");
});

test("[W33] what does not fit is written aside, gives the same answer, and is gone when the engine is closed", async () => {
  const sums: unknown[] = [];
  let hasSpilled = false;
  for (const memory of ["2GB", "90MB"]) {
    const database = await openDuckDb({ folder, memory, threads: 2 });
    const sorted = database.readRows(
      "SELECT sum(hash(v) % 1000 * n)::VARCHAR AS s FROM (SELECT v, row_number() OVER (ORDER BY v) AS n FROM (SELECT hash(i)::VARCHAR AS v FROM range(3000000) AS t(i)))",
    );
    const look = setInterval(() => {
      hasSpilled ||= readdirSync(folder).some((name) => existsSync(join(folder, name)));
    }, 20);
    const [row] = await sorted;
    clearInterval(look);
    sums.push(row?.s);
    database.close();
    if (memory === "2GB") expect(hasSpilled).toBe(false);
  }
  expect(hasSpilled).toBe(true);
  expect(sums[1]).toBe(sums[0]);
  expect(readdirSync(folder)).toEqual([]);
});
