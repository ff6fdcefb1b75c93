/** Restatements, and the claims of prose: counts, orders, extremes, limits. */
import { directionWords, findScalar, findValue, getPlace, type LocatedMap } from "../model/index.ts";
import type { Operand } from "./operand.ts";
import type { Direction, Relation, RelationHead, Test } from "./published.ts";
import { one } from "./rational.ts";
import {
  type RelationEntry,
  readList,
  readListItem,
  readName,
  readOperand,
  readOperands,
} from "./read-operands.ts";
import { type Desk, readChoice, reportUnknownKeys } from "./reading-desk.ts";

const testWords = {
  almeno: "at-least",
  piu_di: "more-than",
  al_massimo: "at-most",
  meno_di: "less-than",
  uguale_a: "equal",
} as const satisfies Record<string, Test>;

export const yesNoWords = { true: true, si: true, sì: true, false: false, no: false } as const;

export function readRestatement(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const operands = readOperands(desk, entry, "cifre", false);
  if (operands === undefined) return undefined;
  const figures = operands.flatMap((operand) => (operand.type === "figure" ? [operand.id] : []));
  if (figures.length === operands.length && new Set(figures).size > 1)
    return { ...head, type: "restatement", figures: [...new Set(figures)] };
  const reason = "una ripetizione lega almeno due cifre diverse, e nessun numero";
  desk.audit.report("bad-condition", getPlace(entry.map, "cifre"), entry.subject, { reason });
  return undefined;
}

export function readOrder(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const operands = readOperands(desk, entry, "cifre", false);
  const isStrict = readChoice<boolean>(desk, entry.map, "stretto", yesNoWords, entry.subject, false);
  const direction = readChoice<Direction>(desk, entry.map, "verso", directionWords, entry.subject, "down");
  if (operands === undefined || isStrict === undefined || direction === undefined) return undefined;
  if (operands.length < 2) {
    desk.audit.report("bad-condition", getPlace(entry.map, "cifre"), entry.subject, {
      reason: "un ordine vuole almeno due cifre",
    });
    return undefined;
  }
  return {
    ...head,
    type: "order",
    operands: direction === "down" ? operands : operands.toReversed(),
    isStrict,
  };
}

export function readExtreme(
  desk: Desk,
  entry: RelationEntry,
  head: RelationHead,
  type: "maximum" | "minimum",
): Relation | undefined {
  const result = readOperand(desk, entry, "risultato", false);
  const operands = readOperands(desk, entry, "cifre", false);
  return result && operands && { ...head, type, result, operands };
}

export function readLimit(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const left = readOperand(desk, entry, "cifra", false);
  const test = readTest(desk, entry, entry.map, ["almeno", "piu_di", "al_massimo", "meno_di"]);
  return left && test && { ...head, type: "limit", left, ...test };
}

/** The one test of a map, with what it compares with; none or several are reported. */
function readTest(
  desk: Desk,
  entry: RelationEntry,
  map: LocatedMap,
  allowed: readonly (keyof typeof testWords)[],
): { readonly test: Test; readonly right: Operand } | undefined {
  const found = allowed.filter((key) => findScalar(map, key) !== undefined);
  const [key] = found;
  if (key === undefined || found.length > 1) {
    const reason = `serve una sola fra ${allowed.join(", ")}, con un numero o una cifra`;
    desk.audit.report("bad-condition", map.place, entry.subject, { reason });
    return undefined;
  }
  const scalar = findScalar(map, key);
  const right = scalar && readName(desk, scalar, entry.subject, false);
  return right && { test: testWords[key], right };
}

export function readCount(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const result = readOperand(desk, entry, "risultato", false);
  const condition = findValue(entry.map, "condizione");
  if (condition === undefined && findValue(entry.map, "coppie") === undefined) {
    const listed = readListed(desk, entry);
    return result && listed && { ...head, type: "count", result, ...listed };
  }
  if (condition?.type !== "map") {
    desk.audit.report("bad-condition", condition?.place ?? entry.map.place, entry.subject, {
      reason: "serve `condizione: { almeno: 100 }`, o `condizione: { verso: crescente }` con le coppie",
    });
    return undefined;
  }
  reportUnknownKeys(desk, condition, [...Object.keys(testWords), "verso", "stretto"], entry.subject);
  const hasPairs = findValue(entry.map, "coppie") !== undefined;
  if (hasPairs === (findValue(entry.map, "cifre") !== undefined)) {
    desk.audit.report("bad-condition", entry.map.place, entry.subject, {
      reason: "serve una sola fra `cifre` e `coppie`",
    });
    return undefined;
  }
  const rest = hasPairs ? readPairs(desk, entry, condition) : readThreshold(desk, entry, condition);
  return result && rest && { ...head, type: "count", result, ...rest };
}

interface CountRest {
  readonly pairs: readonly { readonly left: Operand; readonly right: Operand }[];
  readonly test: Test;
}

/** Without a condition the listed figures are counted, whatever they say: they are not verified by it. */
function readListed(desk: Desk, entry: RelationEntry): CountRest | undefined {
  const operands = readOperands(desk, entry, "cifre", false);
  return (
    operands && {
      pairs: operands.map((operand) => ({ left: makeMark(operand), right: makeMark(operand) })),
      test: "equal",
    }
  );
}

function makeMark(operand: Operand): Operand {
  return { type: "constant", value: one, text: operand.type === "figure" ? operand.id : "" };
}

function readThreshold(desk: Desk, entry: RelationEntry, condition: LocatedMap): CountRest | undefined {
  const operands = readOperands(desk, entry, "cifre", false);
  const test = readTest(desk, entry, condition, ["almeno", "piu_di", "al_massimo", "meno_di", "uguale_a"]);
  const isStrict = readChoice<boolean>(desk, condition, "stretto", yesNoWords, entry.subject, false);
  if (operands === undefined || test === undefined || isStrict === undefined) return undefined;
  const strict = isStrict ? (strictTests[test.test] ?? test.test) : test.test;
  return { pairs: operands.map((left) => ({ left, right: test.right })), test: strict };
}

const strictTests: Readonly<Partial<Record<Test, Test>>> = {
  "at-least": "more-than",
  "at-most": "less-than",
};

function readPairs(desk: Desk, entry: RelationEntry, condition: LocatedMap): CountRest | undefined {
  const direction = readChoice<Direction>(desk, condition, "verso", directionWords, entry.subject, undefined);
  const isStrict = readChoice<boolean>(desk, condition, "stretto", yesNoWords, entry.subject, false);
  const items = readList(desk, entry, "coppie");
  if (direction === undefined || isStrict === undefined || items === undefined) return undefined;
  const pairs: { left: Operand; right: Operand }[] = [];
  for (const item of items) {
    if (item.type !== "list" || item.items.length !== 2) {
      desk.audit.report("bad-condition", item.place, entry.subject, {
        reason: "una coppia è `[consuntivo, obiettivo]`",
      });
      return undefined;
    }
    const [left, right] = item.items.map((side) => readListItem(desk, entry, "coppie", side, false)?.[0]);
    if (left === undefined || right === undefined) return undefined;
    pairs.push({ left, right });
  }
  const test: Test = direction === "up" ? "at-least" : "at-most";
  return { pairs, test: isStrict ? (strictTests[test] ?? test) : test };
}
