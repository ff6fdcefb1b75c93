/**
 * The ledger, in cents. Every printed entry hides some cents under its euros: these, chosen so that the sums
 * of entries too are those that a report prints from the same cents. Costs are what the cost of a point makes
 * of the points that were really produced.
 */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { countCents, findCosts, isPrintedEntry } from "./ledger-entries.ts";
import { type Shares, weighYear } from "./plan-shares.ts";
import type { Targets } from "./read-targets.ts";
import { ledgerSeason } from "./season.ts";

/** How costs divide among the four groups of needs. */
const needs: Readonly<Record<string, number>> = {
  fabbisogno_costo_prodotto: 0.11,
  fabbisogno_immobili: 0.07,
  fabbisogno_beni_servizi: 0.12,
  fabbisogno_personale: 0.7,
};

export function planLedger(frame: Frame, targets: Targets, shares: Shares, size: number, dice: Dice): Grid {
  const offices = frame.ranked.slice(0, size);
  const { entries } = frame;
  const totals = planEntries(frame, targets);
  // Entry by entry, office by office, month by month.
  const cells = new Float64Array(entries.length * offices.length * 12);
  entries.forEach((entry, at) => {
    const isCost = !entry.startsWith("ieep_");
    const weights = weighYear(shares.staffed, offices, firstMonth, (place, month) => {
      const wide = isCost ? between(0.93, 1.07, dice(streams.ledger, offices[place]!)) : 1;
      const own = between(
        isCost ? 0.97 : 0.5,
        isCost ? 1.03 : 1.7,
        dice(streams.ledger, at + 1, offices[place]!),
      );
      const season = isCost ? 1 : ledgerSeason[month]!;
      return wide * own * season * between(0.9, 1.1, dice(streams.ledger, at * 64 + place, month + 100));
    });
    cells.set(apportion(totals.get(entry) ?? 0, weights), at * offices.length * 12);
  });
  const read = (series: number, month: number) => cells[series * 12 + month - firstMonth]!;
  return {
    header: "sede;voce;importo",
    columns: [{ id: "importo", decimals: 2, isTotalled: true }],
    size: entries.length * offices.length,
    write: (series) =>
      `${frame.offices[offices[series % offices.length]!]!.code};${entries[Math.floor(series / offices.length)]!}`,
    stands: (series, month) => month >= firstMonth && read(series, month) > 0,
    read,
    mistake: (numbers, chance) => {
      numbers[0] = numbers[0]! + 10_000 + Math.floor(chance * 9_000_000);
    },
  };
}

/** Cents by entry. */
function planEntries(frame: Frame, targets: Targets): ReadonlyMap<string, number> {
  const costs = findCosts(targets);
  const groups = Object.keys(needs);
  const parts = apportion(costs, Object.values(needs));
  return new Map(
    frame.entries.map((entry) => {
      if (isPrintedEntry(entry)) return [entry, countCents(targets, entry)];
      if (entry === "fabbisogno_riferimento")
        return [entry, Math.round((costs * 100) / targets.standardNeeds)];
      return [entry, groups.includes(entry) ? parts[groups.indexOf(entry)]! : costs];
    }),
  );
}
