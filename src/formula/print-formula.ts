/**
 * Tree to text, with no more parentheses than needed: `parseFormula` reads the same tree back. The
 * reading is for people: words of their language, numbers as `1.234,56`, references replaced by what they stand for.
 */
import { Bug } from "../model/index.ts";
import {
  type Formula,
  facetNames,
  type ListFunction,
  type Reference,
  type ScalarFunction,
  type Series,
} from "./formula.ts";
import type { Language } from "./language.ts";

/** How tightly each construct binds: an operand that binds less needs parentheses. */
const binding = {
  if: 0,
  or: 1,
  and: 2,
  comparison: 3,
  sum: 4,
  product: 5,
  power: 6,
  negate: 7,
  atom: 8,
} as const;

function getBinding(formula: Formula): number {
  switch (formula.type) {
    case "if":
      return binding.if;
    case "logic":
      return binding[formula.operator];
    case "comparison":
    case "between":
      return binding.comparison;
    case "arithmetic":
      if (formula.operator === "**") return binding.power;
      return formula.operator === "*" || formula.operator === "/" ? binding.product : binding.sum;
    case "negate":
      return binding.negate;
    default:
      return binding.atom;
  }
}

/** How the leaves and the words are written. */
interface Style {
  readonly number: (text: string) => string;
  readonly boolean: (value: boolean) => string;
  readonly leaf: (node: Reference | Series) => string;
  readonly sign: (operator: string) => string;
  readonly functionName: (name: ScalarFunction | ListFunction) => string;
  readonly separator: string;
  /** If, then, else. */
  readonly choice: readonly [string, string, string];
  /** Between, and. */
  readonly range: readonly [string, string];
}

const feel: Style = {
  number: (text) => text,
  boolean: (value) => String(value),
  leaf: (node) => (node.type === "reference" ? printReference(node) : printSeries(node)),
  sign: (operator) => operator,
  functionName: (name) => name,
  separator: ", ",
  choice: ["if", "then", "else"],
  range: ["between", "and"],
};

/** The formula in FEEL, on one line. */
export function printFormula(formula: Formula): string {
  return printNode(formula, feel);
}

export function printReference({ indicator, facet, members }: Reference): string {
  const conditions = Object.entries(members).map(
    ([dimension, member]) => `${dimension} = ${JSON.stringify(member)}`,
  );
  const filter = conditions.length === 0 ? "" : `[${conditions.join(" and ")}]`;
  return `${indicator}${facet === undefined ? "" : `.${facetNames[facet]}`}${filter}`;
}

function printSeries({ name, operand, grouping, weight }: Series): string {
  const rest = grouping === undefined ? "" : `, ${JSON.stringify(grouping)}`;
  return `${name}(${printReference(operand)}${rest}${weight === undefined ? "" : `, ${printReference(weight)}`})`;
}

const signs: Readonly<Record<string, string>> = {
  "*": "×",
  "-": "−",
  "**": "^",
  "!=": "≠",
  "<=": "≤",
  ">=": "≥",
};

/** What a reading says in words. */
interface ReadingWords extends Pick<Style, "choice" | "range"> {
  readonly true: string;
  readonly false: string;
  readonly and: string;
  readonly or: string;
  readonly functions: Readonly<Record<ScalarFunction | ListFunction, string>>;
}

const readingWords: Readonly<Record<Language, ReadingWords>> = {
  it: {
    true: "vero",
    false: "falso",
    and: "e",
    or: "o",
    choice: ["se", "allora", "altrimenti"],
    range: ["è compreso fra", "e"],
    functions: {
      abs: "valore assoluto",
      floor: "intero inferiore",
      ceiling: "intero superiore",
      sqrt: "radice quadrata",
      "round half up": "arrotondato",
      not: "non",
      sum: "somma",
      mean: "media",
      min: "minimo",
      max: "massimo",
      count: "quanti",
    },
  },
  en: {
    true: "true",
    false: "false",
    and: "and",
    or: "or",
    choice: ["if", "then", "else"],
    range: ["is between", "and"],
    functions: {
      abs: "absolute value",
      floor: "rounded down",
      ceiling: "rounded up",
      sqrt: "square root",
      "round half up": "rounded",
      not: "not",
      sum: "sum",
      mean: "mean",
      min: "least",
      max: "greatest",
      count: "how many",
    },
  },
};

