/** What the parts of the parser share: the text read, the names known, and the problems found so far. */
import type { parser } from "@bpmn-io/lezer-feel";
import type { FormulaText, Problem } from "../model/index.ts";
import { formulaLimits, type Span } from "./formula.ts";
import type { KnownNames } from "./known-names.ts";
import { locateOffset } from "./locate-offset.ts";
import { type FormulaProblemCode, type formulaSentences, getFormulaProblem } from "./problems.ts";

/** A node of the grammar's tree. */
export type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

export interface FormulaReader {
  readonly names: KnownNames;
  readonly problems: readonly Problem[];
  /** The source of a node or span. */
  readonly getSource: (span: Span) => string;
  /** Reports a problem and gives undefined, the value of what could not be read. */
  readonly report: <Code extends FormulaProblemCode>(
    code: Code,
    span: Span,
    ...parameters: Parameters<(typeof formulaSentences)[Code]>
  ) => undefined;
  /** The work limit of problems is reached: the rest is not worth looking at. */
  readonly isFull: () => boolean;
}

export function createFormulaReader(text: FormulaText, names: KnownNames, subject: string): FormulaReader {
  const problems: Problem[] = [];
  const isFull = () => problems.length >= formulaLimits.problems;
  return {
    names,
    problems,
    getSource: ({ from, to }) => text.text.slice(from, to),
    report: (code, span, ...parameters) => {
      if (!isFull())
        problems.push(getFormulaProblem(code, locateOffset(text, span.from), subject, ...parameters));
      return undefined;
    },
    isFull,
  };
}

/** The children of a node, comments left out. */
export function getParts(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== "LineComment" && child.name !== "BlockComment") parts.push(child);
  return parts;
}
