/**
 * From the text of one CSV file to located rows: separator `;`, quotes as in RFC 4180, the first line
 * names the columns. Every cell knows its line and column. (`csv-parse` does not give the column of a
 * cell, and its types would bring Node into the pure rooms; in the tests it is the oracle.)
 */

import { maxCsvColumns, maxCsvRows } from "./limits.ts";
import { createLocator, type Locator } from "./locate-text.ts";
import type { LocatedEntry, LocatedMap, LocatedScalar } from "./located.ts";
import type { Place } from "./problem.ts";
import type { Reporter } from "./report.ts";

export interface CsvCell {
  readonly text: string;
  readonly offset: number;
}

export interface CsvTable {
  readonly headers: readonly { readonly name: string; readonly place: Place }[];
  /** One map a row, with an entry for each cell that is not empty. */
  readonly rows: readonly LocatedMap[];
}

interface Scan {
  readonly text: string;
  offset: number;
}

/** Reads one cell and stops at `;`, at the line's end or at the end of the text. */
function scanCell(scan: Scan, locate: Locator, reporter: Reporter): CsvCell | undefined {
  const start = scan.offset;
  const { text } = scan;
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== ";" && text[end] !== "\n") end += 1;
    scan.offset = end;
    const last = text[end - 1] === "\r" && end > start && text[end] !== ";" ? end - 1 : end;
    return { text: text.slice(start, last), offset: start };
  }
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      reporter.report("csv-quote", locate(start), "", { open: true });
      return undefined;
    }
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      scan.offset = quote + 1;
      break;
    }
    value += '"';
    from = quote + 2;
  }
  if (text[scan.offset] === "\r") scan.offset += 1;
  const next = text[scan.offset];
  if (next !== undefined && next !== ";" && next !== "\n") {
    reporter.report("csv-quote", locate(scan.offset), "", { open: false });
    return undefined;
  }
  return { text: value, offset: start };
}

/** All lines that are not empty, as cells; undefined when the quotes are broken or there is too much. */
export function scanCsv(text: string, locate: Locator, reporter: Reporter): CsvCell[][] | undefined {
  const scan: Scan = { text, offset: 0 };
  const lines: CsvCell[][] = [];
  let line: CsvCell[] = [];
  while (scan.offset < text.length || line.length > 0) {
    const cell = scanCell(scan, locate, reporter);
    if (cell === undefined) return undefined;
    line.push(cell);
    const isLineEnd = text[scan.offset] !== ";";
    if (line.length > maxCsvColumns || lines.length > maxCsvRows + 1) {
      reporter.report("csv-too-long", locate(cell.offset), "", {});
      return undefined;
    }
    scan.offset += 1;
    if (!isLineEnd) continue;
    const isEmpty = line.length === 1 && cell.text === "" && text[cell.offset] !== '"';
    if (!isEmpty) lines.push(line);
    line = [];
  }
  return lines;
}

function readHeaders(cells: readonly CsvCell[], locate: Locator, reporter: Reporter): CsvTable["headers"] {
  const seen = new Set<string>();
  return cells.map((cell) => {
    const name = cell.text.trim();
    const place = locate(cell.offset);
    if (name !== "" && seen.has(name)) reporter.report("csv-duplicate-column", place, "", { name });
    seen.add(name);
    return { name, place };
  });
}

function makeCell(text: string, place: Place): LocatedScalar {
  return { type: "scalar", place, textPlace: place, text, value: text, notation: "italian" };
}

/** The rows of a CSV text, or undefined when it could not be read; then a problem says why. */
export function readCsv(file: string, text: string, reporter: Reporter): CsvTable | undefined {
  const locate = createLocator(file, text);
  const lines = scanCsv(text, locate, reporter);
  if (lines === undefined) return undefined;
  const first = lines[0];
  if (first === undefined) {
    reporter.report("csv-no-header", locate(0), "", {});
    return undefined;
  }
  if (lines.length - 1 > maxCsvRows) {
    reporter.report("csv-too-long", locate(lines.at(-1)![0]!.offset), "", {});
    return undefined;
  }
  const headers = readHeaders(first, locate, reporter);
  const nameless = new Set<number>();
  const rows = lines.slice(1).map((cells): LocatedMap => {
    const place = locate(cells[0]!.offset);
    if (cells.length > headers.length) {
      const details = { cells: cells.length, columns: headers.length };
      reporter.report("csv-extra-cells", locate(cells[headers.length]!.offset), "", details);
    }
    const entries = new Map<string, LocatedEntry>();
    for (const [index, header] of headers.entries()) {
      const cell = cells[index];
      const value = cell?.text.trim() ?? "";
      if (cell === undefined || value === "") continue;
      const cellPlace = locate(cell.offset);
      if (header.name === "") nameless.add(index);
      else if (!entries.has(header.name)) {
        entries.set(header.name, { keyPlace: header.place, value: makeCell(value, cellPlace) });
      }
    }
    return { type: "map", place, entries };
  });
  for (const index of nameless) reporter.report("csv-empty-header", headers[index]!.place, "", {});
  return { headers, rows: rows.filter((row) => row.entries.size > 0) };
}
