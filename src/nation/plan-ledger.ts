/**
 * The ledger, in cents. Every printed entry hides some cents under its euros: these, chosen so that the sums
 * of entries too are those that a report prints from the same cents. Costs are what the cost of a point makes
 * of the points that were really produced. Of the year before nothing is printed: it is what the budget of the
 * year was made from.
 */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { countCents, findCosts, isPrintedEntry } from "./ledger-entries.ts";
import { type Shares, weighYear } from "./plan-shares.ts";
import { beforeShare } from "./plan-totals.ts";
import type { Targets } from "./read-targets.ts";
import { ledgerSeason } from "./season.ts";

/** How costs divide among the four groups of needs. */
const needs: Readonly<Record<string, number>> = {
  fabbisogno_costo_prodotto: 0.11,
  fabbisogno_immobili: 0.07,
  fabbisogno_beni_servizi: 0.12,
  fabbisogno_personale: 0.7,
};
/** What the entries that are printed were in the year before, against the year: assumed. */
const revenueBefore = 0.93;

interface Year {
  /** Its first month in the plan. */
  readonly from: number;
  readonly totals: ReadonlyMap<string, number>;
}

export function planLedger(frame: Frame, targets: Targets, shares: Shares, size: number, dice: Dice): Grid {
  const offices = frame.ranked.slice(0, size);
  const { entries } = frame;
  const years: readonly Year[] = [
    { from: 0, totals: planEntriesBefore(frame, targets) },
    { from: firstMonth, totals: planEntries(frame, targets) },
  ];
  const cells = years.map((year) => shareOut(frame, year, shares, offices, dice));
  const read = (series: number, month: number) =>
    cells[month < firstMonth ? 0 : 1]![series * 12 + (month % 12)]!;
  return {
    header: "sede;voce;importo",
    columns: [{ id: "importo", decimals: 2, isTotalled: true }],
    size: entries.length * offices.length,
    write: (series) =>
      `${frame.offices[offices[series % offices.length]!]!.code};${entries[Math.floor(series / offices.length)]!}`,
    stands: (series, month) => read(series, month) > 0,
    read,
    mistake: (numbers, chance) => {
      numbers[0] = numbers[0]! + 10_000 + Math.floor(chance * 9_000_000);
    },
  };
}

/** Entry by entry, office by office, month by month. What an office costs beside the others is its own in both years. */
function shareOut(
  { entries }: Frame,
  { from, totals }: Year,
  shares: Shares,
  offices: readonly number[],
  dice: Dice,
): Float64Array {
  const cells = new Float64Array(entries.length * offices.length * 12);
  // The months of the year have numbers of their own in each year.
  const draw = from === firstMonth ? 100 : 200;
  entries.forEach((entry, at) => {
    const isCost = !entry.startsWith("ieep_");
    const weights = weighYear(shares.staffed, offices, from, (place, month) => {
      const wide = isCost ? between(0.93, 1.07, dice(streams.ledger, offices[place]!)) : 1;
      const own = between(
        isCost ? 0.97 : 0.5,
        isCost ? 1.03 : 1.7,
        dice(streams.ledger, at + 1, offices[place]!),
      );
      const season = isCost ? 1 : ledgerSeason[month]!;
      return wide * own * season * between(0.9, 1.1, dice(streams.ledger, at * 64 + place, month + draw));
    });
    cells.set(apportion(totals.get(entry) ?? 0, weights), at * offices.length * 12);
  });
  return cells;
}

/** Cents by entry. */
function planEntries(frame: Frame, targets: Targets): ReadonlyMap<string, number> {
  const costs = findCosts(targets);
  return listEntries(frame, costs, findReference(targets), (entry) => countCents(targets, entry));
}

/** What the needs of the year are set against, in cents: those of the year before, at the volumes of the year. */
function findReference(targets: Targets): number {
  return Math.round((findCosts(targets) * 100) / targets.standardNeeds);
}

function planEntriesBefore(frame: Frame, targets: Targets): ReadonlyMap<string, number> {
  const costs = Math.round(findReference(targets) * beforeShare);
  return listEntries(frame, costs, costs, (entry) => Math.round(countCents(targets, entry) * revenueBefore));
}

function listEntries(
  frame: Frame,
  costs: number,
  reference: number,
  countPrinted: (entry: string) => number,
): ReadonlyMap<string, number> {
  const groups = Object.keys(needs);
  const parts = apportion(costs, Object.values(needs));
  return new Map(
    frame.entries.map((entry) => {
      if (isPrintedEntry(entry)) return [entry, countPrinted(entry)];
      if (entry === "fabbisogno_riferimento") return [entry, reference];
      return [entry, groups.includes(entry) ? parts[groups.indexOf(entry)]! : costs];
    }),
  );
}
