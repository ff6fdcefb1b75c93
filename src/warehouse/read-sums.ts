/**
 * The engine's answer to a question of sums, as columns of ours. An answer is long where groups are many, and few
 * different texts repeat in it: making one of the engine's texts ours costs as much as grouping a hundred rows.
 */
import type { FactColumns, FactQuery, GroupBy } from "../facts/index.ts";
import type { AnswerColumn, DuckDb } from "./duck-db.ts";

/** The texts among which a group's values are places, if it is a text of a table. */
type TextsOf = (group: GroupBy) => readonly string[] | undefined;

type Asked = Pick<FactQuery, "groups" | "aggregates">;

/** @param sql columns: office, period, the groups (places, where there are texts of them), the aggregates as doubles */
export async function readSums(
  database: DuckDb,
  sql: string,
  query: Asked,
  textsOf: TextsOf,
  isLong: boolean,
): Promise<FactColumns> {
  if (!isLong) return makeFactColumns(query, await database.readAnswer(sql), textsOf);
  const keys = query.groups.flatMap((group, k) => (textsOf(group) === undefined ? [2 + k] : []));
  return makeFactColumns(query, await readListed(database, sql, [0, ...keys]), textsOf);
}

/** Texts are made values of a list, which is read once: every row then brings a place in it. */
async function readListed(
  database: DuckDb,
  sql: string,
  keys: readonly number[],
): Promise<readonly AnswerColumn[]> {
  await database.run(`CREATE OR REPLACE TEMP TABLE _somme AS ${sql}`);
  const lists = new Map<number, readonly string[]>();
  for (const key of keys) {
    // No list is empty, because the engine's may not be.
    await database.run(
      `CREATE OR REPLACE TEMP TYPE _testi${key} AS ENUM (SELECT '' UNION SELECT k${key}::VARCHAR FROM _somme WHERE k${key} IS NOT NULL)`,
    );
    const [list = []] = await database.readAnswer(`SELECT unnest(enum_range(NULL::_testi${key}))`);
    lists.set(key, listTexts(list));
  }
  const placed = keys
    .map((key) => `enum_code(k${key}::VARCHAR::_testi${key})::INTEGER AS k${key}`)
    .join(", ");
  const columns = await database.readAnswer(`SELECT * REPLACE (${placed}) FROM _somme`);
  await database.run(
    ["TABLE _somme", ...keys.map((key) => `TYPE _testi${key}`)].map((each) => `DROP ${each}`).join("; "),
  );
  return columns.map((column, k) => (lists.has(k) ? listTexts(column, lists.get(k)) : column));
}

/** Of no columns, an answer without rows. */
export function makeFactColumns(
  { groups, aggregates }: Asked,
  columns: readonly AnswerColumn[],
  textsOf: TextsOf = () => undefined,
): FactColumns {
  const at = (index: number): AnswerColumn => columns[index] ?? [];
  return {
    rows: at(0).length,
    offices: listTexts(at(0)),
    periods: new Int32Array(listNumbers(at(1))),
    members: groups.map((group, k) => listTexts(at(2 + k), textsOf(group))),
    values: aggregates.map((_, k) => listNumbers(at(2 + groups.length + k))),
  };
}

/** @param texts those among which numbers are places; without them, numbers are written */
function listTexts(column: AnswerColumn, texts?: readonly string[]): readonly string[] {
  if (!(column instanceof Float64Array)) return column;
  if (texts === undefined) return Array.from(column, (value) => (Number.isNaN(value) ? "" : String(value)));
  // As long as it will be from the beginning: hundreds of thousands of texts, added one by one, cost thrice as much.
  const told = Array<string>(column.length).fill("");
  for (let row = 0; row < column.length; row++) {
    // As a whole number of 32 bits it is a place at once; where there is none, no number is equal to itself.
    const place = column[row]! | 0;
    if (place === column[row]) told[row] = texts[place] ?? "";
  }
  return told;
}

const listNumbers = (column: AnswerColumn): Float64Array =>
  column instanceof Float64Array ? column : Float64Array.from(column, Number);
