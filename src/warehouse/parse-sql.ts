/**
 * The contract over columns: the same reading of every cell as `readRow` does, printed for the embedded engine. A
 * cell is first tried as machines write it, which costs little; only what does not come back the same is looked at
 * with a pattern, so that 12,7 is never an integer rounded to 13.
 */
import {
  type CellFault,
  type Contract,
  type ContractColumn,
  encodeCheck,
  encodeFault,
  mostDigits,
  noWords,
  writeNumberPattern,
  yesWords,
} from "../facts/index.ts";
import { type FileFormat, getDayNumber, getDayOfNumber, type Period } from "../model/index.ts";
import { duckDb, printExpression } from "./dialect.ts";
import type { DuckDb } from "./duck-db.ts";

const { quoteName, quoteText } = duckDb;
const largest = 10 ** mostDigits;

/**
 * A select over `raw`, whose columns are the cells as texts named like the contract's: the typed columns and `_scarto`,
 * NULL where the row is good, otherwise its faults and its cells as JSON (`readRefused`). It is one column and no list,
 * because to write what is nearly always absent costs as much as to write what is there.
 */
export function printChecks(contract: Contract, raw: string): string {
  const { columns, source } = contract;
  const cells = columns.map(({ id }, k) => `${quoteName(id)} AS _r${k}`);
  const quick = columns.map((column, k) => `, ${printQuick(column, source.format, k)} AS _q${k}`);
  const typed = columns.map((column, k) => `, ${printValue(contract, column, k)} AS _v${k}`);
  const faults = columns.map((column, k) => `, ${printFault(contract, column, k)} AS _f${k}`);
  const anyCell = columns.map((_, k) => `_f${k}`).join(" + ");
  const named = columns.map(({ id }, k) => `_v${k} AS ${quoteName(id)}`);
  const days = new Set(columns.filter(({ type }) => type === "day").map(({ id }) => id));
  const checks = contract.checks.map(({ condition }, k) => {
    const wrong = `NOT ${printExpression(condition, { dialect: duckDb, days, prefix: "" })}`;
    return `, CASE WHEN _celle = 0 AND (${wrong}) THEN ${encodeCheck(k)} ELSE 0 END AS _h${k}`;
  });
  const all = [...columns.map((_, k) => `_f${k}`), ...checks.map((_, k) => `_h${k}`)];
  const isBad = `(${["_celle", ...checks.map((_, k) => `_h${k}`)].join(" + ")}) > 0`;
  const written = columns.map((_, k) => printTrimmed(`_r${k}`));
  const told = `to_json({faults: list_filter([${all.join(", ")}], x -> x > 0), cells: [${written.join(", ")}]})`;
  return (
    `SELECT ${columns.map(printKept).join(", ")}, CASE WHEN ${isBad} THEN ${told}::VARCHAR END AS _scarto` +
    ` FROM (SELECT *${checks.join("")} FROM (SELECT *, ${named.join(", ")}, ${anyCell} AS _celle` +
    ` FROM (SELECT *${faults.join("")} FROM (SELECT *${typed.join("")} FROM (SELECT *${quick.join("")}` +
    ` FROM (SELECT ${cells.join(", ")} FROM ${raw}))))))`
  );
}

/** What `_scarto` tells of a row: its faults, encoded, and its cells as written. */
export function readRefused(scarto: string): {
  readonly faults: readonly number[];
  readonly cells: readonly string[];
} {
  return JSON.parse(scarto) as ReturnType<typeof readRefused>;
}

/** Costs as much as reading the cell from the file: it stands only where what is quicker has not answered. */
function printTrimmed(cell: string): string {
  return `trim(coalesce(${cell}, ''), ' \t')`;
}

/** A text without the blanks at its edges, NULL where nothing is left; what begins before `!` may be a blank. */
function printText(cell: string): string {
  return `CASE WHEN ${cell} < '!' OR ends_with(${cell}, ' ') OR ends_with(${cell}, '\t') THEN nullif(trim(${cell}, ' \t'), '') ELSE ${cell} END`;
}

/** The cell as machines write it, NULL where it is written otherwise or may be: `printValue` looks again. */
function printQuick(column: ContractColumn, { decimalMark }: FileFormat, k: number): string {
  const cell = `_r${k}`;
  switch (column.type) {
    case "text":
      return column.allowed === undefined ? printText(cell) : printAmong(column.allowed, cell, k);
    case "integer":
      return `TRY_CAST(${cell} AS BIGINT)`;
    case "number":
      return column.decimals === 0
        ? `TRY_CAST(${cell} AS BIGINT)`
        : `TRY_CAST(${printPlain(cell, decimalMark)} AS DECIMAL(18, ${column.decimals}))`;
    case "day":
      return `TRY_CAST(${cell} AS ${dayList})`;
    case "yes-no":
      return printText(cell);
  }
}

