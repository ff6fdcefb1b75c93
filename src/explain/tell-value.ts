/** Values inside sentences: numbers are the same in every language, what is said in a word is not. */
import { type Figure, isYesOrNo } from "../engine/index.ts";
import { type Model, writeMinus } from "../model/index.ts";
import type { Explanation, WrittenValue } from "./explanation.ts";
import type { Words } from "./words/words.ts";

export function tellWritten(written: WrittenValue, words: Words): string {
  if (written === null) return words.absent;
  return typeof written === "string" ? writeMinus(written) : written ? words.yes : words.no;
}

/** A figure as it is displayed. */
export function tellFigure(figure: Figure, model: Model, words: Words): string {
  if (figure.absence !== null) return words.absence[figure.absence];
  const indicator = model.indicators.find(({ id }) => id === figure.id);
  if (indicator === undefined || !isYesOrNo(model, indicator, figure.facet)) return figure.display;
  return figure.value === 1 ? words.yes : words.no;
}

/** What the display takes from the value, or that nothing is lost; nothing where there is no value. */
export function tellRounding({ figure, rounding }: Explanation, words: Words): string {
  if (figure.absence !== null) return "";
  if (rounding === undefined) return words.rounding.none;
  return words.rounding.shown(`${rounding.precise}${rounding.goesOn ? "…" : ""}`, rounding.decimals);
}
