/**
 * Rows with a key that an earlier row has. Nearly always there are none, and what tells so should cost little: keys
 * that are a whole number and a word of a short list are bits of one long row of bits, and as many bits as rows are
 * as many keys. Others are counted by their hash.
 */
import { type Contract, type ContractColumn, listKeys } from "../facts/index.ts";
import { duckDb, printParquet } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";

/** Positions of rows (`place`) that are not taken in. */
export const duplicatesTable = "_doppie";

/** Counts the rows after the first with the same key, among the good ones of a staging file, and lists them in a table. */
export async function findDuplicates(database: DuckDb, contract: Contract, path: string): Promise<number> {
  const keys = listKeys(contract.source).map((id) => contract.columns.find((column) => column.id === id)!);
  if (keys.length === 0) return 0;
  const good = `${printParquet(path, "file_row_number = true")} WHERE _scarto IS NULL`;
  const names = keys.map(({ id }) => duckDb.quoteName(id)).join(", ");
  // Two keys may share a hash, and then are looked at one by one below; two hashes are never one key.
  const counted = (await printBits(database, keys, path)) ?? `count(DISTINCT hash(${names}))`;
  const [counts] = await database.readRows(`SELECT count(*) AS rows, ${counted} AS keys FROM ${good}`);
  if (Number(counts?.rows) === Number(counts?.keys ?? 0)) return 0;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${duplicatesTable} AS SELECT file_row_number AS place FROM` +
      ` (SELECT file_row_number, row_number() OVER (PARTITION BY ${names} ORDER BY file_row_number) AS n FROM ${good}) WHERE n > 1`,
  );
  const [found] = await database.readRows(`SELECT count(*) AS rows FROM ${duplicatesTable}`);
  return Number(found?.rows);
}

/** The longest row of bits of all threads (128 MB), how many bits a row may take, the longest list. */
const bitLimits = { range: 2 ** 30, spread: 64, words: 24 } as const;

/** Counts the keys exactly; undefined where they are not of that kind, or too far apart. */
async function printBits(
  database: DuckDb,
  keys: readonly ContractColumn[],
  path: string,
): Promise<string | undefined> {
  const [number, ...others] = keys.filter(({ type }) => type === "integer");
  const words = keys.filter(
    ({ type, allowed }) => type === "text" && (allowed?.size ?? Infinity) <= bitLimits.words,
  );
  if (number === undefined || others.length > 0 || words.length + 1 < keys.length) return undefined;
  const name = duckDb.quoteName(number.id);
  const [ends] = await database.readRows(
    `SELECT min(${name})::VARCHAR AS least, max(${name})::VARCHAR AS most, count(*) AS rows,` +
      ` current_setting('threads')::INTEGER AS threads FROM ${printParquet(path)}`,
  );
  const least = BigInt(writeText(ends?.least) || "0");
  const codes = words.reduce((count, { allowed }) => count * allowed!.size, 1);
  const range = (Number(writeText(ends?.most)) - Number(least) + 1) * codes;
  if (range * Number(ends?.threads) > bitLimits.range || range > bitLimits.spread * Number(ends?.rows))
    return undefined;
  const place = words.reduce(
    (before, word) => `(${before}) * ${word.allowed!.size} + ${printPlace(word)}`,
    `${name} - ${least}`,
  );
  return `bit_count(bitstring_agg(${place}, 0, ${range - 1}))`;
}

/** Where a word stands in its list. */
function printPlace({ id, allowed }: ContractColumn): string {
  const cases = [...allowed!].map((word, k) => `WHEN ${duckDb.quoteText(word)} THEN ${k}`);
  return `CASE ${duckDb.quoteName(id)} ${cases.join(" ")} END`;
}
