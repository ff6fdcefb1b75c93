/**
 * The limit: the same formulas over the same columns in the same order, as a person would write them for
 * this one model, one fused loop a formula. No offices are summed and no absence is known.
 */
import { absenceMask, type Column, type Figures } from "../src/engine/index.ts";
import { nodeKey } from "../src/graph/index.ts";
import type { Indicator } from "../src/model/index.ts";
import type { Generated } from "./generate-model.ts";
import { shapes } from "./shapes.ts";

/** In place of an absent input, so that the loops have something to work on everywhere. */
const standIn = 1000;

/** Columns of the inputs, as the engine has summed them, and empty columns for the formulas. */
export function prepareColumns({ model }: Generated, figures: Figures): Float64Array[] {
  return model.indicators.map((indicator) => {
    const { values, states } = getColumn(figures, indicator);
    if (indicator.formula !== undefined) return new Float64Array(values.length);
    return values.map((value, cell) => ((states[cell]! & absenceMask) === 0 ? value : standIn));
  });
}

export function runByHand({ recipes }: Generated, columns: readonly Float64Array[]): void {
  const inputs = columns.length - recipes.length;
  for (const [k, { shape, operands }] of recipes.entries()) {
    const [a, b, c] = operands;
    shapes[shape].run(columns[inputs + k]!, columns[a!]!, columns[b!]!, columns[c ?? a!]!);
  }
}

export interface Comparison {
  /** Cells with a value in the engine. */
  readonly compared: number;
  /** Of those, the ones whose bits differ from the hand-written loops'. */
  readonly different: number;
}

/** Every cell of every formula below which nothing is absent, against the same cell by hand. */
export function compareWithHand(
  { model, recipes }: Generated,
  figures: Figures,
  byHand: readonly Float64Array[],
): Comparison {
  let compared = 0;
  let different = 0;
  const whole: Uint8Array[] = [];
  model.indicators.forEach((indicator, position) => {
    const { values, states } = getColumn(figures, indicator);
    const present = Uint8Array.from(states, (state) => ((state & absenceMask) === 0 ? 1 : 0));
    whole.push(present);
    const recipe = recipes[position - (byHand.length - recipes.length)];
    if (recipe === undefined) return;
    for (let cell = 0; cell < values.length; cell++) {
      // A list function leaves out what does not apply: a value alone does not say that nothing is absent below.
      if (recipe.operands.some((operand) => whole[operand]![cell] === 0)) present[cell] = 0;
      if (present[cell] === 0) continue;
      compared++;
      if (!Object.is(values[cell], byHand[position]![cell])) different++;
    }
  });
  return { compared, different };
}

function getColumn(figures: Figures, { id, mainFacet }: Indicator): Column {
  return figures.columns[figures.graph.indexOf.get(nodeKey(id, mainFacet, {}))!]!;
}
