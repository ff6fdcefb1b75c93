/** First payments of pensions and of unemployment benefit, and how many came without a break of income. */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth, monthsInPlan } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { type Shares, weighYear } from "./plan-shares.ts";
import type { Targets } from "./read-targets.ts";

/** How many are paid in a year, roughly as in Italy, and how far each is from the common share in time. */
const benefits = [
  { name: "pensione", paid: 612_000, inTime: 0.99 },
  { name: "naspi", paid: 1_874_000, inTime: 1.003 },
] as const;

export function planPayments(frame: Frame, targets: Targets, shares: Shares, size: number, dice: Dice): Grid {
  const offices = frame.ranked.slice(0, size);
  const rows = benefits.length * offices.length;
  const paid = new Int32Array(rows * monthsInPlan);
  const inTime = new Int32Array(rows * monthsInPlan);
  for (const [from, printed] of [
    [0, targets.continuityBefore],
    [firstMonth, targets.continuity],
  ] as const) {
    const all = benefits.flatMap((benefit, kind) => [
      ...apportion(
        benefit.paid,
        weighYear(shares.staffed, offices, from, (place, month) =>
          between(0.85, 1.15, dice(streams.payments, kind * 1_000 + place, from + month)),
        ),
      ),
    ]);
    const total = all.reduce((sum, each) => sum + each, 0);
    // Late ones are few: sharing them out keeps those in time within what was paid.
    const late = apportion(
      total - Math.round((total * printed) / 100),
      all.map((each, cell) => {
        const { inTime: pace } = benefits[Math.floor(cell / (offices.length * 12))]!;
        const office = Math.floor(cell / 12) % offices.length;
        return (each * between(0.4, 1.8, dice(streams.payments, office, 99)) * (2 - pace)) / pace;
      }),
    );
    all.forEach((each, cell) => {
      const at = Math.floor(cell / 12) * monthsInPlan + from + (cell % 12);
      paid[at] = each;
      inTime[at] = each - late[cell]!;
    });
  }
  return {
    header: "sede;prestazione;pagate;entro_termine",
    columns: [
      { id: "pagate", decimals: 0, isTotalled: true },
      { id: "entro_termine", decimals: 0, isTotalled: false },
    ],
    size: rows,
    write: (series) =>
      `${frame.offices[offices[series % offices.length]!]!.code};${benefits[Math.floor(series / offices.length)]!.name}`,
    stands: (series, month) => paid[series * monthsInPlan + month]! > 0,
    read: (series, month, column) => (column === 0 ? paid : inTime)[series * monthsInPlan + month]!,
    mistake: undefined,
  };
}
