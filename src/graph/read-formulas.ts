/** The formulas of a model, each parsed and checked against what their indicators declare. */
import {
  checkFormula,
  type Formula,
  getKnownNames,
  getMeasures,
  parseFormula,
  type Reference,
} from "../formula/index.ts";
import type { FormulaText, Indicator, Model, Problem } from "../model/index.ts";

/** By the text they were read from; a formula with problems is reported and left out. */
export function readFormulas(model: Model, problems: Problem[]): ReadonlyMap<FormulaText, Formula> {
  const names = getKnownNames(model);
  const getMeasure = getMeasures(model);
  const formulas = new Map<FormulaText, Formula>();
  for (const indicator of model.indicators) {
    for (const text of listTexts(indicator)) {
      const subject = `indicatore ${indicator.id}`;
      const parsed = parseFormula(text, names, subject);
      problems.push(...parsed.problems);
      if (parsed.value === undefined || parsed.problems.length > 0) continue;
      const own = getMeasure(makeReference(indicator));
      const checked = checkFormula(
        parsed.value,
        text,
        { ...own, rollUp: indicator.rollUp },
        getMeasure,
        subject,
      );
      problems.push(...checked.problems);
      if (checked.problems.length === 0) formulas.set(text, parsed.value);
    }
  }
  return formulas;
}

function listTexts(indicator: Indicator): FormulaText[] {
  const { formula, formerFormulas, targetFormula } = indicator;
  const own = targetFormula === "same" ? undefined : targetFormula;
  const former = formerFormulas.map((each) => each.formula);
  return [formula, own, ...former].filter((text) => text !== undefined);
}

function makeReference({ id }: Indicator): Reference {
  return { type: "reference", indicator: id, facet: undefined, members: {}, from: 0, to: 0 };
}
