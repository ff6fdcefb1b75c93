/**
 * The golden cases of this room. A case is literate Italian: fenced blocks with a file name are the
 * files of a `published/` folder, and the last block says what is expected: in `bad/` the problems, in
 * `good/` one relation or figure a line, with verdict and recomputed print, then sentences that must
 * be among the reasons.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatProblem, type ModelFile } from "../model/index.ts";
import { auditReport } from "./audit-report.ts";
import { auditProblemCodes } from "./problems.ts";
import { readPublished } from "./read-published.ts";
import { writeWorkingPapers } from "./working-papers.ts";

const root = new URL("../../cases/audit/", import.meta.url);

interface Case {
  readonly name: string;
  readonly files: readonly ModelFile[];
  /** Block name → text: `atteso`, `perche ID`, `carta ID`. */
  readonly blocks: ReadonlyMap<string, string>;
}

const standard = "documento: { id: prova, titolo: Prova }\n";

/** `ripeti=N` repeats a block's text; a case without `documento.yaml` gets a standard one unless it says `senza documento`. */
function readCase(folder: "good" | "bad", name: string): Case {
  const text = readFileSync(new URL(`${folder}/${name}`, root), "utf8");
  const files: ModelFile[] = [];
  const blocks = new Map<string, string>();
  for (const [, info = "", body = ""] of text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [kind = "", file = "", ...options] = info.split(" ");
    if (kind === "text") blocks.set([file, ...options].join(" "), body.trimEnd());
    else {
      const times = Number(options.find((option) => option.startsWith("ripeti="))?.slice(7) ?? 1);
      files.push({
        path: file,
        text: times === 1 ? body : body.trimEnd().replaceAll("⏎", "\n").repeat(times),
      });
    }
  }
  const hasDocument =
    files.some((file) => file.path === "documento.yaml") || text.includes("senza documento");
  if (!hasDocument) files.push({ path: "documento.yaml", text: standard });
  return { name, files, blocks };
}

function listCases(folder: "good" | "bad"): readonly Case[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readCase(folder, name));
}

const bad = listCases("bad");
const good = listCases("good");

describe("bad cases: exactly these problems, in these words", () => {
  test.each(bad)("[A1] [A4] $name", ({ files, blocks }) => {
    const written = readPublished(files).problems.map(formatProblem).join("\n\n");
    expect(written).toBe(blocks.get("atteso"));
    expect(written).not.toBe("");
  });

  test("[A28] every problem code has a case that bears its name", () => {
    const named = bad.map((item) => item.name.replace(/\.md$/, ""));
    expect(auditProblemCodes.filter((code) => !named.includes(code))).toEqual([]);
    for (const { name, blocks } of bad) {
      expect(blocks.get("atteso"), name).toContain(`${name.replace(/\.md$/, "")}   `);
    }
  });

  test("[A1] whatever is wrong, what can be read is, and its audit runs", () => {
    for (const { files, name } of bad) {
      const { value } = readPublished(files);
      expect(auditReport(value).figures.length, name).toBe(value.figures.length);
    }
  });
});

describe("good cases: no problem, and these verdicts", () => {
  test.each(good)("[A11] [A20] $name", ({ files, blocks }) => {
    const { value, problems } = readPublished(files);
    expect(problems.map(formatProblem)).toEqual([]);
    const audit = auditReport(value);
    const graded = [...audit.relations, ...audit.figures];
    const lines = (blocks.get("atteso") ?? "").split("\n");
    const found = lines.map((line) => {
      const id = line.split(" ")[0];
      const one = graded.find((each) => each.id === id);
      return `${id}  ${one?.verdict}${one?.recomputed === "" ? "" : `  ${one?.recomputed}`}`;
    });
    expect(found).toEqual(lines);
    const papers = writeWorkingPapers(value, audit);
    for (const [name, text] of blocks) {
      const [what, id] = name.split(" ");
      if (what === "perche")
        expect(graded.find((one) => one.id === id)?.why).toBe(text.replaceAll("\n", " "));
      if (what === "carta")
        expect(papers.find((paper) => paper.relation === id)?.lines.join("\n")).toBe(text);
    }
  });
});
