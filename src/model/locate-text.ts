/** From an offset in a text to its line and column. */
import type { Place } from "./problem.ts";

export type Locator = (offset: number) => Place;

/** Lines end in `\n`; columns count UTF-16 units from 1. Binary search over the line starts. */
export function createLocator(file: string, text: string): Locator {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - starts[low]! + 1 };
  };
}
