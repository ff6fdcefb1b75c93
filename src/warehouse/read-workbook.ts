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

export const workbookLimits = { unpackedBytes: 512 * 1024 * 1024, ratio: 200, parts: 2_000 } as const;

/** Writes the CSV `made`; the value is false when the workbook was refused. */
export async function readWorkbook(
  file: string,
  source: FactSource,
  made: string,
): Promise<Outcome<boolean>> {
  const danger = findDanger(file) ?? findDeclaration(file);
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

/** No spreadsheet writes a document type: only who wants to make entities of it does. */
function findDeclaration(file: string): string | undefined {
  try {
    const parts = unzipSync(readFileSync(file), { filter: ({ name }) => /\.(xml|rels)$/i.test(name) });
    for (const [name, bytes] of Object.entries(parts)) {
      if (declares(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
        return `la parte «${name}» dichiara entità`;
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

function readAt(handle: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(handle, bytes, 0, length, from);
  return bytes;
}
