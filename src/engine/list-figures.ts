/** All figures of a period, and the hash that says whether two computations gave the same. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { isStep } from "../graph/index.ts";
import { type Period, periodsInYear } from "../model/index.ts";
import { findAbsence } from "./column.ts";
import { computeCoverage } from "./coverage.ts";
import { type Figure, getFigure } from "./figure.ts";
import type { Figures } from "./figures.ts";

/** What applies in the period, in the model's order of indicators and the tree's order of units. */
export function listFigures(figures: Figures, period: Period, orgUnit?: string): Figure[] {
  const nodes = figures.graph.nodes.filter((node) => !isStep(node));
  const order = new Map(figures.graph.model.indicators.map((indicator, index) => [indicator.id, index]));
  nodes.sort((a, b) => (order.get(a.indicator.id) ?? 0) - (order.get(b.indicator.id) ?? 0));
  const listed: Figure[] = [];
  for (const tree of figures.graph.trees) {
    const own = nodes.filter((node) => node.tree === tree);
    tree.units.forEach((unit, index) => {
      if (orgUnit !== undefined && unit.code !== orgUnit) return;
      const cell = index * periodsInYear + period.index;
      const applying = own.filter(
        (node) => findAbsence(figures.columns[node.index]!.states[cell]!) !== "not-applicable",
      );
      if (applying.length === 0) return;
      const coverage = computeCoverage(figures, tree.id, cell);
      for (const node of applying) listed.push(getFigure(figures, node, cell, coverage));
    });
  }
  return listed;
}

/**
 * SHA-256 of model, date and figures: the same hash is the same report, bit for bit.
 * @param conditions what was asked besides the period and the day of knowledge, in words
 */
export function hashFigures(
  { graph }: Figures,
  period: Period,
  knownAt: string | null,
  conditions: readonly string[],
  listed: readonly Figure[],
): string {
  const content = [graph.model.hash, period.code, knownAt, ...conditions, listed];
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(content))));
}
