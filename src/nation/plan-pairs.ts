/**
 * Which office handles which product, and how much of the nation's work each such pair is. An office takes
 * products of all areas; one that a merger brings under another takes none that the other already has.
 */

import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, monthsInPlan } from "./frame.ts";

export interface Pairs {
  readonly size: number;
  /** Place in `frame.products`. */
  readonly product: Uint16Array;
  /** The office that begins with it. */
  readonly origin: Uint16Array;
  /** The office that answers for it, month by month. */
  readonly reporter: Uint16Array;
  /** Its share of the work of its area, up to a factor. */
  readonly weight: Float64Array;
  /** Place in `frame.areas`. */
  readonly area: Uint8Array;
  /** Months `[from, 24)` in which it can have work. */
  readonly from: Uint8Array;
}

export function planPairs(frame: Frame, wanted: number, dice: Dice): Pairs {
  const counts = countByOffice(frame, wanted);
  const size = counts.reduce((sum, count) => sum + count, 0);
  const pairs: Pairs = {
    size,
    product: new Uint16Array(size),
    origin: new Uint16Array(size),
    reporter: new Uint16Array(size * monthsInPlan),
    weight: new Float64Array(size),
    area: new Uint8Array(size),
    from: new Uint8Array(size),
  };
  const choose = chooseProducts(frame, dice);
  const nextArea = rotateAreas(frame);
  let at = 0;
  frame.ranked.forEach((office, rank) => {
    const { weight, from } = frame.offices[office]!;
    for (let turn = 0; turn < counts[rank]!; turn++, at++) {
      const area = nextArea();
      const product = choose(office, area);
      pairs.origin[at] = office;
      pairs.area[at] = area;
      pairs.product[at] = product;
      pairs.from[at] = from;
      // Few products make much of the work, and no two offices are alike.
      const popularity = 1 / (0.08 + dice(streams.product, product));
      const own = between(0.75, 1.3, dice(streams.pair, office, product));
      pairs.weight[at] = (weight / counts[rank]!) * popularity * own;
      reportPair(frame, pairs, at, dice);
    }
  });
  return pairs;
}

/** Each office that has any product has one of each area, as far as possible; the rest by weight. */
function countByOffice(frame: Frame, wanted: number): readonly number[] {
  const used = Math.min(
    frame.ranked.length,
    Math.max(frame.areas.length, Math.floor(wanted / frame.areas.length)),
  );
  const weights = frame.ranked.map((office, rank) => (rank < used ? frame.offices[office]!.weight : 0));
  // No office handles all products: the largest would otherwise run out of them.
  const most = Math.floor(frame.products.length * 0.4);
  return [...apportion(wanted - used, weights)].map((more, rank) =>
    rank < used ? Math.min(most, more + 1) : 0,
  );
}

/** Areas in turn, each as often as it has products. */
function rotateAreas(frame: Frame): () => number {
  const shares = frame.areas.map(
    (area) => frame.products.filter((product) => product.area === area).length / frame.products.length,
  );
  const owed = shares.map(() => 0);
  return () => {
    let next = 0;
    shares.forEach((share, area) => {
      owed[area]! += share;
      if (owed[area]! > owed[next]!) next = area;
    });
    owed[next]! -= 1;
    return next;
  };
}

/** Goes round the products of an area from a place of the office's own, so that none comes twice. */
function chooseProducts(frame: Frame, dice: Dice): (office: number, area: number) => number {
  const byArea = frame.areas.map((area) =>
    frame.products.flatMap((product, place) => (product.area === area ? [place] : [])),
  );
  const taken = new Map<number, number>();
  const family = (office: number) => {
    const merger = frame.successions.find(({ from, to }) => from === office && to.length === 1);
    return merger?.to[0]?.office ?? office;
  };
  return (office, area) => {
    const own = byArea[area]!;
    const key = family(office) * frame.areas.length + area;
    const turn = taken.get(key) ?? 0;
    taken.set(key, turn + 1);
    const start = Math.floor(dice(streams.start, key) * own.length);
    return own[(start + turn) % own.length]!;
  };
}

/** The office of origin until others take over; of several takers each pair goes to one, by their shares. */
function reportPair(frame: Frame, pairs: Pairs, at: number, dice: Dice): void {
  let office = pairs.origin[at]!;
  for (let month = 0; month < monthsInPlan; month++) {
    const succession = frame.successions.find((each) => each.month === month && each.from === office);
    if (succession !== undefined) {
      office = chooseTaker(succession.to, dice(streams.pair, at, 1));
    }
    pairs.reporter[at * monthsInPlan + month] = office;
  }
}

function chooseTaker(takers: Frame["successions"][number]["to"], chance: number): number {
  let reached = 0;
  for (const { office, share } of takers) {
    reached += share;
    if (chance < reached) return office;
  }
  return takers.at(-1)!.office;
}
