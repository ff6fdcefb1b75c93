import { describe, expect, test } from "vitest";
import { readModel } from "./read-model.ts";

const codesOf = (text: string) =>
  readModel([{ path: "a.yaml", text }]).problems.map((problem) => problem.code);

describe("hostile YAML gives exactly one problem", () => {
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
  const steps = Array.from({ length: 200 }, (_, level) => `${"  ".repeat(level * 40)}${"- ".repeat(40)}`);
  test.each([
    ["a file of 50 MB", `a: ${"x".repeat(50_000_000)}`, "file-too-large"],
    ["4 MB of open brackets", "[".repeat(4_000_000), "yaml-too-deep"],
    ["10,000 open braces", "{a: ".repeat(10_000), "yaml-too-deep"],
    ["lists in lists on one line", "- ".repeat(100_000), "yaml-too-deep"],
    ["explicit keys in explicit keys", "? ".repeat(100_000), "yaml-too-deep"],
    ["lists in lists on stairs", steps.join("\n").slice(0, 4_000_000), "yaml-too-deep"],
    ["keys below keys", nested(2_000), "yaml-too-deep"],
    ["an alias bomb", "a: &a [x]\nb: [*a, *a]", "yaml-alias"],
    ["an alias without anchor", "a: *b", "yaml-alias"],
    ["a merge of an anchor", "a: { <<: *b }", "yaml-alias"],
    ["a tag that would run code", 'a: !!js/function "f"', "yaml-tag"],
    ["a local tag", "a: !x y", "yaml-tag"],
    ["another YAML version", "%YAML 1.1\n---\na: no", "yaml-directive"],
    ["two documents", "a: 1\n---\nb: 2", "yaml-several-documents"],
    ["brackets that close nothing", "]".repeat(4_000_000), "yaml-syntax"],
    ["a million tags", "!!str ".repeat(600_000), "yaml-tag"],
    ["a million document ends", "...\n".repeat(1_000_000), "yaml-several-documents"],
    ["an open quote", 'a: "b', "yaml-syntax"],
    ["an open bracket", "a: [b", "yaml-syntax"],
    ["tabs", "a:\n\tb: 1", "yaml-syntax"],
    ["a NUL", "a: \u0000", "nul-character"],
    ["bytes that were not UTF-8", "a: citt\uFFFD", "wrong-encoding"],
  ])("[M3] [M4] [M5] %s", (_, text, code) => {
    expect(codesOf(text)).toEqual([code]);
  });

  test("[M2] no text makes the reader throw", () => {
    const texts = [
      "",
      "~",
      "---",
      "...",
      "- a",
      "a",
      "12",
      "? a",
      ": b",
      "{}",
      "[]",
      "'",
      "|",
      "\uFEFF",
      "a: b: c",
      "{a, b: }",
    ];
    for (const text of texts) expect(codesOf(text).length, JSON.stringify(text)).toBeGreaterThan(0);
  });

  test("[M5] 64 levels are read, brackets inside texts do not count", () => {
    const deep = (levels: number) => `a: ${"[".repeat(levels)}${"]".repeat(levels)}`;
    expect(codesOf(deep(63))).toContain("unknown-key");
    expect(codesOf(deep(64))).toEqual(["yaml-too-deep"]);
    expect(codesOf(`fonte:\n  nota: |\n    ${"[".repeat(500)}`)).not.toContain("yaml-too-deep");
  });

  test("[M5] a map of eleven thousand keys is read in linear work", () => {
    const text = `fonte: {${Array.from({ length: 11_000 }, (_, key) => `k${key}: 1`).join(", ")}}`;
    expect(new Set(codesOf(text))).toEqual(new Set(["unknown-key", "too-many-problems"]));
  });
});
