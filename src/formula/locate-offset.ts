/** Offsets into a formula's text become places in the author's file. */
import type { FormulaText, Place } from "../model/index.ts";

/**
 * The place of the character at `offset`. A formula of several lines is a YAML block, whose lines all
 * begin at the column where the text begins.
 */
export function locateOffset(text: FormulaText, offset: number): Place {
  let line = 0;
  let start = 0;
  for (let at = text.text.indexOf("\n"); at >= 0 && at < offset; at = text.text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { file: text.place.file, line: text.place.line + line, column: text.place.column + offset - start };
}
