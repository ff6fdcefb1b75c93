/** Where a target or a measured value can be supposed: beside the rows of the pyramid, and found by name. */
import { type GraphNode, nodeKey } from "../../graph/index.ts";
import { isOfGrain, type Period, periodsInYear } from "../../model/index.ts";
import { absenceMask } from "../column.ts";
import { getUnitSymbol } from "../figure.ts";
import type { Figures } from "../figures.ts";
import { nameNode } from "./list-parts.ts";
import { listThresholds, type Threshold } from "./list-thresholds.ts";

export interface Field {
  readonly facet: "target" | "result";
  readonly indicator: string;
  readonly members: Readonly<Record<string, string>>;
  readonly orgUnit: string;
  readonly period: string;
  readonly decimals: number;
  readonly unit: string;
  readonly form: "number" | "day" | "yes-no";
  readonly real: number | undefined;
}

/** A field with what it is called. */
export interface Place extends Field {
  readonly title: string;
  /** With the last field of an indicator, those of its rule. */
  readonly thresholds: readonly Threshold[];
}

const mostFound = 20;

/** The target and the measured value behind a figure at a cell, where they can be supposed. */
export function listFields(
  figures: Figures,
  node: GraphNode,
  cell: number,
  period: Period,
): readonly Field[] {
  const { graph, columns } = figures;
  const { indicator, members } = node;
  const asks = node.facet !== "index" || indicator.synthesis === undefined;
  if (!asks) return [];
  return (["target", "result"] as const).flatMap((facet): Field[] => {
    const wanted = facet === "result" ? indicator.mainFacet : facet;
    const found = graph.nodes[graph.indexOf.get(nodeKey(indicator.id, wanted, members)) ?? -1];
    if (found === undefined || !isOwn(figures, found, cell)) return [];
    const column = columns[found.index]!;
    const isThere = (column.states[cell]! & absenceMask) === 0;
    return [
      {
        facet,
        indicator: indicator.id,
        members,
        orgUnit: found.tree.units[Math.floor(cell / periodsInYear)]!.code,
        period: period.code,
        decimals: indicator.decimals,
        unit: getUnitSymbol(graph.model, found),
        form: findForm(figures, found),
        real: isThere ? column.values[cell]! : undefined,
      },
    ];
  });
}

/** Whether it is stated at this very cell, and not computed, summed or printed. */
function isOwn(figures: Figures, node: GraphNode, cell: number): boolean {
  const exists = figures.existence.get(node.tree.id)?.exists[cell] !== 0;
  if (!exists) return false;
  if (node.kind === "target") return (figures.columns[node.index]!.states[cell]! & 4) === 0;
  if (node.kind !== "input" || node.printed) return false;
  if ((figures.columns[node.index]!.states[cell]! & 4) !== 0) return false;
  if (node.everywhere) return true;
  const period = cell % periodsInYear;
  return node.grain[(cell - period) / periodsInYear] === 1 && isOfGrain(node.indicator.grain.period, period);
}

function findForm({ graph }: Figures, { indicator }: GraphNode): Field["form"] {
  const quantity = graph.model.units.find(({ id }) => id === indicator.unit)?.quantity;
  if (quantity !== undefined && "data" in quantity) return "day";
  return indicator.attainment?.rule.type === "yes-no" ? "yes-no" : "number";
}

/** Every word of the text begins a word of the title or of the id. At the office, or at the root. */
export function findPlaces(
  figures: Figures,
  period: Period,
  text: string,
  orgUnit: string | undefined,
): readonly Place[] {
  const words = listWords(text);
  if (words.length === 0) return [];
  const found: Place[] = [];
  for (const node of figures.graph.nodes) {
    if (found.length >= mostFound) break;
    if (node.facet !== node.indicator.mainFacet || (node.kind !== "input" && node.kind !== "formula"))
      continue;
    const title = nameNode(figures.graph.model, node);
    const own = listWords([title, node.indicator.id, ...Object.values(node.members)].join(" "));
    if (!words.every((word) => own.some((each) => each.startsWith(word)))) continue;
    const unit = orgUnit === undefined ? 0 : node.tree.indexOf.get(orgUnit);
    if (unit === undefined) continue;
    const fields = listFields(figures, node, unit * periodsInYear + period.index, period);
    found.push(
      ...fields.map((field, k) => ({
        ...field,
        title,
        thresholds: k === fields.length - 1 ? listThresholds(node.indicator) : [],
      })),
    );
  }
  return found;
}

/** Without accents and capitals. */
function listWords(text: string): readonly string[] {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
