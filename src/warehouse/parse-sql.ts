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
import { type FileFormat, getDayNumber } from "../model/index.ts";
import { duckDb, printExpression } from "./dialect.ts";

const { quoteName, quoteText } = duckDb;
const largest = 10 ** mostDigits;

/**
 * A select over `raw`, whose columns are the cells as texts named like the contract's: the typed columns,
 * `_difetti` (a list of faults) and `_celle` (the cells as written), both NULL where the row is good.
 */
export function printChecks(contract: Contract, raw: string): string {
  const { columns, source } = contract;
  const rawNames = columns.map((_, k) => `r${k}`);
  const trimmed = columns.map(({ id }, k) => `${printTrimmed(quoteName(id))} AS r${k}`);
  const typed = columns.map(
    (column, k) => `${printCell(column, source.format, `r${k}`)} AS ${quoteName(column.id)}`,
  );
  const faults = columns.map((column, k) => `${printFault(contract, column, k)} AS f${k}`);
  const anyCell = columns.map((_, k) => `f${k}`).join(" + ");
  const days = new Set(columns.filter(({ type }) => type === "day").map(({ id }) => id));
  const checks = contract.checks.map(({ condition }, k) => {
    const wrong = `NOT ${printExpression(condition, { dialect: duckDb, days, prefix: "" })}`;
    return `CASE WHEN any_cell = 0 AND (${wrong}) THEN ${encodeCheck(k)} ELSE 0 END AS h${k}`;
  });
  const all = [...columns.map((_, k) => `f${k}`), ...checks.map((_, k) => `h${k}`)];
  const isBad = `(${["any_cell", ...checks.map((_, k) => `h${k}`)].join(" + ")}) > 0`;
  const kept = columns.map(({ id }) => quoteName(id)).join(", ");
  return (
    `SELECT ${kept},` +
    ` CASE WHEN ${isBad} THEN list_filter([${all.join(", ")}], x -> x > 0) END AS _difetti,` +
    ` CASE WHEN ${isBad} THEN [${rawNames.join(", ")}] END AS _celle` +
    ` FROM (SELECT *${checks.map((check) => `, ${check}`).join("")}` +
    ` FROM (SELECT *, ${anyCell} AS any_cell FROM (SELECT *, ${faults.join(", ")}` +
    ` FROM (SELECT ${rawNames.join(", ")}, ${typed.join(", ")} FROM (SELECT ${trimmed.join(", ")} FROM ${raw})))))`
  );
}

/** Looking for a blank costs little, trimming every cell would cost as much as reading the file. */
function printTrimmed(cell: string): string {
  return `CASE WHEN ${cell} IS NULL THEN '' WHEN contains(${cell}, ' ') OR contains(${cell}, '\t') THEN trim(${cell}, ' \t') ELSE ${cell} END`;
}

/** The kept value of a cell, NULL where it is empty or cannot be read. */
function printCell(column: ContractColumn, format: FileFormat, cell: string): string {
  switch (column.type) {
    case "text":
      return `nullif(${cell}, '')`;
    case "integer":
      return printInteger(cell, format.decimalMark);
    case "number":
      return printNumber(cell, column.decimals, format.decimalMark);
    case "day":
      return printDay(cell, format.days);
    case "yes-no":
      return `CASE WHEN lower(${cell}) IN (${yesWords.map(quoteText).join(", ")}) THEN 1 WHEN lower(${cell}) IN (${noWords.map(quoteText).join(", ")}) THEN 0 END::UTINYINT`;
  }
}

function printInteger(cell: string, mark: "," | "."): string {
  const quick = `TRY_CAST(${cell} AS BIGINT)`;
  return (
    `CASE WHEN CAST(${quick} AS VARCHAR) = ${cell} AND abs(${quick}) < ${largest} THEN ${quick}` +
    ` ELSE ${printSlowNumber(cell, 0, mark)} END`
  );
}

