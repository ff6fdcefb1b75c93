/**
 * The golden cases of this room. A case is literate Italian: fenced blocks with a file name are the
 * files of a model, links to `../*.yaml` add a file, and the last block says what is expected.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatProblem } from "./format-problem.ts";
import type { ModelFile } from "./open-files.ts";
import { type ProblemCode, problemCodes } from "./problems.ts";
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

function listCases(folder: "good" | "bad"): readonly Case[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readCase(folder, name));
}

const bad = listCases("bad");
const good = listCases("good");

/** The named bad case gives exactly its problems, in its words; each name is a problem code. */
function checkBad(...codes: readonly ProblemCode[]): void {
  for (const code of codes) {
    const { files, expected } = bad.find(({ name }) => name === `${code}.md`)!;
    const written = readModel(files).problems.map(formatProblem).join("\n\n");
    // A paragraph of one `…` stands for any number of problems more.
    const [head = "", ...tails] = expected.split("\n\n…\n\n");
    expect(written.slice(0, tails.length === 0 ? undefined : head.length)).toBe(head);
    for (const tail of tails) expect(written.endsWith(tail), written.slice(-tail.length)).toBe(true);
    expect(expected).toContain(`${code}   `);
    checked.add(code);
  }
}
const checked = new Set<ProblemCode>();

describe("bad cases: exactly these problems, in these words", () => {
  test("[M3] work limits", () => {
    checkBad("file-too-large", "model-too-large", "too-many-files", "yaml-too-deep", "yaml-too-many-nodes");
    checkBad("csv-too-long", "too-many-rows", "too-many-problems");
  });
  test("[M1] the same file twice", () => checkBad("duplicate-file"));
  test("[M4] files that cannot be read", () => checkBad("wrong-encoding", "nul-character", "yaml-syntax"));
  test("[M5] what the format does not use of YAML", () => {
    checkBad(
      "yaml-alias",
      "yaml-tag",
      "yaml-directive",
      "yaml-several-documents",
      "key-not-text",
      "duplicate-key",
    );
  });
  test("[M6] shapes", () => {
    checkBad("unknown-key", "missing-key", "wrong-type", "not-one-of", "bad-id", "empty-list");
  });
  test("[M9] CSV", () => {
    checkBad("csv-quote", "csv-no-header", "csv-empty-header", "csv-duplicate-column", "csv-extra-cells");
    checkBad("unknown-column");
  });
  test("[M10] paths of lists", () => checkBad("file-not-found", "file-outside", "file-not-csv"));
  test("[M11] numbers", () => checkBad("not-a-number", "too-many-decimals", "number-too-large"));
  test("[M12] days, yes and no", () => checkBad("not-a-day", "not-yes-no", "decimals-of-date"));
  test("[M13] [M14] periods", () => {
    checkBad("not-a-period", "period-outside-years", "period-grain", "years-out-of-order");
  });
  test("[M15] names", () => checkBad("duplicate", "unknown-reference", "no-model", "several-models"));
  test("[M16] hierarchies", () => {
    checkBad(
      "no-principal-hierarchy",
      "several-principal-hierarchies",
      "hierarchy-cycle",
      "parent-not-valid",
    );
    checkBad("interval-reversed");
  });
  test("[M17] groupings", () => checkBad("group-member-twice"));
  test("[M18] org units of a cell", () => checkBad("several-roots", "org-unit-grain", "org-unit-not-valid"));
  test("[M19] members of a cell", () => {
    checkBad("members-missing", "member-unexpected", "dimensions-need-members");
  });
  test("[M20] a value or its absence", () => checkBad("value-and-absence", "no-value"));
  test("[M21] two entries for one cell", () => checkBad("observation-conflict", "target-conflict"));
  test("[M22] how an indicator is obtained", () => {
    checkBad("formula-and-synthesis", "observation-of-computed", "roll-up-of-ratio", "reserved-name");
    checkBad("aggregation-without-formula", "same-formula-without-formula", "exclude-without-act");
    checkBad("facet-defined-twice");
  });
  test("[M23] weights", () => {
    checkBad("weights-do-not-sum", "weights-exceed-total", "weight-undisclosed", "weight-missing");
    checkBad("weight-not-positive", "total-not-positive");
  });
  test("[M24] components", () => checkBad("component-repeated", "component-members-missing"));
  test("[M25] rules of attainment", () => {
    checkBad(
      "direction-missing",
      "rule-key-missing",
      "rule-key-not-allowed",
      "range-empty",
      "floor-above-cap",
    );
    checkBad("date-rule-without-date");
  });
  test("[M26] bands", () => checkBad("bands-hole", "bands-overlap", "band-empty"));
  test("[M27] distributions", () => checkBad("distribution-needs-unit"));

  test("[M30] every problem code has a case of its name, and every case was checked above", () => {
    expect(problemCodes.filter((code) => !checked.has(code))).toEqual([]);
    expect(bad.map(({ name }) => name.replace(/\.md$/, ""))).toEqual([...problemCodes].sort());
  });
});

describe("good cases: no problem, and the model contains this", () => {
  const titles = good.map(({ name }) => name);
  test.each(good)("[M2] [M27] $name", ({ files, expected }) => {
    const { value, problems } = readModel(files);
    expect(problems.map(formatProblem)).toEqual([]);
    expect(value).toMatchObject(JSON.parse(expected));
  });

  test("[M2] there are good cases", () => expect(titles.length).toBeGreaterThan(5));
});
