/** Supposed targets and results, in the cells where the model would have them. */
import type { InputNode } from "../../graph/index.ts";
import { nodeKey } from "../../graph/index.ts";
import {
  facetWords,
  findPeriod,
  getWord,
  isOfGrain,
  type Outcome,
  type Problem,
  periodsInYear,
} from "../../model/index.ts";
import { assumed, notApplicable, printed } from "../column.ts";
import type { Figures } from "../figures.ts";
import { getLargestSum } from "../roll-up.ts";
import {
  nameNotInScenario,
  supposedOfComputed,
  supposedTooPrecise,
  supposedWhereNotMeasured,
} from "./problems-of-scenarios.ts";
import type { Scenario, SupposedValue } from "./scenario.ts";

/** A supposed value in its cell. */
export interface PlacedValue {
  readonly node: number;
  readonly cell: number;
  /** As it is measured: a whole number of 10^-decimals for results, as it is for targets. */
  readonly scaled: number;
  readonly value: number;
  readonly state: number;
  readonly supposed: SupposedValue;
}

/** Of several for the same cell the last holds. */
export function placeValues(figures: Figures, { targets, results }: Scenario): Outcome<PlacedValue[]> {
  const problems: Problem[] = [];
  const placed = new Map<string, PlacedValue>();
  const place = (supposed: SupposedValue, facet: "target" | "result"): void => {
    const found = placeValue(figures, supposed, facet);
    if ("code" in found) problems.push(found);
    else placed.set(`${found.node} ${found.cell}`, found);
  };
  for (const supposed of targets) place(supposed, "target");
  for (const supposed of results) place(supposed, "result");
  return { value: [...placed.values()], problems };
}

function placeValue(
  figures: Figures,
  supposed: SupposedValue,
  facet: "target" | "result",
): PlacedValue | Problem {
  const { graph, year } = figures;
  const { indicator: id, members, orgUnit, value } = supposed;
  const indicator = graph.model.indicators.find((each) => each.id === id);
  if (indicator === undefined) return nameNotInScenario("L'indicatore", id);
  const wanted = facet === "result" ? indicator.mainFacet : facet;
  const key = nodeKey(id, wanted, members);
  const node = graph.nodes[graph.indexOf.get(key) ?? -1];
  if (node === undefined) return nameNotInScenario("La cifra", key);
  if (node.kind !== (facet === "result" ? "input" : "target"))
    return supposedOfComputed(getWord(facetWords, wanted), id);
  const unit = node.tree.indexOf.get(orgUnit);
  if (unit === undefined) return nameNotInScenario("L'ufficio", orgUnit);
  const period = findPeriod(supposed.period);
  if (period?.year !== year) return nameNotInScenario(`Nel ${year} il periodo`, supposed.period);
  const cell = unit * periodsInYear + period.index;
  const isThere = figures.existence.get(node.tree.id)?.exists[cell] !== 0;
  if (node.kind === "target") {
    if (!isThere) return supposedWhereNotMeasured(id, orgUnit, supposed.period, false);
    if (!Number.isFinite(value)) return supposedTooPrecise(id, value, indicator.decimals);
    return { node: node.index, cell, scaled: value, value, state: assumed, supposed };
  }
  return placeResult(figures, node as InputNode, cell, isThere, supposed);
}

function placeResult(
  figures: Figures,
  node: InputNode,
  cell: number,
  isThere: boolean,
  supposed: SupposedValue,
): PlacedValue | Problem {
  const { indicator } = node;
  const { orgUnit, period, value } = supposed;
  const at = cell % periodsInYear;
  const grain = node.grain[(cell - at) / periodsInYear]!;
  const isOwn = node.everywhere || (grain === 1 && isOfGrain(indicator.grain.period, at));
  const applies = (figures.columns[node.index]!.states[cell]! & notApplicable) === 0;
  if (!isOwn || !isThere || !applies) {
    const isAbove = !isOwn && node.rollUp !== undefined && applies;
    return supposedWhereNotMeasured(indicator.id, orgUnit, period, isAbove);
  }
  const scaled = Math.round(value * 10 ** indicator.decimals);
  // A decimal of few digits comes back from its whole number as it was written.
  const isWhole = scaled / 10 ** indicator.decimals === value;
  if (!isWhole || Math.abs(scaled) > getLargestSum(indicator.decimals))
    return supposedTooPrecise(indicator.id, value, indicator.decimals);
  const state = assumed | (node.printed ? printed : 0);
  return { node: node.index, cell, scaled, value, state, supposed };
}
