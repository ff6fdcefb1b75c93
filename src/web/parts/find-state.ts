/** How a figure stands to what was to be reached, for the eye. */
import { readAttainment } from "../../explain/index.ts";
import type { Figure } from "../client.ts";
import type { StateName } from "./state-mark.tsx";

/** Attainments and indices are read against 100, deviations against 0; a result alone says nothing of its goal. */
export function findState({ value, absence, facet, partial }: Figure): StateName {
  if (value === null || absence !== null) return "absent";
  if (partial || facet === "result" || facet === "target") return "none";
  return readAttainment(facet === "deviation" ? 100 + value : value);
}
