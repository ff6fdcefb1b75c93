/**
 * How a figure stands to what was to be reached, for the eye. These are thresholds of reading, not of evaluation: a
 * person evaluates, and no article is applied here.
 */
import type { Figure } from "../client.ts";
import type { StateName } from "./state-mark.tsx";

/** Points below the goal within which it is called close. */
export const nearBelow = 10;

/** Attainments and indices are read against 100, deviations against 0; a result alone says nothing of its goal. */
export function findState({ value, absence, facet, partial }: Figure): StateName {
  if (value === null || absence !== null) return "absent";
  if (partial || facet === "result" || facet === "target") return "none";
  const goal = facet === "deviation" ? 0 : 100;
  if (value >= goal) return "good";
  return value >= goal - nearBelow ? "near" : "bad";
}
