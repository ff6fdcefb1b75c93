/**
 * Figures carried on to what is measured now: the measures of before and of now are compared cell by cell, and what
 * differs goes up through the cone of its readers. Bit for bit what computing everything gives; where that cannot be
 * promised, nothing is given. The figures of before stay as they were, because somebody may still be reading them.
 */
import { collectMeasures } from "./collect-measures.ts";
import {
  absenceMask,
  type Column,
  copyColumnInto,
  makeColumn,
  notApplicable,
  notEvaluable,
} from "./column.ts";
import type { Figures, Measure, Measures } from "./figures.ts";
import type { Answers } from "./place-delivered.ts";
import { type Correction, reviseFigures } from "./revise-figures.ts";

/** Beyond these, computing everything is as quick. */
const mostCorrections = 2_000;

/**
 * Undefined where only computing anew tells: too much has moved, a cell has gone, or something has come of the years
 * before, of which only what is read was computed, and may have been long ago.
 * @param former the answers from which the figures were computed
 */
export function updateFigures(
  figures: Figures,
  former: Answers | undefined,
  answers: Answers | undefined,
): Figures | undefined {
  const { graph, year } = figures;
  const looksBack = figures.previous !== undefined || figures.edition !== undefined;
  if (looksBack && listDeliveries(former, year) !== listDeliveries(answers, year)) return undefined;
  const measures = collectMeasures(graph, year, answers);
  const corrections = listMoved(figures, figures.measures, measures);
  if (corrections === undefined || corrections.length > mostCorrections) return undefined;

  const columns = copyCone(figures, new Set(corrections.map(({ node }) => node)));
  const updated: Figures = { ...figures, measures, columns, complete: () => updated };
  const { changed } = reviseFigures(updated, corrections);
  // A sum that has left the exact integers, or come back to them, is a problem that only a whole computation lists.
  const isBeyond = changed.some(
    ({ node, cell, state }) => ((columns[node]!.states[cell]! ^ state) & notEvaluable) !== 0,
  );
  return isBeyond ? undefined : updated;
}

/** The deliveries of the years before, as one text. */
function listDeliveries(answers: Answers | undefined, year: number): string {
  const numbers = [...(answers?.sums ?? []), ...(answers?.distincts ?? [])].map(({ deliveries }) =>
    deliveries.filter(({ period }) => Number(period.slice(0, 4)) < year).map(({ number }) => number),
  );
  return JSON.stringify(numbers);
}

/** What differs, as corrections; undefined where something differs that no correction can say. */
function listMoved(figures: Figures, before: Measures, now: Measures): Correction[] | undefined {
  if (before.lacking.size + now.lacking.size > 0 || before.inputs.size !== now.inputs.size) return undefined;
  const moved: Correction[] = [];
  for (const [index, measure] of now.inputs) {
    const former = before.inputs.get(index);
    const node = figures.graph.nodes[index]!;
    if (former === undefined || node.kind !== "input") return undefined;
    const cells = listMovedCells(former, measure);
    if (cells === undefined || (cells.length > 0 && node.printed)) return undefined;
    const { states } = figures.columns[index]!;
    const scale = 10 ** node.indicator.decimals;
    for (const k of cells) {
      const cell = measure.cells[k]!;
      // What does not apply there is not written by a computation either.
      if ((states[cell]! & notApplicable) !== 0) return undefined;
      const state = measure.states[k]!;
      const value = (state & absenceMask) === 0 ? measure.scaled[k]! / scale : Number.NaN;
      moved.push({ node: index, cell, value, state });
    }
  }
  return moved;
}

/** Positions in `now` of what is not as it was; undefined where a cell of before is no longer measured. */
function listMovedCells(before: Measure, now: Measure): number[] | undefined {
  const formerly = new Map<number, number>();
  for (const [k, cell] of before.cells.entries()) formerly.set(cell, k);
  const moved: number[] = [];
  now.cells.forEach((cell, k) => {
    const at = formerly.get(cell);
    formerly.delete(cell);
    const isSame =
      at !== undefined &&
      before.states[at] === now.states[k] &&
      ((now.states[k]! & absenceMask) !== 0 || Object.is(before.scaled[at], now.scaled[k]));
    if (!isSame) moved.push(k);
  });
  return formerly.size > 0 ? undefined : moved;
}

/** The columns, those that may move as copies of their own. */
function copyCone({ graph, columns }: Figures, changed: Set<number>): Column[] {
  return columns.map((column, index) => {
    const isReached = changed.has(index) || graph.nodes[index]!.operands.some((each) => changed.has(each));
    if (!isReached) return column;
    changed.add(index);
    const copy = makeColumn(column.values.length);
    copyColumnInto(column, copy);
    return copy;
  });
}
