/** `personale`, `ieep.obiettivo`, `personale[genere = "F"]`, in any order of facet and filters. */

import { type Facet, facetWords, findMeaning, findNearestName } from "../model/index.ts";
import { listFunctions, type Reference, type Span, scalarFunctions, seriesFunctions } from "./formula.ts";
import { type FormulaReader, getParts, type SyntaxNode } from "./formula-reader.ts";

const functionNames: readonly string[] = [...scalarFunctions, ...listFunctions, ...seriesFunctions];

export function convertReference(node: SyntaxNode, reader: FormulaReader): Reference | undefined {
  const paths: SyntaxNode[] = [];
  const filters: SyntaxNode[] = [];
  let root = node;
  while (root.name === "PathExpression" || root.name === "FilterExpression") {
    const parts = getParts(root);
    // Target, dot or bracket, then the name or the condition.
    (root.name === "PathExpression" ? paths : filters).unshift(parts[2]!);
    root = parts[0]!;
  }
  if (root.name !== "VariableName")
    return reader.report(
      "unsupported-construct",
      node,
      "un punto o un filtro dopo un'espressione",
      "Si scrivono solo dopo il nome di un indicatore.",
    );
  const indicator = readIndicator(root, reader);
  if (indicator === undefined) return undefined;
  const facet = readFacet(paths, reader);
  const members = readFilters(indicator, filters, reader);
  if (facet === false || members === undefined) return undefined;
  return { type: "reference", indicator, facet, members, from: node.from, to: node.to };
}

function readIndicator(node: SyntaxNode, reader: FormulaReader): string | undefined {
  const words = getParts(node);
  const name = reader.getSource(node);
  if (reader.names.indicators.has(name)) return name;
  if (functionNames.includes(name.replace(/\s+/g, " ")))
    return reader.report(
      "formula-syntax",
      node,
      `«${name}» è una funzione e qui non ha argomenti`,
      `Scrivi ${name}(…).`,
    );
  if (words.length > 1) {
    const [first, second] = words.map((word) => reader.getSource(word));
    const advice = functionNames.includes(first!)
      ? `La funzione si scrive con le parentesi: ${first}(${second}).`
      : "I nomi degli indicatori sono una parola sola: minuscole, cifre e _.";
    return reader.report("formula-syntax", words[1]!, `fra «${first}» e «${second}» manca un segno`, advice);
  }
  return reader.report(
    "unknown-name",
    node,
    name.slice(0, 100),
    findNearestName(name, reader.names.indicators.keys()),
  );
}

/** Undefined: the main facet. False: a problem. */
function readFacet(paths: readonly SyntaxNode[], reader: FormulaReader): Facet | undefined | false {
  const known = Object.keys(facetWords);
  if (paths.length === 0) return undefined;
  if (paths.length > 1) {
    reader.report("formula-syntax", paths[1]!, "un indicatore ha una faccia alla volta", "Togli la seconda.");
    return false;
  }
  const name = reader.getSource(paths[0]!);
  const facet = findMeaning(facetWords, name);
  if (facet !== undefined) return facet;
  reader.report("unknown-facet", paths[0]!, name.slice(0, 100), known, findNearestName(name, known));
  return false;
}

function readFilters(
  indicator: string,
  filters: readonly SyntaxNode[],
  reader: FormulaReader,
): Reference["members"] | undefined {
  const chosen = new Map<string, string>();
  for (const filter of filters) {
    const conditions = listConditions(filter);
    for (const condition of conditions) {
      const choice = readCondition(indicator, condition, reader);
      if (choice === undefined) return undefined;
      if (chosen.has(choice[0])) return reader.report("wrong-filter", condition, indicator);
      chosen.set(...choice);
    }
  }
  return Object.fromEntries(chosen);
}

/** `a and b and c` leans to the left. */
function listConditions(filter: SyntaxNode): SyntaxNode[] {
  const conditions: SyntaxNode[] = [];
  let rest = filter;
  while (rest.name === "Conjunction") {
    const parts = getParts(rest);
    conditions.unshift(parts[2]!);
    rest = parts[0]!;
  }
  return [rest, ...conditions];
}

function readCondition(
  indicator: string,
  node: SyntaxNode,
  reader: FormulaReader,
): readonly [dimension: string, member: string] | undefined {
  const [left, sign, right] = node.name === "Comparison" ? getParts(node) : [];
  const isChoice =
    left?.name === "VariableName" && reader.getSource(sign!) === "=" && right?.name === "StringLiteral";
  if (!isChoice) return reader.report("wrong-filter", node, indicator);
  const dimension = reader.getSource(left);
  const dimensions = reader.names.indicators.get(indicator) ?? [];
  if (!dimensions.includes(dimension))
    return reader.report(
      "unknown-dimension",
      left,
      dimension.slice(0, 100),
      indicator,
      dimensions,
      findNearestName(dimension, dimensions),
    );
  const member = readString(right, reader);
  const members = reader.names.members.get(dimension) ?? new Set();
  if (member === undefined || !members.has(member)) {
    const shown = member ?? reader.getSource(right);
    return reader.report(
      "unknown-member",
      right,
      shown.slice(0, 100),
      dimension,
      [...members],
      findNearestName(shown, members),
    );
  }
  return [dimension, member];
}

/** The text between the quotes; FEEL escapes it as JSON does. Undefined when an escape is not valid. */
export function readString(span: Span, reader: FormulaReader): string | undefined {
  try {
    const value: unknown = JSON.parse(reader.getSource(span).replace(/[\n\r\t]/g, " "));
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
