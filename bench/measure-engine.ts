/** The engine at national size: everything again, one correction to the top, one figure explained; and by hand. */
import { absenceMask, type Correction, computeFigures, reviseFigures } from "../src/engine/index.ts";
import { type Explanation, explainFigure } from "../src/explain/index.ts";
import { periodsInYear } from "../src/model/index.ts";
import { compareWithHand, prepareColumns, runByHand } from "./hand-loops.ts";
import { findMedian, measureTimes, summarizeTimes, type Times } from "./measure-time.ts";
import { type Bench, countCells } from "./prepare-bench.ts";
import { makeRandom } from "./random.ts";

export interface EngineTimes {
  readonly cells: number;
  readonly absentShare: number;
  readonly full: Times;
  /** With fresh memory for every column. */
  readonly fresh: Times;
  readonly byHand: Times;
  readonly handCells: number;
  readonly compared: number;
  readonly different: number;
}

export function measureEngine({ generated, graph, measures, figures }: Bench, runs = 60): EngineTimes {
  const byHand = prepareColumns(generated, figures);
  let spent = computeFigures(graph, measures);
  const handTimes: number[] = [];
  const fullTimes: number[] = [];
  // Side by side, so that what else the machine does weighs on both alike.
  for (let run = 0; run < runs; run++) {
    handTimes.push(measureTimes(1, () => runByHand(generated, byHand)).fastest);
    fullTimes.push(
      measureTimes(1, () => {
        spent = computeFigures(graph, measures, { spent });
      }).fastest,
    );
  }
  const { compared, different } = compareWithHand(generated, spent, byHand);
  let absent = 0;
  for (const { states } of figures.columns)
    for (const state of states) if ((state & absenceMask) !== 0) absent++;
  return {
    cells: countCells(figures),
    absentShare: absent / countCells(figures),
    full: summarizeTimes(fullTimes),
    fresh: measureTimes(5, () => computeFigures(graph, measures)),
    byHand: summarizeTimes(handTimes),
    handCells: generated.recipes.length * (byHand[0]?.length ?? 0),
    compared,
    different,
  };
}

export interface CorrectionTimes {
  /** Carrying a correction to the top. */
  readonly revise: Times;
  readonly undo: Times;
  /** Both together. */
  readonly both: Times;
  readonly medianCells: number;
  readonly mostCells: number;
}

/** Corrections of single months of single offices, each a different one, each undone. */
export function measureCorrections({ graph, measures, figures }: Bench, count = 400): CorrectionTimes {
  const random = makeRandom(3);
  const inputs = graph.nodes.filter(({ kind }) => kind === "input");
  const draw = (): Correction => {
    const { index } = inputs[random.pick(0, inputs.length)]!;
    const { cells } = measures.inputs.get(index)!;
    const cell = cells[random.pick(0, cells.length)]!;
    const { values, states } = figures.columns[index]!;
    return states[cell] === 0
      ? { node: index, cell, value: values[cell]! + random.pick(1, 1000), state: 0 }
      : draw();
  };
  for (let run = 0; run < 50; run++) reviseFigures(figures, [draw()]).undo();
  const revise: number[] = [];
  const undo: number[] = [];
  const touched: number[] = [];
  for (let run = 0; run < count; run++) {
    const correction = draw();
    const start = performance.now();
    const revision = reviseFigures(figures, [correction]);
    const middle = performance.now();
    revision.undo();
    undo.push(performance.now() - middle);
    revise.push(middle - start);
    touched.push(revision.changed.length);
  }
  return {
    revise: summarizeTimes(revise),
    undo: summarizeTimes(undo),
    both: summarizeTimes(revise.map((time, run) => time + undo[run]!)),
    medianCells: findMedian(touched),
    mostCells: Math.max(...touched),
  };
}

export interface ExplanationTimes {
  readonly where: string;
  readonly steps: number;
  readonly isCut: boolean;
  readonly times: Times;
}

/** The top of the pyramid, for the year: at an office without offices below, and at the root. */
export function measureExplanations({ graph, figures }: Bench): ExplanationTimes[] {
  const top = graph.nodes.length - 1;
  const tree = graph.nodes[top]!.tree;
  const year = periodsInYear - 1;
  const { states } = figures.columns[top]!;
  const leaf = tree.units.findIndex(
    (_, unit) => tree.end[unit] === unit + 1 && states[unit * periodsInYear + year] === 0,
  );
  return [leaf, 0].map((unit) => {
    let explanation: Explanation | undefined;
    const times = measureTimes(3, () => {
      explanation = explainFigure(figures, top, unit * periodsInYear + year);
    });
    const { steps, isCut } = countSteps(explanation!);
    return { where: unit === 0 ? "alla radice" : "in un ufficio foglia", steps, isCut, times };
  });
}

function countSteps({ parts, told }: Explanation): { steps: number; isCut: boolean } {
  let steps = 1;
  let isCut = told === "cut";
  for (const { explanation } of parts) {
    const below = countSteps(explanation);
    steps += below.steps;
    isCut ||= below.isCut;
  }
  return { steps, isCut };
}
