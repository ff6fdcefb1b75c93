/**
 * The noun of this room: where facts live and are summed. Every engine answers the same questions with the same
 * whole numbers; what it is asked for grows with the groups of the answer, not with the facts.
 */
import type { Delivery, DistinctQuery, FactColumns, FactQuery, ResolvedTable } from "../facts/index.ts";
import type { FactSource } from "../model/index.ts";

/** Which facts a question is about, and what is joined to them. */
export interface FactScope {
  readonly source: FactSource;
  /** Those that hold; every row counts with the sign it carries. */
  readonly deliveries: readonly Delivery[];
  /** The tables that the question names, for the periods of the deliveries. */
  readonly tables: readonly ResolvedTable[];
  /** False: nothing kept from before is used; an engine that keeps nothing need not look. */
  readonly useKept?: boolean | undefined;
}

/** Offices and periods as the counts of different values need them: which contain which. */
export interface Nesting {
  /** Parallel: a period in which facts are delivered, an office, and a node that contains it in that period. */
  readonly offices: readonly string[];
  readonly nodes: readonly string[];
  readonly officePeriods: Int32Array;
  /** Parallel: a period in which facts are delivered and a period that contains it. */
  readonly periods: Int32Array;
  readonly spans: Int32Array;
}

export interface Warehouse {
  /** Puts the deliveries that the engine does not yet hold where it needs them. */
  readonly load: (source: FactSource, deliveries: readonly Delivery[]) => Promise<void>;
  /** The sums of a query, by office, period and group. Throws `WarehouseError` when the engine cannot answer whole. */
  readonly sumFacts: (query: FactQuery, scope: FactScope) => Promise<FactColumns>;
  /** Different values by node and span; `periods` holds the spans and there are no groups. */
  readonly countDistinct: (query: DistinctQuery, scope: FactScope, nesting: Nesting) => Promise<FactColumns>;
  readonly close: () => Promise<void>;
}
