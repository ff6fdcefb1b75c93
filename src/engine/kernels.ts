/**
 * The arithmetic, one operation over a run of cells at a time: `n` cells are read from `a` and `b` and written to
 * `out`, all from their beginning. Each loop is a function of its own and small, so that the machine compiles it
 * well. Booleans are 1 and 0. NaN stands for "no value" and survives every operation, so that a division by zero
 * cannot hide behind a comparison; why there is no value is told by the states, apart.
 */
import {
  type Arithmetic,
  type Comparison,
  type ListFunction,
  raiseToPower,
  roundHalfUp,
} from "../formula/index.ts";

type Run = Float64Array;
type Unary = (a: Run, out: Run, n: number) => void;
type Binary = (a: Run, b: Run, out: Run, n: number) => void;
type Ternary = (a: Run, b: Run, d: Run, out: Run, n: number) => void;
export type BinaryOperator = Arithmetic | Comparison | "and" | "or" | "round";
export type UnaryOperator = "negate" | "not" | "abs" | "floor" | "ceiling" | "sqrt";

/** 0 of a finite number, NaN of any other. */
function vanish(value: number): number {
  return value - value;
}

/**
 * Comparisons give 1, 0, or NaN where either side has no value. Two finite numbers compare as their difference with
 * 0 does. `Number` of a truth needs no branch, which would be guessed wrong half of the time and cost thrice the rest.
 */
export const runBinary: Readonly<Record<BinaryOperator, Binary>> = {
  "+": (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = a[c]! + b[c]!;
  },
  "-": (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = a[c]! - b[c]!;
  },
  "*": (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = a[c]! * b[c]!;
  },
  // Division by zero (and by an overflow) has no value. A product with 1 keeps every bit, the
  // sign of zero too; a branch here would cost thrice the division.
  "/": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const divisor = b[c]!;
      const quotient = a[c]! / divisor;
      out[c] = quotient * (1 + vanish(quotient) + vanish(divisor));
    }
  },
  // Powers of what has no value have none, even the zeroth, and none has an exponent without value.
  "**": (a, b, out, n) => {
    for (let c = 0; c < n; c++)
      out[c] = vanish(a[c]!) + vanish(b[c]!) === 0 ? raiseToPower(a[c]!, b[c]!) : Number.NaN;
  },
  "=": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = Number(d === 0) + vanish(d);
    }
  },
  "!=": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = Number(d !== 0) + vanish(d);
    }
  },
  "<": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = Number(d < 0) + vanish(d);
    }
  },
  "<=": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = Number(d <= 0) + vanish(d);
    }
  },
  ">": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = Number(d > 0) + vanish(d);
    }
  },
  ">=": (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = Number(d >= 0) + vanish(d);
    }
  },
  and: (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = a[c]! * b[c]!;
  },
  or: (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = a[c]! + b[c]! - a[c]! * b[c]!;
  },
  // Half away from zero at `b` decimals.
  round: (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = roundHalfUp(a[c]!, b[c]!) * (1 + vanish(b[c]!));
  },
};

export const runUnary: Readonly<Record<UnaryOperator, Unary>> = {
  negate: (a, out, n) => {
    for (let c = 0; c < n; c++) out[c] = -a[c]!;
  },
  not: (a, out, n) => {
    for (let c = 0; c < n; c++) out[c] = 1 - a[c]!;
  },
  abs: (a, out, n) => {
    for (let c = 0; c < n; c++) out[c] = Math.abs(a[c]!);
  },
  floor: (a, out, n) => {
    for (let c = 0; c < n; c++) out[c] = Math.floor(a[c]!);
  },
  ceiling: (a, out, n) => {
    for (let c = 0; c < n; c++) out[c] = Math.ceil(a[c]!);
  },
  sqrt: (a, out, n) => {
    for (let c = 0; c < n; c++) out[c] = Math.sqrt(a[c]!);
  },
};

/** Two sums or differences in a row. */
export const runTwoSums: Readonly<Record<"+" | "-", Readonly<Record<"+" | "-", Ternary>>>> = {
  "+": {
    "+": (a, b, d, out, n) => {
      for (let c = 0; c < n; c++) out[c] = a[c]! + b[c]! + d[c]!;
    },
    "-": (a, b, d, out, n) => {
      for (let c = 0; c < n; c++) out[c] = a[c]! + b[c]! - d[c]!;
    },
  },
  "-": {
    "+": (a, b, d, out, n) => {
      for (let c = 0; c < n; c++) out[c] = a[c]! - b[c]! + d[c]!;
    },
    "-": (a, b, d, out, n) => {
      for (let c = 0; c < n; c++) out[c] = a[c]! - b[c]! - d[c]!;
    },
  },
};

/** A product with a constant. */
export function runTimes(factor: number, a: Run, out: Run, n: number): void {
  for (let c = 0; c < n; c++) out[c] = factor * a[c]!;
}

/** `a + factor × b`, rounded twice like the two operations that it is. */
export function runPlusTimes(a: Run, factor: number, b: Run, out: Run, n: number): void {
  for (let c = 0; c < n; c++) out[c] = a[c]! + factor * b[c]!;
}

