/** The golden cases of the rooms that only a command reaches, seen from the outermost language. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { listGoldenCases, runGoldenCase, writeGoldenCase } from "../../cases/cli/golden-case.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(["operations", "facts", "warehouse"])(
  "bad cases of %s: the commands answer this, and nothing else",
  (room) => {
    const folder = `${room}/bad`;

    test.each(listGoldenCases(folder))("[C14] %s", async (name) => {
      const written = writeGoldenCase(folder, name, scratch);
      const runs = await runGoldenCase(written);
      const last = runs.at(-1)!;
      expect(runs.map(({ said, warned }) => said + warned).join("\n")).toBe(written.expected);
      // Whatever stands before the last command is preparation, and goes well.
      expect(runs.map(({ code }) => code)).toEqual([...runs.slice(1).map(() => 0), 1]);
      expect(last.said).toBe("");
      expect(last.warned.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
    });
  },
);

describe("good cases of warehouse: the commands answer this, and nothing else", () => {
  test.each(listGoldenCases("warehouse/good"))("[C14] %s", async (name) => {
    const written = writeGoldenCase("warehouse/good", name, scratch);
    const runs = await runGoldenCase(written);
    expect(runs.map(({ said }) => said).join("\n")).toBe(written.expected);
    expect(runs.map(({ code, warned }) => [code, warned])).toEqual(runs.map(() => [0, ""]));
  });
});

test.each([
  ["operations", /atFile\(\s*"([a-z-]+)"/g, 10],
  ["warehouse", /makeProblem\(\s*"([a-z-]+)"/g, 15],
] as const)("[C14] every problem of %s has a case that bears its name", (room, form, atLeast) => {
  const text = readFileSync(join(import.meta.dirname, `../${room}/problems.ts`), "utf8");
  const codes = [...text.matchAll(form)].map(([, code]) => `${code}.md`);
  expect(codes.length).toBeGreaterThan(atLeast);
  expect(codes.filter((code) => !listGoldenCases(`${room}/bad`).includes(code))).toEqual([]);
});
