/** The contract over columns against the contract row by row: the same values and the same faults, cell for cell. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSource, place, plain } from "../../cases/warehouse/trial-source.ts";
import { readContract, readRow } from "../facts/index.ts";
import {
  type FactColumn,
  type FactSource,
  type FileFormat,
  findPeriod,
  getDayNumber,
  type Model,
} from "../model/index.ts";
import { type DuckDb, openDuckDb } from "./duck-db.ts";
import { openDelivery } from "./open-delivery.ts";
import { createLists, printChecks, readRefused } from "./parse-sql.ts";

const columns: readonly FactColumn[] = [
  { ...plain, id: "sede", type: "text", role: "office", optional: false },
  { ...plain, id: "giorno", type: "day", role: "date", optional: false },
  { ...plain, id: "altro_giorno", type: "day" },
  { ...plain, id: "intero", type: "integer", min: -50, max: 1_000_000 },
  { ...plain, id: "importo", type: "number", decimals: 2, max: 10_000_000_000 },
  { ...plain, id: "quota", type: "number", decimals: 3, min: 0 },
  { ...plain, id: "vero", type: "yes-no" },
  { ...plain, id: "voce", type: "text", values: ["a", "b'c", "è"] },
];

function makeChecked(format: Partial<FileFormat>): FactSource {
  const condition = { text: "altro_giorno <= giorno or intero > 3", place };
  return makeSource(columns, format, [{ condition, reason: "prova", remedy: undefined }]);
}

const digits = fc.stringMatching(/^[0-9]{1,17}$/);
const number = fc.oneof(
  digits,
  fc
    .tuple(
      fc.constantFrom("", "-", "+"),
      digits,
      fc.constantFrom("", ",", ".", ",5", ".5", ",25", ",250", ",2500", ".250", ",001", ",0"),
      fc.constantFrom("", " "),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "1.234,56",
    "1,234.56",
    "12.34",
    "1.2345",
    "1.234.567",
    "-0",
    "0,00",
    "1e3",
    "1_000",
    "0x1f",
    "٣",
    "½",
    "NaN",
    "inf",
    ",5",
    "5,",
    "--1",
    "999999999999999",
    "9999999999999999",
  ),
);
const days = [
  "2024-02-29",
  "2024-02-30",
  "2023-02-29",
  "2024-02-1",
  "2024-02-05 02:30:00",
  "2024-02-05T02:30:00+01:00",
  "2024-03-31 02:30",
  "29/02/2024",
  "29/02/2024 10:15",
  "31/04/2024",
  "0000-01-01",
  "infinity",
  "epoch",
  "2024-02-05x",
  "05-02-2024",
  "1900-02-28",
  "9999-12-31",
];
const day = fc.oneof(
  fc.constantFrom(...days),
  fc
    .tuple(fc.nat({ max: 40 }), fc.nat({ max: 14 }))
    .map(([d, m]) => `2024-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`),
);
const text = fc.oneof(
  fc.constantFrom(
    "S1",
    "S2",
    "s1",
    "S1 ",
    "\tS1",
    "R1",
    "CHIUSA",
    "a",
    "b'c",
    "è",
    "=1+1",
    "@x",
    "x;y",
    'con "virgolette"',
  ),
  fc.string({ maxLength: 5 }).filter((each) => !/[\r\n\0]/.test(each)),
);
const truth = fc.constantFrom("si", "sì", "SI", "No", "1", "0", "vero", "FALSO", "forse", "");
const orEmpty = (cell: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: cell }, { weight: 1, arbitrary: fc.constantFrom("", " ", "\t") });
const row = fc.tuple(...[text, day, day, number, number, number, truth, text].map(orEmpty));

let folder = "";
let database: DuckDb;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piramide-celle-"));
  database = await openDuckDb({ folder });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

async function compare(rows: readonly (readonly string[])[], format: Partial<FileFormat>): Promise<void> {
  const source = makeChecked(format);
  const { separator } = source.format;
  const offices = new Map([
    ["S1", "open"],
    ["S2", "open"],
    ["R1", "above"],
    ["CHIUSA", "closed"],
  ] as const);
  const model = { tables: [] } as unknown as Model;
  const { value: contract, problems } = readContract(source, {
    model,
    period: findPeriod("2024-02")!,
    knownAt: undefined,
    offices,
  });
  expect(problems).toEqual([]);
  const file = join(folder, "prova.csv");
  const lines = [columns.map(({ id }) => id), ...rows.map((cells) => cells.map(quote))];
  writeFileSync(file, `${lines.map((cells) => cells.join(separator)).join("\n")}\n`);
  const opened = await openDelivery(file, source, folder, database);
  await createLists(database, contract);
  const found = await database.readRows(printChecks(contract, opened.value!.relation));
  await database.run("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
  expect(found.length).toBe(rows.length);
  rows.forEach((cells, k) => {
    const expected = readRow(contract, cells);
    const told = found[k]!._scarto;
    const faults = typeof told === "string" ? readRefused(told).faults : [];
    expect({ cells, faults }).toEqual({ cells, faults: expected.faults });
    for (const { id, type } of columns) {
      const value = found[k]![id];
      const kept =
        value === null
          ? undefined
          : type === "text"
            ? value
            : type === "day"
              ? getDayNumber(String(value as string))
              : Number(value);
      expect({ id, cells, kept }).toEqual({ id, cells, kept: expected.row[id] });
    }
  });
}

describe("cells over columns and row by row", () => {
  const formats: readonly Partial<FileFormat>[] = [
    {},
    { decimalMark: "." },
    { days: "italian" },
    { separator: "|", decimalMark: ".", days: "italian" },
  ];
  test.each(formats)(
    "[W1] the two readings agree on every cell and every fault (%o)",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => compare(rows, format)),
        { numRuns: 60, endOnFailure: true },
      );
    },
    60_000,
  );
});
