/**
 * How often a property is tried. Files named `*.property.test.ts` run twice in `npm test`: a few times each in the
 * fast project, which `npm run check` waits for, and as often as they say in the slow one.
 */
export const runsAll = process.env.PIRAMIDE_RUNS === "all";

export function scaleRuns(all: number): number {
  return runsAll ? all : Math.max(10, Math.ceil(all / 20));
}
