/**
 * The golden cases of operations, seen from the outermost language: a case is literate Italian, its fenced
 * blocks are the files of a model folder, one is the command, the last what the command answers.
 */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const cases = join(import.meta.dirname, "../../cases/operations/bad");
const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Case {
  readonly directory: string;
  readonly command: readonly string[];
  readonly expected: string;
}

/** `copie=N` writes the file N times, with the number for `#`; `ripeti=N` repeats its text. */
function writeFile(
  directory: string,
  kind: string,
  name: string,
  options: readonly string[],
  body: string,
): void {
  const option = (key: string) =>
    Number(options.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1) ?? 1);
  for (let copy = 0; copy < option("copie"); copy++) {
    const path = join(directory, name.replace("#", String(copy)));
    mkdirSync(dirname(path), { recursive: true });
    if (kind === "link") symlinkSync(body.trim(), path);
    else if (kind === "pipe") execFileSync("mkfifo", [path]);
    else if (kind === "hex") writeFileSync(path, Buffer.from(body.replace(/\s+/g, ""), "hex"));
    else writeFileSync(path, option("ripeti") === 1 ? body : body.repeat(option("ripeti")));
  }
}

function writeCase(name: string): Case {
  const text = readFileSync(join(cases, name), "utf8");
  const directory = join(scratch, name);
  mkdirSync(directory);
  for (const [, link = ""] of text.matchAll(/\]\((\.\.\/[a-z./-]+\.yaml)\)/g)) {
    writeFileSync(join(directory, link.split("/").at(-1) ?? ""), readFileSync(join(cases, link)));
  }
  let command: readonly string[] = [];
  let expected = "";
  for (const [, info = "", body = ""] of text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [kind = "", file = "", ...options] = info.split(" ");
    if (file === "comando")
      command = body
        .trim()
        .split(" ")
        .slice(1)
        .map((word) => word.replace("MODELLO", directory));
    else if (file === "atteso") expected = body;
    else writeFile(directory, kind, file, options, body);
  }
  return { directory, command, expected };
}

describe("bad cases: the command answers this, and nothing else", () => {
  const names = readdirSync(cases).filter((name) => name.endsWith(".md"));

  test.each(names)("[C14] %s", async (name) => {
    const { directory, command, expected } = writeCase(name);
    const { code, said, warned } = await runPiramide(...command);
    expect(said).toBe("");
    expect(warned.replaceAll(directory, "MODELLO")).toBe(expected);
    expect(expected.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
    expect(code).toBe(1);
  });

  test("[C14] every problem of operations has a case that bears its name", () => {
    const text = readFileSync(join(import.meta.dirname, "../operations/problems.ts"), "utf8");
    const codes = [...text.matchAll(/atFile\(\s*"([a-z-]+)"/g)].map(([, code]) => `${code}.md`);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !names.includes(code))).toEqual([]);
  });
});
