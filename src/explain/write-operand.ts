/** Numbers inside sentences, where they stand beside the minus signs of formulas. */
import { writeMinus } from "../model/index.ts";

/** After a sign, a negative number stands in parentheses: `(−3,5)`. */
export function writeOperand(text: string): string {
  const written = writeMinus(text);
  return written.startsWith("−") ? `(${written})` : written;
}
