/**
 * The patterns of whole numbers that lie near each other, such as the numbers of cases. A table by value would have
 * as many rows as there are values, and cost most of a year's reading; instead every delivery gives the values of
 * each of its offices once, and an array as long as their range remembers where each was seen.
 */
import { duckDb } from "./dialect.ts";
import { type DuckDb, writeText } from "./duck-db.ts";
import type { OfficePatterns, Patterns, SpreadValue } from "./patterns.ts";
import { printFiles, printPlaces, type ValueRows } from "./read-patterns.ts";

/** Values for which arrays have room (4 bytes each), how far apart they may be on the average, offices. */
const scanLimits = { range: 2 ** 28, spread: 16, offices: 65_534 } as const;

/** Numbers of offices begin at 1; a value seen in several has this one, and is looked up. */
const several = 65_535;

interface Sightings {
  /** Of each value the number of its office, and below it the bits of its periods: both are at hand at once. */
  readonly places: Uint32Array;
  /** Value → office → mask, of the few that were seen in several offices. */
  readonly spread: Map<number, Map<number, number>>;
}

/** Undefined where values are no whole numbers, or too far apart. */
export async function scanWholeNumbers(database: DuckDb, rows: ValueRows): Promise<Patterns | undefined> {
  const range = await findRange(database, rows);
  if (range === undefined) return undefined;
  const seen: Sightings = { places: new Uint32Array(range.length), spread: new Map() };
  const offices: string[] = [];
  const numberOf = new Map<string, number>();
  for (const file of rows.files) {
    const places = printPlaces({ ...rows, files: [file] });
    const lists = database.readLists(
      `SELECT o, list((v - ${range.least})::UINTEGER) FROM (${places}) WHERE o IS NOT NULL GROUP BY o`,
    );
    for await (const [office, values] of lists) {
      const number = numberOf.get(office) ?? offices.push(office);
      if (number > scanLimits.offices) return undefined;
      numberOf.set(office, number);
      markValues(seen, values, number, rows.bits.get(file.period)!);
    }
  }
  return { alone: listAlone(seen, offices, 1 << rows.bits.size), spread: listSpread(seen, offices) };
}

/** What the files say of themselves, without reading a row. */
async function findRange(
  database: DuckDb,
  { source, query, files, signed, among }: ValueRows,
): Promise<{ readonly least: string; readonly length: number } | undefined> {
  const isWhole = source.columns.some(({ id, type }) => id === query.column && type === "integer");
  if (!isWhole || signed || among !== undefined) return undefined;
  const [ends] = await database.readRows(
    `SELECT min(least)::VARCHAR AS least, (max(most) - min(least) + 1)::DOUBLE AS length, count(*) = count(least) AND count(*) = count(most) AS told FROM` +
      ` (SELECT TRY_CAST(stats_min_value AS HUGEINT) AS least, TRY_CAST(stats_max_value AS HUGEINT) AS most FROM parquet_metadata(${printFiles(files)})` +
      ` WHERE path_in_schema = ${duckDb.quoteText(query.column)} AND num_values > coalesce(stats_null_count, 0))`,
  );
  const length = Number(ends?.length ?? 0);
  const count = files.reduce((sum, file) => sum + file.rows, 0);
  if (ends?.told !== true || length > scanLimits.range || length > scanLimits.spread * count)
    return undefined;
  return { least: writeText(ends.least) || "0", length };
}

const bitsOfMask = 16;
const lowBits = 2 ** bitsOfMask - 1;

function markValues({ places, spread }: Sightings, values: Uint32Array, where: number, bit: number): void {
  const first = ((where << bitsOfMask) | bit) >>> 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    const before = places[value]!;
    if (before === 0) places[value] = first;
    else if (before >>> bitsOfMask === where) places[value] = before | bit;
    else {
      const masks = spread.get(value) ?? new Map([[before >>> bitsOfMask, before & lowBits]]);
      spread.set(value, masks.set(where, (masks.get(where) ?? 0) | bit));
      places[value] = (several << bitsOfMask) >>> 0;
    }
  }
}

/** @param masks how many there can be */
function listAlone({ places }: Sightings, offices: readonly string[], masks: number): OfficePatterns[] {
  const counts = offices.map(() => new Uint32Array(masks));
  for (let value = 0; value < places.length; value++) {
    const where = places[value]! >>> bitsOfMask;
    if (where !== 0 && where !== several) counts[where - 1]![places[value]! & lowBits]! += 1;
  }
  return offices.map((name, k) => {
    const own = counts[k]!;
    const found = [...own.keys()].filter((each) => own[each] !== 0);
    return { office: name, masks: found, counts: found.map((each) => own[each]!) };
  });
}

function listSpread({ spread }: Sightings, offices: readonly string[]): SpreadValue[] {
  return [...spread.values()].map((masks) => ({
    offices: [...masks.keys()].map((number) => offices[number - 1]!),
    masks: [...masks.values()],
  }));
}
