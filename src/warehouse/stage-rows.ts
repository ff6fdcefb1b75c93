/** All rows of a file, read and checked over columns, in a staging Parquet: bad rows stand in it with their cells. */
import { join } from "node:path";
import { type Contract, encodePeriod, listKeys } from "../facts/index.ts";
import type { Outcome } from "../model/index.ts";
import { duckDb } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import { firstLine } from "./first-line.ts";
import type { OpenedDelivery } from "./open-delivery.ts";
import { listAllowed, printChecks } from "./parse-sql.ts";
import { deliveryNotReadable } from "./problems.ts";

/** A line that could not even be cut into cells. */
export interface RejectedLine {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

export interface Staged {
  readonly path: string;
  /** Rows in the staging file, good and bad. */
  readonly rows: number;
  readonly bad: number;
  readonly rejected: readonly RejectedLine[];
  readonly headerLines: number;
  /** Positions of rows whose key an earlier row has. */
  readonly duplicates: readonly number[];
}

export interface Staging {
  readonly database: DuckDb;
  readonly contract: Contract;
  readonly opened: OpenedDelivery;
  readonly staging: string;
  readonly file: string;
  readonly mode: "full" | "delta" | "removal";
  readonly onProgress: ((step: string, done: number) => void) | undefined;
}

export async function stageRows(request: Staging): Promise<Outcome<Staged | undefined>> {
  const { database, contract, opened, staging, file } = request;
  for (const { name, values } of listAllowed(contract))
    await database.createTable(name, [{ name: "v", type: "VARCHAR", values }]);
  const path = join(staging, "righe.parquet");
  const select = `SELECT *, ${encodePeriod(contract.period)}::INTEGER AS _periodo FROM (${printChecks(contract, opened.relation)})`;
  const timer = setInterval(() => request.onProgress?.("lettura", database.getProgress()), 200);
  try {
    await database.run(`COPY (${select}) TO ${duckDb.quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`);
  } catch (error) {
    return {
      value: undefined,
      problems: [deliveryNotReadable(file, `il motore dice «${firstLine(error)}»`)],
    };
  } finally {
    clearInterval(timer);
  }
  const [counts] = await database.readRows(
    `SELECT count(*) AS rows, count(_difetti) AS bad FROM read_parquet(${duckDb.quoteText(path)})`,
  );
  const rejected = opened.keepsRejects ? await readRejected(database) : [];
  const duplicates = request.mode === "full" ? await findDuplicates(database, contract, path) : [];
  const { headerLines } = opened;
  const value = {
    path,
    rows: Number(counts?.rows),
    bad: Number(counts?.bad),
    rejected,
    headerLines,
    duplicates,
  };
  return { value, problems: [] };
}

async function readRejected(database: DuckDb): Promise<RejectedLine[]> {
  const rows = await database.readRows(
    "SELECT line, error_message, csv_line FROM reject_errors ORDER BY line",
  );
  await database.run("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
  const lines = new Map<number, RejectedLine>();
  for (const row of rows) {
    const line = Number(row.line);
    if (!lines.has(line))
      lines.set(line, {
        line,
        reason: tellReject(writeText(row.error_message)),
        text: writeText(row.csv_line),
      });
  }
  return [...lines.values()];
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

/** Rows after the first with the same key, among the good ones. */
async function findDuplicates(database: DuckDb, contract: Contract, path: string): Promise<number[]> {
  const keys = listKeys(contract.source).map(duckDb.quoteName);
  if (keys.length === 0) return [];
  const good = `read_parquet(${duckDb.quoteText(path)}, file_row_number = true)`;
  // Two keys may share a hash, and then are looked at one by one below; two hashes are never one key.
  const key = `hash(${keys.join(", ")})`;
  const [counted] = await database.readRows(
    `SELECT count(*) AS rows, count(DISTINCT ${key}) AS keys FROM ${good} WHERE _difetti IS NULL`,
  );
  if (counted?.rows === counted?.keys) return [];
  const rows = await database.readRows(
    `SELECT file_row_number AS place FROM (SELECT file_row_number, row_number() OVER (PARTITION BY ${keys.join(", ")} ORDER BY file_row_number) AS n FROM ${good} WHERE _difetti IS NULL) WHERE n > 1 ORDER BY place`,
  );
  return rows.map((row) => Number(row.place));
}