function printNumber(cell: string, decimals: number, mark: "," | "."): string {
  if (decimals === 0) return printInteger(cell, mark);
  const plain = mark === "," ? `replace(${cell}, ',', '.')` : cell;
  const quick = `TRY_CAST(${plain} AS DECIMAL(18, ${decimals}))`;
  const scaled = `CAST(${quick} * ${10 ** decimals} AS BIGINT)`;
  const isPlain = mark === "," ? `NOT contains(${cell}, '.') AND ` : "";
  return (
    `CASE WHEN ${isPlain}CAST(${quick} AS VARCHAR) = ${plain} AND abs(${quick}) < ${largest / 10 ** decimals} THEN ${scaled}` +
    ` ELSE ${printSlowNumber(cell, decimals, mark)} END`
  );
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

/** A time of day is let go as it is written: no zone and no daylight saving enter. */
function printDay(cell: string, days: FileFormat["days"]): string {
  const canonical = (text: string) =>
    `CASE WHEN length(${text}) = 10 AND CAST(TRY_CAST(${text} AS DATE) AS VARCHAR) = ${text} THEN TRY_CAST(${text} AS DATE) END`;
  if (days === "iso") {
    const timed = `regexp_full_match(${cell}, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*')`;
    return `CASE WHEN length(${cell}) = 10 THEN ${canonical(cell)} WHEN ${timed} THEN ${canonical(`left(${cell}, 10)`)} END`;
  }
  const iso = `(substr(${cell}, 7, 4) || '-' || substr(${cell}, 4, 2) || '-' || left(${cell}, 2))`;
  const italian = `regexp_full_match(${cell}, '[0-9]{2}/[0-9]{2}/[0-9]{4}( [0-9]{2}:[0-9]{2}.*)?')`;
  return `CASE WHEN ${italian} THEN ${canonical(iso)} END`;
}

/** The first fault of a cell, in the order in which `readRow` looks for them; 0 = none. */
function printFault({ period }: Contract, column: ContractColumn, k: number): string {
  const value = quoteName(column.id);
  const code = (fault: CellFault): number => encodeFault(k, fault);
  const cases = [`WHEN r${k} = '' THEN ${column.optional ? 0 : code("empty")}`];
  if (column.type !== "text") cases.push(`WHEN ${value} IS NULL THEN ${code("unreadable")}`);
  if (column.min !== undefined) cases.push(`WHEN ${value} < ${column.min} THEN ${code("below-minimum")}`);
  if (column.max !== undefined) cases.push(`WHEN ${value} > ${column.max} THEN ${code("above-maximum")}`);
  if (column.allowed !== undefined)
    cases.push(`WHEN ${printOutside(column.allowed, k)} THEN ${code("not-allowed")}`);
  if (column.role === "date") {
    const [from, until] = [period.from, period.until].map((day) => getDayNumber(day));
    const day = duckDb.dayNumber(value);
    cases.push(`WHEN ${day} < ${from} OR ${day} >= ${until} THEN ${code("outside-period")}`);
  }
  return `CASE ${cases.join(" ")} ELSE 0 END`;
}

const fewValues = 24;

/** Few values are written out; many stand in a table of their own (`createLists`). */
function printOutside(allowed: ReadonlySet<string>, k: number): string {
  if (allowed.size === 0) return "TRUE";
  if (allowed.size <= fewValues) return `r${k} NOT IN (${[...allowed].map(quoteText).join(", ")})`;
  return `r${k} NOT IN (SELECT v FROM _elenco${k})`;
}

/** The lists that `printChecks` speaks of, by the name of their table. */
export function listAllowed(
  contract: Contract,
): readonly { readonly name: string; readonly values: readonly string[] }[] {
  return contract.columns.flatMap(({ allowed }, k) =>
    allowed !== undefined && allowed.size > fewValues ? [{ name: `_elenco${k}`, values: [...allowed] }] : [],
  );
}
