/** A small generator of numbers that look random and are always the same: mulberry32. */
export interface Random {
  /** In `[0, 1)`. */
  readonly next: () => number;
  /** A whole number in `[from, until)`. */
  readonly pick: (from: number, until: number) => number;
}

export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, pick: (from, until) => from + Math.floor(next() * (until - from)) };
}
