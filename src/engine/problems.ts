/** What can go wrong in computing: code → parameters → Italian sentence. */
import type { GraphNode } from "../graph/index.ts";
import { listPeriodsOfYear, type Problem, periodsInYear } from "../model/index.ts";

/** Beyond these a double no longer tells one whole number of the last decimal from the next (spec E5). */
export function sumBeyondIntegers(node: GraphNode, cell: number, year: number): Problem {
  const period = listPeriodsOfYear(year)[cell % periodsInYear]!;
  const { decimals } = node.indicator;
  const limit = decimals === 0 ? "2⁵³ (circa 9 milioni di miliardi)" : "10¹⁵ (un milione di miliardi)";
  const unit = node.tree.units[Math.floor(cell / periodsInYear)]!;
  return {
    code: "sum-beyond-integers",
    place: node.indicator.origin.place,
    subject: `indicatore ${node.indicator.id}, ${unit.code}, ${period.code}`,
    sentence:
      `La somma supera ${limit} contata in unità dell'ultimo decimale: non sarebbe più esatta.\n` +
      `Riduci i decimali dell'indicatore (ora ${decimals}) o misuralo in un'unità più grande.`,
  };
}
