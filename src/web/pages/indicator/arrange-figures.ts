/** Which rows of a table of figures are seen, and in which order: whole columns at a time, because a nation has many. */
import { figureColumns, type PageSearch } from "../../address-words.ts";
import { fold } from "../../parts/fold.ts";
import type { Figures } from "./answers.ts";

export type ColumnName = (typeof figureColumns)[number];
type TableSearch = Pick<PageSearch<"indicator">, "rows" | "when" | "kind" | "sort">;

export interface Sorting {
  readonly column: ColumnName;
  readonly isDown: boolean;
}

/** `-value` = by value, the highest first. */
export function readSorting(text: string | undefined): Sorting | undefined {
  const isDown = text?.startsWith("-") ?? false;
  const column = figureColumns.find((name) => name === (isDown ? text?.slice(1) : text));
  return column === undefined ? undefined : { column, isDown };
}

export function writeSorting({ column, isDown }: Sorting): `-${ColumnName}` | ColumnName {
  return isDown ? `-${column}` : column;
}

/** Rows by their number in the answer. */
export function arrangeFigures(figures: Figures, search: TableSearch): Uint32Array {
  const found = filterRows(figures, search);
  const sorting = readSorting(search.sort);
  if (sorting === undefined) return found;
  const keys = listKeys(figures, sorting.column);
  const sign = sorting.isDown ? -1 : 1;
  // Absent figures stand at the end whichever way one sorts.
  return found.sort((a, b) => {
    const [left, right] = [keys[a]!, keys[b]!];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
    return sign * (left - right) || a - b;
  });
}

function filterRows(figures: Figures, { rows: text = "", when, kind }: TableSearch): Uint32Array {
  const wanted = fold(text);
  const fits = figures.offices.map(
    ({ code, title, type }) =>
      (kind === undefined || type === kind) &&
      (wanted === "" || fold(title).includes(wanted) || fold(code).includes(wanted)),
  );
  const isWhen = figures.periods.map((period) => when === undefined || isOfGrain(period, when));
  const found = new Uint32Array(figures.office.length);
  let count = 0;
  for (let row = 0; row < figures.office.length; row++) {
    if (fits[figures.office[row]!] && isWhen[figures.periodOf[row]!]) found[count++] = row;
  }
  return found.slice(0, count);
}

/** `year`, `quarter`, `semester` and `month` are all the periods so long; anything else is one period. */
function isOfGrain(period: string, when: string): boolean {
  const part = period.split("-")[1] ?? "";
  if (when === "year") return part === "";
  if (when === "quarter") return part.startsWith("T");
  if (when === "semester") return part.startsWith("S");
  if (when === "month") return /^\d/.test(part);
  return period === when;
}

const stateOrder = { bad: 0, near: 1, good: 2, none: 3, absent: 4 } as const;

/** A number a row to sort by; names are put in order once, not at every comparison. */
function listKeys(figures: Figures, column: ColumnName): Float64Array {
  const size = figures.office.length;
  switch (column) {
    case "office": {
      const places = orderNames(figures.offices.map(({ title }) => title));
      return Float64Array.from({ length: size }, (_, row) => places[figures.office[row]!]!);
    }
    case "member": {
      const places = orderNames(figures.memberSets.map(({ title }) => title));
      return Float64Array.from({ length: size }, (_, row) => places[figures.memberSet[row]!]!);
    }
    case "period":
      return Float64Array.from(figures.periodOf);
    case "value":
      return Float64Array.from({ length: size }, (_, row) => figures.value[row] ?? Number.NaN);
    case "state":
      return Float64Array.from({ length: size }, (_, row) => stateOrder[figures.state[row]!]);
  }
}

function orderNames(names: readonly string[]): number[] {
  const collator = new Intl.Collator("it", { numeric: true });
  const order = [...names.keys()].sort((a, b) => collator.compare(names[a]!, names[b]!));
  const places = Array.from({ length: names.length }, () => 0);
  for (const [place, index] of order.entries()) places[index] = place;
  return places;
}
