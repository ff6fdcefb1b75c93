/** The rows that are seen as a file of one's own, made where they are seen: nothing is asked of anybody. */

import type { Description, Figures } from "./answers.ts";
import { getFigureAt } from "./figure-rows.ts";
import type { ExportColumns } from "./use-export-columns.ts";

interface Exported {
  readonly described: Description;
  readonly figures: Figures;
  readonly shown: Uint32Array;
}

type Cell = string | number | null;

function* listRows({ words }: ExportColumns, { described, figures, shown }: Exported): Generator<Cell[]> {
  for (const row of shown) {
    const figure = getFigureAt(figures, described.id, row);
    const office = figures.offices[figures.office[row]!]!;
    yield [
      described.title,
      words.facet[figure.facet],
      figures.memberSets[figures.memberSet[row]!]!.title,
      office.code,
      office.title,
      office.region,
      figure.period,
      figure.value,
      figure.unit,
      figure.absence === null ? null : words.absence[figure.absence],
      words.state[figures.state[row]!],
      figure.coverage,
      figure.status === "provisional" ? words.state.provisional : null,
      words.provenance[figure.provenance],
    ];
  }
}

/** As `compute --csv` writes it: UTF-8 with its mark, semicolons, decimal comma, full precision. */
export function downloadCsv(name: string, columns: ExportColumns, exported: Exported): void {
  const lines = [columns.headings.map(writeCell).join(";")];
  for (const row of listRows(columns, exported)) lines.push(row.map(writeCell).join(";"));
  save(name, new Blob(["\uFEFF", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" }));
}

function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  // A text that begins like a formula is no formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Numbers are numbers and texts are texts; the writer of workbooks is loaded when somebody wants one. */
export async function downloadXlsx(name: string, columns: ExportColumns, exported: Exported): Promise<void> {
  const { default: writeWorkbook } = await import("write-excel-file/browser");
  const heading = columns.headings.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const rows = [...listRows(columns, exported)].map((row) =>
    row.map((value) => {
      if (value === null) return null;
      return typeof value === "number" ? { value, type: Number } : { value, type: String };
    }),
  );
  const blob = await writeWorkbook([heading, ...rows]).toBlob();
  save(name, blob);
}

function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on what it reads; a moment later this one can go.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
