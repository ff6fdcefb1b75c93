/**
 * A whole import against the contract row by row: many rows in one file, with lines between them that cannot be cut
 * into cells, empty lines and cells on several lines. Values, faults and line numbers are those of a slow reading.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSource, place, plain } from "../../cases/warehouse/trial-source.ts";
import { type Contract, describeFault, duplicateKey, readContract, readRow } from "../facts/index.ts";
import { type FactColumn, type FileFormat, findPeriod, type Model } from "../model/index.ts";
import { type DuckDb, openDuckDb } from "./duck-db.ts";
import { importDelivery } from "./import-delivery.ts";
import { printLineOf } from "./print-correction.ts";
import { factsFile, openWorkspace } from "./workspace.ts";

/** More than the few that are written out in the question: these stand in a table. */
const many = Array.from({ length: 60 }, (_, k) => `V${k}`);
const columns: readonly FactColumn[] = [
  { ...plain, id: "caso", type: "integer", role: "key", isKey: true, optional: false },
  { ...plain, id: "sede", type: "text", role: "office", optional: false },
  { ...plain, id: "giorno", type: "day", role: "date" },
  { ...plain, id: "altro", type: "day" },
  { ...plain, id: "pezzi", type: "integer" },
  { ...plain, id: "ore", type: "number", decimals: 2 },
  { ...plain, id: "vero", type: "yes-no" },
  { ...plain, id: "voce", type: "text", values: many },
  { ...plain, id: "nota", type: "text" },
];

function makeContract(format: Partial<FileFormat>): Contract {
  const source = makeSource(columns, format, [
    {
      condition: { text: "pezzi * ore >= 0 or giorni(altro, giorno) > 3", place },
      reason: "prova",
      remedy: undefined,
    },
  ]);
  const { value, problems } = readContract(source, {
    model: { tables: [] } as unknown as Model,
    period: findPeriod("2024-03")!,
    knownAt: undefined,
    offices: new Map([
      ["A", "open"],
      ["È", "open"],
      ["R", "above"],
      ["X", "closed"],
    ]),
  });
  expect(problems).toEqual([]);
  return value;
}

/** The hours that do not exist or exist twice, the ends of short months, a day that most years lack. */
const days = [
  ..."2024-02-29 2023-02-29 2024-02-30 2024-03-31 2024-04-31 2024-03-01 2024-02-28 1900-02-29".split(" "),
  "2024-03-31 02:30",
  "2024-03-31T02:30:00+02:00",
  "2024-10-27 02:59:59",
  "31/03/2024",
  "31/03/2024 02:30",
  "29/02/2024",
  "31/04/2024",
  "3/3/2024",
  "2024-3-3",
  "2024-03-05 24:00",
  "2024-03-05 2:30",
  "45356",
];
const digits = fc.stringMatching(/^[0-9]{1,20}$/);
const number = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }).map(String),
  fc
    .tuple(
      fc.constantFrom("", "-", "+", "−", "--", "- "),
      fc.oneof(digits, fc.constantFrom("1.234", "1,234", "12.34.567", "1.234.567", "999999999999999")),
      fc.constantFrom("", ",", ".", ",5", ".50", ",005", ".005", ",00", ",123456789", "e3", "%", " €"),
    )
    .map((parts) => parts.join("")),
);
const text = fc.oneof(
  fc.constantFrom(
    "A",
    "È",
    "R",
    "X",
    "=1+1",
    "+39 06",
    "-x",
    "@cmd",
    "=HYPERLINK(x)",
    "V3",
    "V59",
    "v3",
    "due\nrighe",
    "tre\r\nrighe\r\nqui",
    "\n",
    'dice "sì"',
    "日本",
    "\u00a0A",
    "A\u200b",
    "NULL",
    "null",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const orBlank = (cell: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 8, arbitrary: cell },
    { weight: 1, arbitrary: fc.constantFrom("", " ", "\t", " \t ") },
    { weight: 1, arbitrary: cell.map((each) => ` ${each}\t`) },
  );
const office = fc.oneof({ weight: 6, arbitrary: fc.constantFrom("A", "È") }, { weight: 1, arbitrary: text });
const day = fc.oneof(
  fc.constantFrom(...days),
  fc.nat({ max: 33 }).map((d) => `2024-03-${String(d).padStart(2, "0")}`),
  fc.nat({ max: 33 }).map((d) => `${String(d).padStart(2, "0")}/03/2024`),
);
const cells = fc.tuple(
  fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 99_999 }).map(String) }, { weight: 1, arbitrary: number }),
  ...[
    office,
    day,
    day,
    number,
    number,
    fc.constantFrom("si", "sì", "SÌ", "no", "0", "1", "boh"),
    text,
    text,
  ].map(orBlank),
);
type Line =
  | { readonly type: "row"; readonly cells: readonly string[] }
  | { readonly type: "empty" }
  | { readonly type: "uncut"; readonly text: string };
const line: fc.Arbitrary<Line> = fc.oneof(
  { weight: 20, arbitrary: cells.map((each): Line => ({ type: "row", cells: each })) },
  { weight: 1, arbitrary: fc.constant<Line>({ type: "empty" }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("1", "1;A", "7|8", "1;A;2024-03-01;;1;1;si;V1", "1;2;3;4;5;6;7;8;9;10;11")
      .map((words): Line => ({ type: "uncut", text: words })),
  },
);

let root = "";
let count = 0;
let database: DuckDb;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "piramide-celle-"));
  database = await openDuckDb({ folder: root });
});
afterAll(() => {
  database.close();
  rmSync(root, { recursive: true, force: true });
});

