/**
 * What a workspace knows of a delivery, and which deliveries hold on a day. Nothing is updated in place: a whole
 * delivery supersedes the one before it, a delta corrects it key by key, a retraction takes one back. The rows
 * of a delta carry a sign: what no longer holds is written again with −1, so that whatever is summed needs no
 * more than the sum of all rows of all deliveries that hold.
 */
import type { Day, FactColumn, PeriodCode } from "../model/index.ts";

export const deliveryModes = ["full", "delta", "removal", "retraction"] as const;
/** `removal`: a delta that only takes keys away. `retraction`: takes a whole delivery back. */
export type DeliveryMode = (typeof deliveryModes)[number];

/** What a column was when its values were read. */
export type FactsColumn = Pick<FactColumn, "id" | "type" | "decimals">;

export interface FactsFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Whether rows carry a sign; otherwise each counts once. */
  readonly signed: boolean;
  /** The line of the first row, the others following; undefined where each row carries its own. */
  readonly firstLine: number | undefined;
  /** Those of the contract it was read by; undefined in entries of before, which are taken as they are. */
  readonly columns?: readonly FactsColumn[] | undefined;
}

export interface Delivery {
  /** From 1, in the order in which they were recorded. */
  readonly number: number;
  readonly source: string;
  readonly period: PeriodCode;
  readonly mode: DeliveryMode;
  /** The day from which it is known. */
  readonly recordedOn: Day;
  /** The file as it was sent: its name and SHA-256. */
  readonly file: { readonly name: string; readonly sha256: string };
  /** Rows taken in (for a delta: those it brings, not those it takes away), and rows in quarantine. */
  readonly rows: number;
  readonly quarantined: number;
  /** The SHA-256 of the text that tells of them, by which it is found; entries of before have none. */
  readonly quarantine?: string | undefined;
  /** The immutable Parquet file; undefined for a retraction. */
  readonly facts: FactsFile | undefined;
  /** For a delta: the whole delivery that it corrects. For a retraction: the delivery that it takes back. */
  readonly of: number | undefined;
  /** What was noticed and did not stop it: late, fewer rows than expected, control totals that differ. */
  readonly notes: readonly string[];
  /** Why, for a retraction. */
  readonly reason: string | undefined;
}

/** The deliveries that hold as known on a day: for each source and period the last whole one and its deltas. */
export function chooseDeliveries(
  deliveries: readonly Delivery[],
  knownAt: Day | undefined,
): readonly Delivery[] {
  const known = deliveries.filter(({ recordedOn }) => knownAt === undefined || recordedOn <= knownAt);
  const retracted = new Set(known.flatMap(({ mode, of }) => (mode === "retraction" ? [of] : [])));
  const standing = known
    .filter(({ mode, number }) => mode !== "retraction" && !retracted.has(number))
    .toSorted((a, b) => a.number - b.number);
  const bases = new Map<string, Delivery>();
  for (const delivery of standing) if (delivery.mode === "full") bases.set(keyOf(delivery), delivery);
  return standing.filter((delivery) => {
    const base = bases.get(keyOf(delivery));
    return delivery === base || (delivery.mode !== "full" && delivery.of === base?.number);
  });
}

function keyOf({ source, period }: Delivery): string {
  return `${source} ${period}`;
}
