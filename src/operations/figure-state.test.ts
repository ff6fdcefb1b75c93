/** One figure has one state, whoever shows it. */
import { describe, expect, test } from "vitest";
import type { Figure } from "../engine/index.ts";
import { readAttainment } from "../explain/index.ts";
import { listPeriodsOfYear } from "../model/index.ts";
import { type FigureState, listMeasured } from "./figure-state.ts";
import { officeOverview } from "./office-overview.ts";
import { computeDirectory } from "./open-figures.ts";
import { outline } from "./outline.ts";
import { scorecard } from "./scorecard.ts";
import { tabulateIndicator } from "./tabulate-indicator.ts";

type Shown = Pick<Figure, "id" | "facet" | "members" | "orgUnit">;
const nameOf = ({ id, facet, members, orgUnit }: Shown): string =>
  JSON.stringify([id, facet, members, orgUnit]);

/** The states of a year as each resource gives them, by figure. */
async function readStates(directory: string) {
  const computed = await computeDirectory({ directory });
  const { figures, period } = computed.value!;
  const source = async () => computed;
  const { trees } = figures.graph;
  const tables = new Map<string, FigureState>();
  const values = new Map<string, number | null>();
  const facets = listMeasured(figures).flatMap(({ node, target, deviation, attainment }) =>
    [node, target, deviation, attainment].flatMap((each) => each ?? []),
  );
  for (const { indicator, facet } of new Map(
    facets.map((each) => [`${each.indicator.id} ${each.facet}`, each]),
  ).values()) {
    const table = (await tabulateIndicator({ directory, id: indicator.id, facet }, source)).value!;
    const year = listPeriodsOfYear(table.year).findIndex(({ code }) => code === period.code);
    for (const [row, state] of table.state.entries()) {
      if (table.period[row] !== year) continue;
      const { members } = table.memberSets[table.memberSet[row]!]!;
      const orgUnit = table.offices[table.office[row]!]!.code;
      const name = nameOf({ id: indicator.id, facet, members, orgUnit });
      tables.set(name, state);
      values.set(name, table.value[row]!);
    }
  }
  const pyramid = (await outline({ directory }, source)).value!.rows;
  const units = trees.flatMap(({ indexOf }) => [...indexOf.keys()]);
  const cards = await Promise.all(
    units.map(async (orgUnit) => (await scorecard({ directory, orgUnit }, source)).value!),
  );
  const offices = (await officeOverview({ directory }, source)).value!.rows;
  return { tables, values, pyramid, cards, offices };
}

describe.each(["models/inps-2023", "models/esempio-comune"])("%s", (directory) => {
  test("[P96] pyramid, scorecards, list of offices and tables give every figure the same state", async () => {
    const { tables, values, pyramid, cards, offices } = await readStates(directory);
    const shown = [...pyramid, ...cards.flatMap(({ rows }) => rows)];
    expect(shown.map(({ figure, state }) => `${nameOf(figure)} ${state}`)).toEqual(
      shown.map(({ figure }) => `${nameOf(figure)} ${tables.get(nameOf(figure))}`),
    );
    for (const { states, rows } of cards)
      for (const [state, count] of Object.entries(states))
        expect(rows.filter((row) => row.state === state).length).toBe(count);
    expect(offices.map(({ states }) => states)).toEqual(cards.map(({ states }) => states));
    // Against 100, or against 0: what has a value is never said to have no goal.
    for (const { figure, state } of pyramid) {
      const value = values.get(nameOf(figure));
      if (value === null || value === undefined || figure.facet === "result") continue;
      expect(state).toBe(readAttainment(figure.facet === "deviation" ? 100 + value : value));
    }
  });
});
