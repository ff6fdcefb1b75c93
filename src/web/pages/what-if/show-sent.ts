/** What the server shows, as the worker would show it where nothing is supposed. */
import type { Shown, Standing } from "../../../engine/index.ts";
import type { SentDesk } from "./ask-desk.ts";

/** @param scenarios how many stand side by side */
export function showSent(sent: SentDesk, scenarios: number): Shown {
  const none = Array.from({ length: scenarios }, () => undefined);
  return {
    rows: sent.rows.map(({ weight, synthesis, ...row }) => ({
      ...row,
      supposed: none,
      weight: weight && { ...weight, real: weight.real, then: weight.real },
      synthesis: synthesis && { ...synthesis, isSupposed: false, adapts: true },
      fields: row.fields.map((field) => ({ ...field, real: field.real })),
      thresholds: row.thresholds.map((threshold) => ({ ...threshold, real: threshold.real })),
    })),
    rowsInAll: sent.rowsInAll,
    rankBy: sent.rankBy ?? undefined,
    ranking: sent.ranking.map(({ place, ...ranked }) => ({
      ...ranked,
      before: place,
      now: place,
      supposed: undefined,
    })),
    ranked: sent.ranked,
    problems: none.map(() => []),
    moved: [0, sent.columns],
  };
}

export function tellStanding({ units, rankable, titles, dimensions }: SentDesk): Standing {
  return { units, rankable, titles, dimensions };
}
