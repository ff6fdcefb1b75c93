/** `piramide generate`: what it writes, what it refuses, and in which words. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { readRows } from "./commands/generate.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("a small nation", () => {
  const out = join(scratch, "nazione");
  let said = "";
  beforeAll(async () => {
    const run = await runPiramide("generate", "--like", "inps-2023", "--rows", "21k", "--out", out);
    expect([run.code, run.warned]).toEqual([0, ""]);
    said = run.said;
  });

  test("[N9] the list names every file, in the order in which to import them, with their rows", () => {
    const [header, ...lines] = readFileSync(join(out, "consegne.csv"), "utf8").trimEnd().split("\n");
    expect(header).toBe("file;fonte;periodo;modo;registrato_il;righe");
    const cells = lines.map((line) => line.split(";"));
    const days = cells.map((row) => row[4] ?? "");
    expect(days.every((day, at) => at === 0 || day >= days[at - 1]!)).toBe(true);
    expect(new Set(cells.map((row) => row[3]))).toEqual(new Set(["completa", "delta"]));
    const files = cells.map((row) => row[0] ?? "");
    expect(files[0]).toMatch(/^consegne\/001-[a-z]+-2022-01\.csv$/);
    expect(files.filter((file) => file.includes("-delta")).length).toBe(3);
    for (const [file = "", , , , , rows] of cells) {
      const text = readFileSync(join(out, file), "utf8");
      expect(text.endsWith("\n")).toBe(true);
      expect(text.split("\n").length - 2).toBe(Number(rows));
      const controls = readFileSync(join(out, `${file}.controlli.csv`), "utf8").split("\n");
      expect(controls.slice(0, 2)).toEqual(["voce;valore", `righe;${rows}`]);
    }
    const there = readdirSync(join(out, "consegne"));
    expect(there.length).toBe(files.length * 2);
    expect(there.filter((name) => name.startsWith("."))).toEqual([]);
    expect(cells.reduce((sum, row) => sum + Number(row[5]), 0)).toBeGreaterThan(20_900);
  });

  test("[N9] the terminal counts rows by source, and says how large the events are against the pieces", () => {
    for (const source of [
      "volumi",
      "presenze",
      "contabile",
      "ricorsi",
      "qualita",
      "prestazioni",
      "questionari",
      "pratiche",
    ])
      expect(said).toMatch(new RegExp(`^ ${source} +\\d+ +[\\d.]+ +\\d+ +[\\d,]+ MB$`, "m"));
    expect(said).toContain("righe in 153 consegne");
    expect(said).toContain(`${out}/consegne.csv`);
  });

  test("[N9] a folder that is not empty is left as it is", async () => {
    const before = statSync(join(out, "consegne.csv")).mtimeMs;
    const { code, warned } = await runPiramide(
      "generate",
      "--like",
      "inps-2023",
      "--rows",
      "21k",
      "--out",
      out,
    );
    expect(code).toBe(1);
    expect(warned).toContain("folder-not-empty");
    expect(statSync(join(out, "consegne.csv")).mtimeMs).toBe(before);
    const file = join(scratch, "un-file");
    writeFileSync(file, "");
    expect((await runPiramide("generate", "--like", "inps-2023", "--out", file)).code).toBe(1);
  });

  test("[N9] where the disk refuses, nothing stands half written", async () => {
    const missing = join(scratch, "un-file", "sotto");
    writeFileSync(join(scratch, "un-file"), "");
    const { code, warned } = await runPiramide(
      "generate",
      "--like",
      "inps-2023",
      "--rows",
      "21k",
      "--out",
      missing,
    );
    expect(code).toBe(1);
    expect(warned).toContain("Non posso scrivere");
    expect(existsSync(missing)).toBe(false);
  });
});

describe("words", () => {
  test("[N9] rows may be written with k and M, and with nothing that could mean two things", () => {
    expect(["50M", "300k", "20000", "1,5M"].map(readRows)).toEqual([50_000_000, 300_000, 20_000, 1_500_000]);
    for (const text of ["", "1.5M", "300.000", "-3", "3G", "1,5", "k"])
      expect(() => readRows(text)).toThrow("non è un numero di righe");
  });

  test("[N9] what is missing or not understood is a wrong use", async () => {
    for (const words of [
      [],
      ["--like", "inps-2023"],
      ["--like", "inps-2023", "--out", "x", "--rows", "molte"],
    ]) {
      const { code, warned } = await runPiramide("generate", ...words);
      expect(code).toBe(2);
      expect(warned).toMatch(/Per esempio|Scrivi/);
    }
    const seed = await runPiramide("generate", "--like", "inps-2023", "--out", "x", "--seed", "uno");
    expect([seed.code, seed.warned]).toEqual([
      2,
      "«uno» non è un seme.\nScrivi un numero intero, per esempio --seed 1.\n",
    ]);
  });
});

describe("problems of a nation: the command answers this, and nothing else", () => {
  const cases = join(import.meta.dirname, "../../cases/nation/bad");
  test.each(readdirSync(cases))("[N11] %s", async (name) => {
    const directory = join(scratch, name);
    mkdirSync(directory);
    const text = readFileSync(join(cases, name), "utf8");
    for (const [, link = ""] of text.matchAll(/\]\((\.\.\/[a-z./-]+\.yaml)\)/g))
      writeFileSync(join(directory, "ente.yaml"), readFileSync(join(cases, link)));
    const block = (kind: string) =>
      new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1] ?? "";
    const words = block("sh comando").trim().split(" ").slice(1);
    const { code, said, warned } = await runPiramide(
      ...words.map((word) => word.replace("MODELLO", directory)),
    );
    expect([code, said]).toEqual([1, ""]);
    expect(warned.replaceAll(directory, "MODELLO")).toBe(block("text atteso"));
    expect(warned.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
    expect(readdirSync(directory)).not.toContain("nazione");
  });
});
