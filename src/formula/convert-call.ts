/** Function calls: the name must be ours, and the arguments as many and such as it wants. */
import { findNearestName } from "../model/index.ts";
import { convertReference, readString } from "./convert-reference.ts";
import {
  type Formula,
  isGroupFunction,
  listFunctions,
  type Reference,
  scalarFunctions,
  seriesFunctions,
} from "./formula.ts";
import { type FormulaReader, getParts, type SyntaxNode } from "./formula-reader.ts";
import { isWholeNumber, largestScale } from "./scalar-arithmetic.ts";

type Convert = (node: SyntaxNode, reader: FormulaReader) => Formula | undefined;
const functionNames: readonly string[] = [...scalarFunctions, ...listFunctions, ...seriesFunctions];

export function convertCall(node: SyntaxNode, reader: FormulaReader, convert: Convert): Formula | undefined {
  const [callee, , parameters] = getParts(node);
  if (callee?.name !== "VariableName")
    return reader.report(
      "unsupported-construct",
      node,
      "una chiamata su un'espressione",
      "Davanti alla parentesi va il nome di una funzione; se è una moltiplicazione scrivi *.",
    );
  if (parameters?.name !== "PositionalParameters")
    return reader.report(
      "unsupported-construct",
      node,
      "il nome degli argomenti",
      "Scrivi gli argomenti in ordine, senza nome.",
    );
  const name = reader.getSource(callee).replace(/\s+/g, " ");
  const nodes = getParts(parameters);
  const scalar = scalarFunctions.find((known) => known === name);
  if (scalar !== undefined) return convertScalar(scalar, node, nodes, reader, convert);
  const list = listFunctions.find((known) => known === name);
  if (list !== undefined) return convertList(list, node, nodes, reader, convert);
  const series = seriesFunctions.find((known) => known === name);
  if (series !== undefined) return convertSeries(series, node, nodes, reader);
  const suggestion = findNearestName(name, functionNames);
  return reader.report("unknown-function", callee, name.slice(0, 100), functionNames, suggestion);
}

/** The converted arguments, or undefined when one of them is wrong; all are looked at. */
function convertAll(
  nodes: readonly SyntaxNode[],
  reader: FormulaReader,
  convert: Convert,
): Formula[] | undefined {
  const operands = nodes.map((node) => convert(node, reader));
  return operands.includes(undefined) ? undefined : operands.filter((operand) => operand !== undefined);
}

function convertScalar(
  name: (typeof scalarFunctions)[number],
  node: SyntaxNode,
  nodes: readonly SyntaxNode[],
  reader: FormulaReader,
  convert: Convert,
): Formula | undefined {
  const rounds = name === "round half up";
  if (nodes.length !== (rounds ? 2 : 1)) {
    const expected = rounds ? "due argomenti, il numero e quanti decimali" : "un argomento";
    return reader.report("wrong-argument-count", node, name, expected, nodes.length);
  }
  const operands = convertAll(nodes, reader, convert);
  if (operands === undefined) return undefined;
  if (rounds && !isWholeNumber(operands[1]!, largestScale))
    return reader.report(
      "whole-number-expected",
      operands[1]!,
      "Il numero di decimali",
      largestScale,
      "Scrivi quanti decimali tieni.",
    );
  return { type: "scalar", name, operands, from: node.from, to: node.to };
}

function convertList(
  name: (typeof listFunctions)[number],
  node: SyntaxNode,
  nodes: readonly SyntaxNode[],
  reader: FormulaReader,
  convert: Convert,
): Formula | undefined {
  if (nodes.length === 0) return reader.report("wrong-argument-count", node, name, "almeno un argomento", 0);
  const operands = convertAll(nodes, reader, convert);
  return operands && { type: "list", name, operands, from: node.from, to: node.to };
}

function convertSeries(
  name: (typeof seriesFunctions)[number],
  node: SyntaxNode,
  nodes: readonly SyntaxNode[],
  reader: FormulaReader,
): Formula | undefined {
  const { from, to } = node;
  const isGroup = isGroupFunction(name);
  if (nodes.length !== (isGroup ? 3 : 1)) {
    const expected = isGroup
      ? "tre argomenti: indicatore, raggruppamento fra virgolette, peso"
      : "un argomento";
    return reader.report("wrong-argument-count", node, name, expected, nodes.length);
  }
  const operand = convertIndicator(name, "come primo argomento un indicatore", nodes[0]!, reader);
  if (!isGroup)
    return operand && { type: "series", name, operand, grouping: undefined, weight: undefined, from, to };
  const grouping = nodes[1]!.name === "StringLiteral" ? readString(nodes[1]!, reader) : undefined;
  if (grouping === undefined)
    reader.report(
      "wrong-argument",
      nodes[1]!,
      name,
      "come secondo argomento un raggruppamento",
      'Scrivine il nome fra virgolette: "cluster".',
    );
  const weight = convertIndicator(name, "come peso un indicatore", nodes[2]!, reader);
  if (operand === undefined || grouping === undefined || weight === undefined) return undefined;
  return { type: "series", name, operand, grouping, weight, from, to };
}

function convertIndicator(
  name: string,
  which: string,
  node: SyntaxNode,
  reader: FormulaReader,
): Reference | undefined {
  const isName = ["VariableName", "PathExpression", "FilterExpression"].includes(node.name);
  if (!isName)
    return reader.report(
      "wrong-argument",
      node,
      name,
      which,
      "Se è un calcolo, dagli un nome come indicatore e usa quello.",
    );
  return convertReference(node, reader);
}
