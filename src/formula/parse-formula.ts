/**
 * Text to tree. The grammar is the FEEL library's; the dialect is ours: a construct that we do not
 * compute is a problem at its place. The limits hold before anything recurses, so no text can
 * overflow the stack.
 */
import { parser } from "@bpmn-io/lezer-feel";
import type { FormulaText, Outcome } from "../model/index.ts";
import { convertNode } from "./convert-node.ts";
import { explainSyntax } from "./explain-syntax.ts";
import { type Formula, formulaLimits } from "./formula.ts";
import { createFormulaReader, type FormulaReader, getParts, type SyntaxNode } from "./formula-reader.ts";
import type { KnownNames } from "./known-names.ts";

/**
 * The library's own tracker follows the values of contexts and costs quadratic time on hostile text.
 * Our names are single words, so the tokenizer needs to know none of them.
 */
const noContext = { tokens: [], contextCache: () => ({ keys: new Set(), prefixes: new Set() }) };
const expressionParser = parser.configure({
  top: "Expression",
  contextTracker: {
    start: noContext,
    shift: () => noContext,
    reduce: () => noContext,
    reuse: () => noContext,
    hash: () => 0,
    strict: false,
  },
});
type Tree = ReturnType<typeof expressionParser.parse>;

/**
 * Reads a formula. Undefined when it cannot be read whole; the problems say why, at most
 * `formulaLimits.problems` of them. `subject` names whom they concern: `indicatore giacenza`.
 */
export function parseFormula(
  text: FormulaText,
  names: KnownNames,
  subject = "",
): Outcome<Formula | undefined> {
  const reader = createFormulaReader(text, names, subject);
  const root = readSyntax(text.text, reader);
  const value = root === undefined ? undefined : convertNode(root, reader);
  return { value: reader.problems.length === 0 ? value : undefined, problems: reader.problems };
}

/** The one expression that a text holds, as the grammar's tree, within the work limits. */
export function readSyntax(text: string, reader: FormulaReader): SyntaxNode | undefined {
  const start = { from: 0, to: 0 };
  if (text.length > formulaLimits.characters)
    return reader.report("formula-too-long", start, text.length, formulaLimits.characters);
  if (text.trim() === "") return reader.report("formula-empty", start);
  const tree = expressionParser.parse(text);
  const { depth, nodes, error, deepest } = measureTree(tree);
  if (depth > formulaLimits.depth)
    return reader.report("formula-too-deep", { from: deepest, to: deepest }, formulaLimits.depth);
  if (error !== undefined) return reader.report("formula-syntax", error, ...explainSyntax(text, error));
  if (nodes > formulaLimits.nodes)
    return reader.report("formula-too-large", start, nodes, formulaLimits.nodes);
  const [root, ...rest] = getParts(tree.topNode);
  if (root === undefined) return reader.report("formula-empty", start);
  if (rest[0] !== undefined)
    return reader.report(
      "formula-syntax",
      rest[0],
      "dopo la fine della formula c'è altro",
      "Scrivi una formula sola.",
    );
  return root;
}

/** Words of the grammar that are no element of a formula and do not nest it. */
const transparent = new Set([
  "Expression",
  "PositionalParameters",
  "Identifier",
  "ArithOp",
  "CompareOp",
  "PathName",
]);

/** One walk with a cursor, without recursion: how deep, how large, and where the first error is. */
function measureTree(tree: Tree) {
  let depth = 0;
  let level = 0;
  let nodes = 0;
  let deepest = 0;
  let error: { from: number; to: number } | undefined;
  const counts = (name: string) => /^[A-Z]/.test(name) && !transparent.has(name) && !name.endsWith("Comment");
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) error ??= { from: node.from, to: node.to };
      if (!counts(node.name)) return;
      nodes++;
      level++;
      if (level > depth) {
        depth = level;
        if (depth === formulaLimits.depth + 1) deepest = node.from;
      }
    },
    leave: (node) => {
      if (counts(node.name)) level--;
    },
  });
  return { depth, nodes, error, deepest };
}
