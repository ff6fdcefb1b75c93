/**
 * Where values occur. Counts of different values add up to nothing, so every node and period would have to read the
 * facts again; what they all follow from is how many values occur in which periods of which offices.
 */
import { encodePeriod, type FactColumns } from "../facts/index.ts";
import { type FactSource, listPeriodsOfYear } from "../model/index.ts";
import type { Nesting } from "./warehouse.ts";

/** Which values occur where, by the bits of periods. Most occur in one office: these are only counted. */
export interface Patterns {
  readonly alone: readonly OfficePatterns[];
  readonly spread: readonly SpreadValue[];
}

/** Of the values that occur in this office and in no other, so many (`counts`) occur in these periods (`masks`). */
export interface OfficePatterns {
  readonly office: string;
  readonly masks: readonly number[];
  readonly counts: readonly number[];
}

/** One value that occurs in several offices: parallel. */
export interface SpreadValue {
  readonly offices: readonly string[];
  readonly masks: readonly number[];
}

/** The bit of each period of a year in which a source delivers: twelve at most. */
export function numberPeriods(source: FactSource, year: number): ReadonlyMap<number, number> {
  const periods = listPeriodsOfYear(year).filter(({ grain }) => grain === source.period);
  return new Map(periods.map((period, position) => [encodePeriod(period), 1 << position]));
}

/** How many different values there are at every node and in every span of one year. */
export interface Counter {
  readonly add: (patterns: Patterns, sign: 1 | -1) => void;
  /** Only what is not zero. */
  readonly write: () => readonly Counted[];
}

export interface Counted {
  readonly node: string;
  readonly span: number;
  readonly count: number;
}

export function makeCounter(bits: ReadonlyMap<number, number>, nesting: Nesting): Counter {
  const nodesOf = nestMonths(nesting, bits);
  const spans = [...listSpans(nesting, bits)];
  const counts = new Map<string, Float64Array>();
  const getCounts = (node: string): Float64Array =>
    getOrMake(counts, node, () => new Float64Array(spans.length));
  const add = (own: Float64Array, mask: number, times: number): void => {
    for (let k = 0; k < spans.length; k++) if ((spans[k]![1] & mask) !== 0) own[k]! += times;
  };
  return {
    add: ({ alone, spread }, sign) => {
      for (const { office, masks, counts: times } of alone) {
        for (const [node, within] of nodesOf.get(office) ?? []) {
          const own = getCounts(node);
          for (let k = 0; k < masks.length; k++) add(own, masks[k]! & within, sign * times[k]!);
        }
      }
      for (const value of spread)
        for (const [node, mask] of uniteMasks(value, nodesOf)) add(getCounts(node), mask, sign);
    },
    write: () =>
      [...counts].flatMap(([node, own]) =>
        spans.flatMap(([span], k) => (own[k] === 0 ? [] : [{ node, span, count: own[k]! }])),
      ),
  };
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Office → node → the periods in which the node contains it. */
function nestMonths(
  { offices, nodes, officePeriods }: Nesting,
  bits: ReadonlyMap<number, number>,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const found = new Map<string, Map<string, number>>();
  offices.forEach((office, k) => {
    const bit = bits.get(officePeriods[k]!);
    if (bit === undefined) return;
    const own = getOrMake(found, office, () => new Map<string, number>());
    own.set(nodes[k]!, (own.get(nodes[k]!) ?? 0) | bit);
  });
  return found;
}

/** The bits of the periods that each span contains. */
function listSpans(nesting: Nesting, bits: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const spans = new Map<number, number>();
  nesting.periods.forEach((period, k) => {
    const bit = bits.get(period);
    if (bit !== undefined) spans.set(nesting.spans[k]!, (spans.get(nesting.spans[k]!) ?? 0) | bit);
  });
  return spans;
}

/** A value that occurs in two offices occurs once above both. */
function uniteMasks(
  { offices, masks }: SpreadValue,
  nodesOf: ReadonlyMap<string, ReadonlyMap<string, number>>,
): ReadonlyMap<string, number> {
  const united = new Map<string, number>();
  offices.forEach((office, k) => {
    for (const [node, within] of nodesOf.get(office) ?? [])
      united.set(node, (united.get(node) ?? 0) | (masks[k]! & within));
  });
  return united;
}

export function writeCounts(counted: readonly Counted[]): FactColumns {
  return {
    rows: counted.length,
    offices: counted.map(({ node }) => node),
    periods: Int32Array.from(counted, ({ span }) => span),
    members: [],
    values: [Float64Array.from(counted, ({ count }) => count)],
  };
}
