/**
 * The golden cases of the model's room. A case is literate Italian: fenced blocks with a file name are
 * the files of a model, links to `../*.yaml` and `../*.csv` add a file, and the last block says what is expected.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { formatProblem } from "../../src/model/format-problem.ts";
import type { ModelFile } from "../../src/model/open-files.ts";
import { readModel } from "../../src/model/read-model.ts";

const root = new URL("./", import.meta.url);

export interface Case {
  readonly name: string;
  readonly files: readonly ModelFile[];
  readonly expected: string;
}

/** ```` ```yaml nome.yaml ```` is a file; `ripeti=N` repeats its text, `[[NUL]]` and the like are marks. */
function readCase(folder: "good" | "bad", name: string): Case {
  const text = readFileSync(new URL(`${folder}/${name}`, root), "utf8");
  const files: ModelFile[] = [];
  for (const link of text.matchAll(/\]\(\.\.\/([a-z-]+\.(?:yaml|csv))\)/g)) {
    files.push({ path: link[1]!, text: readFileSync(new URL(link[1]!, root), "utf8") });
  }
  let expected = "";
  for (const [, info = "", body = ""] of text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [kind, file, ...options] = info.split(" ");
    if (file === "atteso") expected = body.trimEnd();
    else if (file !== undefined && kind !== undefined) {
      const times = Number(options.find((option) => option.startsWith("ripeti="))?.slice(7) ?? 1);
      const written = times === 1 ? body : repeatText(kind, body.trimEnd().replaceAll("⏎", "\n"), times);
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

/** The lines of a CSV after its header, any other text whole. */
function repeatText(kind: string, text: string, times: number): string {
  const end = kind === "csv" ? text.indexOf("\n") + 1 : 0;
  return text.slice(0, end) + text.slice(end).repeat(times);
}

export function listCases(folder: "good" | "bad"): readonly Case[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readCase(folder, name));
}

export const badCases = listCases("bad");

/** The named bad case gives exactly its problems, in its words; each name is a problem code. */
export function checkBad(...codes: readonly string[]): void {
  for (const code of codes) {
    const { files, expected } = badCases.find(({ name }) => name === `${code}.md`)!;
    const written = readModel(files).problems.map(formatProblem).join("\n\n");
    // A paragraph of one `…` stands for any number of problems more.
    const [head = "", ...tails] = expected.split("\n\n…\n\n");
    expect(written.slice(0, tails.length === 0 ? undefined : head.length)).toBe(head);
    for (const tail of tails) expect(written.endsWith(tail), written.slice(-tail.length)).toBe(true);
    expect(expected).toContain(`${code}   `);
  }
}
