/**
 * How an attainment reads beside what was to be reached, wherever it is told: in a resource or on a page. These are
 * thresholds of reading, not of evaluation: a person evaluates, and no article is applied here.
 */

/** From this attainment on (of 100) what is not reached is close. */
export const nearFrom = 90;

/** What is lost in the last digits of a double is no miss. */
const precision = 1e-9;

export function readAttainment(attained: number): "good" | "near" | "bad" {
  if (attained >= 100 - precision) return "good";
  return attained >= nearFrom - precision ? "near" : "bad";
}