/** The kept value of a cell, NULL where it is empty or cannot be read. */
function printValue({ period, source }: Contract, column: ContractColumn, k: number): string {
  const { decimalMark, days } = source.format;
  const [cell, quick] = [`_r${k}`, `_q${k}`];
  switch (column.type) {
    case "text":
      return column.allowed === undefined
        ? quick
        : `coalesce(${quick}, ${printAmong(column.allowed, printTrimmed(cell), k)})`;
    case "integer":
      return printInteger(cell, quick, decimalMark);
    case "number":
      return column.decimals === 0
        ? printInteger(cell, quick, decimalMark)
        : printNumber(cell, quick, column.decimals, decimalMark);
    case "day":
      return printDay(k, period, days);
    case "yes-no":
      return `CASE WHEN lower(${quick}) IN (${yesWords.map(quoteText).join(", ")}) THEN 1 WHEN lower(${quick}) IN (${noWords.map(quoteText).join(", ")}) THEN 0 END::UTINYINT`;
  }
}

function printInteger(cell: string, quick: string, mark: "," | "."): string {
  const isPlain = `CAST(${quick} AS VARCHAR) = ${cell} AND ${quick} > -${largest} AND ${quick} < ${largest}`;
  return `CASE WHEN ${isPlain} THEN ${quick} WHEN ${cell} IS NOT NULL THEN ${printSlowNumber(printTrimmed(cell), 0, mark)} END`;
}

function printNumber(cell: string, quick: string, decimals: number, mark: "," | "."): string {
  const scaled = `CAST(${quick} * ${10 ** decimals} AS BIGINT)`;
  const hasMark = mark === "," ? `NOT contains(${cell}, '.') AND ` : "";
  const isPlain = `${hasMark}CAST(${quick} AS VARCHAR) = ${printPlain(cell, mark)} AND abs(${quick}) < ${largest / 10 ** decimals}`;
  return `CASE WHEN ${isPlain} THEN ${scaled} WHEN ${cell} IS NOT NULL THEN ${printSlowNumber(printTrimmed(cell), decimals, mark)} END`;
}

function printPlain(cell: string, mark: "," | "."): string {
  return mark === "," ? `replace(${cell}, ',', '.')` : cell;
}

/** With separated thousands, a plus, fewer or superfluous decimals. */
function printSlowNumber(cell: string, decimals: number, mark: "," | "."): string {
  const pattern = writeNumberPattern(mark).replace("[0-9]+)?", `[0-9]{0,${decimals}}0*)?`);
  const thousands = mark === "," ? "." : ",";
  const plain = `replace(replace(${cell}, '${thousands}', ''), '${mark}', '.')`;
  const decimal = `TRY_CAST(${plain} AS DECIMAL(38, ${decimals}))`;
  // The mark is followed by at least one digit, whatever the number of decimals.
  const isNumber = `regexp_full_match(${cell}, ${quoteText(pattern)}) AND right(${cell}, 1) <> '${mark}'`;
  return `CASE WHEN ${cell} <> '' AND ${isNumber} AND abs(${decimal}) < ${largest / 10 ** decimals} THEN CAST(${decimal} * ${10 ** decimals} AS BIGINT) END`;
}

/** Most days are near the period, and are looked up. A time of day is let go, so that no zone enters. */
function printDay(k: number, period: Period, days: FileFormat["days"]): string {
  const [cell, quick, text] = [`_r${k}`, `_q${k}`, printTrimmed(`_r${k}`)];
  const near = `DATE '${listNearDays(period)[0]}' + enum_code(${quick})::INTEGER`;
  const isSame = (day: string): string => `CAST(TRY_CAST(${day} AS DATE) AS VARCHAR) = ${day}`;
  const isFar = days === "iso" ? `strlen(${cell}) = 10 AND ${isSame(cell)}` : "FALSE";
  const pattern =
    days === "iso"
      ? "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?"
      : "[0-9]{2}/[0-9]{2}/[0-9]{4}( [0-9]{2}:[0-9]{2}.*)?";
  const iso = days === "iso" ? `left(${text}, 10)` : printIso(text);
  return (
    `CASE WHEN ${quick} IS NOT NULL THEN ${near} WHEN ${cell} IS NULL THEN NULL WHEN ${isFar} THEN TRY_CAST(${cell} AS DATE)` +
    ` WHEN regexp_full_match(${text}, '${pattern}') AND ${isSame(iso)} THEN TRY_CAST(${iso} AS DATE) END`
  );
}

