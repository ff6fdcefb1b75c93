/**
 * The facts of a delivery as they are kept. A whole delivery is its good rows. A correction is the rows that
 * it takes away, written again with the opposite sign, and those that it brings: the sum over all deliveries is
 * then what holds, and nobody need know which row came first.
 */
import { join } from "node:path";
import { chooseDeliveries, type Delivery, type FactsFile, listKeys } from "../facts/index.ts";
import { printFacts } from "./changed-columns.ts";
import { duckDb, printParquet, quotePath } from "./dialect.ts";
import { printFactsCopy } from "./duck-db.ts";
import { duplicatesTable } from "./find-duplicates.ts";
import { hashFile } from "./hash-file.ts";
import type { ImportRequest } from "./import-request.ts";
import { printAgain } from "./parse-sql.ts";
import { type Staged, shiftsTable } from "./stage-rows.ts";
import { factsFile } from "./workspace.ts";

export interface MadeFacts {
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
  /** Rows taken away. */
  readonly replaced: number;
  readonly signed: boolean;
  readonly firstLine: number | undefined;
}

export interface Correction extends ImportRequest {
  readonly staged: Staged;
  readonly staging: string;
  readonly known: readonly Delivery[];
  readonly base: Delivery | undefined;
}

export async function printCorrection(request: Correction): Promise<MadeFacts> {
  const { staged, mode } = request;
  const isWhole = staged.bad === 0 && staged.shifts.length === 0 && staged.duplicates === 0;
  // What was staged is the facts, if every row is good: nothing is written twice.
  if (mode === "full" && isWhole) {
    const sha256 = await hashFile(staged.path);
    return {
      path: staged.path,
      sha256,
      rows: staged.rows,
      replaced: 0,
      signed: false,
      firstLine: staged.headerLines + 1,
    };
  }
  return mode === "full" ? keepGoodRows(request) : writeSigned(request);
}

/** The line of a kept row. */
export function printLineOf(facts: FactsFile | undefined): string {
  return facts?.firstLine === undefined ? "_riga" : `(file_row_number + ${facts.firstLine})`;
}

/** More shifts than these are looked up in their table, which costs a sort of the rows. */
const fewShifts = 100;

/** The good rows of the staging file with the line they had. */
function selectGood({ staged }: Correction, columns: string): string {
  const { shifts, headerLines } = staged;
  const out =
    staged.duplicates === 0 ? "" : ` AND file_row_number NOT IN (SELECT place FROM ${duplicatesTable})`;
  const isFew = shifts.length <= fewShifts;
  const moves = shifts.map(
    ({ position, lines }, k) =>
      `(file_row_number >= ${position})::BIGINT * ${lines - (shifts[k - 1]?.lines ?? 0)}`,
  );
  const moved = isFew ? moves.map((move) => ` + ${move}`).join("") : " + coalesce(lines, 0)";
  const joined = isFew ? "" : ` ASOF LEFT JOIN ${shiftsTable} ON file_row_number >= place`;
  return (
    `SELECT ${columns}, _periodo, file_row_number + ${headerLines + 1}${moved} AS _riga` +
    ` FROM ${printParquet(staged.path, "file_row_number = true")}${joined} WHERE _scarto IS NULL${out}`
  );
}

/**
 * Rows are written a second time where some are not good: which line a row is, and whether its key came before, is
 * known only of all rows in their order, and facts hold no row that was not taken in (`decisions.md`).
 */
async function keepGoodRows(request: Correction): Promise<MadeFacts> {
  const { database, staging } = request;
  const path = join(staging, "fatti.parquet");
  await database.run(printFactsCopy(selectGood(request, printAgain(request.contract)), path));
  const { staged } = request;
  const rows = staged.rows - staged.bad - staged.duplicates;
  return { path, sha256: await hashFile(path), rows, replaced: 0, signed: false, firstLine: undefined };
}

async function writeSigned(request: Correction): Promise<MadeFacts> {
  const { database, contract, staging, mode, workspace, known } = request;
  const path = join(staging, `correzione-${known.length}.parquet`);
  const columns = contract.columns.map(({ id }) => duckDb.quoteName(id));
  const keys = listKeys(contract.source).map(duckDb.quoteName);
  const standing = chooseDeliveries(known, undefined).filter(
    ({ source, period }) => source === contract.source.id && period === contract.period.code,
  );
  const files = standing.map(
    ({ facts, number }) =>
      `SELECT ${columns.join(", ")}, _periodo, ${printLineOf(facts)} AS _riga,` +
      ` ${facts?.signed ? "_segno" : "1"} AS _segno, ${facts?.signed ? "_da" : "NULL"} AS _da, ${number} AS _consegna` +
      ` FROM ${printFacts(contract.source, [{ facts }], quotePath(factsFile(workspace, contract.source.id, facts?.sha256 ?? "")), ["file_row_number = true"])}`,
  );
  const sent = `(${selectGood(request, columns.join(", "))})`;
  const matched = keys.map((key) => `s.${key} = e.${key}`).join(" AND ");
  const away =
    `SELECT ${columns.map((name) => `e.${name}`).join(", ")}, e._periodo, e._riga, (-e._segno)::TINYINT AS _segno,` +
    ` coalesce(e._da, e._consegna)::INTEGER AS _da` +
    ` FROM (${files.join(" UNION ALL ")}) AS e WHERE EXISTS (SELECT 1 FROM ${sent} AS s WHERE ${matched})`;
  const brought = `SELECT ${columns.join(", ")}, _periodo, _riga, 1::TINYINT AS _segno, NULL::INTEGER AS _da FROM ${sent}`;
  const all = mode === "removal" ? away : `${away} UNION ALL ${brought}`;
  await database.run(printFactsCopy(all, path));
  const [counts] = await database.readRows(
    `SELECT count(*) FILTER (WHERE _da IS NULL) AS brought, coalesce(sum(-_segno) FILTER (WHERE _da IS NOT NULL), 0) AS away FROM ${printParquet(path)}`,
  );
  return {
    path,
    sha256: await hashFile(path),
    rows: Number(counts?.brought),
    replaced: Number(counts?.away),
    signed: true,
    firstLine: undefined,
  };
}
