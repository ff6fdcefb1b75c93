/**
 * Where values occur. Counts of different values add up to nothing, so every node and period would have to read the
 * facts again; what they all follow from is how many values occur in which periods of which offices.
 */
import { encodePeriod, type FactColumns } from "../facts/index.ts";
import { type FactSource, listPeriodsOfYear } from "../model/index.ts";
import type { Nesting } from "./warehouse.ts";

/** So many values occur in these periods of these offices, and nowhere else. */
export interface Pattern {
  readonly offices: readonly string[];
  /** Parallel to the offices: the bits of the periods. */
  readonly masks: readonly number[];
  readonly count: number;
}

/** The bit of each period of a year in which a source delivers: twelve at most. */
export function numberPeriods(source: FactSource, year: number): ReadonlyMap<number, number> {
  const periods = listPeriodsOfYear(year).filter(({ grain }) => grain === source.period);
  return new Map(periods.map((period, position) => [encodePeriod(period), 1 << position]));
}

/** How many different values there are at every node and in every span of one year. */
export interface Counter {
  readonly add: (patterns: readonly Pattern[], sign: 1 | -1) => void;
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
  const count = (node: string, mask: number, times: number): void => {
    const own = getOrMake(counts, node, () => new Float64Array(spans.length));
    for (let k = 0; k < spans.length; k++) if ((spans[k]![1] & mask) !== 0) own[k]! += times;
  };
  return {
    add: (patterns, sign) => {
      // Most values occur in one office: what is above it is added once for all of them.
      const alone = new Map<string, Map<number, number>>();
      for (const pattern of patterns) {
        const times = sign * pattern.count;
        if (pattern.offices.length > 1) {
          for (const [node, mask] of uniteMasks(pattern, nodesOf)) count(node, mask, times);
          continue;
        }
        for (const [node, within] of nodesOf.get(pattern.offices[0]!) ?? []) {
          const mask = pattern.masks[0]! & within;
          const masks = getOrMake(alone, node, () => new Map<number, number>());
          masks.set(mask, (masks.get(mask) ?? 0) + times);
        }
      }
      for (const [node, masks] of alone) for (const [mask, times] of masks) count(node, mask, times);
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
  { offices, masks }: Pattern,
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
