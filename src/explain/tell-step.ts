/** Steps over groups and editions: with whom one is compared, and by which formulas. */
import { type Model, writeDay, writeMinus } from "../model/index.ts";
import type { EditionStep, Explanation, GroupMeanStep } from "./explanation.ts";
import type { Words } from "./words/words.ts";

/** More offices than these are counted: the parts name them all. */
const toldOffices = 12;

export function tellGroupMean(
  step: GroupMeanStep,
  { figure }: Explanation,
  { group: words, cite }: Words,
): string[] {
  const { group, year, offices } = step;
  const title = cite(step.groupingTitle);
  const isPast = step.name === "media_gruppo_anno_precedente";
  if (group === undefined) return [words.none(figure.orgUnit, title)];
  const name = words.name(group, title);
  if (year === null) return [words.noYear(name)];
  const told = words.mean(name, year);
  if (offices.length === 0) return [told, words.nobody(year)];
  if (isPast && offices.length === 1 && offices[0] === figure.orgUnit)
    return [told, words.alone(year, figure.orgUnit)];
  const more = offices.length > toldOffices ? words.more(offices.length - toldOffices) : "";
  return [told, `${words.offices(offices.length, offices.slice(0, toldOffices).join(", "))}${more}`];
}

/** A formula that compares editions says so at once: their explanation may stand far below. */
export function tellTwoMethods({ parts }: Explanation, words: Words): string[] {
  return parts.flatMap(({ explanation: { operation, figure } }) =>
    operation.type === "edition" && operation.changed.length > 0
      ? [`${nameMethods(operation, words)}${tellEffect(operation, figure.unit, words)}`]
      : [],
  );
}

function nameMethods({ methodOn }: EditionStep, { edition }: Words): string {
  return edition.methods(writeDay(methodOn.then), writeDay(methodOn.now));
}

function tellEffect({ byThisMethod, effect }: EditionStep, symbol: string, { edition, cite }: Words): string {
  if (byThisMethod === null || effect === null) return "";
  const unit = symbol === "" ? "" : ` ${cite(symbol)}`;
  return edition.effect(`${writeMinus(byThisMethod.display)}${unit}`, writeMinus(effect.display));
}

export function tellEdition(
  step: EditionStep,
  { figure }: Explanation,
  model: Model,
  words: Words,
): string[] {
  const { edition, cite } = words;
  if (step.changed.length === 0) return [edition.is, edition.unchanged];
  const formulas = step.changed.map(({ title, act }) => {
    const former = model.acts.find(({ id }) => id === act)?.title ?? act;
    return edition.formula(cite(title), former && cite(former));
  });
  const changed = edition.changed(formulas.join(", "));
  return [edition.is, `${nameMethods(step, words)}${changed}${tellEffect(step, figure.unit, words)}`];
}
