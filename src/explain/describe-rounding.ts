/** What the display does to a value: the only rounding there is. */
import { type Figures, formatNumber, formatValue, getDecimals } from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";

/** `6,1626 → 6,16 (2 decimali, la metà si allontana da zero)`, or that nothing is lost. */
export function describeRounding(figures: Figures, node: GraphNode, cell: number): string {
  const value = figures.columns[node.index]!.values[cell]!;
  if (Number.isNaN(value)) return "";
  const shown = formatValue(figures.graph.model, node, value);
  const decimals = getDecimals(node);
  const precise = formatNumber(value, Math.min(decimals + 4, 12)).replace(/0+$/, "").replace(/,$/, "");
  const exact = formatNumber(value, decimals).replace(/(,\d*?)0+$/, "$1").replace(/,$/, "");
  if (precise === exact) return "nessun arrotondamento";
  const words = decimals === 1 ? "1 decimale" : `${decimals} decimali`;
  return `${precise} mostrato ${shown} (${words}, la metà si allontana da zero)`;
}
