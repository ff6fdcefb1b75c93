/** All rows of a file, read and checked over columns, in a staging Parquet: bad rows stand in it with their cells. */
import { join } from "node:path";
import { type Contract, encodePeriod } from "../facts/index.ts";
import type { Outcome } from "../model/index.ts";
import { printParquet } from "./dialect.ts";
import { type DuckDb, isRefusal, printFactsCopy, writeText } from "./duck-db.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { firstLine } from "./first-line.ts";
import type { DeliveredText, OpenedDelivery } from "./open-delivery.ts";
import { createLists, printChecks } from "./parse-sql.ts";
import { deliveryNotReadable } from "./problems.ts";
import {
  evenLines,
  findLineOfRecord,
  findUnevenLines,
  listShifts,
  type Shift,
  scanRecords,
  type UnevenLines,
} from "./uneven-lines.ts";

/** A line that could not even be cut into cells. */
export interface RejectedLine {
  /** On which it begins. */
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

export interface Staged {
  readonly path: string;
  /** Rows in the staging file, good and bad. */
  readonly rows: number;
  readonly bad: number;
  /** Lines that were not cut into cells: how many, and the first of them. */
  readonly rejected: { readonly count: number; readonly told: readonly RejectedLine[] };
  readonly headerLines: number;
  /** Where rows stand further down than they count; also in the table `shiftsTable` when there are many. */
  readonly shifts: readonly Shift[];
  /** How many rows have a key that an earlier row has; their positions are in the table `duplicatesTable`. */
  readonly duplicates: number;
}

/** `place`, `lines`: as `Shift`. */
export const shiftsTable = "_salti";
/** More lines than these are not told one by one. */
export const toldAtMost = 10_000;

export interface Staging {
  readonly database: DuckDb;
  readonly contract: Contract;
  readonly opened: OpenedDelivery;
  readonly staging: string;
  readonly file: string;
  /** Whether lines of the file may not be its rows; it is being read, for its hash. */
  readonly mayBeUneven: () => Promise<boolean>;
  readonly onProgress: ((step: string, done: number) => void) | undefined;
}

export async function stageRows(request: Staging): Promise<Outcome<Staged | undefined>> {
  const { database, contract, opened, staging, file } = request;
  await createLists(database, contract);
  const path = join(staging, "righe.parquet");
  const select = `SELECT *, ${encodePeriod(contract.period)}::INTEGER AS _periodo FROM (${printChecks(contract, opened.relation)})`;
  const { headerLines, csv } = opened;
  let uneven: UnevenLines;
  const timer = setInterval(() => request.onProgress?.("lettura", database.getProgress()), 200);
  try {
    [uneven] = await Promise.all([
      csv === undefined ? evenLines : findUneven(csv, request),
      database.run(printFactsCopy(select, path)),
    ]);
  } catch (error) {
    if (isRefusal(error)) throw error;
    return {
      value: undefined,
      problems: [deliveryNotReadable(file, tellFailure(firstLine(error)))],
    };
  } finally {
    clearInterval(timer);
  }
  const [counts] = await database.readRows(
    `SELECT count(*) AS rows, count(_scarto) AS bad FROM ${printParquet(path)}`,
  );
  const { records, told } =
    csv === undefined ? { records: [], told: [] } : await readRejected(database, uneven);
  const shifts = listShifts(uneven, records, headerLines);
  if (shifts.length > 0)
    await database.createTable(shiftsTable, [
      { name: "place", type: "BIGINT", values: shifts.map(({ position }) => position) },
      { name: "lines", type: "BIGINT", values: shifts.map(({ lines }) => lines) },
    ]);
  const duplicates = await findDuplicates(database, contract, path);
  const value = {
    path,
    rows: Number(counts?.rows),
    bad: Number(counts?.bad),
    rejected: { count: records.length, told },
    headerLines,
    shifts,
    duplicates,
  };
  return { value, problems: [] };
}

/** Of a sheet rows are told, whatever their cells hold. What was rewritten to be read is looked at by itself. */
async function findUneven(
  { path, separator, isSheet }: DeliveredText,
  { file, mayBeUneven }: Staging,
): Promise<UnevenLines> {
  if (path === file) return (await mayBeUneven()) ? scanRecords(path, separator) : evenLines;
  const found = await findUnevenLines(path, separator);
  return isSheet ? { ...found, long: [] } : found;
}

/** The numbers of all records that were rejected, and the first of them in words. */
async function readRejected(
  database: DuckDb,
  uneven: UnevenLines,
): Promise<{ readonly records: readonly number[]; readonly told: readonly RejectedLine[] }> {
  const [numbers = []] = await database.readColumns(
    "SELECT DISTINCT line::DOUBLE AS line FROM reject_errors ORDER BY line",
  );
  const rows = await database.readRows(
    `SELECT line, first(error_message) AS message, first(csv_line) AS text FROM reject_errors GROUP BY line ORDER BY line LIMIT ${toldAtMost}`,
  );
  await database.run("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
  const told = rows.map((row) => ({
    line: findLineOfRecord(uneven, Number(row.line)),
    reason: tellReject(writeText(row.message)),
    text: writeText(row.text),
  }));
  return { records: numbers.map(Number), told };
}

function tellFailure(message: string): string {
  return message.includes("state machine")
    ? "le sue righe non finiscono tutte allo stesso modo (a volte LF, a volte CR LF)"
    : `il motore dice «${message}»`;
}

/** The engine's English, in words for who sends the file. */
function tellReject(message: string): string {
  if (/expected number of columns|too many columns|columns, but found/i.test(message))
    return "la riga non ha tante celle quante sono le colonne";
  if (/quote/i.test(message)) return "le virgolette non si chiudono, o stanno in mezzo a una cella";
  if (/unicode|utf-?8|encoding/i.test(message))
    return "la riga ha caratteri che non sono nella codifica del contratto";
  if (/maximum line size/i.test(message)) return "la riga è troppo lunga";
  return "la riga non si divide in celle";
}
