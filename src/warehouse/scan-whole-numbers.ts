/**
 * The patterns of whole numbers that lie near each other, such as the numbers of cases. A table by value would have
 * as many rows as there are values, and cost most of a year's reading; instead an array as long as their range
 * remembers where each was seen. Rows are passed over in the order in which they lie, without the engine: asked for
 * single values it would list, copy and hand over each of them.
 */
import {
  absent,
  decodeNumbers,
  decodeTexts,
  holdsNumbers,
  holdsTexts,
  type TextRuns,
} from "./decode-parquet.ts";
import { type Chunk, openParquet, type ParquetFile } from "./parquet-chunks.ts";
import type { OfficePatterns, Patterns, SpreadValue } from "./patterns.ts";
import type { ValueRows } from "./read-patterns.ts";

/** Values for which arrays have room (4 bytes each), how far apart they may be on the average, offices. */
const scanLimits = { range: 2 ** 28, spread: 16, offices: 65_534 } as const;

/** Numbers of offices begin at 1; a value seen in several has this one, and is looked up. */
const several = 65_535;

interface Sightings {
  /** Of each value the number of its office, and below it the bits of its periods: both are at hand at once. */
  readonly places: Int32Array;
  /** Value → office → mask, of the few that were seen in several offices. */
  readonly spread: Map<number, Map<number, number>>;
  readonly offices: string[];
  readonly numberOf: Map<string, number>;
}

/** Undefined where values are no whole numbers, or too far apart, or where a file is written in another way. */
export async function scanWholeNumbers(rows: ValueRows): Promise<Patterns | undefined> {
  const { query, signed, among } = rows;
  if (query.when !== undefined || signed || among !== undefined) return undefined;
  const opened: Opened[] = [];
  try {
    for (const { path, period } of rows.files) {
      const file = openParquet(path);
      const own: Opened = { file, groups: [], bit: rows.bits.get(period)! };
      opened.push(own);
      for (const [offices, values] of file.listChunks([query.office, query.column])) {
        if (offices === undefined || values === undefined) return undefined;
        if (!holdsTexts(offices) || !holdsNumbers(values)) return undefined;
        own.groups.push({ offices, values });
      }
    }
    const range = findRange(opened);
    return range === undefined ? undefined : await markFiles(opened, range, 1 << rows.bits.size);
  } finally {
    for (const { file } of opened) file.close();
  }
}

interface Opened {
  readonly file: ParquetFile;
  readonly groups: { readonly offices: Chunk; readonly values: Chunk }[];
  readonly bit: number;
}

interface Range {
  readonly least: bigint;
  readonly length: number;
}

/** What the files say of themselves, without reading a row. */
function findRange(opened: readonly Opened[]): Range | undefined {
  const groups = opened.flatMap((each) => each.groups);
  let [least, most]: readonly (bigint | undefined)[] = [];
  for (const { values } of groups) {
    if (values.isEmpty) continue;
    if (values.ends === undefined) return undefined;
    const [from, until] = values.ends;
    least = least === undefined || from < least ? from : least;
    most = most === undefined || until > most ? until : most;
  }
  const length = least === undefined || most === undefined ? 0 : Number(most - least) + 1;
  const count = groups.reduce((sum, { values }) => sum + values.rows, 0);
  return length > scanLimits.range || length > scanLimits.spread * count
    ? undefined
    : { least: least ?? 0n, length };
}

async function markFiles(
  opened: readonly Opened[],
  { least, length }: Range,
  masks: number,
): Promise<Patterns | undefined> {
  const seen: Sightings = {
    places: new Int32Array(length),
    spread: new Map(),
    offices: [],
    numberOf: new Map(),
  };
  let room = new Int32Array(0);
  for (const { file, groups, bit } of opened) {
    for (const { offices, values } of groups) {
      if (room.length < values.rows) room = new Int32Array(values.rows);
      decodeNumbers(values, file.readPages(values), least, room);
      markValues(seen, room, decodeTexts(offices, file.readPages(offices)), bit);
      if (seen.offices.length > scanLimits.offices) return undefined;
      // Questions to the engine, and to a server, are asked and answered meanwhile.
      await new Promise(setImmediate);
    }
  }
  return { alone: listAlone(seen, masks), spread: listSpread(seen) };
}

function numberOffice({ offices, numberOf }: Sightings, text: string): number {
  const number = numberOf.get(text) ?? offices.push(text);
  numberOf.set(text, number);
  return number;
}

const bitsOfMask = 16;
const lowBits = 2 ** bitsOfMask - 1;

/** Neighbouring rows are most often of one office: those are marked together. */
function markValues(
  seen: Sightings,
  values: Int32Array,
  { texts, places, ends }: TextRuns,
  bit: number,
): void {
  let from = 0;
  for (const [run, place] of places.entries()) {
    const until = ends[run]!;
    if (place !== absent)
      markRun(seen, values, from, until, (numberOffice(seen, texts[place]!) << bitsOfMask) | bit);
    from = until;
  }
}

/** @param first what a value has that was seen nowhere before */
function markRun(
  { places, spread }: Sightings,
  values: Int32Array,
  from: number,
  until: number,
  first: number,
): void {
  for (let row = from; row < until; row++) {
    const value = values[row]!;
    if (value >>> 0 >= places.length) {
      if (value === absent) continue;
      throw new Error("un numero fuori da quelli che il file dice di avere");
    }
    const before = places[value]!;
    places[value] = before | first;
    // Whether it was seen, and elsewhere: reckoned and not asked, because nothing foretells a value's first row.
    const elsewhere = (before ^ first) & ((before | -before) >> 31);
    if (elsewhere >>> bitsOfMask === 0) continue;
    noteSpread(spread, value, before);
    noteSpread(spread, value, first);
    places[value] = several << bitsOfMask;
  }
}

/** @param place an office and its periods; nothing where they were noted before */
function noteSpread(spread: Sightings["spread"], value: number, place: number): void {
  const where = place >>> bitsOfMask;
  if (where === several) return;
  const masks = spread.get(value) ?? new Map<number, number>();
  spread.set(value, masks.set(where, (masks.get(where) ?? 0) | (place & lowBits)));
}

/** How many values there are of each office and mask. */
function listAlone({ places, offices }: Sightings, masks: number): OfficePatterns[] {
  const counts = new Int32Array((offices.length + 1) * masks);
  for (let value = 0; value < places.length; value++) {
    const where = places[value]! >>> bitsOfMask;
    // Those seen nowhere are counted as of the office 0, which is none.
    if (where !== several) counts[where * masks + (places[value]! & lowBits)]! += 1;
  }
  return offices.map((office, k) => {
    const found: number[] = [];
    for (let mask = 0; mask < masks; mask++) if (counts[(k + 1) * masks + mask] !== 0) found.push(mask);
    return { office, masks: found, counts: found.map((mask) => counts[(k + 1) * masks + mask]!) };
  });
}

function listSpread({ spread, offices }: Sightings): SpreadValue[] {
  return [...spread.values()].map((masks) => ({
    offices: [...masks.keys()].map((number) => offices[number - 1]!),
    masks: [...masks.values()],
  }));
}
