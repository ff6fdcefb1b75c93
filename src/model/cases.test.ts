/** Runs the golden cases in `cases/model/`; what takes seconds is in `cases.slow.test.ts`. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { badCases, checkBad, listCases } from "../../cases/model/read-case.ts";
import { formatProblem } from "./format-problem.ts";
import { problemCodes } from "./problems.ts";
import { readModel } from "./read-model.ts";

const good = listCases("good");

describe("bad cases: exactly these problems, in these words", () => {
  test("[M3] work limits that cost nothing to reach", () => {
    checkBad("file-too-large", "too-many-files", "yaml-too-deep", "too-many-problems", "csv-too-long");
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
  test("[M15] names and codes", () => {
    checkBad("duplicate", "unknown-reference", "no-model", "several-models", "bad-code");
  });
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
  test("[M18] org units of a cell", () => checkBad("several-roots", "org-unit-not-valid"));
  test("[M19] members of a cell", () => {
    checkBad("members-missing", "member-unexpected", "dimensions-need-members");
  });
  test("[M20] a value or its absence", () => checkBad("value-and-absence", "no-value"));
  test("[M21] two entries for one cell", () => checkBad("observation-conflict", "target-conflict"));
  test("[M22] how an indicator is obtained", () => {
    checkBad("formula-and-synthesis", "observation-of-computed", "roll-up-of-ratio", "reserved-name");
    checkBad("aggregation-without-formula", "same-formula-without-formula", "exclude-without-act");
    checkBad("facet-defined-twice", "facet-without-result", "target-without-result", "target-of-computed");
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
  test("[M31] reference tables", () => checkBad("table-key-twice"));
  test("[M32] sources", () => {
    checkBad("separator-unusable", "column-key-not-allowed", "one-column-of-role", "role-of-wrong-type");
  });
  test("[M33] measures", () => {
    checkBad("measure-key-missing", "measure-key-not-allowed", "measure-and-formula");
    checkBad("measure-of-wrong-kind", "measure-without-member", "measure-table-unreached");
    checkBad("typed-and-delivered");
  });
  test("[M34] former formulas", () => checkBad("former-formulas-out-of-order"));
  test("[M35] reorganisations", () => checkBad("reorganisation-unclear"));

  test("[M30] every problem code has a case of its name, and every case is checked here or in the slow tests", () => {
    expect(badCases.map(({ name }) => name.replace(/\.md$/, "")).sort()).toEqual([...problemCodes].sort());
    const tests = ["cases.test.ts", "cases.slow.test.ts"];
    const text = tests.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");
    expect(problemCodes.filter((code) => !text.includes(`"${code}"`))).toEqual([]);
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