const quoteCell = (cell: string): string =>
  /[";|,\t\r\n]/.test(cell) || cell.length % 2 === 1 ? `"${cell.replaceAll('"', '""')}"` : cell;

interface Slow {
  readonly kept: Record<string, unknown>[];
  readonly bad: { readonly line: number; readonly reasons: readonly string[] }[];
}

/** Line by line, as somebody would with the file before their eyes. */
function readSlowly(contract: Contract, lines: readonly Line[]): Slow {
  const kept: Record<string, unknown>[] = [];
  const bad: { line: number; reasons: readonly string[] }[] = [];
  const keys = new Set<unknown>();
  let at = 2;
  for (const each of lines) {
    if (each.type === "uncut")
      bad.push({ line: at, reasons: ["la riga non ha tante celle quante sono le colonne"] });
    if (each.type === "row") {
      const { row, faults } = readRow(contract, each.cells);
      const trimmed = each.cells.map((cell) => cell.replace(/^[ \t]+|[ \t]+$/g, ""));
      const isRepeated = faults.length === 0 && keys.has(row.caso);
      const codes = isRepeated ? [duplicateKey] : faults;
      if (codes.length > 0)
        bad.push({ line: at, reasons: codes.map((code) => describeFault(contract, code, trimmed).reason) });
      else {
        keys.add(row.caso);
        kept.push({ line: at, ...row });
      }
      at += each.cells.join("").split("\n").length - 1;
    }
    at++;
  }
  return { kept, bad };
}

async function compare(
  lines: readonly Line[],
  format: Partial<FileFormat>,
  written: { readonly ending: string; readonly mark: string; readonly isEnded: boolean },
): Promise<void> {
  const contract = makeContract(format);
  const { separator } = contract.source.format;
  const file = join(root, `prova-${count++}.csv`);
  const texts = lines.map((each) => {
    if (each.type === "row") return each.cells.map(quoteCell).join(separator);
    return each.type === "empty" ? "" : each.text.replaceAll(";", separator);
  });
  const header = columns.map(({ id }) => id).join(separator);
  writeFileSync(
    file,
    written.mark + [header, ...texts].join(written.ending) + (written.isEnded ? written.ending : ""),
  );
  const workspace = openWorkspace(join(root, `dati-${count}`), "prova").value!;
  const { value, problems } = await importDelivery({
    workspace,
    database,
    contract,
    file,
    mode: "full",
    recordedOn: "2024-04-01",
    totals: new Map(),
    strict: false,
  });
  expect(problems).toEqual([]);
  const { bad, delivery } = value!;
  const expected = readSlowly(contract, lines);
  expect(
    bad.rows.map((each) => ({ line: each.line, reasons: each.faults.map(({ reason }) => reason) })),
  ).toEqual(expected.bad);
  const facts = factsFile(workspace, "prova", delivery.facts!.sha256);
  const dayColumns = columns.map(({ id, type }) =>
    type === "day" ? `(${id} - DATE '1970-01-01') AS ${id}` : type === "text" ? id : `${id}::DOUBLE AS ${id}`,
  );
  const rows = await database.readRows(
    `SELECT ${printLineOf(delivery.facts)}::DOUBLE AS line, ${dayColumns.join(", ")} FROM read_parquet('${facts}', file_row_number = true) ORDER BY line`,
  );
  const found = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [
        name,
        cell === null
          ? undefined
          : columns.some(({ id, type }) => id === name && type === "text")
            ? cell
            : Number(cell),
      ]),
    ),
  );
  expect(found).toEqual(expected.kept);
  expect([delivery.rows, delivery.quarantined]).toEqual([expected.kept.length, expected.bad.length]);
}

describe("an import and the contract row by row", () => {
  const formats: readonly Partial<FileFormat>[] = [
    {},
    { decimalMark: "." },
    { days: "italian", separator: "|" },
    { separator: "\t", decimalMark: "." },
  ];
  const written = fc.record({
    ending: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    isEnded: fc.boolean(),
  });
  test.each(formats)(
    "[W1] [W11] values, faults and lines are those of a slow reading (%o)",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(line, { minLength: 1, maxLength: 150, size: "max" }),
          written,
          (lines, how) => compare(lines, format, how),
        ),
        { numRuns: 12, endOnFailure: true },
      );
    },
    60_000,
  );

  test("[W11] thousands of lines that cannot be cut are all counted, and the lines after them are right", async () => {
    const lines = Array.from(
      { length: 6_000 },
      (_, k): Line =>
        k % 3 === 0
          ? { type: "uncut", text: "1;A" }
          : { type: "row", cells: [String(k), k % 3 === 1 ? "A" : "boh", "", "", "", "", "", "", ""] },
    );
    await compare(lines, {}, { ending: "\n", mark: "", isEnded: true });
  });
});

test("[W1] [W12] a product of the largest numbers is asked of a check, and refuses no file", async () => {
  const cell = "9".repeat(15);
  const row = (k: number, pieces: string, hours: string): Line => ({
    type: "row",
    cells: [String(k), "A", "2024-03-01", "", pieces, hours, "", "", ""],
  });
  const lines = [row(1, cell, cell.slice(2)), row(2, `-${cell}`, cell.slice(2)), row(3, "-1", "1")];
  await compare(lines, {}, { ending: "\n", mark: "", isEnded: true });
});
