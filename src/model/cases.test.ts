/**
 * The golden cases of this room. A case is literate Italian: fenced blocks with a file name are the
 * files of a model, links to `../*.yaml` add a file, and the last block says what is expected.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatProblem } from "./format-problem.ts";
import type { ModelFile } from "./open-files.ts";
import { problemCodes } from "./problems.ts";
import { readModel } from "./read-model.ts";

const root = new URL("../../cases/model/", import.meta.url);

interface Case {
  readonly name: string;
  readonly files: readonly ModelFile[];
  readonly expected: string;
}

/** ```` ```yaml nome.yaml ```` is a file; `ripeti=N` repeats its text, `[[NUL]]` and the like are marks. */
function readCase(folder: "good" | "bad", name: string): Case {
  const text = readFileSync(new URL(`${folder}/${name}`, root), "utf8");
  const files: ModelFile[] = [];
  for (const link of text.matchAll(/\]\(\.\.\/([a-z-]+\.yaml)\)/g)) {
    files.push({ path: link[1]!, text: readFileSync(new URL(link[1]!, root), "utf8") });
  }
  let expected = "";
  for (const [, info = "", body = ""] of text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [kind, file, ...options] = info.split(" ");
    if (file === "atteso") expected = body.trimEnd();
    else if (file !== undefined && kind !== undefined) {
      const times = Number(options.find((option) => option.startsWith("ripeti="))?.slice(7) ?? 1);
      const written = times === 1 ? body : body.trimEnd().replaceAll("⏎", "\n").repeat(times);
      const marked = written
        .replaceAll("[[NUL]]", "\u0000")
        .replaceAll("[[U+FFFD]]", "\uFFFD")
        .replaceAll("[[TAB]]", "\t");
      const copies = Number(options.find((option) => option.startsWith("copie="))?.slice(6) ?? 1);
      for (let copy = 0; copy < copies; copy++) {
        files.push({
          path: copies === 1 || !file.includes("#") ? file : file.replace("#", String(copy)),
          text: marked,
        });
      }
    }
  }
  return { name, files, expected };
}

function listCases(folder: "good" | "bad"): readonly Case[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readCase(folder, name));
}

const bad = listCases("bad");
const good = listCases("good");

describe("[M2] [M6] bad cases: exactly these problems, in these words", () => {
  test.each(bad)("[M30] $name", ({ files, expected }) => {
    const written = readModel(files).problems.map(formatProblem).join("\n\n");
    expect(written).toBe(expected);
    expect(expected).not.toBe("");
  });

  test("[M30] every problem code has a case that bears its name", () => {
    const named = bad.map((item) => item.name.replace(/\.md$/, ""));
    expect(problemCodes.filter((code) => !named.includes(code))).toEqual([]);
    for (const { name, expected } of bad) {
      expect(expected, name).toContain(`${name.replace(/\.md$/, "")}   `);
    }
  });
});

describe("good cases: no problem, and the model contains this", () => {
  test.each(good)("[M1] $name", ({ files, expected }) => {
    const { value, problems } = readModel(files);
    expect(problems.map(formatProblem)).toEqual([]);
    expect(value).toMatchObject(JSON.parse(expected));
  });
});
