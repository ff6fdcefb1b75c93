/** One indicator of one office over the years and the periods, with the days on which its method changed. */
import { nodeKey } from "../graph/index.ts";
import { findNearestName, type Members, type Outcome } from "../model/index.ts";
import { findIndicator, type IndicatorRequest, tellWrongMembers } from "./describe-indicator.ts";
import { findYears, listSeries, type Series } from "./list-series.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { orgUnitNotKnown } from "./problems.ts";

export interface SeriesRequest extends IndicatorRequest {
  /** The root unless told otherwise. */
  readonly orgUnit?: string | undefined;
  readonly members?: Members | undefined;
}

export interface IndicatorSeries extends Series {
  readonly indicator: string;
  readonly orgUnit: string;
  readonly office: string;
  readonly period: string;
  /** The days from which another formula holds, within the years shown. */
  readonly methodChanges: readonly string[];
}

export async function indicatorSeries(
  request: SeriesRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<IndicatorSeries | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures, period } = computed.value;
  const { graph } = figures;
  const found = findIndicator(graph.model, request.id);
  if (found.value === undefined) return { value: undefined, problems: found.problems };
  const { id, mainFacet, formerFormulas } = found.value;
  const node = graph.nodes[graph.indexOf.get(nodeKey(id, mainFacet, request.members ?? {})) ?? -1];
  if (node === undefined)
    return { value: undefined, problems: [tellWrongMembers(graph.nodes, id, mainFacet, request.members)] };
  const code = request.orgUnit ?? node.tree.units[0]!.code;
  const unit = node.tree.indexOf.get(code);
  if (unit === undefined) {
    const nearest = findNearestName(code, [...node.tree.indexOf.keys()]);
    return { value: undefined, problems: [orgUnitNotKnown(code, nearest)] };
  }
  const { value: years, problems } = await findYears(request, figures, findFigures);
  if (problems.length > 0) return { value: undefined, problems };
  const first = `${years[0]!.year}-01-02`;
  const series = {
    indicator: id,
    orgUnit: code,
    office: node.tree.units[unit]!.title,
    period: period.code,
    // By one method there is nothing to mark.
    methodChanges:
      request.methodOn === undefined
        ? formerFormulas.map(({ until }) => until).filter((day) => day >= first)
        : [],
    ...listSeries(years, node, code),
  };
  return { value: series, problems: [] };
}
