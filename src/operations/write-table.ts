/** Tables for people's programs: CSV and XLSX. A file appears whole or not at all. */
import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import writeXlsxFile from "write-excel-file/node";

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** UTF-8 with its mark (spreadsheets need it), `;`, decimal comma: what an Italian spreadsheet opens at once. */
export function formatCsv(table: Table): string {
  const lines = [table.columns, ...table.rows].map((row) => row.map(formatCell).join(";"));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

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

/** Writes a workbook, one sheet a table. */
export async function writeWorkbook(path: string, tables: readonly Table[]): Promise<void> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: name.slice(0, 31),
    data: [
      columns.map((column) => ({ value: column, fontWeight: "bold" as const })),
      ...rows.map((row) => row.map((value) => (value === null ? null : { value, type: typeof value === "number" ? Number : String }))),
    ],
    stickyRowsCount: 1,
  }));
  const buffer = await writeXlsxFile(sheets).toBuffer();
  writeWhole(path, buffer);
}

/** Under another name first, then renamed: a full disk or a stop leaves the old file as it was. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
