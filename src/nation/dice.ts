/**
 * Chance that is not chance: a number in [0, 1) that follows from the seed and from what it is asked about,
 * in whatever order one asks. Only whole-number arithmetic, so the same on any machine.
 */

/** `stream` keeps apart the uses of one dice; `a` and `b` say about what. */
export type Dice = (stream: number, a: number, b?: number) => number;

export function createDice(seed: number): Dice {
  const start = mix(seed | 0, 0x9e3779b9);
  return (stream, a, b = 0) => (mix(mix(mix(start, stream), a), b) >>> 0) / 4_294_967_296;
}

/** Two rounds of multiply and shift: neighbouring inputs end far apart. */
function mix(state: number, value: number): number {
  let mixed = Math.imul(state ^ value, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A number in [from, to). */
export function between(from: number, to: number, chance: number): number {
  return from + (to - from) * chance;
}

/** The streams in use, so that no two plans draw the same numbers. */
export const streams = {
  product: 1,
  pair: 2,
  stock: 3,
  rejected: 4,
  received: 5,
  season: 6,
  phase: 7,
  staff: 8,
  ledger: 9,
  quality: 10,
  appeals: 11,
  payments: 12,
  survey: 13,
  cases: 14,
  mistake: 15,
  delay: 16,
  start: 17,
} as const;
