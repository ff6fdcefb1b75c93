/** From the text of one YAML file to located values. YAML 1.2, core schema, no anchors or tags. */
import { isMap, isScalar, isSeq, type Node, parseDocument, type Range, Scalar, type YAMLMap } from "yaml";
import { createLocator, type Locator } from "./locate-text.ts";
import type { Located, LocatedEntry, LocatedScalar } from "./located.ts";
import type { Reporter } from "./report.ts";
import { scanYaml } from "./scan-yaml.ts";
import { getSyntaxReason } from "./yaml-reasons.ts";

interface Source {
  readonly text: string;
  readonly locate: Locator;
  readonly reporter: Reporter;
}

/** Where the words of a scalar begin: after the quote, or on the line after `|` and its first blanks. */
function findTextOffset(source: Source, start: number, type: string | null | undefined): number {
  if (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) return start + 1;
  if (type !== Scalar.BLOCK_LITERAL && type !== Scalar.BLOCK_FOLDED) return start;
  let offset = source.text.indexOf("\n", start) + 1;
  while (/\s/.test(source.text.charAt(offset))) offset += 1;
  return offset;
}

function makeScalar(source: Source, node: Scalar, range: Range | undefined | null): LocatedScalar {
  const start = range?.[0] ?? 0;
  const { value } = node;
  const isPlainValue = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return {
    type: "scalar",
    place: source.locate(start),
    textPlace: source.locate(findTextOffset(source, start, node.type)),
    text: typeof value === "string" ? value : (node.source ?? String(value)),
    value: isPlainValue ? value : null,
    notation: "yaml",
  };
}

function convertMap(source: Source, map: YAMLMap): Located {
  const entries = new Map<string, LocatedEntry>();
  for (const pair of map.items) {
    const key = pair.key as Node | null;
    const start = key?.range?.[0] ?? map.range?.[0] ?? 0;
    const keyPlace = source.locate(start);
    if (!isScalar(key) || key.value === null) {
      source.reporter.report("key-not-text", keyPlace, "", {});
      continue;
    }
    const name = makeScalar(source, key, key.range).text;
    const first = entries.get(name);
    if (first !== undefined) {
      source.reporter.report("duplicate-key", keyPlace, "", { key: name, line: first.keyPlace.line });
      continue;
    }
    const value = pair.value as Node | null;
    entries.set(name, { keyPlace, value: convertNode(source, value, key.range?.[1] ?? start) });
  }
  return { type: "map", place: source.locate(map.range?.[0] ?? 0), entries };
}

/** Depth is bounded by the scan, so recursion is safe. */
function convertNode(source: Source, node: Node | null, fallback: number): Located {
  if (isMap(node)) return convertMap(source, node);
  if (isSeq(node)) {
    const start = node.range?.[0] ?? fallback;
    const items = node.items.map((item) => convertNode(source, item as Node | null, start));
    return { type: "list", place: source.locate(start), items };
  }
  if (isScalar(node)) return makeScalar(source, node, node.range);
  const place = source.locate(fallback);
  return { type: "scalar", place, textPlace: place, text: "", value: null, notation: "yaml" };
}

/**
 * The root of the file, or undefined when it could not be read; then at least one problem says why.
 * Of several syntax errors only the first is reported: the others are mostly its consequences.
 */
export function readYaml(file: string, text: string, reporter: Reporter): Located | undefined {
  const locate = createLocator(file, text);
  if (!scanYaml(text, locate, reporter)) return undefined;
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  const errors = document.errors.toSorted((left, right) => left.pos[0] - right.pos[0]);
  if (errors[0] !== undefined) {
    const reason = getSyntaxReason(errors[0].code);
    reporter.report("yaml-syntax", locate(errors[0].pos[0]), "", { reason });
    return undefined;
  }
  if (document.contents === null) {
    return { type: "map", place: locate(0), entries: new Map() };
  }
  return convertNode({ text, locate, reporter }, document.contents, 0);
}
