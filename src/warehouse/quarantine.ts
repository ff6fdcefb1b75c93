/** Rows that are not taken in: where they stand, what is wrong and what to do, in a file for who sent them. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Contract,
  type Delivery,
  describeFault,
  duplicateKey,
  type FaultWords,
} from "../facts/index.ts";
import { duckDb, printParquet } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import { duplicatesTable } from "./find-duplicates.ts";
import { hashOf } from "./kept-file.ts";
import { readRefused } from "./parse-sql.ts";
import { type Staged, toldAtMost } from "./stage-rows.ts";
import { findShift } from "./uneven-lines.ts";
import { folders, linkOnce, syncFile, type Workspace } from "./workspace.ts";

export interface BadRow {
  /** Line of the file; of a workbook, row of the sheet. */
  readonly line: number;
  readonly faults: readonly FaultWords[];
  /** The row's cells as written, in the contract's order. */
  readonly cells: readonly string[];
}

export interface BadRows {
  readonly count: number;
  /** The first of them, at most `toldAtMost`. */
  readonly rows: readonly BadRow[];
}

export async function collectBadRows(database: DuckDb, contract: Contract, staged: Staged): Promise<BadRows> {
  const { rejected, duplicates } = staged;
  const rows: BadRow[] = rejected.told.map(({ line, reason, text }) => ({
    line,
    cells: [text],
    faults: [
      {
        column: "",
        found: text,
        reason,
        remedy: "Correggi la riga: virgolette, separatori e codifica come dice il contratto.",
      },
    ],
  }));
  if (staged.bad > 0) rows.push(...(await readFaulty(database, contract, staged)));
  if (duplicates > 0) rows.push(...(await readDuplicates(database, contract, staged)));
  rows.sort((a, b) => a.line - b.line);
  return { count: rejected.count + staged.bad + duplicates, rows: rows.slice(0, toldAtMost) };
}

async function readFaulty(database: DuckDb, contract: Contract, staged: Staged): Promise<BadRow[]> {
  const found = await database.readRows(
    `SELECT file_row_number AS place, _scarto FROM ${printParquet(staged.path, "file_row_number = true")} WHERE _scarto IS NOT NULL ORDER BY place LIMIT ${toldAtMost}`,
  );
  return found.map((row) => {
    const { faults, cells } = readRefused(writeText(row._scarto));
    const told = faults.map((code) => describeFault(contract, code, cells));
    return { line: findLine(staged, Number(row.place)), cells, faults: told };
  });
}

async function readDuplicates(database: DuckDb, contract: Contract, staged: Staged): Promise<BadRow[]> {
  const names = contract.columns.map(({ id }) => `CAST(${duckDb.quoteName(id)} AS VARCHAR)`);
  const found = await database.readRows(
    `SELECT file_row_number AS place, [${names.join(", ")}] AS cells FROM ${printParquet(staged.path, "file_row_number = true")} WHERE file_row_number IN (SELECT place FROM ${duplicatesTable} ORDER BY place LIMIT ${toldAtMost}) ORDER BY place`,
  );
  return found.map((row) => {
    const cells = (row.cells as readonly unknown[]).map(writeText);
    return {
      line: findLine(staged, Number(row.place)),
      cells,
      faults: [describeFault(contract, duplicateKey, cells)],
    };
  });
}

/** The line of a row from its position among the rows. */
function findLine({ headerLines, shifts }: Staged, position: number): number {
  return position + headerLines + 1 + findShift(shifts, position);
}

const heading = "riga;colonna;valore;motivo;rimedio";

/**
 * One line a fault, as CSV that a spreadsheet opens, safe on the disk before the delivery is recorded: it is named by
 * its hash, which the record holds. Undefined where nothing is wrong.
 */
export function writeQuarantine(workspace: Workspace, staging: string, bad: BadRows): string | undefined {
  if (bad.count === 0) return undefined;
  const lines = bad.rows.flatMap(({ line, faults }) =>
    faults.map(({ column, found, reason, remedy }) =>
      [String(line), column, found, reason, remedy].map(quoteCell).join(";"),
    ),
  );
  const text = `\uFEFF${[heading, ...lines].join("\r\n")}\r\n`;
  const sha256 = hashOf(text);
  const draft = join(staging, "quarantena.csv");
  writeFileSync(draft, text);
  syncFile(draft);
  linkOnce(draft, join(workspace.folder, folders.quarantine, `${sha256}.csv`));
  return sha256;
}

/** A name that people find: the delivery's number. Without it the quarantine is there all the same. */
export function nameQuarantine(workspace: Workspace, delivery: Delivery): void {
  if (delivery.quarantine !== undefined)
    linkOnce(quarantineFile(workspace, delivery), numberedFile(workspace, delivery));
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function quoteCell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Named = Pick<Delivery, "number" | "quarantine">;

function numberedFile({ folder }: Workspace, { number }: Named): string {
  return join(folder, folders.quarantine, `${String(number).padStart(8, "0")}.csv`);
}

export function quarantineFile(workspace: Workspace, delivery: Named): string {
  const numbered = numberedFile(workspace, delivery);
  return delivery.quarantine === undefined || existsSync(numbered)
    ? numbered
    : join(workspace.folder, folders.quarantine, `${delivery.quarantine}.csv`);
}

/** The text of a delivery's quarantine; undefined when nothing was wrong. */
export function readQuarantine(workspace: Workspace, delivery: Named): string | undefined {
  const file = quarantineFile(workspace, delivery);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
