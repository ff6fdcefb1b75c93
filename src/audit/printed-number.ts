/**
 * What a print says: its digits, its decimals and whether it is only a bound; and back from an exact
 * number to the style `1.234,56`. Words (`quattro dei cinque`) are numbers too.
 */
import { fromScaled, type Rational, roundToScaled } from "./rational.ts";

export const bounds = ["less-than", "at-most", "more-than", "at-least"] as const;
export type PrintedBound = (typeof bounds)[number];

export interface PrintedNumber {
  /** value · 10^decimals. */
  readonly scaled: bigint;
  /** Decimals printed. */
  readonly decimals: number;
  readonly bound: PrintedBound | undefined;
}

/** Longest print read as a number; nothing real comes near it. */
const maxLength = 60;

const boundMarks: readonly (readonly [RegExp, PrintedBound])[] = [
  [/^(?:<=|≤|al massimo|non più di|fino a)\s*/i, "at-most"],
  [/^(?:>=|≥|almeno|non meno di)\s*/i, "at-least"],
  [/^(?:<|meno di|inferiore a|sotto)\s*/i, "less-than"],
  [/^(?:>|oltre|più di|superiore a)\s*/i, "more-than"],
];

/** Reads a print such as `1.761.420.073`, `- 3,59`, `<70`, `oltre 4.000`, `quattro`; undefined if it is not a number. */
export function findPrintedNumber(text: string): PrintedNumber | undefined {
  let rest = text.trim();
  if (rest.length > maxLength) return undefined;
  let bound: PrintedBound | undefined;
  for (const [mark, kind] of boundMarks) {
    const match = mark.exec(rest);
    if (match === null) continue;
    bound = kind;
    rest = rest.slice(match[0].length);
    break;
  }
  const word = numberWords.get(rest.toLowerCase());
  if (word !== undefined) return { scaled: BigInt(word), decimals: 0, bound };
  const signed = /^([+\-−–]?)\s*(.*)$/.exec(rest);
  const digits = findDigits(signed?.[2] ?? "");
  if (digits === undefined) return undefined;
  const isNegative = signed?.[1] !== "" && signed?.[1] !== "+";
  return { scaled: isNegative ? -digits.scaled : digits.scaled, decimals: digits.decimals, bound };
}

/** Digits without sign. A dot every three digits groups; a single dot before any other number of digits is decimal. */
function findDigits(text: string): { scaled: bigint; decimals: number } | undefined {
  const grouped = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(text);
  const dotted = grouped === null ? /^(\d+)\.(\d{1,2}|\d{4,})$/.exec(text) : null;
  const match = grouped ?? dotted;
  if (match === null) return undefined;
  const fraction = match[2] ?? "";
  return { scaled: BigInt((match[1] ?? "").replaceAll(".", "") + fraction), decimals: fraction.length };
}

export function isAbsencePrint(text: string): boolean {
  return /^[-−–—]$/.test(text.trim());
}

export function getPrintedValue(number: PrintedNumber): Rational {
  return fromScaled(number.scaled, number.decimals);
}

/** Rounds half away from zero and writes `1.234,56`. */
export function displayRational(value: Rational, decimals: number): string {
  return displayScaled(roundToScaled(value, decimals), decimals);
}

export function displayScaled(scaled: bigint, decimals: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ".");
  const sign = scaled < 0n ? "-" : "";
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole},${digits.slice(digits.length - decimals)}`;
}

/** With as many decimals as the number really has; beyond `most` it is cut, not rounded, and an ellipsis says so. */
export function displayExactly(value: Rational, most = 6): string {
  for (let decimals = 0; decimals <= most; decimals++) {
    if ((value.n * 10n ** BigInt(decimals)) % value.d === 0n) return displayRational(value, decimals);
  }
  const cut = (value.n * 10n ** BigInt(most)) / value.d;
  const sign = value.n < 0n && cut === 0n ? "-" : "";
  return `${sign}${displayScaled(cut, most)}…`;
}

/** The same print with another number in it: keeps the bound's mark, the plus sign and the blanks. */
export function reprint(original: string, scaled: bigint, decimals: number): string {
  const digits = displayScaled(scaled < 0n ? -scaled : scaled, decimals);
  const plain = /\d{4}/.test(original.split(",")[0] ?? "") ? digits.replaceAll(".", "") : digits;
  const mark = /^\s*(?:[<>≤≥]=?|[a-zà-ù ]+(?=\d))\s*/i.exec(original)?.[0] ?? "";
  const sign = scaled < 0n ? "-" : original.slice(mark.length).trimStart().startsWith("+") ? "+" : "";
  return `${mark}${sign}${plain}`;
}

const units = [
  "zero",
  "uno",
  "due",
  "tre",
  "quattro",
  "cinque",
  "sei",
  "sette",
  "otto",
  "nove",
  "dieci",
  "undici",
  "dodici",
  "tredici",
  "quattordici",
  "quindici",
  "sedici",
  "diciassette",
  "diciotto",
  "diciannove",
];
const tens = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];

const numberWords: ReadonlyMap<string, number> = new Map(listNumberWords());

function* listNumberWords(): Iterable<[string, number]> {
  yield ["un", 1];
  yield ["una", 1];
  yield ["nessuno", 0];
  yield ["nessuna", 0];
  yield ["cento", 100];
  for (const [value, word] of units.entries()) yield [word, value];
  for (const [index, ten] of tens.entries()) {
    const base = 20 + index * 10;
    yield [ten, base];
    for (let unit = 1; unit <= 9; unit++) {
      const stem = unit === 1 || unit === 8 ? ten.slice(0, -1) : ten;
      yield [stem + (unit === 3 ? "tré" : (units[unit] ?? "")), base + unit];
    }
    yield [`${ten}tre`, base + 3];
  }
}
