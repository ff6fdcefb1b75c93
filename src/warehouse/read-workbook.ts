/**
 * A workbook's first sheet as a CSV. A workbook is a ZIP of XML: what its directory says is checked before
 * anything is unpacked, so that a small file cannot become a huge one, and documents that declare entities are
 * refused.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { unzipSync } from "fflate";
import type { FactSource, Outcome } from "../model/index.ts";
import { getDayOfNumber } from "../model/index.ts";
import { writeText } from "./duck-db.ts";
import { firstLine } from "./first-line.ts";
import { workbookUnsafe } from "./problems.ts";

export const workbookLimits = {
  unpackedBytes: 512 * 1024 * 1024,
  ratio: 200,
  parts: 2_000,
  columns: 1_000,
  cells: 20_000_000,
  /** Rows of which nothing is written, for each one of which something is. */
  emptyRows: 20,
} as const;

/** Writes the CSV `made`; the value is false when the workbook was refused. */
export async function readWorkbook(
  file: string,
  source: FactSource,
  made: string,
): Promise<Outcome<boolean>> {
  const danger = findDanger(file) ?? findHarm(file);
  if (danger !== undefined) return { value: false, problems: [workbookUnsafe(file, danger)] };
  try {
    const { readSheet } = await import("read-excel-file/node");
    const rows = await readSheet(file);
    writeFileSync(made, rows.map((row) => row.map((cell) => writeCell(cell, source)).join(";")).join("\n"));
    return { value: true, problems: [] };
  } catch (error) {
    return { value: false, problems: [workbookUnsafe(file, `non si legge (${firstLine(error)})`)] };
  }
}

/** A cell of a sheet as the contract's format writes it. */
function writeCell(cell: unknown, { format }: FactSource): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "si" : "no";
  if (typeof cell === "number") return writeNumber(cell).replace(".", format.decimalMark);
  if (cell instanceof Date) {
    // A sheet's day has no zone: the library gives it at midnight of Greenwich.
    const day = getDayOfNumber(Math.floor(cell.getTime() / 86_400_000));
    return format.days === "iso" ? day : day.split("-").reverse().join("/");
  }
  return `"${writeText(cell).replaceAll('"', '""')}"`;
}

/** A spreadsheet keeps 15 digits: what is beyond is the noise of its binary numbers. */
function writeNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  if (!text.includes("e")) return text;
  // A number that is nearly nothing is not written as nothing: the column says how many decimals it takes.
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, "").replace(/\.$/, "") : value.toFixed(0);
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** What makes a workbook unsafe to unpack, from the directory at its end; undefined if nothing does. */
function findDanger(file: string): string | undefined {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const tail = readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
    let end = tail.length - 22;
    while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end--;
    if (end < 0) return "non è una cartella di lavoro XLSX";
    const parts = tail.readUInt16LE(end + 10);
    const [length, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (parts > workbookLimits.parts) return `ha ${parts} parti`;
    if (from + length > size) return "il suo indice è rotto";
    return checkParts(readAt(handle, from, length), parts, size);
  } finally {
    closeSync(handle);
  }
}

function checkParts(directory: Buffer, parts: number, size: number): string | undefined {
  let unpacked = 0;
  let at = 0;
  for (let part = 0; part < parts; part++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== directoryEntry)
      return "il suo indice è rotto";
    unpacked += directory.readUInt32LE(at + 24);
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
    const path = directory.toString("utf8", at + 46, at + 46 + name!);
    if (path.includes("..") || path.startsWith("/")) return `la parte «${path}» esce dalla cartella`;
    if (/vbaProject\.bin$/i.test(path)) return "contiene macro";
    at += 46 + name! + extra! + comment!;
  }
  if (unpacked > workbookLimits.unpackedBytes)
    return `aperta occuperebbe ${Math.round(unpacked / 1024 / 1024)} MB`;
  if (unpacked > size * workbookLimits.ratio) return "è compressa in modo sospetto";
  return undefined;
}

/** What in its parts does harm: declared entities, which no spreadsheet writes, and cells far from the table. */
function findHarm(file: string): string | undefined {
  try {
    const parts = unzipSync(readFileSync(file), { filter: ({ name }) => /\.(xml|rels)$/i.test(name) });
    for (const [name, bytes] of Object.entries(parts)) {
      const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (declares(part)) return `la parte «${name}» dichiara entità`;
      const stray = /^xl\/worksheets\/[^/]+\.xml$/i.test(name) ? findStray(part) : undefined;
      if (stray !== undefined) return stray;
    }
    return undefined;
  } catch (error) {
    return `non si legge (${firstLine(error)})`;
  }
}

/** Anywhere in the part, in one byte a letter or in two: in the text of a cell `<` is written otherwise. */
function declares(part: Buffer): boolean {
  return ["<!DOCTYPE", "<!ENTITY"].some(
    (word) =>
      part.includes(word) ||
      part.includes(word, 0, "utf16le") ||
      part.includes(Buffer.from(word, "utf16le").swap16()),
  );
}

/** Bytes of a sheet that are looked at together; a reference to a cell is never longer than the overlap. */
const window = { bytes: 1 << 24, overlap: 64 } as const;

/** A sheet is read as one rectangle: a cell that was left far away makes it millions of empty ones. */
function findStray(sheet: Buffer): string | undefined {
  let [columns, rows, written] = [0, 0, 0];
  let [rightmost, lowest] = ["", ""];
  for (let from = 0; from < sheet.length; from += window.bytes) {
    const text = sheet.toString("latin1", from, from + window.bytes + window.overlap);
    for (const [, column = "", row = ""] of text.matchAll(/<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"/g)) {
      const cell = `${column}${row}`;
      const place = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
      if (place > columns) [columns, rightmost] = [place, cell];
      if (Number(row) > rows) [rows, lowest] = [Number(row), cell];
    }
    written += text.match(/<(?:\w+:)?row[ >]/g)?.length ?? 0;
  }
  const isWide = columns > workbookLimits.columns || columns * rows > workbookLimits.cells;
  const isHollow = rows > (written + 1) * workbookLimits.emptyRows;
  if (!isWide && !isHollow) return undefined;
  return `ha una cella in ${isHollow ? lowest : rightmost}, lontana dalla tabella: cancella ciò che sta fuori, o consegna un CSV`;
}

function readAt(handle: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(handle, bytes, 0, length, from);
  return bytes;
}