/** Three weighted terms, rounded like the five operations that they are. */
export function runWeighted(
  a: Run,
  b: Run,
  d: Run,
  [first, second, third]: readonly [number, number, number],
  out: Run,
  n: number,
): void {
  for (let c = 0; c < n; c++) out[c] = first * a[c]! + second * b[c]! + third * d[c]!;
}

export function runRootOfSize(a: Run, out: Run, n: number): void {
  for (let c = 0; c < n; c++) out[c] = Math.sqrt(Math.abs(a[c]!));
}

/**
 * A share, times 100 if it is percent; a product with 1 keeps every bit. The divisor must never be infinite:
 * division by zero gives infinity, which is no value either.
 */
export function runShare(a: Run, b: Run, factor: number, out: Run, n: number): void {
  for (let c = 0; c < n; c++) out[c] = (a[c]! / b[c]!) * factor;
}

/** A change from `b` to `a` as a share of `d`, under the same conditions. */
export function runChange(a: Run, b: Run, d: Run, factor: number, out: Run, n: number): void {
  for (let c = 0; c < n; c++) out[c] = ((a[c]! - b[c]!) / d[c]!) * factor;
}

/** Of two runs laid in `pair`, the second `stride` cells after the first: the second where `a` is 1, the first where it is 0. */
export function runChoice(a: Run, pair: Run, stride: number, out: Run, n: number): void {
  for (let c = 0; c < n; c++) {
    const choice = a[c]!;
    out[c] = pair[c + stride * Number(choice === 1)]! * (1 + vanish(choice));
  }
}

export type Choice = (a: Run, b: Run, pair: Run, stride: number, out: Run, n: number) => void;

/** The same where the truth is that of a comparison of `a` with `b`. */
export const runChoiceIf: Partial<Readonly<Record<BinaryOperator, Choice>>> = {
  "=": (a, b, pair, stride, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = pair[c + stride * Number(d === 0)]! * (1 + vanish(d));
    }
  },
  "!=": (a, b, pair, stride, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = pair[c + stride * Number(d !== 0)]! * (1 + vanish(d));
    }
  },
  "<": (a, b, pair, stride, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = pair[c + stride * Number(d < 0)]! * (1 + vanish(d));
    }
  },
  "<=": (a, b, pair, stride, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = pair[c + stride * Number(d <= 0)]! * (1 + vanish(d));
    }
  },
  ">": (a, b, pair, stride, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = pair[c + stride * Number(d > 0)]! * (1 + vanish(d));
    }
  },
  ">=": (a, b, pair, stride, out, n) => {
    for (let c = 0; c < n; c++) {
      const d = a[c]! - b[c]!;
      out[c] = pair[c + stride * Number(d >= 0)]! * (1 + vanish(d));
    }
  },
};

type ListKernels = Readonly<Record<ListFunction, Binary>>;

const addTwo: Binary = (a, b, out, n) => {
  for (let c = 0; c < n; c++) out[c] = 0 + a[c]! + b[c]!;
};

/** Begins a list with its first two members; from zero, because a sum of nothing but −0 is 0. */
export const runFirstTwo: ListKernels = {
  sum: addTwo,
  mean: addTwo,
  count: (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = vanish(a[c]!) + vanish(b[c]!);
  },
  // One of the two times 1 and the other times 0: no branch to guess wrong, and every bit is kept, the sign of zero
  // too. The least is the opposite of the largest opposite.
  min: (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const isFirst = Number(a[c]! < b[c]!);
      out[c] = -(-a[c]! * isFirst - b[c]! * (1 - isFirst));
    }
  },
  max: (a, b, out, n) => {
    for (let c = 0; c < n; c++) {
      const isFirst = Number(a[c]! > b[c]!);
      out[c] = a[c]! * isFirst + b[c]! * (1 - isFirst);
    }
  },
};

/** Adds a member `b` to what a list has gathered in `a`; `count` only carries NaN along. */
export const runGather: ListKernels = {
  sum: runBinary["+"],
  mean: runBinary["+"],
  count: (a, b, out, n) => {
    for (let c = 0; c < n; c++) out[c] = a[c]! + vanish(b[c]!);
  },
  min: runFirstTwo.min,
  max: runFirstTwo.max,
};

/** Lists of three, the most frequent, in one loop. */
export const runThree: Partial<Readonly<Record<ListFunction, Ternary>>> = {
  mean: (a, b, d, out, n) => {
    for (let c = 0; c < n; c++) out[c] = (0 + a[c]! + b[c]! + d[c]!) / 3;
  },
  max: (a, b, d, out, n) => {
    for (let c = 0; c < n; c++) {
      const isFirst = Number(a[c]! > b[c]!);
      const larger = a[c]! * isFirst + b[c]! * (1 - isFirst);
      const isLarger = Number(larger > d[c]!);
      out[c] = larger * isLarger + d[c]! * (1 - isLarger);
    }
  },
};

/** Adds the last member of a mean. */
export function runLastOfMean(a: Run, b: Run, count: number, out: Run, n: number): void {
  for (let c = 0; c < n; c++) out[c] = (a[c]! + b[c]!) / count;
}
