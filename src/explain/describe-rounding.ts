/** What the display does to a value: the only rounding there is. */
import { type Figures, formatNumber, getDecimals } from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";
import { writeMinus } from "../model/index.ts";
import type { Rounding } from "./explanation.ts";

/** Undefined where nothing is lost, or nothing is there. */
export function describeRounding(figures: Figures, node: GraphNode, cell: number): Rounding | undefined {
  const value = figures.columns[node.index]!.values[cell]!;
  if (Number.isNaN(value)) return undefined;
  const decimals = getDecimals(node);
  const precise = formatNumber(value, Math.min(decimals + 4, 12))
    .replace(/0+$/, "")
    .replace(/,$/, "");
  const exact = formatNumber(value, decimals)
    .replace(/(,\d*?)0+$/, "$1")
    .replace(/,$/, "");
  if (precise === exact) return undefined;
  const isWhole =
    Math.abs(Number(value.toFixed(Math.min(decimals + 4, 12))) - value) <= 1e-13 * Math.abs(value);
  return { precise: writeMinus(precise), goesOn: !isWhole, decimals };
}
