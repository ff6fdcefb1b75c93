/** The year of an administration: few people in August and at the end of December, applications in January and autumn. */

/** What comes in, month by month, against the mean. */
export const receivedSeason = [1.12, 1.0, 1.05, 0.95, 1.0, 0.97, 0.98, 0.7, 1.05, 1.08, 1.02, 0.82] as const;
/** What is decided. */
export const decidedSeason = [0.98, 0.98, 1.1, 0.97, 1.06, 1.0, 1.02, 0.64, 1.0, 1.07, 1.04, 0.86] as const;
/** Who is at work. */
export const presenceSeason = [0.99, 1.0, 1.02, 0.98, 1.02, 1.0, 0.95, 0.72, 1.01, 1.04, 1.01, 0.86] as const;
/** Money follows the closing of accounts. */
export const ledgerSeason = [0.7, 0.8, 0.95, 0.9, 1.0, 1.1, 0.95, 0.6, 0.95, 1.05, 1.2, 1.8] as const;
/** What force majeure leaves of a month's work. */
export const stoppedShare = 0.55;
