/** All indicators, by what belongs together. */
import type { Direction, Facet, Kind, Outcome, Place } from "../model/index.ts";
import { mapCitedActs } from "./cited-acts.ts";
import { listMeasured } from "./figure-state.ts";
import { computeDirectory, type FigureSource } from "./open-figures.ts";
import { findThemes, type Theme } from "./themes.ts";
import type { ViewRequest } from "./viewpoint.ts";

export interface ListedIndicator {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly unit: string;
  readonly kind: Kind;
  readonly direction: Direction | undefined;
  readonly mainFacet: Facet;
  readonly facets: readonly Facet[];
  readonly owner: string | undefined;
  /** Of how many members it is made; 1 if it is not broken down. */
  readonly members: number;
  readonly place: Place;
  /** Those it follows from. */
  readonly acts: readonly string[];
}

export interface ListedTheme extends Theme {
  readonly indicators: readonly ListedIndicator[];
}

export async function listThemes(
  request: ViewRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<readonly ListedTheme[] | undefined>> {
  const computed = await findFigures(request);
  if (computed.value === undefined) return { value: undefined, problems: computed.problems };
  const { figures } = computed.value;
  const { model } = figures.graph;
  const measured = Map.groupBy(listMeasured(figures), ({ node }) => node.indicator.id);
  const themes = findThemes(model);
  const cited = mapCitedActs(model);
  const listed = Map.groupBy(model.indicators, ({ id }) => themes.get(id)!.id);
  const value = [...listed].map(([id, indicators]) => ({
    ...themes.get(indicators[0]!.id)!,
    id,
    indicators: indicators.map((indicator) => {
      const own = measured.get(indicator.id) ?? [];
      const { target, deviation, attainment } = own[0] ?? {};
      const others = [target, deviation, attainment].flatMap((node) => node?.facet ?? []);
      return {
        id: indicator.id,
        title: indicator.title,
        description: indicator.description,
        unit: model.units.find((unit) => unit.id === indicator.unit)?.symbol ?? indicator.unit,
        kind: indicator.kind,
        direction: indicator.direction,
        mainFacet: indicator.mainFacet,
        facets: [indicator.mainFacet, ...others],
        owner: indicator.owner,
        members: own.length,
        place: indicator.origin.place,
        acts: cited.get(indicator.id)!.map((act) => act.id),
      };
    }),
  }));
  return { value, problems: [] };
}