const dayList = "_giorni";

/** The days from three years before a period's year to the end of it, in order. */
function listNearDays({ year }: Period): string[] {
  const [from, until] = [`${year - 3}-01-01`, `${year + 1}-01-01`].map((day) => getDayNumber(day));
  return Array.from({ length: until! - from! }, (_, k) => getDayOfNumber(from! + k));
}

/** 31/12/2023 as 2023-12-31. */
function printIso(day: string): string {
  return `(substr(${day}, 7, 4) || '-' || substr(${day}, 4, 2) || '-' || left(${day}, 2))`;
}

/** The first fault of a cell, in the order in which `readRow` looks for them; 0 = none. */
function printFault({ period }: Contract, column: ContractColumn, k: number): string {
  const value = `_v${k}`;
  const code = (fault: CellFault): number => encodeFault(k, fault);
  const unread = code(column.type === "text" ? "not-allowed" : "unreadable");
  const empty = column.optional ? 0 : code("empty");
  const cases = [
    `WHEN ${value} IS NULL THEN CASE WHEN ${printTrimmed(`_r${k}`)} = '' THEN ${empty} ELSE ${unread} END`,
  ];
  if (column.min !== undefined) cases.push(`WHEN ${value} < ${column.min} THEN ${code("below-minimum")}`);
  if (column.max !== undefined) cases.push(`WHEN ${value} > ${column.max} THEN ${code("above-maximum")}`);
  if (column.allowed !== undefined && column.type !== "text")
    cases.push(
      `WHEN ${printAmong(column.allowed, printTrimmed(`_r${k}`), k)} IS NULL THEN ${code("not-allowed")}`,
    );
  if (column.role === "date") {
    const [from, until] = [period.from, period.until].map((day) => getDayNumber(day));
    const day = duckDb.dayNumber(value);
    cases.push(`WHEN ${day} < ${from} OR ${day} >= ${until} THEN ${code("outside-period")}`);
  }
  return `CASE ${cases.join(" ")} ELSE 0 END`;
}

/** One of the values of a list, or NULL. A list is a type of the engine, which then writes texts as their places in it. */
function printAmong(allowed: ReadonlySet<string>, cell: string, k: number): string {
  return listWords(allowed).length === 0 ? "NULL::VARCHAR" : `TRY_CAST(${cell} AS ${nameList(k)})`;
}

/** An empty cell is empty, whatever is allowed. */
function listWords(allowed: ReadonlySet<string>): string[] {
  return [...allowed].filter((word) => word !== "");
}

const nameList = (k: number): string => `_elenco${k}`;

/** The engine writes a list whole beside every hundred thousand rows: a longer one would weigh more than they do. */
const longestWritten = 10_000;

function printKept(column: ContractColumn): string {
  const name = quoteName(column.id);
  const isLong = column.type === "text" && column.allowed !== undefined && !isListed(column);
  return isLong ? `CAST(${name} AS VARCHAR) AS ${name}` : name;
}

function isListed({ type, allowed }: ContractColumn): boolean {
  return type === "text" && allowed !== undefined && allowed.size <= longestWritten;
}

/** The columns of rows that were written before, to be written again at no more cost than then. */
export function printAgain({ columns }: Contract): string {
  const written = columns.map((column, k) =>
    isListed(column)
      ? `${printAmong(column.allowed!, quoteName(column.id), k)} AS ${quoteName(column.id)}`
      : quoteName(column.id),
  );
  return written.join(", ");
}

/** Makes the lists that `printChecks` speaks of. */
export async function createLists(database: DuckDb, { columns, period, source }: Contract): Promise<void> {
  const write = (day: string): string =>
    source.format.days === "iso" ? day : day.split("-").reverse().join("/");
  if (columns.some(({ type }) => type === "day"))
    await database.createList(dayList, listNearDays(period).map(write));
  for (const [k, { allowed }] of columns.entries()) {
    const words = listWords(allowed ?? new Set());
    if (words.length > 0) await database.createList(nameList(k), words);
  }
}
