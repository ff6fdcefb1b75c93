/** What is missing below an absent figure, and who owes it. */
import type { Indicator } from "../model/index.ts";
import type { Debt, Explanation } from "./explanation.ts";

/**
 * The absences from which the others follow, each once, in the order of the explanation. What does not apply
 * is nobody's debt, unless there is nothing else to tell.
 */
export function listDebts(root: Explanation, indicators: readonly Indicator[]): Debt[] {
  const told = findTold(root);
  const owed = collectDebts(root, told, indicators, (figure) => figure.absence !== "not-applicable");
  return owed.length > 0 ? owed : collectDebts(root, told, indicators, () => true);
}

/** A step is told where it is met first, which may be below a figure that has a value all the same. */
function findTold(root: Explanation): ReadonlyMap<string, Explanation> {
  const told = new Map<string, Explanation>();
  const open: Explanation[] = [root];
  while (open.length > 0) {
    const step = open.pop()!;
    if (step.told === "here") told.set(nameStep(step), step);
    for (const { explanation } of step.parts) open.push(explanation);
  }
  return told;
}

function nameStep({ figure, making }: Explanation): string {
  const { id, facet, orgUnit, period, members, value, absence } = figure;
  return JSON.stringify([id, making, facet, orgUnit, period, members, value, absence]);
}

function collectDebts(
  root: Explanation,
  told: ReadonlyMap<string, Explanation>,
  indicators: readonly Indicator[],
  counts: (figure: Explanation["figure"]) => boolean,
): Debt[] {
  const ownerOf = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const found = new Map<string, Debt>();
  const opened = new Set<Explanation>();
  const open: Explanation[] = [root];
  while (open.length > 0) {
    const met = open.pop()!;
    const step = met.told === "before" ? (told.get(nameStep(met)) ?? met) : met;
    const { figure, operation } = step;
    if (figure.absence !== null && !opened.has(step)) {
      opened.add(step);
      open.push(...step.parts.map((part) => part.explanation).reverse());
      const isOrigin =
        figure.absence !== "upstream" &&
        counts(figure) &&
        !step.parts.some((part) => part.explanation.figure.absence === figure.absence);
      const key = `${figure.id} ${figure.facet} ${figure.orgUnit} ${figure.period} ${JSON.stringify(figure.members)}`;
      if (isOrigin && !found.has(key)) {
        const indicator = ownerOf.get(figure.id);
        found.set(key, {
          indicator: figure.id,
          title: indicator?.title ?? figure.id,
          facet: figure.facet,
          members: figure.members,
          orgUnit: figure.orgUnit,
          period: figure.period,
          absence: figure.absence!,
          owner: (operation.type === "delivered" ? operation.owner : undefined) ?? indicator?.owner,
          note: operation.type === "observed" ? operation.note : undefined,
          place: step.place,
        });
      }
    }
  }
  return [...found.values()];
}
