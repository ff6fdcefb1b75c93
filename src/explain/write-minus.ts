/** Numbers inside sentences, where they stand beside the minus signs of formulas. */

/** `-3,5` as `−3,5`: one sign for values and formulas. Any other text as it is. */
export function writeMinus(text: string): string {
  return text.replace(/^-(?=\d)/, "−");
}

/** After a sign, a negative number stands in parentheses: `(−3,5)`. */
export function writeOperand(text: string): string {
  const written = writeMinus(text);
  return written.startsWith("−") ? `(${written})` : written;
}
