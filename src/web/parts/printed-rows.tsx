/** Of a table of which the screen draws only what is seen: the rows that paper has, and how many it has not. */
import { useWords } from "../words/language.tsx";

/** Some ten sheets: more is no reading, and a file serves better. */
export const mostPrintedRows = 300;

/** The rows as a drawing of what is seen gives them, from the first. */
export function listPrintedRows(
  count: number,
  height: number,
): readonly { readonly index: number; readonly start: number; readonly end: number }[] {
  return Array.from({ length: Math.min(count, mostPrintedRows) }, (_, index) => ({
    index,
    start: index * height,
    end: (index + 1) * height,
  }));
}

export function PrintedRows({ count }: { readonly count: number }) {
  const words = useWords();
  if (count <= mostPrintedRows) return null;
  return <p className="pm-print-only">{words.printedRows(mostPrintedRows, count)}</p>;
}
