/**
 * A node of the grammar becomes a node of ours, or a problem. Recursion is bounded by
 * `formulaLimits.depth`, which `parseFormula` has checked.
 */

import { convertCall } from "./convert-call.ts";
import { convertReference } from "./convert-reference.ts";
import type { Arithmetic, Comparison, Formula } from "./formula.ts";
import { type FormulaReader, getParts, type SyntaxNode } from "./formula-reader.ts";
import { isWholeNumber, largestExponent } from "./scalar-arithmetic.ts";

type Converted = Formula | undefined;
const arithmetic: readonly string[] = ["+", "-", "*", "/", "**"] satisfies Arithmetic[];
const comparisons: readonly string[] = ["=", "!=", "<", "<=", ">", ">="] satisfies Comparison[];
const isArithmetic = (sign: string): sign is Arithmetic => arithmetic.includes(sign);
const isComparison = (sign: string): sign is Comparison => comparisons.includes(sign);

/** What FEEL has and we have not, with what to write instead. */
const unsupported: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  null: ["null", "Ciò che manca resta assente da solo: togli il confronto, e dichiara `quando_assente`."],
  StringLiteral: [
    "il testo fra virgolette",
    'Si scrive solo nei filtri, [genere = "F"], e nel raggruppamento di media_gruppo.',
  ],
  List: ["una lista fra parentesi quadre", "Scrivi gli argomenti uno per uno: sum(a, b, c)."],
  ForExpression: ["for", "Dichiara un indicatore con la dimensione su cui vuoi ripetere il calcolo."],
  QuantifiedExpression: [
    "some … o every …",
    "Conta con un indicatore che vale 1 o 0, e confronta il totale.",
  ],
  FunctionDefinition: ["la definizione di una funzione", "Dai un nome al calcolo: un indicatore."],
  Context: ["un contesto fra parentesi graffe", "Dai un nome a ogni parte: un indicatore ciascuna."],
  DateTimeLiteral: [
    "una data o una durata",
    "Dichiara la data come indicatore, con un'unità di grandezza `data`.",
  ],
  InstanceOfExpression: ["instance of", "Le unità di misura sono già controllate: togli la prova."],
  PositiveUnaryTest: [
    "un confronto senza il primo termine",
    "Fra due termini va un segno solo: = != < <= > >=.",
  ],
  SimplePositiveUnaryTest: [
    "un confronto senza il primo termine",
    "Fra due termini va un segno solo: = != < <= > >=.",
  ],
  "?": ["il punto interrogativo", "Scrivi il nome dell'indicatore."],
};

export function convertNode(node: SyntaxNode, reader: FormulaReader): Converted {
  if (reader.isFull()) return undefined;
  switch (node.name) {
    case "ParenthesizedExpression":
      return convertNode(getParts(node)[1]!, reader);
    case "NumericLiteral":
      return convertNumber(node, reader);
    case "BooleanLiteral":
      return { type: "boolean", value: reader.getSource(node) === "true", from: node.from, to: node.to };
    case "VariableName":
    case "PathExpression":
    case "FilterExpression":
      return convertReference(node, reader);
    case "FunctionInvocation":
      return convertCall(node, reader, convertNode);
    case "ArithmeticExpression":
      return convertArithmetic(node, reader);
    case "Comparison":
      return convertComparison(node, reader);
    case "Conjunction":
    case "Disjunction":
      return convertLogic(node, reader);
    case "IfExpression":
      return convertIf(node, reader);
    default: {
      const [what, advice] = unsupported[node.name] ?? [
        `il costrutto «${reader.getSource(node).slice(0, 40)}»`,
        "Vedi in docs/spec.md che cosa si può scrivere.",
      ];
      return reader.report("unsupported-construct", node, what, advice);
    }
  }
}

/** The grammar reads `-1` as one literal; for us it is always the opposite of 1. */
function convertNumber(node: SyntaxNode, reader: FormulaReader): Converted {
  const sign = node.firstChild;
  const source = reader.getSource(node);
  const text = sign === null ? source : source.slice(sign.to - node.from).trim();
  const span = { from: node.to - text.length, to: node.to };
  const value = Number(text);
  if (!Number.isFinite(value)) return reader.report("number-out-of-range", node, source);
  const number: Formula = { type: "number", value, text, ...span };
  return sign === null ? number : { type: "negate", operand: number, from: node.from, to: node.to };
}

