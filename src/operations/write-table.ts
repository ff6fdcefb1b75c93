/** Tables for people's programs: CSV and XLSX. A file appears whole or not at all. */
import { randomUUID } from "node:crypto";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** UTF-8 with its mark (spreadsheets need it), `;`, decimal comma: what an Italian spreadsheet opens at once. */
export function formatCsv(table: Table): string {
  return [...formatCsvParts(table)].join("");
}

/** The same in parts, for who sends it while it is written. */
export function* formatCsvParts(table: Table): Generator<string> {
  yield "\uFEFF";
  const lines = [table.columns, ...table.rows];
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const part = lines.slice(from, from + linesAtOnce).map((row) => row.map(formatCell).join(";"));
    yield `${part.join("\r\n")}\r\n`;
  }
}

const linesAtOnce = 2_000;

function formatCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = disarm(value);
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would run as a formula is shown as text. */
function disarm(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+(,\d+)?$/.test(text) ? `'${text}` : text;
}

/** A workbook, one sheet a table. */
export async function formatWorkbook(tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: nameSheet(name),
    data: [
      columns.map((column) => ({ value: column, fontWeight: "bold" as const })),
      ...rows.map((row) =>
        row.map((value) =>
          value === null ? null : { value, type: typeof value === "number" ? Number : String },
        ),
      ),
    ],
    stickyRowsCount: 1,
  }));
  // Only who asks for a workbook waits for what writes it.
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  return await writeXlsxFile(sheets).toBuffer();
}

export async function writeWorkbook(path: string, tables: readonly Table[]): Promise<void> {
  writeWhole(path, await formatWorkbook(tables));
}

/** At most 31 characters, without those that workbooks do not allow. */
function nameSheet(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, "_").slice(0, 31);
}

/**
 * Under another name first, then renamed: a full disk or a stop leaves the old file as it was. What is there
 * and is no plain file (a device, a pipe) is written to and never replaced; a link keeps leading to its file.
 * An error of the disk says the path that was asked for, as `dest`.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing !== undefined && !existing.isFile()) writeFileSync(path, content);
    else replaceFile(existing === undefined ? path : realpathSync(path), content);
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { dest: path }) : error;
  }
}

function replaceFile(path: string, content: string | Uint8Array): void {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
