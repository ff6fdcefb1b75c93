/** One entry of `relazioni`, its `per` already expanded, as a relation; problems where it does not hold together. */
import { deviationWords, directionWords, findText, findValue, type LocatedMap } from "../model/index.ts";
import { listOperands } from "./expression.ts";
import type { Operand } from "./operand.ts";
import type { AttainmentRelation, Direction, Relation, RelationHead, RelationType } from "./published.ts";
import { one } from "./rational.ts";
import { readCount, readExtreme, readLimit, readOrder, readRestatement } from "./read-claim.ts";
import { readMean } from "./read-mean.ts";
import {
  type RelationEntry,
  readExpression,
  readNumber,
  readOperand,
  readOperands,
} from "./read-operands.ts";
import { type Desk, readChoice, reportUnknownKeys, requireScalar } from "./reading-desk.ts";

/** The Italian word of each type of relation. */
export const relationWords = {
  somma: "sum",
  rapporto: "ratio",
  scostamento: "deviation",
  raggiungimento: "attainment",
  ripetizione: "restatement",
  identita: "identity",
  equazione: "equation",
  conversione: "equation",
  media_ponderata: "weighted-mean",
  conteggio: "count",
  ordine: "order",
  massimo: "maximum",
  minimo: "minimum",
  limite: "limit",
} as const satisfies Record<string, RelationType>;

const headKeys = ["id", "tipo", "perche", "fonte"];
const keysOf: Readonly<Record<RelationType, readonly string[]>> = {
  sum: ["totale", "risultato", "addendi", "sottrae"],
  ratio: ["risultato", "numeratore", "denominatore", "per", "fattore"],
  deviation: ["risultato", "consuntivo", "obiettivo", "verso", "misura"],
  attainment: ["risultato", "consuntivo", "obiettivo", "verso", "regola"],
  restatement: ["cifre"],
  identity: ["risultato", "uguale_a"],
  equation: ["risultato", "espressione"],
  "weighted-mean": [
    "risultato",
    "pesi",
    "componenti",
    "griglia",
    "somma_pesi",
    "peso_minimo",
    "peso_massimo",
    "alternative",
  ],
  count: ["risultato", "cifre", "coppie", "condizione"],
  order: ["cifre", "stretto", "verso"],
  maximum: ["risultato", "cifre"],
  minimum: ["risultato", "cifre"],
  limit: ["cifra", "al_massimo", "almeno", "meno_di", "piu_di"],
};

export function readRelation(desk: Desk, map: LocatedMap): Relation | undefined {
  const id = requireScalar(desk, map, "id", "", "l'id della relazione");
  if (id === undefined) return undefined;
  const entry: RelationEntry = { map, subject: `relazione ${id.text}` };
  const type = readChoice<RelationType>(desk, map, "tipo", relationWords, entry.subject, undefined);
  if (type === undefined) return undefined;
  reportUnknownKeys(desk, map, [...headKeys, ...keysOf[type]], entry.subject);
  const head: RelationHead = {
    id: id.text,
    why: findText(map, "perche"),
    source: findText(map, "fonte"),
    origin: id.place,
  };
  const relation = readByType(desk, entry, head, type);
  return relation !== undefined && checkResult(desk, entry, relation) ? relation : undefined;
}

function readByType(
  desk: Desk,
  entry: RelationEntry,
  head: RelationHead,
  type: RelationType,
): Relation | undefined {
  switch (type) {
    case "sum":
      return readSum(desk, entry, head);
    case "ratio":
      return readRatio(desk, entry, head);
    case "deviation":
    case "attainment":
      return readComparison(desk, entry, head, type);
    case "identity":
    case "equation": {
      const result = readOperand(desk, entry, "risultato", true);
      const expression = readExpression(desk, entry, type === "identity" ? "uguale_a" : "espressione");
      return result && expression && { ...head, type, result, expression };
    }
    case "weighted-mean":
      return readMean(desk, entry, head);
    case "restatement":
      return readRestatement(desk, entry, head);
    case "count":
      return readCount(desk, entry, head);
    case "order":
      return readOrder(desk, entry, head);
    case "maximum":
    case "minimum":
      return readExtreme(desk, entry, head, type);
    case "limit":
      return readLimit(desk, entry, head);
  }
}

function readSum(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const key =
    findValue(entry.map, "totale") === undefined && findValue(entry.map, "risultato") !== undefined
      ? "risultato"
      : "totale";
  const result = readOperand(desk, entry, key, true);
  const added = readOperands(desk, entry, "addendi", true);
  const subtracted = readOperands(desk, entry, "sottrae", true, false);
  return result && added && subtracted && { ...head, type: "sum", result, added, subtracted };
}

function readRatio(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const result = readOperand(desk, entry, "risultato", true);
  const numerator = readOperand(desk, entry, "numeratore", true);
  const denominator = readOperand(desk, entry, "denominatore", true);
  const factor = readNumber(
    desk,
    entry,
    findValue(entry.map, "fattore") === undefined ? "per" : "fattore",
    one,
  );
  return (
    result &&
    numerator &&
    denominator &&
    factor && { ...head, type: "ratio", result, numerator, denominator, factor }
  );
}

const ruleWords = {
  scostamento: "deviation",
  rapporto: "ratio",
  differenza: "difference",
} as const satisfies Record<string, AttainmentRelation["rule"]>;

function readComparison(
  desk: Desk,
  entry: RelationEntry,
  head: RelationHead,
  type: "deviation" | "attainment",
): Relation | undefined {
  const result = readOperand(desk, entry, "risultato", true);
  const actual = readOperand(desk, entry, "consuntivo", true);
  const target = readOperand(desk, entry, "obiettivo", true);
  const direction = readChoice<Direction>(desk, entry.map, "verso", directionWords, entry.subject, "up");
  if (result === undefined || actual === undefined || target === undefined || direction === undefined)
    return undefined;
  const common = { ...head, result, actual, target, direction };
  if (type === "deviation") {
    const measure = readChoice<"percent" | "difference">(
      desk,
      entry.map,
      "misura",
      deviationWords,
      entry.subject,
      "percent",
    );
    return measure && { ...common, type, measure };
  }
  const rule = readChoice<AttainmentRelation["rule"]>(
    desk,
    entry.map,
    "regola",
    ruleWords,
    entry.subject,
    "deviation",
  );
  return rule && { ...common, type, rule };
}

/** A result among its own operands would confirm itself; only extremes may name it twice. */
function checkResult(desk: Desk, entry: RelationEntry, relation: Relation): boolean {
  const result = "result" in relation ? relation.result : undefined;
  if (result?.type !== "figure") return true;
  const isSame = (operand: Operand) => operand.type === "figure" && operand.id === result.id;
  if (!listInputs(relation).some(isSame)) return true;
  desk.audit.report("result-among-operands", entry.map.place, entry.subject, { id: result.id });
  return false;
}

function listInputs(relation: Relation): readonly Operand[] {
  switch (relation.type) {
    case "sum":
      return [...relation.added, ...relation.subtracted];
    case "ratio":
      return [relation.numerator, relation.denominator];
    case "deviation":
    case "attainment":
      return [relation.actual, relation.target];
    case "identity":
    case "equation":
      return listOperands(relation.expression);
    case "weighted-mean":
      return relation.components.flatMap(({ operand, weight }) =>
        weight === undefined ? [operand] : [operand, weight],
      );
    case "count":
      return relation.pairs.flatMap(({ left, right }) => [left, right]);
    default:
      return [];
  }
}
