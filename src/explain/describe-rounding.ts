/** What the display does to a value: the only rounding there is. */
import { type Figures, formatNumber, getDecimals } from "../engine/index.ts";
import type { GraphNode } from "../graph/index.ts";
import { writeMinus } from "./write-minus.ts";

/** `è 6,162648…, mostrato con 2 decimali`, or that nothing is lost. */
export function describeRounding(figures: Figures, node: GraphNode, cell: number): string {
  const value = figures.columns[node.index]!.values[cell]!;
  if (Number.isNaN(value)) return "";
  const decimals = getDecimals(node);
  const precise = formatNumber(value, Math.min(decimals + 4, 12))
    .replace(/0+$/, "")
    .replace(/,$/, "");
  const exact = formatNumber(value, decimals)
    .replace(/(,\d*?)0+$/, "$1")
    .replace(/,$/, "");
  if (precise === exact) return "nessun arrotondamento";
  const words = decimals === 1 ? "1 decimale" : `${decimals} decimali`;
  const isWhole =
    Math.abs(Number(value.toFixed(Math.min(decimals + 4, 12))) - value) <= 1e-13 * Math.abs(value);
  const more = isWhole ? "" : "…";
  return `è ${writeMinus(precise)}${more}, mostrato con ${words}; la metà si allontana da zero`;
}
