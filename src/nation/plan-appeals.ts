/**
 * Appeals in stock at the end of each month, from what the year before left to the printed stock: at the
 * offices, at the regional ones and at the centre, by kind and by age. The older ones go first.
 */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth, type Level, monthsInPlan } from "./frame.ts";
import type { Grid } from "./grid.ts";
import type { Shares } from "./plan-shares.ts";
import type { Targets } from "./read-targets.ts";

interface Series {
  readonly office: number;
  readonly text: string;
  readonly age: number;
  /** The kind's share of the office's appeals. */
  readonly share: number;
}

const levels = [
  { level: "sedi", of: "sede", kinds: { INCAS: 0.72, DICA: 0.28 } },
  { level: "direzioni_regionali", of: "direzione_regionale", kinds: { DICA: 1 } },
  { level: "direzioni_centrali", of: "direzione_generale", kinds: { INCAS: 0.25, DICA: 0.75 } },
] as const satisfies readonly { readonly level: string; readonly of: Level; readonly kinds: object }[];

/** The month before the calibrated year, and its twelve. */
const firstStock = firstMonth - 1;

export function planAppeals(frame: Frame, targets: Targets, shares: Shares, size: number, dice: Dice): Grid {
  const series: Series[] = [];
  const cells: Int32Array[] = [];
  for (const { level, of, kinds } of levels) {
    const offices =
      of === "sede"
        ? frame.ranked.slice(0, size)
        : [...frame.offices.keys()].filter((office) => frame.offices[office]!.level === of);
    const own = offices.flatMap((office) =>
      Object.entries(kinds).flatMap(([kind, share]) =>
        frame.ageClasses.map((age, at) => ({
          office,
          age: at,
          share,
          text: `${frame.offices[office]!.code};${level};${kind};${age}`,
        })),
      ),
    );
    const stock = targets.appeals.get(level) ?? { now: 0, before: 0 };
    series.push(...own);
    cells.push(...planLevel(frame, shares, own, stock, dice));
  }
  return {
    header: "sede;livello;tipo;classe_eta;ricorsi",
    columns: [{ id: "ricorsi", decimals: 0, isTotalled: true }],
    size: series.length,
    write: (at) => series[at]!.text,
    stands: (at, month) => month >= firstStock && cells[at]![month]! > 0,
    read: (at, month) => cells[at]![month]!,
    mistake: undefined,
  };
}

function planLevel(
  frame: Frame,
  shares: Shares,
  own: readonly Series[],
  stock: { readonly now: number; readonly before: number },
  dice: Dice,
): readonly Int32Array[] {
  const cells = own.map(() => new Int32Array(monthsInPlan));
  const ages = frame.ageClasses.length;
  for (let month = firstStock; month < monthsInPlan; month++) {
    const done = (month - firstStock) / 12;
    const total = Math.round(stock.before + (stock.now - stock.before) * done);
    const weights = own.map(({ office, age, share }) => {
      const { from, until, level } = frame.offices[office]!;
      if (month < from || month >= until) return 0;
      const work = level === "sede" ? shares.staffed[office * monthsInPlan + month]! : 1;
      // At the beginning the old ones are as many as the new; by the end of the year half as many.
      const mix = 1 - (done * age) / (ages * 1.6);
      return work * share * mix * between(0.6, 1.5, dice(streams.appeals, office, age));
    });
    apportion(total, weights).forEach((part, at) => {
      cells[at]![month] = part;
    });
  }
  return cells;
}
