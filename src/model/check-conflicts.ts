/** Two entries for one cell: allowed when they were recorded on different days, the later one holds. */
import type { Indicator, Observation, Target } from "./model.ts";
import type { Reading } from "./reading.ts";

function writeCell(item: Observation | Target): string {
  const members = Object.entries(item.members).map(([dimension, member]) => `${dimension} ${member}`);
  return [`\`${item.indicator}\``, item.orgUnit, item.period, ...members].join(", ");
}

function makeKey(item: Observation | Target, ...more: readonly (string | undefined)[]): string {
  const parts = [item.indicator, item.orgUnit, item.period, ...Object.entries(item.members).flat()];
  return JSON.stringify([...parts, item.origin.recordedOn ?? null, ...more.map((part) => part ?? null)]);
}

type ConflictCode = "observation-conflict" | "target-conflict";

function checkOnce<T extends Observation | Target>(
  reading: Reading,
  code: ConflictCode,
  items: readonly T[],
  keyOf: (item: T) => string,
): void {
  const seen = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, item);
      continue;
    }
    const here = item.origin.place;
    const details = { cell: writeCell(item), first: first.origin.place, here };
    reading.reporter.report(code, here, `indicatore ${item.indicator}`, details);
  }
}

export function checkConflicts(
  reading: Reading,
  observations: readonly Observation[],
  targets: readonly Target[],
): void {
  checkOnce(reading, "observation-conflict", observations, (item) => makeKey(item));
  checkOnce(reading, "target-conflict", targets, (item) => makeKey(item, item.validFrom));
}

/** What is delivered is not typed as well, unless the measure says which of the two holds. */
export function checkTypedAndDelivered(
  reading: Reading,
  indicators: readonly Indicator[],
  observations: readonly Observation[],
): void {
  for (const { id, measure } of indicators) {
    if (measure === undefined || measure.holds !== undefined) continue;
    const typed = observations.filter((observation) => observation.indicator === id);
    if (typed.length === 0) continue;
    const details = { id, source: measure.source ?? "", count: typed.length };
    reading.reporter.report("typed-and-delivered", typed[0]!.origin.place, `indicatore ${id}`, details);
  }
}
