/**
 * A first look at a YAML text, token by token and without recursion, before it is parsed: what the
 * format does not use (anchors, aliases, tags, directives) and what could overflow the stack or fill
 * the memory stops here, with one problem.
 */
import { CST, Lexer } from "yaml";
import { maxYamlDepth, maxYamlNodes } from "./limits.ts";
import type { Locator } from "./locate-text.ts";
import type { Reporter } from "./report.ts";

const coreTags = new Set(["!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq"]);

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

/** True when the text may be parsed; otherwise exactly one problem has been reported. */
export function scanYaml(text: string, locate: Locator, reporter: Reporter): boolean {
  const nesting: Nesting = { columns: [], flow: 0, column: 0, lineIsBlank: true };
  let offset = 0;
  let nodes = 0;
  let afterValue = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    // These three are marks of the lexer, not text.
    if (type === "doc-mode" || type === "flow-error-end" || type === "scalar") {
      if (type !== "scalar") continue;
      nodes += 1;
      afterValue = true;
      continue;
    }
    const place = () => locate(offset);
    if (type === "anchor" || type === "alias") {
      reporter.report("yaml-alias", place(), "", { text: lexeme });
      return false;
    }
    if (type === "tag" && !coreTags.has(lexeme)) {
      reporter.report("yaml-tag", place(), "", { text: lexeme });
      return false;
    }
    if (type === "directive-line") {
      reporter.report("yaml-directive", place(), "", { text: lexeme });
      return false;
    }
    if (type === "doc-start" && nodes > 0) {
      reporter.report("yaml-several-documents", place(), "", {});
      return false;
    }
    if (type === "newline") {
      nesting.column = 0;
      nesting.lineIsBlank = true;
    } else {
      if (type !== "space" && type !== "comment") {
        // The text of a plain scalar was counted by the mark before it.
        nodes += lexeme === "" ? 0 : countNodes(type, afterValue);
        afterValue = ends.has(type) || (type === null && afterValue);
        if (isTooDeep(nesting, type)) {
          reporter.report("yaml-too-deep", place(), "", {});
          return false;
        }
        nesting.lineIsBlank = false;
      }
      const lastBreak = lexeme.lastIndexOf("\n");
      if (lastBreak === -1) nesting.column += lexeme.length;
      else {
        nesting.column = lexeme.length - lastBreak - 1;
        nesting.lineIsBlank = nesting.column === 0;
      }
    }
    if (nodes > maxYamlNodes) {
      reporter.report("yaml-too-many-nodes", place(), "", {});
      return false;
    }
    offset += lexeme.length;
  }
  return true;
}
