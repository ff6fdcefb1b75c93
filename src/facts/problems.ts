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

const conditionSentences = {
  "condition-unusable": (d: { what: string }) =>
    `Nella condizione di una riga non si usa «${d.what}».\n` +
    'Si scrivono colonne, numeri, "testi", date("2023-01-31"), confronti (= != < <= > >=), and, or, not(…), + - * e giorni(da, a).',
  "condition-without-answer": () =>
    "La condizione non dice né sì né no: di una riga non si saprebbe se conta.\nConfronta ciò che hai scritto con qualcosa, per esempio `importo > 0`.",
  "condition-mixes": (d: { operator: string; left: Kind; right: Kind }) =>
    `«${d.operator}» non va fra ${kindNames[d.left]} e ${kindNames[d.right]}.\n${adviseOn(d.operator)}`,
  "unknown-fact-column": (d: { name: string; names: readonly string[]; nearest: string | undefined }) =>
    `La fonte non ha la colonna ${quote(d.name)}.${suggest(d.nearest)}\nHa: ${d.names.join(", ")}.`,
};
type ConditionSentences = typeof conditionSentences;
export type ConditionCode = keyof ConditionSentences;
export type ConditionDetails<Code extends ConditionCode> = Parameters<ConditionSentences[Code]>[0];

function adviseOn(operator: string): string {
  if (operator === "and" || operator === "or" || operator === "not")
    return `Con ${operator} si uniscono confronti, per esempio \`importo > 0\`.`;
  if (operator === "giorni") return "Fra parentesi stanno due colonne di giorni: giorni(aperta_il, giorno).";
  if (["+", "-", "*"].includes(operator))
    return "Si calcola solo fra numeri; i giorni da una data all'altra sono giorni(da, a).";
  return "Confronta cose dello stesso tipo; i testi e i sì o no solo con = e !=, due confronti si uniscono con and.";
}

/** A problem at an offset of the condition's text. */
export function conditionProblem<Code extends ConditionCode>(
  code: Code,
  details: ConditionDetails<Code>,
  text: FormulaText,
  offset: number,
  subject: string,
): Problem {
  const write = conditionSentences[code] as (details: ConditionDetails<Code>) => string;
  return { code, place: locateOffset(text, offset), subject, sentence: write(details) };
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
