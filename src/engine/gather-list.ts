/** A list function over the members' runs. What does not apply is left out; if none applies, neither does the list (spec F22). */
import type { ListFunction } from "../formula/index.ts";
import { notApplicable } from "./column.ts";
import { runFirstTwo, runGather } from "./kernels.ts";
import { type Run, takeValues, type Vector } from "./scratch.ts";

/** Values go to `out` from `place`, states, if there is any, to `states`. */
export function gatherList(
  name: ListFunction,
  members: readonly Vector[],
  run: Run,
  out: Float64Array,
  place: number,
  states: Uint16Array,
): Vector {
  const { length } = run;
  let union = 0;
  for (const member of members) union |= member.union;
  if (members.length === 0 || (union & notApplicable) !== 0)
    return gatherUneven(name, members, run, out, place, states);

  // Every member applies in every cell of the block: cells need no counts of their own.
  gatherAll(name, members, out, place, length);
  const count = members.length;
  if (name === "mean") for (let c = 0; c < length; c++) out[place + c]! /= count;
  else if (name === "count")
    for (let c = 0; c < length; c++) out[place + c] = countIfPresent(out[place + c]!, count);
  if (union === 0) return { values: out, at: place, states: undefined, stateAt: 0, union };
  states.fill(0, 0, length);
  for (const member of members) {
    if (member.states === undefined) continue;
    for (let c = 0; c < length; c++) states[c]! |= member.states[member.stateAt + c]!;
  }
  return { values: out, at: place, states, stateAt: 0, union };
}

function gatherAll(
  name: ListFunction,
  members: readonly Vector[],
  out: Float64Array,
  place: number,
  length: number,
): void {
  const [first, second] = members;
  if (first === undefined || second === undefined) out.fill(neutralOfList[name], place, place + length);
  else runFirstTwo(name, first.values, first.at, second.values, second.at, out, place, length);
  for (let k = second === undefined ? 0 : 2; k < members.length; k++)
    runGather(name, members[k]!.values, members[k]!.at, out, place, length);
}

/** What changes nothing when it is added to a list. */
const neutralOfList: Readonly<Record<ListFunction, number>> = {
  sum: 0,
  mean: 0,
  count: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
};

/** Each cell counts the members that apply to it. */
function gatherUneven(
  name: ListFunction,
  members: readonly Vector[],
  run: Run,
  out: Float64Array,
  place: number,
  states: Uint16Array,
): Vector {
  const { length, scratch } = run;
  const counts = takeValues(scratch);
  const chosen = takeValues(scratch);
  counts.fill(0, 0, length);
  states.fill(0, 0, length);
  out.fill(neutralOfList[name], place, place + length);
  let union = notApplicable;
  for (const member of members) {
    union |= member.union;
    if (member.states === undefined) {
      for (let c = 0; c < length; c++) counts[c]! += 1;
      runGather(name, member.values, member.at, out, place, length);
    } else {
      choose(neutralOfList[name], member, member.states, chosen, counts, states, length);
      runGather(name, chosen, 0, out, place, length);
    }
  }
  for (let c = 0; c < length; c++) {
    const count = counts[c]!;
    if (count === 0 && members.length > 0) states[c] = notApplicable;
    if (name === "mean") out[place + c]! /= count;
    else if (name === "count") out[place + c] = countIfPresent(out[place + c]!, count);
    else if (count === 0) out[place + c] = Number.NaN;
  }
  return { values: out, at: place, states, stateAt: 0, union };
}

/** A member that does not apply in a cell gives what changes nothing there, and is not counted. */
function choose(
  neutral: number,
  { values, at, stateAt }: Vector,
  own: Uint16Array,
  chosen: Float64Array,
  counts: Float64Array,
  states: Uint16Array,
  length: number,
): void {
  for (let c = 0; c < length; c++) {
    const state = own[stateAt + c]!;
    if ((state & notApplicable) !== 0) {
      chosen[c] = neutral;
      continue;
    }
    chosen[c] = values[at + c]!;
    counts[c]! += 1;
    states[c]! |= state;
  }
}

/** What was gathered carries NaN where a member has no value. */
function countIfPresent(gathered: number, count: number): number {
  return gathered - gathered === 0 ? count : Number.NaN;
}
