/** `volumi`: what each office had of each product, what came in, what went out and what is left. */
import { type Frame, monthsInPlan } from "./frame.ts";
import type { Grid } from "./grid.ts";
import type { Volumes } from "./plan-volumes.ts";

export function makeVolumeGrid(frame: Frame, volumes: Volumes): Grid {
  const { pairs, received, decided, rejected, left, opening } = volumes;
  const began = (pair: number, month: number) =>
    month === 0 ? opening[pair]! : left[pair * monthsInPlan + month - 1]!;
  const read = (pair: number, month: number, column: number): number => {
    const cell = pair * monthsInPlan + month;
    switch (column) {
      case 0:
        return began(pair, month);
      case 1:
        return received[cell]!;
      case 2:
        return decided[cell]!;
      case 3:
        return rejected[cell]!;
      default:
        return left[cell]!;
    }
  };
  return {
    header: "sede;prodotto;giacenza_iniziale;pervenuti;definiti;respinti;giacenza_finale",
    columns: [
      { id: "giacenza_iniziale", decimals: 0, isTotalled: false },
      { id: "pervenuti", decimals: 0, isTotalled: true },
      { id: "definiti", decimals: 0, isTotalled: true },
      { id: "respinti", decimals: 0, isTotalled: false },
      { id: "giacenza_finale", decimals: 0, isTotalled: false },
    ],
    size: pairs.size,
    write: (pair, month) =>
      `${frame.offices[pairs.reporter[pair * monthsInPlan + month]!]!.code};${frame.products[pairs.product[pair]!]!.code}`,
    // A pair without any work in the month sends nothing: an office without rows counts as zero.
    stands: (pair, month) => began(pair, month) + received[pair * monthsInPlan + month]! > 0,
    read,
    // Decisions told as not taken yet: what came in still equals what went out and what is left.
    mistake: (numbers, chance) => {
      const forgotten = Math.ceil(numbers[2]! * (0.2 + chance * 0.5));
      numbers[2] = numbers[2]! - forgotten;
      numbers[4] = numbers[4]! + forgotten;
    },
  };
}
