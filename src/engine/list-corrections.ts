/**
 * A correction that has just been delivered, as what it moves: its signed sums are added to the cells they belong
 * to, so that `reviseFigures` carries them to the top without computing the rest again.
 */
import type { FactColumns, SourcePlan } from "../facts/index.ts";
import { nodeKey } from "../graph/index.ts";
import { periodsInYear } from "../model/index.ts";
import { absenceMask } from "./column.ts";
import type { Figures } from "./figures.ts";
import type { Correction } from "./revise-figures.ts";

/**
 * `columns` are the sums of the correction alone. Undefined where a cell that it concerns has no value yet, or would
 * lack one, or a count of different values depends on it: then only computing anew tells.
 */
export function listCorrections(
  figures: Figures,
  { measures }: SourcePlan,
  columns: FactColumns,
): readonly Correction[] | undefined {
  const { graph } = figures;
  const found = new Map<string, Correction>();
  for (const { indicator, total, holes, groups, exponent } of measures) {
    const scale = 10 ** indicator.decimals;
    for (let row = 0; row < columns.rows; row++) {
      if (holes !== undefined && columns.values[holes]![row] !== 0) return undefined;
      const moved = columns.values[total]![row]! * 10 ** exponent;
      const period = columns.periods[row]!;
      if (moved === 0 || Math.floor(period / 100) !== figures.year) continue;
      const members = Object.fromEntries(
        indicator.dimensions.map((dimension) => [dimension, columns.members[groups[dimension]!]![row]!]),
      );
      const node = graph.indexOf.get(nodeKey(indicator.id, indicator.mainFacet, members));
      const unit =
        node === undefined ? undefined : graph.nodes[node]!.tree.indexOf.get(columns.offices[row]!);
      if (node === undefined || unit === undefined) continue;
      const cell = unit * periodsInYear + (period % 100);
      const column = figures.columns[node]!;
      if ((column.states[cell]! & absenceMask) !== 0) return undefined;
      const key = `${node} ${cell}`;
      const before = found.get(key)?.value ?? column.values[cell]!;
      const value = (Math.round(before * scale) + moved) / scale;
      found.set(key, { node, cell, value, state: column.states[cell]! });
    }
  }
  return [...found.values()];
}
