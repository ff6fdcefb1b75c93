/**
 * The tables of a printed document, from the places of its figures. What stands on one line of the page shall stand on
 * one row here: where it is the columns of the list that share a line, the page has them as rows.
 */
import type { PrintedFigure } from "./audit-data.ts";

export interface PrintedTable {
  readonly section: string;
  readonly title: string;
  /** Prose has no columns: its figures are listed. */
  readonly isProse: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly PrintedRow[];
}

export interface PrintedRow {
  readonly title: string;
  /** One a column; nothing, one figure, or more where several are printed in one place. */
  readonly cells: readonly (readonly PrintedFigure[])[];
}

const prose = "testo";

export function shapeTables(figures: readonly PrintedFigure[]): readonly PrintedTable[] {
  const groups = new Map<string, PrintedFigure[]>();
  for (const figure of figures) {
    const key = JSON.stringify([figure.place.section, figure.place.table]);
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()].map(shapeTable);
}

function shapeTable(figures: readonly PrintedFigure[]): PrintedTable {
  const { section, table: title } = figures[0]!.place;
  const isProse = title === prose;
  const turned = !isProse && isTurned(figures);
  const across = (figure: PrintedFigure): string => (turned ? figure.place.row : figure.place.column);
  const down = (figure: PrintedFigure): string => (turned ? figure.place.column : figure.place.row);
  const columns = isProse ? [] : listNames(figures, across);
  const names = turned ? listByLine(figures, down) : listNames(figures, down);
  const rows = names.map((name): PrintedRow => {
    const own = figures.filter((figure) => down(figure) === name);
    const cells = isProse
      ? [own]
      : columns.map((column) => own.filter((figure) => across(figure) === column));
    return { title: name, cells };
  });
  return { section, title, isProse, columns, rows };
}

function listNames(figures: readonly PrintedFigure[], nameOf: (figure: PrintedFigure) => string): string[] {
  return [...new Set(figures.map(nameOf))];
}

/** In the order of the lines on which most of each stands. */
function listByLine(figures: readonly PrintedFigure[], nameOf: (figure: PrintedFigure) => string): string[] {
  const lineOf = (name: string): number => {
    const lines = figures.flatMap((figure) => (nameOf(figure) === name ? (figure.line ?? []) : []));
    const most = lines.toSorted(
      (a, b) => lines.filter((line) => line === b).length - lines.filter((line) => line === a).length,
    );
    return most[0] ?? 0;
  };
  return listNames(figures, nameOf).toSorted((a, b) => lineOf(a) - lineOf(b));
}

/** Whether the figures of a column share their line more than those of a row do. */
function isTurned(figures: readonly PrintedFigure[]): boolean {
  return countShared(figures, ({ place }) => place.column) > countShared(figures, ({ place }) => place.row);
}

function countShared(figures: readonly PrintedFigure[], nameOf: (figure: PrintedFigure) => string): number {
  let shared = 0;
  for (const [index, figure] of figures.entries())
    for (const other of figures.slice(index + 1))
      if (figure.line !== null && figure.line === other.line && nameOf(figure) === nameOf(other)) shared++;
  return shared;
}
