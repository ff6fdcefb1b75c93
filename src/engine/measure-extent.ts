/** What is known of a measure before it is summed: found once, because a measure is never written again. */
import { grainLayout, type PeriodGrain, periodsInYear } from "../model/index.ts";
import { absenceMask, notApplicable } from "./column.ts";
import type { Measure } from "./figures.ts";

export interface Extent {
  /** Whether it has every cell of the grain, in order, and none beside, as deliveries have. */
  readonly isWhole: boolean;
  /** What every state says, besides that some do not apply; undefined where they do not say the same. */
  readonly mark: number | undefined;
  /** Whether some of it does not apply. */
  readonly hasGaps: boolean;
  /** The largest size of its values; infinite or NaN if one is not finite. */
  readonly largest: number;
}

interface Known extends Extent {
  readonly grain: Uint8Array;
  readonly finest: PeriodGrain;
}

const known = new WeakMap<Measure, Known>();

/** The extent of a measure among the offices of which `grain` says 1, in the periods of the finest length. */
export function findExtent(measure: Measure, grain: Uint8Array, finest: PeriodGrain): Extent {
  const before = known.get(measure);
  if (before?.grain === grain && before.finest === finest) return before;
  const extent: Known = { grain, finest, isWhole: hasWholeGrain(measure, grain, finest), ...sizeUp(measure) };
  known.set(measure, extent);
  return extent;
}

function hasWholeGrain({ cells }: Measure, grain: Uint8Array, finest: PeriodGrain): boolean {
  const { first, count } = grainLayout[finest];
  let at = 0;
  for (let unit = 0; unit < grain.length; unit++) {
    if (grain[unit] !== 1) continue;
    for (let k = 0; k < count; k++) if (cells[at + k] !== unit * periodsInYear + first + k) return false;
    at += count;
  }
  return at === cells.length;
}

function sizeUp({ scaled, states }: Measure): Pick<Extent, "mark" | "hasGaps" | "largest"> {
  let some = 0;
  let all = 0xffff;
  let hasGaps = false;
  let largest = 0;
  for (let k = 0; k < scaled.length; k++) {
    const state = states[k]!;
    if (state === notApplicable) {
      hasGaps = true;
      continue;
    }
    some |= state;
    all &= state;
    if ((state & absenceMask) === 0) largest = Math.max(largest, Math.abs(scaled[k]!));
  }
  const isSame = some === 0 || (some === all && (some & absenceMask) === 0);
  return { mark: isSame ? some : undefined, hasGaps, largest };
}
