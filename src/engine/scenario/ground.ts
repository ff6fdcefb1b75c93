/**
 * What figures stand on: the text of the model, what the warehouse answered, and from where one looks. Whoever has it,
 * in a browser too, computes the same figures to the last bit, and the hash says so.
 */
import type { Delivery, FactColumns } from "../../facts/index.ts";
import { readFacts } from "../../facts/index.ts";
import { Bug, type Model, type ModelFile } from "../../model/index.ts";
import type { Answers } from "../place-delivered.ts";
import type { Doubt } from "../place-distinct.ts";

export interface Ground {
  /** The files from which the model is read. */
  readonly files: readonly ModelFile[];
  readonly period: string;
  readonly knownAt: string | null;
  readonly methodOn: string | null;
  /** Offices that moved in the year stand where they stand on this day. */
  readonly organisedOn: string | null;
  /** Offices as they stand on this day, for all periods. */
  readonly boundariesOn: string | null;
  /** What was asked besides the period and the day of knowledge, in words: the hash covers them. */
  readonly conditions: readonly string[];
  /** What the warehouse answered, as `packAnswers` writes it; null where nothing is measured from facts. */
  readonly answers: string | null;
}

/** A list of few different texts. */
interface PackedTexts {
  readonly names: readonly string[];
  readonly at: string;
}

interface PackedColumns {
  readonly rows: number;
  readonly offices: PackedTexts;
  readonly periods: string;
  readonly members: readonly PackedTexts[];
  readonly values: readonly string[];
  readonly apportioned?: string;
  readonly origins?: PackedTexts;
}

interface PackedAnswers {
  readonly sums: readonly { readonly columns: PackedColumns; readonly deliveries: readonly Delivery[] }[];
  readonly distincts: readonly {
    readonly columns: PackedColumns;
    readonly deliveries: readonly Delivery[];
    readonly doubts?: readonly Doubt[] | undefined;
  }[];
  readonly leftOut?: {
    readonly offices: readonly string[];
    readonly from: string;
    readonly until: string;
    readonly indicators: readonly string[];
  };
  readonly redrawnOn?: string;
}

/** What is measured is planned from the model again, so that only what was answered is packed. */
export function packAnswers({ sums, distincts, leftOut, redrawn }: Answers): string {
  const packed: PackedAnswers = {
    sums: sums.map(({ columns, deliveries }) => ({ columns: packColumns(columns), deliveries })),
    distincts: distincts.map(({ columns, deliveries, doubts }) => ({
      columns: packColumns(columns),
      deliveries,
      doubts,
    })),
    ...(leftOut && { leftOut: { ...leftOut, offices: [...leftOut.offices] } }),
    ...(redrawn && { redrawnOn: redrawn.day }),
  };
  return JSON.stringify(packed);
}

/** @param model as it is written, not yet on the boundaries of another day */
export function unpackAnswers(text: string, model: Model): Answers {
  const packed = JSON.parse(text) as PackedAnswers;
  const { sources, distincts, periodDays } = readFacts(model).value;
  const isWhole =
    packed.sums.length === 0 ||
    (packed.sums.length === sources.length && packed.distincts.length === distincts.length);
  if (!isWhole) throw new Bug("le risposte del magazzino non sono di questo modello");
  const { leftOut, redrawnOn } = packed;
  return {
    sums: packed.sums.map(({ columns, deliveries }, k) => ({
      plan: sources[k]!,
      columns: unpackColumns(columns),
      deliveries,
    })),
    distincts: packed.distincts.map(({ columns, deliveries, doubts }, k) => ({
      plan: distincts[k]!,
      columns: unpackColumns(columns),
      deliveries,
      doubts,
    })),
    periodDays,
    leftOut: leftOut && { ...leftOut, offices: new Set(leftOut.offices) },
    redrawn: redrawnOn === undefined ? undefined : { model, day: redrawnOn },
  };
}

function packColumns({
  rows,
  offices,
  periods,
  members,
  values,
  apportioned,
  origins,
}: FactColumns): PackedColumns {
  return {
    rows,
    offices: packTexts(offices),
    periods: packNumbers(periods),
    members: members.map(packTexts),
    values: values.map(packNumbers),
    ...(apportioned && { apportioned: packNumbers(apportioned) }),
    ...(origins && { origins: packTexts(origins) }),
  };
}

function unpackColumns(packed: PackedColumns): FactColumns {
  const { rows, offices, periods, members, values, apportioned, origins } = packed;
  return {
    rows,
    offices: unpackTexts(offices),
    periods: Int32Array.from(unpackNumbers(periods)),
    members: members.map(unpackTexts),
    values: values.map((each) => Float64Array.from(unpackNumbers(each))),
    ...(apportioned !== undefined && { apportioned: Uint8Array.from(unpackNumbers(apportioned)) }),
    ...(origins !== undefined && { origins: unpackTexts(origins) }),
  };
}

function packTexts(texts: readonly string[]): PackedTexts {
  const names = [...new Set(texts)];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  return { names, at: packNumbers(texts.map((text) => placeOf.get(text)!)) };
}

function unpackTexts({ names, at }: PackedTexts): string[] {
  return unpackNumbers(at).map((place) => names[place]!);
}

/** Numbers with a space between, repeated ones as `7*3`; what is no number is `-`. */
export function packNumbers(numbers: ArrayLike<number>): string {
  const runs: string[] = [];
  for (let k = 0; k < numbers.length; ) {
    const start = k;
    while (k < numbers.length && Object.is(numbers[k], numbers[start])) k++;
    const value = numbers[start]!;
    const text = Number.isNaN(value) ? "-" : Object.is(value, -0) ? "-0" : String(value);
    runs.push(k - start === 1 ? text : `${text}*${k - start}`);
  }
  return runs.join(" ");
}

export function unpackNumbers(text: string): number[] {
  const numbers: number[] = [];
  for (const run of text === "" ? [] : text.split(" ")) {
    const [value = "", times = "1"] = run.split("*");
    const number = value === "-" ? Number.NaN : Number(value);
    for (let k = Number(times); k > 0; k--) numbers.push(number);
  }
  return numbers;
}
