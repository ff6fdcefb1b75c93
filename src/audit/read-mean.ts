/** Weighted means: components with or without weights, what is known of the weights, and what-ifs. */
import {
  findScalar,
  findValue,
  getPlace,
  type Located,
  type LocatedMap,
  weightsWords,
} from "../model/index.ts";
import { findPrintedNumber } from "./printed-number.ts";
import type {
  MeanComponent,
  Relation,
  RelationHead,
  Substitution,
  WeightedMeanRelation,
} from "./published.ts";
import { compare, getSign, hundred, zero } from "./rational.ts";
import {
  type RelationEntry,
  readList,
  readListItem,
  readName,
  readNumber,
  readOperand,
} from "./read-operands.ts";
import { type Desk, readChoice, readItems, reportUnknownKeys, requireScalar } from "./reading-desk.ts";

type Weights = WeightedMeanRelation["weights"];

export function readMean(desk: Desk, entry: RelationEntry, head: RelationHead): Relation | undefined {
  const result = readOperand(desk, entry, "risultato", false);
  const weights = readChoice<Weights>(desk, entry.map, "pesi", weightsWords, entry.subject, "disclosed");
  const items = readList(desk, entry, "componenti");
  if (weights === undefined || items === undefined) return undefined;
  const components: MeanComponent[] = [];
  for (const item of items) {
    const found = readComponent(desk, entry, item, weights);
    if (found === undefined) return undefined;
    components.push(...found);
  }
  const limits = readWeightLimits(desk, entry);
  const alternatives = readAlternatives(desk, entry);
  return (
    result &&
    limits &&
    alternatives && { ...head, type: "weighted-mean", result, components, weights, ...limits, alternatives }
  );
}

function readComponent(
  desk: Desk,
  entry: RelationEntry,
  item: Located,
  weights: Weights,
): readonly MeanComponent[] | undefined {
  const word = Object.entries(weightsWords).find(([, meaning]) => meaning === weights)?.[0] ?? "";
  if (item.type !== "map") {
    const operands = readListItem(desk, entry, "componenti", item, weights !== "disclosed");
    if (operands !== undefined && weights === "disclosed") {
      desk.audit.report("weights-mismatch", item.place, entry.subject, { weights: word, isMissing: true });
      return undefined;
    }
    return operands?.map((operand) => ({ operand, weight: undefined }));
  }
  reportUnknownKeys(desk, item, ["cifra", "peso"], entry.subject);
  desk.left.operands -= 2;
  const figure = requireScalar(desk, item, "cifra", entry.subject, "l'id di una cifra");
  const operand = figure && readName(desk, figure, entry.subject, weights !== "disclosed");
  const scalar = findScalar(item, "peso");
  if (
    (scalar === undefined && weights === "disclosed") ||
    (scalar !== undefined && weights === "undisclosed")
  ) {
    const details = { weights: word, isMissing: scalar === undefined };
    desk.audit.report("weights-mismatch", item.place, entry.subject, details);
    return undefined;
  }
  const weight = scalar && readName(desk, scalar, entry.subject, false);
  if (operand === undefined || (scalar !== undefined && weight === undefined)) return undefined;
  return [{ operand, weight }];
}

function readWeightLimits(desk: Desk, entry: RelationEntry) {
  const total = readNumber(desk, entry, "somma_pesi", hundred);
  const grid = readNumber(desk, entry, "griglia", { n: 5n, d: 1n });
  const least = readNumber(desk, entry, "peso_minimo", zero);
  const most = total && readNumber(desk, entry, "peso_massimo", total);
  if (total === undefined || grid === undefined || least === undefined || most === undefined)
    return undefined;
  const reason =
    getSign(total) <= 0
      ? "la somma dei pesi deve essere più di zero"
      : getSign(grid) <= 0
        ? "la griglia deve essere più di zero"
        : getSign(least) < 0
          ? "il peso minimo non può essere negativo"
          : compare(least, most) > 0
            ? "il peso minimo supera il massimo"
            : undefined;
  if (reason === undefined) return { total, grid, least, most };
  desk.audit.report("bad-weight-limits", entry.map.place, entry.subject, { reason });
  return undefined;
}

function readAlternatives(desk: Desk, entry: RelationEntry): readonly Substitution[] | undefined {
  if (findValue(entry.map, "alternative") === undefined) return [];
  const found: Substitution[] = [];
  for (const map of readItems(desk, entry.map, "alternative", ["map"], entry.subject)) {
    const substitution = readAlternative(desk, entry, map);
    if (substitution === undefined) return undefined;
    found.push(substitution);
  }
  return found;
}

function readAlternative(desk: Desk, entry: RelationEntry, map: LocatedMap): Substitution | undefined {
  reportUnknownKeys(desk, map, ["cifra", "valore"], entry.subject);
  const figure = requireScalar(desk, map, "cifra", entry.subject, "l'id di una cifra");
  const value = requireScalar(desk, map, "valore", entry.subject, "il valore com'è stampato");
  const operand = figure && readName(desk, figure, entry.subject, false);
  const number = value && findPrintedNumber(value.text);
  if (value !== undefined && number === undefined) {
    desk.audit.report("malformed-print", getPlace(map, "valore"), entry.subject, { found: value.text });
  }
  if (operand?.type !== "figure" || value === undefined || number === undefined) return undefined;
  return { figure: operand.id, printed: value.text, number };
}
