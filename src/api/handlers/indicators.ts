/** Indicators, as the contract has them. */
import { listIndicators } from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { implementer } from "./implementer.ts";

const { indicators } = implementer;

export const indicatorListHandlers = {
  list: indicators.list.handler(async ({ context: { platform }, input }) => {
    const { version, period, figures } = getValue(await platform.compute(input.workspace, input));
    return {
      version,
      period: period.code,
      conditions: [],
      title: figures.graph.model.title,
      indicators: listIndicators(figures).map(
        ({ description, direction, owner, facets, dimensions, members, ...said }) => ({
          ...said,
          description: description ?? null,
          direction: direction ?? null,
          owner: owner ?? null,
          facets: [...facets],
          dimensions: [...dimensions],
          members: members.map((each) => ({ ...each })),
        }),
      ),
    };
  }),
};
