/** Figures as a page says them: with a true minus, and what is no number in the reader's tongue. */
import { writeMinus } from "../../model/index.ts";
import type { Figure } from "../client.ts";
import type { Words } from "../words/it.ts";
import { writeChange } from "./write-number.ts";

/** Figures that are yes or no come as one of these. */
const answers: ReadonlyMap<string, "yes" | "no"> = new Map([
  ["sì", "yes"],
  ["no", "no"],
]);

/** What is known of how a figure is written; where nothing is said of an absence there is none. */
type Displayed = Pick<Figure, "display"> & Partial<Pick<Figure, "absence">>;

/** The number alone, for where its unit stands elsewhere; a day, yes or no, or the word for the absence. */
export function writeValue({ display, absence = null }: Displayed, words: Words): string {
  if (absence !== null) return words.absence[absence];
  const answer = answers.get(display);
  return answer === undefined ? writeMinus(display) : words[answer];
}

/** The same with its unit, which an absence has none of. */
export function writeFigure(figure: Displayed & Pick<Figure, "unit">, words: Words): string {
  const value = writeValue(figure, words);
  return figure.absence == null ? `${value} ${figure.unit}`.trim() : value;
}

/** By how much a figure moved, with the decimals that it is shown with; undefined where one of both is absent. */
export function writeDifference(now: Figure, before: Figure): string | undefined {
  if (now.value === null || before.value === null) return undefined;
  const decimals = /,(\d+)/.exec(now.display)?.[1]?.length ?? 0;
  return writeChange(now.value - before.value, decimals);
}
