/** What all that is measured from deliveries has in common: of which periods something came, and how certain it is. */
import type { Delivery } from "../facts/index.ts";
import type { Graph, Tree } from "../graph/index.ts";
import { type FactSource, findPeriod, type Indicator, type Provenance, provenances } from "../model/index.ts";
import { makeState } from "./column.ts";

/** Positions in the year of the periods that were delivered. */
export function listDelivered(deliveries: readonly Delivery[], year: number): ReadonlySet<number> {
  const periods = deliveries.map(({ period }) => findPeriod(period));
  return new Set(periods.flatMap((period) => (period?.year === year ? [period.index] : [])));
}

/** Whether a source does not speak of an office: it has no facts to send, and what is measured of them does not apply. */
export function isBeside({ units }: Tree, unit: number, { officeTypes }: FactSource): boolean {
  return officeTypes !== undefined && !officeTypes.includes(units[unit]!.type);
}

/** The weakest of what the figure rests on: the indicator, its source, the table that weighs it. */
export function findState(graph: Graph, indicator: Indicator, source: FactSource): number {
  const table = graph.model.tables.find(({ id }) => id === indicator.measure?.table);
  const origins = [indicator.origin, source.origin, ...(table === undefined ? [] : [table.origin])];
  const provenance = origins.reduce<Provenance>(
    (weakest, origin) =>
      provenances.indexOf(origin.provenance) > provenances.indexOf(weakest) ? origin.provenance : weakest,
    "published",
  );
  const isProvisional = origins.some(({ status }) => status === "provisional");
  return makeState(undefined, provenance, isProvisional ? "provisional" : "final");
}