function convertArithmetic(node: SyntaxNode, reader: FormulaReader): Converted {
  const { from, to } = node;
  const parts = getParts(node);
  if (parts.length === 2) {
    const operand = convertNode(parts[1]!, reader);
    if (reader.getSource(parts[0]!) !== "-")
      return reader.report("unsupported-construct", parts[0]!, "il + davanti a un termine", "Toglilo.");
    return operand && { type: "negate", operand, from, to };
  }
  const sign = reader.getSource(parts[1]!);
  if (!isArithmetic(sign))
    return reader.report(
      "unsupported-construct",
      parts[1]!,
      `il segno «${sign}»`,
      "La potenza si scrive **.",
    );
  if (sign === "**" && isUnclearBase(parts[0]!, reader))
    return reader.report("ambiguous-power", node, reader.getSource(parts[0]!).slice(0, 40));
  const left = convertNode(parts[0]!, reader);
  const right = convertNode(parts[2]!, reader);
  if (left === undefined || right === undefined) return undefined;
  if (sign === "**" && !isWholeNumber(right, largestExponent))
    return reader.report(
      "whole-number-expected",
      right,
      "L'esponente",
      largestExponent,
      "Per la radice quadrata usa sqrt(…).",
    );
  return { type: "arithmetic", operator: sign, left, right, from, to };
}

/** `-a ** 2` is (−a)² in FEEL and −(a²) elsewhere; `a ** b ** 2` goes left in FEEL and right elsewhere. */
function isUnclearBase(node: SyntaxNode, reader: FormulaReader): boolean {
  if (node.name === "NumericLiteral") return node.firstChild !== null;
  if (node.name !== "ArithmeticExpression") return false;
  const parts = getParts(node);
  return parts.length === 2 || reader.getSource(parts[1]!) === "**";
}

function convertComparison(node: SyntaxNode, reader: FormulaReader): Converted {
  const { from, to } = node;
  const parts = getParts(node);
  const chained = parts.find((part) => part.name === "Comparison");
  if (chained !== undefined) return reader.report("chained-comparison", node);
  const sign = reader.getSource(parts[1]!);
  if (sign === "in") return convertIn(node, parts, reader);
  const left = convertNode(parts[0]!, reader);
  const right = convertNode(parts[2]!, reader);
  if (sign === "between") {
    const high = convertNode(parts[4]!, reader);
    if (left === undefined || right === undefined || high === undefined) return undefined;
    return { type: "between", value: left, low: right, high, from, to };
  }
  if (!isComparison(sign))
    return reader.report("unsupported-construct", parts[1]!, `il segno «${sign}»`, "Usa = != < <= > >=.");
  if (left === undefined || right === undefined) return undefined;
  return { type: "comparison", operator: sign, left, right, from, to };
}

/** Of FEEL's `in` only the closed interval is ours: it is `between`. */
function convertIn(node: SyntaxNode, parts: readonly SyntaxNode[], reader: FormulaReader): Converted {
  const interval = parts[2]?.firstChild?.firstChild;
  const ends = interval?.name === "Interval" ? getParts(interval) : [];
  const closed =
    ends.length === 5 && reader.getSource(ends[0]!) === "[" && reader.getSource(ends[4]!) === "]";
  if (!closed)
    return reader.report(
      "unsupported-construct",
      parts[1]!,
      "`in` se non con un intervallo chiuso",
      "Scrivi `x in [a..b]`, oppure i confronti: `x >= a and x < b`.",
    );
  const value = convertNode(parts[0]!, reader);
  const low = convertNode(ends[1]!, reader);
  const high = convertNode(ends[3]!, reader);
  if (value === undefined || low === undefined || high === undefined) return undefined;
  return { type: "between", value, low, high, from: node.from, to: node.to };
}

function convertLogic(node: SyntaxNode, reader: FormulaReader): Converted {
  const parts = getParts(node);
  const left = convertNode(parts[0]!, reader);
  const right = convertNode(parts[2]!, reader);
  if (left === undefined || right === undefined) return undefined;
  const operator = node.name === "Conjunction" ? "and" : "or";
  return { type: "logic", operator, left, right, from: node.from, to: node.to };
}

function convertIf(node: SyntaxNode, reader: FormulaReader): Converted {
  const parts = getParts(node);
  const condition = convertNode(parts[1]!, reader);
  const then = convertNode(parts[3]!, reader);
  const otherwise = convertNode(parts[5]!, reader);
  if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
  return { type: "if", condition, then, otherwise, from: node.from, to: node.to };
}
