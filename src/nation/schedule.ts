/**
 * What goes wrong on the way: deliveries that come late, come twice, are corrected, or hold rows that must be
 * refused. Few, on days that the seed decides, and the same in a small nation as in a large one.
 */
import { type Day, getDayNumber, getDayOfNumber, type Period } from "../model/index.ts";
import { type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth } from "./frame.ts";
import type { WrongRow } from "./grid.ts";

/** Months of the calibrated year, from 0, in which a source departs from the rule. */
interface Troubles {
  /** Some rows of the first delivery are mistaken: a delta puts them right. */
  readonly corrected: number | undefined;
  /** Some rows are mistaken: the whole is delivered again. */
  readonly again: number | undefined;
  readonly late: readonly number[];
}

const none: Troubles = { corrected: undefined, again: undefined, late: [] };
const troubles: Readonly<Record<string, Troubles>> = {
  volumi: { corrected: 2, again: undefined, late: [7] },
  presenze: { corrected: 4, again: undefined, late: [6, 7] },
  contabile: { corrected: 8, again: undefined, late: [11] },
  qualita: { corrected: undefined, again: 5, late: [] },
  pratiche: { corrected: undefined, again: undefined, late: [8] },
  questionari: { corrected: undefined, again: undefined, late: [2] },
};

export function findTroubles(source: string): Troubles {
  return troubles[source] ?? none;
}

/** Days after the end of the period within which each source is due, when its contract does not say. */
const usualDays = 15;

/** The day on which a delivery arrives: in time, or some weeks late. `ordinal` tells apart those of one period. */
export function findArrival(
  period: Period,
  dueDays: number | undefined,
  isLate: boolean,
  dice: Dice,
  ordinal: number,
): Day {
  const due = dueDays ?? usualDays;
  const end = getDayNumber(period.until);
  const luck = dice(streams.delay, end, ordinal);
  const days = isLate ? due + 6 + Math.floor(luck * 20) : 2 + Math.floor(luck * Math.max(1, due - 3));
  return getDayOfNumber(end + days);
}

/** A correction comes when somebody has noticed. */
export function findCorrection(arrival: Day, dice: Dice): Day {
  const from = getDayNumber(arrival);
  return getDayOfNumber(from + 25 + Math.floor(dice(streams.delay, from, 99) * 40));
}

/** Which series of a source are mistaken in its troubled month: about four in a thousand, and one at least. */
export function chooseMistakes(source: number, dice: Dice): (series: number) => boolean {
  return (series) => series === 0 || dice(streams.mistake, source, series) < 0.004;
}

/** Why a row is refused → the rows. */
export type WrongRows = Readonly<Record<string, readonly WrongRow[]>>;

/** Rows that must be refused, by source and month of the calibrated year; for a quarter, its first month. */
export function listWrongRows(frame: Frame, source: string, month: number): WrongRows {
  const office = frame.offices[frame.ranked[0]!]!.code;
  const closed = frame.offices.find(({ until }) => until <= firstMonth + month)?.code;
  const unborn = frame.offices.find(({ from }) => from > firstMonth + month)?.code;
  const product = frame.products[0]!.code;
  const { year } = frame;
  const row = (text: string, ...numbers: number[]): WrongRow => ({ text, numbers });
  switch (`${source} ${month}`) {
    case "volumi 1":
      return {
        "prodotto sconosciuto": [
          row(`${office};PR-9991;10;4;3;0;11`, 10, 4, 3, 0, 11),
          row(`${office};PR-9992;7;2;5;1;3`, 7, 2, 5, 1, 3),
        ],
        "numero negativo": [row(`${office};${product};5;-3;1;0;1`, 5, -3, 1, 0, 1)],
      };
    case "volumi 8":
      return closed === undefined
        ? {}
        : { "ufficio chiuso": [row(`${closed};${product};12;3;4;0;11`, 12, 3, 4, 0, 11)] };
    case "presenze 2":
      return unborn === undefined
        ? {}
        : { "ufficio non ancora aperto": [row(`${unborn};amministrativo;sede;si;3,50`, 350)] };
    case "contabile 3":
      return {
        "voce sconosciuta": [row(`${office};ieep_altro;1200,00`, 120_000)],
        "numero negativo": [row(`${frame.offices[0]!.code};costi_totali;-450,10`, -45_010)],
      };
    case "pratiche 5":
      return {
        "giorno inesistente": [
          row(`999999999;${office};${year}-06-31;${product};pervenuto;${year}-06-30`),
          row(`999999998;${office};30/06/${year};${product};pervenuto;`),
        ],
        "prodotto sconosciuto": [row(`999999997;${office};${year}-06-12;PR-9991;pervenuto;${year}-06-12`)],
        "giorno fuori dal periodo": [
          row(`999999996;${office};${year}-05-31;${product};pervenuto;${year}-05-31`),
        ],
        "evento prima dell'apertura": [
          row(`999999995;${office};${year}-06-05;${product};definito;${year}-06-20`),
        ],
      };
    case "questionari 3":
      return { "voto fuori scala": [row(`999999999;${office};globale;sito;6;in_linea`)] };
    default:
      return {};
  }
}
