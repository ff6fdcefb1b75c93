/** Rows of offices that are not there on the boundaries asked for: under which offices their facts are lacking. */
import { describeLost, type FactColumns, findShelter, type LostOffice, listThere } from "../facts/index.ts";
import type { Tree } from "../graph/index.ts";
import { type Day, listPeriodsOfYear, type Model, type Period, periodsInYear } from "../model/index.ts";
import type { Lacking } from "./figures.ts";
import { addAll } from "./lacking.ts";

/** The organisation in time, where facts stand on the offices of one day. */
export interface Redrawn {
  readonly model: Model;
  readonly day: Day;
}

/** Office → period within the year → its sums; no numbers where they are not known. */
type LostSums = Map<string, Map<number, number[]>>;

/** The rows of a year that stand in no cell. */
export function listLostRows(cells: Int32Array, { periods }: FactColumns, year: number): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < cells.length; row++)
    if (cells[row]! < 0 && Math.floor(periods[row]! / 100) === year) rows.push(row);
  return Int32Array.from(rows);
}

/** Of one measure, so that what a correction has taken back is lacking to nobody. */
export function sumLost(
  { offices, periods, values }: FactColumns,
  rows: Iterable<number>,
  slots: readonly number[],
): LostSums {
  const sums: LostSums = new Map();
  for (const row of rows) {
    const own = sums.get(offices[row]!) ?? new Map<number, number[]>();
    sums.set(offices[row]!, own);
    const period = periods[row]! % 100;
    const before = own.get(period);
    own.set(
      period,
      slots.map((slot, k) => (before?.[k] ?? 0) + values[slot]![row]!),
    );
  }
  return sums;
}

/** What a measure lacks, from what offices that are not there had. */
export function placeLost(tree: Tree, year: number, sums: LostSums, redrawn: Redrawn): Lacking {
  const facts = new Map<number, Set<LostOffice>>();
  const all = new Map<number, Set<LostOffice>>();
  const periods = listPeriodsOfYear(year);
  for (const [office, own] of sums) {
    const lost = [describeLost(redrawn.model, office, redrawn.day)];
    const had = [...own]
      .filter(([, each]) => each.some((sum) => sum !== 0))
      .map(([period]) => periods[period]!);
    for (const period of had)
      addUnder(facts, tree, lost, findShelter(redrawn.model, office, period, redrawn.day), period);
    // What a formula would make of nothing is not known: it is lacking wherever the office was there.
    const { grain } = periods[[...own.keys()][0]!]!;
    const there = periods.filter(
      (each) => each.grain === grain && listThere(redrawn.model, each).some(({ code }) => code === office),
    );
    for (const period of had.length === 0 ? [] : [...there, ...had])
      addUnder(all, tree, lost, findShelter(redrawn.model, office, period, redrawn.day), period);
  }
  return { facts, offices: all };
}

function addUnder(
  found: Map<number, Set<LostOffice>>,
  tree: Tree,
  lost: readonly LostOffice[],
  shelters: readonly string[],
  { index }: Period,
): void {
  const units = shelters.flatMap((code) => tree.indexOf.get(code) ?? []);
  // Where nothing above is there any more, all that is there lacks it.
  const roots = [...tree.parent.keys()].filter((unit) => tree.parent[unit] === -1);
  for (const unit of units.length > 0 ? units : roots) addAll(found, unit * periodsInYear + index, lost);
}
