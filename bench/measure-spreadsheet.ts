/**
 * One month of the same model in HyperFormula: a sheet with a row for each of the offices and a column for
 * each indicator; the inputs of the month are numbers (already rolled up; a stand-in where they are absent),
 * the formulas the same formulas on the cells of their row. No roll-up, no absence, no other periods.
 * Run in a process of its own; HyperFormula is GPL-3.0 and is never shipped.
 */
import { type CellValue, HyperFormula } from "hyperformula";
import { periodsInYear } from "../src/model/index.ts";
import { prepareColumns, runByHand } from "./hand-loops.ts";
import { measureTimes } from "./measure-time.ts";
import type { Bench } from "./prepare-bench.ts";
import { makeRandom } from "./random.ts";
import { shapes } from "./shapes.ts";

export interface SpreadsheetTimes {
  readonly cells: number;
  readonly formulas: number;
  readonly build: number;
  readonly recompute: number;
  /** Median of one changed input to the top. */
  readonly change: number;
  /** Formula cells whose value is the hand-written loops' to 12 digits, and all of them. */
  readonly equal: number;
}

export function measureSpreadsheet({ generated, figures }: Bench): SpreadsheetTimes {
  const byHand = prepareColumns(generated, figures);
  runByHand(generated, byHand);
  const { recipes } = generated;
  const inputs = byHand.length - recipes.length;
  const units = byHand[0]!.length / periodsInYear;
  const rows = Array.from({ length: units }, (_, unit) => [
    ...byHand.slice(0, inputs).map((values) => values[unit * periodsInYear]!),
    ...recipes.map(({ shape, operands }) => {
      const [a, b, c] = operands.map((operand) => nameCell(operand, unit));
      return shapes[shape].writeSpreadsheet(a!, b!, c ?? "");
    }),
  ]);
  let sheet: HyperFormula | undefined;
  const options = { licenseKey: "gpl-v3", smartRounding: false } as const;
  const build = measureTimes(1, () => {
    sheet = HyperFormula.buildFromArray(rows, options);
  }).fastest;
  const hyper = sheet!;
  const values = hyper.getSheetValues(0);
  const recompute = measureTimes(2, () => hyper.rebuildAndRecalculate()).fastest;
  const random = makeRandom(4);
  const change = measureTimes(40, () => {
    hyper.setCellContents(
      { sheet: 0, row: random.pick(0, units), col: random.pick(0, inputs) },
      random.pick(1, 10_000),
    );
  }).median;
  const equal = countEqual(values, byHand, inputs);
  return { cells: units * byHand.length, formulas: units * recipes.length, build, recompute, change, equal };
}

function countEqual(
  values: readonly (readonly CellValue[])[],
  byHand: readonly Float64Array[],
  inputs: number,
): number {
  let equal = 0;
  values.forEach((row, unit) => {
    for (let column = inputs; column < byHand.length; column++) {
      const [value, expected] = [row[column], byHand[column]![unit * periodsInYear]!];
      if (typeof value === "number" && Math.abs(value - expected) <= 1e-12 * Math.abs(expected)) equal++;
    }
  });
  return equal;
}

/** `A1` of the first column and row. */
function nameCell(column: number, row: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