/**
 * The formula as a person reads it, references and series replaced by what `show` gives:
 * `1.234,56 / 789 × 100`. What begins with a minus gets parentheses where it is an operand. `show` is asked in
 * the order of `listLeaves`.
 */
export function printReading(
  formula: Formula,
  show: (node: Reference | Series) => string,
  language: Language = "it",
): string {
  const words = readingWords[language];
  return printNode(formula, {
    number: italianNumber,
    boolean: (value) => words[`${value}`],
    leaf: show,
    sign: (operator) =>
      operator === "and" || operator === "or" ? words[operator] : (signs[operator] ?? operator),
    functionName: (name) => words.functions[name],
    separator: "; ",
    choice: words.choice,
    range: words.range,
  });
}

/** The names and calls that a formula is made of, in the order of its text. */
export function listLeaves(formula: Formula): readonly (Reference | Series)[] {
  const leaves: (Reference | Series)[] = [];
  printReading(formula, (leaf) => {
    leaves.push(leaf);
    return "";
  });
  return leaves;
}

/** `1234.5` as `1.234,5`; with an exponent as it is, but for the comma. */
function italianNumber(text: string): string {
  const [whole = "", decimals] = text.split(".");
  if (/e/i.test(text)) return text.replace(".", ",");
  const grouped = (whole === "" ? "0" : whole).replace(/\B(?=(\d{3})+$)/g, ".");
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}

function printNode(formula: Formula, style: Style): string {
  /** `least`: how tightly the operand must bind to stand here without parentheses. */
  const operand = (part: Formula, least: number): string => {
    const text = printNode(part, style);
    const isNegativeLeaf = (part.type === "reference" || part.type === "series") && /^[-−]/.test(text);
    return getBinding(part) < least || isNegativeLeaf ? `(${text})` : text;
  };
  switch (formula.type) {
    case "number":
      return style.number(formula.text);
    case "boolean":
      return style.boolean(formula.value);
    case "reference":
    case "series":
      return style.leaf(formula);
    case "negate":
      // A minus before a minus would read as a typing error, and FEEL reads `-a ** 2` its own way.
      return `${style.sign("-")}${operand(formula.operand, binding.atom)}`;
    case "arithmetic":
    case "logic": {
      const own = getBinding(formula);
      // Both lean to the left; what a power rests on is an atom, see `ambiguous-power`.
      const left = operand(formula.left, own === binding.power ? binding.atom : own);
      return `${left} ${style.sign(formula.operator)} ${operand(formula.right, own + 1)}`;
    }
    case "comparison":
      return `${operand(formula.left, binding.sum)} ${style.sign(formula.operator)} ${operand(formula.right, binding.sum)}`;
    case "between": {
      const [between, and] = style.range;
      const [value, low, high] = [formula.value, formula.low, formula.high].map((part) =>
        operand(part, binding.sum),
      );
      return `${value} ${between} ${low} ${and} ${high}`;
    }
    case "if": {
      const parts = [formula.condition, formula.then, formula.otherwise];
      return parts.map((part, index) => `${style.choice[index]} ${printNode(part, style)}`).join(" ");
    }
    case "scalar":
    case "list":
      return `${style.functionName(formula.name)}(${formula.operands.map((part) => printNode(part, style)).join(style.separator)})`;
    default:
      throw new Bug(`formula di tipo inatteso: ${JSON.stringify(formula)}`);
  }
}
