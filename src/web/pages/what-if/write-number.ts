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

/** What stands in a field while somebody types: digits with a comma, without points. */
export function writeField(value: number | undefined, decimals: number): string {
  if (value === undefined) return "";
  return String(Number(value.toFixed(Math.min(decimals, 9)))).replace(".", ",");
}

/** Undefined where it is no number yet; at most so many decimals. */
export function readNumber(text: string, decimals: number): number | undefined {
  const plain = text.trim().replaceAll(/[\s']/g, "").replace("−", "-");
  // With a comma, points separate thousands; without, a point is a comma of another country.
  const written = plain.includes(",") ? plain.replaceAll(".", "").replace(",", ".") : plain;
  if (!/^-?\d{1,15}(?:\.\d*)?$/.test(written)) return undefined;
  return Number(Number(written).toFixed(decimals));
}
