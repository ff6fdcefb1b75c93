/** Single rows of deliveries: to show one, to take one away for the sake of a question, to compare what held. */
import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Delivery } from "../facts/index.ts";
import type { FactSource } from "../model/index.ts";
import { printFacts } from "./changed-columns.ts";
import { duckDb, quotePath } from "./dialect.ts";
import { type DuckDb, printFactsCopy, writeText } from "./duck-db.ts";
import { hashFile } from "./hash-file.ts";
import { printLineOf } from "./print-correction.ts";
import { factsFile, folders, type Workspace } from "./workspace.ts";

/** A row as text by column, in the contract's order. */
export type RowCells = Readonly<Record<string, string>>;

/** All rows of a delivery with their line and sign, as a relation. */
function selectRows(workspace: Workspace, source: FactSource, delivery: Delivery, factor: 1 | -1): string {
  const columns = source.columns.map(({ id }) => duckDb.quoteName(id)).join(", ");
  const sign = delivery.facts?.signed ? "_segno" : "1";
  const file = quotePath(factsFile(workspace, source.id, delivery.facts?.sha256 ?? ""));
  return (
    `SELECT ${columns}, _periodo, ${printLineOf(delivery.facts)} AS _riga, (${factor} * ${sign})::TINYINT AS _segno,` +
    ` ${delivery.number}::INTEGER AS _consegna, ${delivery.facts?.signed ? "_da" : "NULL::INTEGER"} AS _da` +
    ` FROM ${printFacts(source, [delivery], file, ["file_row_number = true"])}`
  );
}

/** The row that a delivery brought at a line of its file; undefined if none was taken in from there. */
export async function findDeliveredRow(
  workspace: Workspace,
  database: DuckDb,
  source: FactSource,
  delivery: Delivery,
  line: number,
): Promise<RowCells | undefined> {
  const [row] = await database.readRows(
    `SELECT * FROM (${selectRows(workspace, source, delivery, 1)}) WHERE _riga = ${line} AND _da IS NULL`,
  );
  return row === undefined ? undefined : writeCells(source, row);
}

/** Whether a row holds among deliveries: no correction has taken it away again. */
export async function holdsRow(
  workspace: Workspace,
  database: DuckDb,
  source: FactSource,
  holding: readonly Delivery[],
  { delivery, line }: { readonly delivery: number; readonly line: number },
): Promise<boolean> {
  if (holding.length === 0) return false;
  const all = holding.map((each) => selectRows(workspace, source, each, 1)).join(" UNION ALL ");
  const [row] = await database.readRows(
    `SELECT coalesce(sum(_segno), 0)::DOUBLE AS times FROM (${all}) WHERE _riga = ${line} AND coalesce(_da, _consegna) = ${delivery}`,
  );
  return Number(row?.times) > 0;
}

function writeCells(source: FactSource, row: Readonly<Record<string, unknown>>): RowCells {
  return Object.fromEntries(
    source.columns.map(({ id, type, decimals }): [string, string] => {
      const cell = row[id];
      if (cell === null || cell === undefined) return [id, ""];
      if (type === "yes-no") return [id, Number(cell) === 1 ? "si" : "no"];
      return [
        id,
        decimals > 0 ? (Number(cell) / 10 ** decimals).toFixed(decimals).replace(".", ",") : writeText(cell),
      ];
    }),
  );
}

/**
 * Facts in which one row of a delivery is taken away, as a correction that is not recorded: who asks with it and
 * without it sees what the row touches. `remove` takes the file away again.
 */
export async function withdrawRow(
  workspace: Workspace,
  database: DuckDb,
  source: FactSource,
  delivery: Delivery,
  line: number,
): Promise<{ readonly correction: Delivery; readonly remove: () => void }> {
  const draft = join(workspace.folder, folders.arriving, `${process.pid}-${randomUUID()}`);
  mkdirSync(draft, { recursive: true });
  const path = join(draft, "riga.parquet");
  const columns = source.columns.map(({ id }) => duckDb.quoteName(id)).join(", ");
  await database.run(
    printFactsCopy(
      `SELECT ${columns}, _periodo, _riga, (-_segno)::TINYINT AS _segno, _consegna AS _da FROM (${selectRows(workspace, source, delivery, 1)}) WHERE _riga = ${line} AND _da IS NULL`,
      path,
    ),
  );
  const sha256 = await hashFile(path);
  const { size } = statSync(path);
  const place = factsFile(workspace, source.id, sha256);
  renameSync(path, place);
  rmSync(draft, { recursive: true });
  const correction: Delivery = {
    ...delivery,
    number: 0,
    mode: "delta",
    facts: { sha256, bytes: size, signed: true, firstLine: undefined },
  };
  return { correction, remove: () => rmSync(place, { force: true }) };
}

/** A row that holds on one side only. */
export interface MovedRow {
  readonly sign: 1 | -1;
  /** The delivery and the line it was brought by. */
  readonly delivery: number;
  readonly line: number;
  readonly cells: RowCells;
}

/** Rows of some offices that no longer hold (−1) or did not hold before (+1), at most `limit`. */
export async function compareRows(
  workspace: Workspace,
  database: DuckDb,
  source: FactSource,
  sides: { readonly before: readonly Delivery[]; readonly after: readonly Delivery[] },
  offices: readonly string[],
  limit: number,
): Promise<readonly MovedRow[]> {
  const columns = source.columns.map(({ id }) => duckDb.quoteName(id)).join(", ");
  const office = duckDb.quoteName(source.columns.find(({ role }) => role === "office")?.id ?? "");
  const both = [
    ...sides.before.map((delivery) => selectRows(workspace, source, delivery, -1)),
    ...sides.after.map((delivery) => selectRows(workspace, source, delivery, 1)),
  ];
  if (both.length === 0) return [];
  const among = offices.map(duckDb.quoteText).join(", ");
  const rows = await database.readRows(
    `SELECT ${columns}, sum(_segno) AS moved, max(_riga) AS line, max(coalesce(_da, _consegna)) AS number` +
      ` FROM (${both.join(" UNION ALL ")}) WHERE ${office} IN (${among}) GROUP BY ${columns}, _periodo` +
      ` HAVING sum(_segno) <> 0 ORDER BY number, line LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    sign: Number(row.moved) > 0 ? 1 : -1,
    delivery: Number(row.number),
    line: Number(row.line),
    cells: writeCells(source, row),
  }));
}
