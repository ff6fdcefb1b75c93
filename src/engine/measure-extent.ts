/** What is known of a measure before it is summed: found once, because a measure is never written again. */
import { grainLayout, type PeriodGrain, periodsInYear } from "../model/index.ts";
import { absenceMask } from "./column.ts";
import type { Measure } from "./figures.ts";

export interface Extent {
  /** Whether it has every cell of the grain, in order, and none beside, as deliveries have. */
  readonly isWhole: boolean;
  /** What every state says; undefined where they do not say the same. */
  readonly state: number | undefined;
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

function sizeUp({ scaled, states }: Measure): Pick<Extent, "state" | "largest"> {
  const first = states[0] ?? 0;
  let isSame = true;
  let largest = 0;
  for (let k = 0; k < scaled.length; k++) {
    if (states[k] !== first) isSame = false;
    if ((states[k]! & absenceMask) === 0) largest = Math.max(largest, Math.abs(scaled[k]!));
  }
  return { state: isSame ? first : undefined, largest };
}
