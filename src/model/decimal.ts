/**
 * Decimal numbers as written, never through a float: digits in, a scaled integer out, so that 0,1 and
 * 0,2 add up to 0,3 and every machine agrees.
 */
import { maxScaled } from "./limits.ts";

export interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  /** Without trailing zeros. */
  readonly fraction: string;
}

const yamlNumber = /^([-+]?)(\d+)(?:\.(\d*))?$|^([-+]?)\.(\d+)$/;
const italianNumber = /^([-+]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/;
/** Longer texts are no numbers of any administration. */
const longestNumber = 40;

/** `1234.56` in YAML, `1.234,56` or `1234,56` in a CSV; undefined when it is neither. */
export function findDecimal(text: string, notation: "yaml" | "italian"): Decimal | undefined {
  if (text.length > longestNumber) return undefined;
  const match = (notation === "yaml" ? yamlNumber : italianNumber).exec(text);
  if (match === null) return undefined;
  return {
    negative: (match[1] ?? match[4]) === "-",
    whole: (match[2] ?? "0").replaceAll(".", ""),
    fraction: (match[3] ?? match[5] ?? "").replace(/0+$/, ""),
  };
}

/** value × 10^decimals, exactly; a word when that cannot be. */
export function scaleDecimal(decimal: Decimal, decimals: number): number | "too-many-decimals" | "too-large" {
  if (decimal.fraction.length > decimals) return "too-many-decimals";
  const digits = BigInt(decimal.whole + decimal.fraction.padEnd(decimals, "0"));
  if (digits > BigInt(maxScaled)) return "too-large";
  const scaled = Number(digits);
  return decimal.negative && scaled !== 0 ? -scaled : scaled;
}

/** The nearest double, for targets, which are compared and never summed exactly. */
export function getNumber(decimal: Decimal): number {
  const magnitude = Number(`${decimal.whole}.${decimal.fraction || "0"}`);
  return decimal.negative && magnitude !== 0 ? -magnitude : magnitude;
}
