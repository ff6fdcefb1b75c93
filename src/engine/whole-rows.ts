/**
 * Rows of which every month, or every quarter, has a published, final value: summed without looking at states. The
 * loops are written out, because a row is short and the machine does the same work for counting as for adding.
 */
import type { RollUp } from "../graph/index.ts";
import { periodsInYear } from "../model/index.ts";

type Values = Float64Array;
type FillLonger = Readonly<Record<RollUp["kind"], (values: Values, row: number) => void>>;

/** Lays twelve months, which stand in `months` from `at`, into a row. */
export function copyMonths(months: Values, at: number, values: Values, row: number): void {
  values[row] = months[at]!;
  values[row + 1] = months[at + 1]!;
  values[row + 2] = months[at + 2]!;
  values[row + 3] = months[at + 3]!;
  values[row + 4] = months[at + 4]!;
  values[row + 5] = months[at + 5]!;
  values[row + 6] = months[at + 6]!;
  values[row + 7] = months[at + 7]!;
  values[row + 8] = months[at + 8]!;
  values[row + 9] = months[at + 9]!;
  values[row + 10] = months[at + 10]!;
  values[row + 11] = months[at + 11]!;
}

/** The sum of the sizes of the twelve months of a row: no sum of some of them is larger. */
export function measureMonths(values: Values, row: number): number {
  const first = Math.abs(values[row]!) + Math.abs(values[row + 1]!) + Math.abs(values[row + 2]!);
  const second = Math.abs(values[row + 3]!) + Math.abs(values[row + 4]!) + Math.abs(values[row + 5]!);
  const third = Math.abs(values[row + 6]!) + Math.abs(values[row + 7]!) + Math.abs(values[row + 8]!);
  const fourth = Math.abs(values[row + 9]!) + Math.abs(values[row + 10]!) + Math.abs(values[row + 11]!);
  return first + second + (third + fourth);
}

export function measureQuarters(values: Values, row: number): number {
  const first = Math.abs(values[row + 12]!) + Math.abs(values[row + 13]!);
  return first + (Math.abs(values[row + 14]!) + Math.abs(values[row + 15]!));
}

export function addMonths(values: Values, row: number, into: number): void {
  values[into]! += values[row]!;
  values[into + 1]! += values[row + 1]!;
  values[into + 2]! += values[row + 2]!;
  values[into + 3]! += values[row + 3]!;
  values[into + 4]! += values[row + 4]!;
  values[into + 5]! += values[row + 5]!;
  values[into + 6]! += values[row + 6]!;
  values[into + 7]! += values[row + 7]!;
  values[into + 8]! += values[row + 8]!;
  values[into + 9]! += values[row + 9]!;
  values[into + 10]! += values[row + 10]!;
  values[into + 11]! += values[row + 11]!;
}

export function addQuarters(values: Values, row: number, into: number): void {
  values[into + 12]! += values[row + 12]!;
  values[into + 13]! += values[row + 13]!;
  values[into + 14]! += values[row + 14]!;
  values[into + 15]! += values[row + 15]!;
}

/** The longer periods of a row from its twelve months. Sums begin at zero, because a sum of nothing but −0 is 0. */
export const fillFromMonths: FillLonger = {
  flow: (values, row) => {
    const first = 0 + values[row]! + values[row + 1]! + values[row + 2]!;
    const second = 0 + values[row + 3]! + values[row + 4]! + values[row + 5]!;
    const third = 0 + values[row + 6]! + values[row + 7]! + values[row + 8]!;
    const fourth = 0 + values[row + 9]! + values[row + 10]! + values[row + 11]!;
    values[row + 12] = first;
    values[row + 13] = second;
    values[row + 14] = third;
    values[row + 15] = fourth;
    values[row + 16] = first + second;
    values[row + 17] = third + fourth;
    values[row + 18] = first + second + (third + fourth);
  },
  level: (values, row) => {
    let half = 0 + values[row]! + values[row + 1]! + values[row + 2]!;
    values[row + 12] = half / 3;
    half += values[row + 3]!;
    half += values[row + 4]!;
    half += values[row + 5]!;
    values[row + 13] = (0 + values[row + 3]! + values[row + 4]! + values[row + 5]!) / 3;
    values[row + 16] = half / 6;
    let other = 0 + values[row + 6]! + values[row + 7]! + values[row + 8]!;
    values[row + 14] = other / 3;
    other += values[row + 9]!;
    other += values[row + 10]!;
    other += values[row + 11]!;
    values[row + 15] = (0 + values[row + 9]! + values[row + 10]! + values[row + 11]!) / 3;
    values[row + 17] = other / 6;
    for (let cell = row + 6; cell < row + 12; cell++) half += values[cell]!;
    values[row + 18] = half / 12;
  },
  stock: (values, row) => {
    values[row + 12] = values[row + 2]!;
    values[row + 13] = values[row + 16] = values[row + 5]!;
    values[row + 14] = values[row + 8]!;
    values[row + 15] = values[row + 17] = values[row + 18] = values[row + 11]!;
  },
};

/** The same from its four quarters. */
export const fillFromQuarters: FillLonger = {
  flow: (values, row) => {
    const first = 0 + values[row + 12]! + values[row + 13]!;
    const second = 0 + values[row + 14]! + values[row + 15]!;
    values[row + 16] = first;
    values[row + 17] = second;
    values[row + 18] = first + second;
  },
  level: (values, row) => {
    const first = 0 + values[row + 12]! + values[row + 13]!;
    values[row + 16] = first / 2;
    values[row + 17] = (0 + values[row + 14]! + values[row + 15]!) / 2;
    values[row + 18] = (first + values[row + 14]! + values[row + 15]!) / 4;
  },
  stock: (values, row) => {
    values[row + 16] = values[row + 13]!;
    values[row + 17] = values[row + 18] = values[row + 15]!;
  },
};

/** Whole numbers of 10^-decimals become the numbers they stand for. */
export function divideRow(values: Values, row: number, scale: number): void {
  for (let cell = row; cell < row + periodsInYear; cell++) values[cell]! /= scale;
}
