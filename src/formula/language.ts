/** In which languages people are told what is computed. What a model says itself stays as it is written. */
export const languages = ["it", "en"] as const;
export type Language = (typeof languages)[number];
