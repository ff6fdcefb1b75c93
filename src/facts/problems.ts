/** Everything that can be wrong in what a model says of facts: code → parameters → Italian sentence. */
import { locateOffset } from "../formula/index.ts";
import { type FormulaText, type Problem, quote, suggest } from "../model/index.ts";

type Kind = "text" | "number" | "day" | "truth";
const kindNames: Readonly<Record<Kind, string>> = {
  text: "un testo",
  number: "un numero",
  day: "un giorno",
  truth: "un sì o no",
};

export type ConditionProblem =
  | { readonly code: "condition-unusable"; readonly what: string }
  | { readonly code: "condition-without-answer" }
  | { readonly code: "condition-mixes"; readonly operator: string; readonly left: Kind; readonly right: Kind }
  | {
      readonly code: "unknown-fact-column";
      readonly name: string;
      readonly names: readonly string[];
      readonly nearest: string | undefined;
    };

function writeSentence(problem: ConditionProblem): string {
  switch (problem.code) {
    case "condition-unusable":
      return (
        `Nella condizione di una riga non si usa «${problem.what}».\n` +
        'Si scrivono colonne, numeri, "testi", date("2023-01-31"), confronti (= != < <= > >=), and, or, not(…), + - * e giorni(da, a).'
      );
    case "condition-without-answer":
      return "La condizione non dice né sì né no: di una riga non si saprebbe se conta.\nConfronta ciò che hai scritto con qualcosa, per esempio `importo > 0`.";
    case "condition-mixes":
      return `«${problem.operator}» non unisce ${kindNames[problem.left]} e ${kindNames[problem.right]}.\nConfronta cose dello stesso tipo; i testi e i sì o no solo con = e !=.`;
    case "unknown-fact-column":
      return `La fonte non ha la colonna ${quote(problem.name)}.${suggest(problem.nearest)}\nHa: ${problem.names.join(", ")}.`;
  }
}

/** A problem at an offset of the condition's text. */
export function conditionProblem(
  problem: ConditionProblem,
  text: FormulaText,
  offset: number,
  subject: string,
): Problem {
  return { code: problem.code, place: locateOffset(text, offset), subject, sentence: writeSentence(problem) };
}

/** A weighted measure whose indicator keeps fewer decimals than the product has. */
export function measureLosesDecimals(
  text: { readonly place: Problem["place"]; readonly id: string },
  needed: number,
  kept: number,
): Problem {
  return {
    code: "measure-loses-decimals",
    place: text.place,
    subject: `indicatore ${text.id}`,
    sentence:
      `La misura produce numeri con ${needed} decimali, ma l'indicatore ne tiene ${kept}: le somme non sarebbero più esatte.\n` +
      `Scrivi \`decimali: ${needed}\` nell'indicatore.`,
  };
}
