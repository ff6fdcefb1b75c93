/** The room of the synthetic nation: from a model and the figures to imitate, the deliveries of its systems. */
export { generateNation, type NationRequest } from "./generate-nation.ts";
export type { Delivery, Nation, Tally } from "./nation.ts";
