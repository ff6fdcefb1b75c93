/** Shares out a whole number by weights, by the largest remainders: the parts are whole and add up to it. */
import { Bug } from "../model/index.ts";

export function apportion(total: number, weights: ArrayLike<number>): Float64Array {
  const size = weights.length;
  const parts = new Float64Array(size);
  let whole = 0;
  for (let at = 0; at < size; at++) whole += weights[at]!;
  if (total === 0) return parts;
  if (!(whole > 0)) throw new Bug(`${total} da ripartire fra pesi che sommano a ${whole}`);

  const remainders = new Float64Array(size);
  let given = 0;
  for (let at = 0; at < size; at++) {
    const quota = (total * weights[at]!) / whole;
    const part = Math.floor(quota);
    parts[at] = part;
    // What has no weight gets nothing, not even of what is left over.
    remainders[at] = weights[at]! > 0 ? quota - part : -1;
    given += part;
  }
  const left = total - given;
  if (left === 0) return parts;
  const order = Uint32Array.from(parts.keys()).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  const open = order.filter((at) => weights[at]! > 0);
  for (let turn = 0; turn < left; turn++) parts[open[turn % open.length]!]! += 1;
  return parts;
}

/** As `apportion`, but no part above its cap; what does not fit goes, one cap after the other, to the rest. */
export function apportionWithin(
  total: number,
  weights: ArrayLike<number>,
  caps: ArrayLike<number>,
): Float64Array {
  const parts = apportion(total, weights);
  let excess = 0;
  for (let at = 0; at < parts.length; at++) {
    const over = parts[at]! - caps[at]!;
    if (over <= 0) continue;
    parts[at] = caps[at]!;
    excess += over;
  }
  if (excess === 0) return parts;
  const room = parts.map((part, at) => (weights[at]! > 0 ? caps[at]! - part : 0));
  const free = room.reduce((sum, each) => sum + each, 0);
  if (free < excess) throw new Bug(`${total} non stanno nei limiti dati`);
  // Shares by room never exceed the room, because what is shared out is not more than all of it.
  const more = apportion(excess, room);
  return parts.map((part, at) => part + more[at]!);
}
