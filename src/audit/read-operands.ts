/** Figures, unknowns, constants and expressions as relations name them. */
import {
  findNearestName,
  findValue,
  type Located,
  type LocatedMap,
  type LocatedScalar,
} from "../model/index.ts";
import type { Expression } from "./expression.ts";
import type { Operand } from "./operand.ts";
import {
  type ExpressionFault,
  maxExpressionDepth,
  maxExpressionLength,
  parseExpression,
} from "./parse-expression.ts";
import { findRational, type Rational } from "./rational.ts";
import { type Desk, matchFigures, requireScalar } from "./reading-desk.ts";

/** One relation being read. */
export interface RelationEntry {
  readonly map: LocatedMap;
  readonly subject: string;
}

/** What a text names; undefined when it is unknown (reported). */
export function readName(
  desk: Desk,
  scalar: LocatedScalar,
  subject: string,
  allowsUnknown: boolean,
): Operand | undefined {
  const value = findRational(scalar.text);
  if (value !== undefined) return { type: "constant", value, text: scalar.text };
  if (desk.figures.has(scalar.text)) return { type: "figure", id: scalar.text };
  if (desk.unknowns.has(scalar.text)) {
    if (allowsUnknown) return { type: "unknown", name: scalar.text };
    desk.audit.report("unknown-not-allowed", scalar.place, subject, { name: scalar.text });
    return undefined;
  }
  reportUnknownName(desk, scalar, scalar.text, subject);
  return undefined;
}

function reportUnknownName(desk: Desk, scalar: LocatedScalar, name: string, subject: string): void {
  desk.left.suggestions -= desk.figures.size;
  const known = desk.left.suggestions < 0 ? [] : [...desk.unknowns.keys(), ...desk.figures.keys()];
  desk.audit.report("unknown-figure", scalar.place, subject, { name, nearest: findNearestName(name, known) });
}

export function readOperand(
  desk: Desk,
  entry: RelationEntry,
  key: string,
  allowsUnknown: boolean,
): Operand | undefined {
  const scalar = requireScalar(desk, entry.map, key, entry.subject, "l'id di una cifra, o un numero");
  return scalar === undefined ? undefined : readName(desk, scalar, entry.subject, allowsUnknown);
}

/** The names of a list, wildcards expanded; undefined when one of them cannot be read (reported). */
export function readOperands(
  desk: Desk,
  entry: RelationEntry,
  key: string,
  allowsUnknown: boolean,
  isRequired = true,
): readonly Operand[] | undefined {
  const value = findValue(entry.map, key);
  if (value === undefined && !isRequired) return [];
  const items = readList(desk, entry, key);
  if (items === undefined) return undefined;
  const operands: Operand[] = [];
  let isComplete = true;
  for (const item of items) {
    const found = readListItem(desk, entry, key, item, allowsUnknown);
    if (found === undefined) isComplete = false;
    else operands.push(...found);
  }
  return isComplete ? operands : undefined;
}

/** The items of a list that is there and not empty. */
export function readList(desk: Desk, entry: RelationEntry, key: string): readonly Located[] | undefined {
  const value = findValue(entry.map, key);
  if (value?.type === "list" && value.items.length > 0) return value.items;
  if (value === undefined)
    desk.common.report("missing-key", entry.map.place, entry.subject, {
      key,
      expected: "una lista di cifre",
    });
  else if (value.type === "list") desk.common.report("empty-list", value.place, entry.subject, { key });
  else
    desk.common.report("wrong-type", value.place, entry.subject, {
      key,
      expected: "una lista",
      found: "un'altra cosa",
    });
  return undefined;
}

export function readListItem(
  desk: Desk,
  entry: RelationEntry,
  key: string,
  item: Located,
  allowsUnknown: boolean,
): readonly Operand[] | undefined {
  if (item.type !== "scalar" || item.value === null) {
    desk.common.report("wrong-type", item.place, entry.subject, {
      key,
      expected: "l'id di una cifra, o un numero",
      found: "un'altra cosa",
    });
    return undefined;
  }
  if (!item.text.includes("*")) {
    desk.left.operands--;
    const operand = readName(desk, item, entry.subject, allowsUnknown);
    return operand === undefined ? undefined : [operand];
  }
  const ids = matchFigures(desk, item.text) ?? [];
  if (ids.length === 0 && desk.left.matches >= 0) {
    desk.audit.report("wildcard-empty", item.place, entry.subject, { pattern: item.text });
    return undefined;
  }
  desk.left.operands -= ids.length;
  return ids.map((id) => ({ type: "figure", id }));
}

/** A number under a key, `fallback` when the key is not there; undefined when it is something else (reported). */
export function readNumber(
  desk: Desk,
  entry: RelationEntry,
  key: string,
  fallback: Rational,
): Rational | undefined {
  if (findValue(entry.map, key) === undefined) return fallback;
  const scalar = requireScalar(desk, entry.map, key, entry.subject, "un numero");
  const value = scalar === undefined ? undefined : findRational(scalar.text);
  if (scalar !== undefined && value === undefined) {
    desk.common.report("not-a-number", scalar.place, entry.subject, { found: scalar.text, notation: "yaml" });
  }
  return value;
}

export function readExpression(desk: Desk, entry: RelationEntry, key: string): Expression | undefined {
  const scalar = requireScalar(desk, entry.map, key, entry.subject, "un'espressione");
  if (scalar === undefined) return undefined;
  const unknown = new Set<string>();
  const reading = parseExpression(scalar.text, (name) => {
    if (desk.unknowns.has(name)) return { type: "unknown", name };
    if (!desk.figures.has(name)) unknown.add(name);
    return { type: "figure", id: name };
  });
  if ("fault" in reading) {
    const details = {
      reason: nameFault(reading.fault),
      rest: scalar.text.slice(reading.fault.at, reading.fault.at + 40),
    };
    desk.audit.report("bad-expression", scalar.place, entry.subject, details);
    return undefined;
  }
  desk.left.operands -= reading.names.length;
  for (const name of unknown) reportUnknownName(desk, scalar, name, entry.subject);
  return unknown.size > 0 ? undefined : reading.expression;
}

function nameFault(fault: ExpressionFault): string {
  switch (fault.what) {
    case "unexpected":
      return "c'è qualcosa che lì non può stare";
    case "unfinished":
      return "finisce a metà";
    case "too-deep":
      return `è annidata oltre i ${maxExpressionDepth} livelli che si leggono`;
    case "too-long":
      return `è più lunga dei ${maxExpressionLength} caratteri che si leggono`;
    case "number":
      return "un numero è troppo lungo";
  }
}
