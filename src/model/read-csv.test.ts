import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLocator } from "./locate-text.ts";
import type { Problem } from "./problem.ts";
import { readCsv, scanCsv } from "./read-csv.ts";
import { createReporter } from "./report.ts";

function scan(text: string): { cells: string[][] | undefined; codes: string[] } {
  const problems: Problem[] = [];
  const lines = scanCsv(text, createLocator("a.csv", text), createReporter(problems));
  return {
    cells: lines?.map((line) => line.map((cell) => cell.text)),
    codes: problems.map((problem) => problem.code),
  };
}

describe("CSV", () => {
  test("[M9] quotes, doubled quotes, breaks inside quotes, both line ends, no last line end", () => {
    expect(scan('a;b\r\n"x;y";"detto ""sì"""\r\n"due\nrighe";\n;z').cells).toEqual([
      ["a", "b"],
      ["x;y", 'detto "sì"'],
      ["due\nrighe", ""],
      ["", "z"],
    ]);
    expect(scan("a\n\n\nb\n").cells).toEqual([["a"], ["b"]]);
    expect(scan("").cells).toEqual([]);
  });

  test("[M9] any table is read as csv-parse reads it", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "1", ";", '"', "\n", "\r\n", " ", ",", "è") });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), (rows, end) => {
        const write = (text: string) => (/[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = rows.map((row) => row.map(write).join(";")).join(end);
        const oracle: string[][] = parse(text, {
          delimiter: ";",
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: end,
        });
        expect(scan(text).cells).toEqual(oracle);
      }),
    );
  });

  test("[M7] [M9] every cell knows its line and column, after breaks inside quotes too", () => {
    const problems: Problem[] = [];
    const table = readCsv("a.csv", 'x;y\n"uno\ndue";3\n  4 ; 5\n', createReporter(problems))!;
    const places = table.rows.map((row) => [...row.entries.values()].map(({ value }) => value.place));
    expect(places).toEqual([
      [
        { file: "a.csv", line: 2, column: 1 },
        { file: "a.csv", line: 3, column: 6 },
      ],
      [
        { file: "a.csv", line: 4, column: 1 },
        { file: "a.csv", line: 4, column: 6 },
      ],
    ]);
    expect(table.rows[1]!.entries.get("x")!.value).toMatchObject({ text: "4", notation: "italian" });
    expect(problems).toEqual([]);
  });

  test("[M9] columns named after what objects inherit are columns", () => {
    const table = readCsv("a.csv", "__proto__;constructor\n1;2", createReporter([]))!;
    expect([...table.rows[0]!.entries.keys()]).toEqual(["__proto__", "constructor"]);
  });

  test("[M3] [M9] too many columns and open quotes at the end are one problem", () => {
    expect(scan(";".repeat(3_000_000)).codes).toEqual(["csv-too-long"]);
    expect(scan(`a\n${'"'.repeat(2_000_001)}`).codes).toEqual(["csv-quote"]);
  });
});
