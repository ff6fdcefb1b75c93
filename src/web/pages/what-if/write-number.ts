/** Numbers as this page writes and reads them: Italian style, a true minus, and back from what somebody types. */
import { formatNumber } from "../../../engine/index.ts";
import { writeMinus } from "../../../model/index.ts";

/** As short as it can be told with at most so many decimals. */
export function writeNumber(value: number, decimals: number): string {
  const text = formatNumber(value, decimals);
  return writeMinus(decimals === 0 ? text : text.replace(/,?0+$/, ""));
}

/** A difference with its sign. */
export function writeChange(value: number, decimals: number): string {
  const text = writeMinus(formatNumber(value, decimals));
  return value > 0 && !/^[0.,]+$/.test(text) ? `+${text}` : text;
}

/** What stands in a field at rest. */
export function writeField(value: number | undefined, decimals: number): string {
  return value === undefined ? "" : writeNumber(value, Math.min(decimals, 9));
}

/** Why what stands in a field is no number: of each a sentence says how to write it. */
export type NumberFault = "word" | "point" | "decimals" | "long";

const mostDigits = 15;

/** Italian, as in a delivery: points or spaces stand between thousands, a comma before decimals; nothing is guessed. */
export function readNumber(text: string, decimals: number): number | NumberFault {
  const plain = text.trim().replaceAll(/[\s']/g, ".").replace("−", "-").replace(/,$/, "");
  if (!/^-?\d[\d.]*(?:,\d+)?$/.test(plain)) return "word";
  // `0.150` has a group of three, and is nobody's one hundred and fifty.
  if (!/^-?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?$/.test(plain)) return "point";
  const [whole = "", fraction = ""] = plain.replaceAll(".", "").split(",");
  if (whole.replace("-", "").length > mostDigits) return "long";
  return fraction.replace(/0+$/, "").length > decimals ? "decimals" : Number(`${whole}.${fraction}`);
}
