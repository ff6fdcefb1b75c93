/** The states in which something can stand to its target, each with its sign. */
export const stateSigns = { good: "✓", near: "≈", bad: "✗", none: "–", absent: "∅" } as const;
export type StateName = keyof typeof stateSigns;
export const stateNames = Object.keys(stateSigns) as readonly StateName[];
