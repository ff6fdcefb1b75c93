/**
 * A first look at a YAML text, token by token and without recursion, before it is parsed: what the
 * format does not use (anchors, aliases, tags, directives) and what could overflow the stack or fill
 * the memory stops here, with one problem.
 */
import { CST, Lexer } from "yaml";
import { maxYamlDepth, maxYamlNodes } from "./limits.ts";
import type { Locator } from "./locate-text.ts";
import type { Reporter } from "./report.ts";
import { getSyntaxReason } from "./yaml-reasons.ts";

/** The columns at which the block collections around a token begin, innermost last. */
interface Nesting {
  readonly columns: number[];
  flow: number;
  column: number;
  lineIsBlank: boolean;
}

function isTooDeep(nesting: Nesting, type: CST.Token["type"] | null): boolean {
  if (type === "flow-map-start" || type === "flow-seq-start") nesting.flow += 1;
  else if (type === "flow-map-end" || type === "flow-seq-end") nesting.flow -= 1;
  if (nesting.flow === 0) {
    const isIndicator = type === "seq-item-ind" || type === "explicit-key-ind";
    if (nesting.lineIsBlank) {
      while ((nesting.columns.at(-1) ?? -1) >= nesting.column) nesting.columns.pop();
    }
    if (nesting.lineIsBlank || isIndicator) nesting.columns.push(nesting.column);
  }
  return nesting.flow + nesting.columns.length > maxYamlDepth;
}

/** What makes a key or a value: a scalar, an opened collection, or a sign with nothing before it. */
function countNodes(type: CST.Token["type"] | null, afterValue: boolean): number {
  if (type === "comma" || type === "map-value-ind") return afterValue ? 0 : 1;
  if (type === "scalar" || type === "single-quoted-scalar" || type === "double-quoted-scalar") return 1;
  if (type === "flow-map-start" || type === "flow-seq-start") return 1;
  return type === "seq-item-ind" || type === "explicit-key-ind" ? 1 : 0;
}

const ends: ReadonlySet<string | null> = new Set([
  ...["scalar", "single-quoted-scalar", "double-quoted-scalar", "flow-map-end", "flow-seq-end"],
]);

/** Blanks, line ends and comments included: a tidy file has about five to a node. */
const maxLexemes = 5 * maxYamlNodes;

interface ScanState {
  readonly nesting: Nesting;
  nodes: number;
  documentEnds: number;
  afterValue: boolean;
}

/** The first thing about a lexeme that the format refuses, if any. */
function findRefusal(
  state: ScanState,
  type: CST.Token["type"] | null,
): "alias" | "tag" | "directive" | "several" | undefined {
  if (type === "anchor" || type === "alias") return "alias";
  if (type === "tag") return "tag";
  if (type === "directive-line") return "directive";
  if (type !== "doc-start" && type !== "doc-end") return undefined;
  if (type === "doc-end") state.documentEnds += 1;
  const isAnother = type === "doc-start" ? state.nodes + state.documentEnds > 0 : state.documentEnds > 1;
  return isAnother ? "several" : undefined;
}

/** Moves past a lexeme; a problem's code when the text is too deep or too large. */
function advance(
  state: ScanState,
  lexeme: string,
  type: CST.Token["type"] | null,
): "yaml-too-deep" | "yaml-too-many-nodes" | undefined {
  const { nesting } = state;
  if (type === "newline") {
    nesting.column = 0;
    nesting.lineIsBlank = true;
    return undefined;
  }
  if (type !== "space" && type !== "comment") {
    state.nodes += countNodes(type, state.afterValue);
    state.afterValue = ends.has(type);
    if (isTooDeep(nesting, type)) return "yaml-too-deep";
    nesting.lineIsBlank = false;
  }
  const lastBreak = lexeme.lastIndexOf("\n");
  if (lastBreak === -1) nesting.column += lexeme.length;
  else {
    nesting.column = lexeme.length - lastBreak - 1;
    nesting.lineIsBlank = nesting.column === 0;
  }
  return state.nodes > maxYamlNodes ? "yaml-too-many-nodes" : undefined;
}

/** True when the text may be parsed; otherwise exactly one problem has been reported. */
export function scanYaml(text: string, locate: Locator, reporter: Reporter): boolean {
  const nesting: Nesting = { columns: [], flow: 0, column: 0, lineIsBlank: true };
  const state: ScanState = { nesting, nodes: 0, documentEnds: 0, afterValue: false };
  let offset = 0;
  let isText = false;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const mark = isText ? null : CST.tokenType(lexeme);
    // These three are marks of the lexer, not text; what follows the last is a scalar, whatever it looks like.
    if (mark === "doc-mode" || mark === "flow-error-end") continue;
    if (mark === "scalar") {
      isText = true;
      continue;
    }
    const type = isText ? "scalar" : mark;
    isText = false;
    const refusal = findRefusal(state, type);
    if (refusal !== undefined) {
      const place = locate(offset);
      if (refusal === "alias") reporter.report("yaml-alias", place, "", { text: lexeme });
      else if (refusal === "tag") reporter.report("yaml-tag", place, "", { text: lexeme });
      else if (refusal === "directive") reporter.report("yaml-directive", place, "", { text: lexeme });
      else reporter.report("yaml-several-documents", place, "", {});
      return false;
    }
    if (nesting.flow < 0) {
      reporter.report("yaml-syntax", locate(offset), "", { reason: getSyntaxReason("UNEXPECTED_TOKEN") });
      return false;
    }
    lexemes += 1;
    const excess = lexemes > maxLexemes ? "yaml-too-many-nodes" : advance(state, lexeme, type);
    if (excess !== undefined) {
      reporter.report(excess, locate(offset), "", {});
      return false;
    }
    offset += lexeme.length;
  }
  return true;
}
