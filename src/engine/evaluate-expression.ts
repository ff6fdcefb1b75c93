/**
 * Our own interpreter: an expression over runs of cells, one loop for each operation or for two that are often
 * written together, in blocks small enough to stay in the processor's first cache. Values and states travel side by
 * side; states are only touched where they say more than the values do. Nothing is generated and nothing is
 * evaluated as text.
 */
import type { Expression } from "../graph/index.ts";
import { Bug } from "../model/index.ts";
import { type Exists, findBlockMark, putBlockMark } from "./block-marks.ts";
import { absenceMask, blockBits, blockCells, type Column, noteState } from "./column.ts";
import { findReach } from "./find-reach.ts";
import { findSensitivity } from "./find-sensitivity.ts";
import { gatherList, gatherListCells, type PlainList } from "./gather-list.ts";
import { runChoice } from "./kernels.ts";
import { type ChoicePlan, type LoopPlan, type Plan, planLoops } from "./plan-loops.ts";
import {
  getGathered,
  keepStates,
  keepValues,
  type Pair,
  type Run,
  scratch,
  takePair,
  takeStates,
  takeValues,
  type Vector,
} from "./scratch.ts";
import { settleCells, settleValues, uniteHoles } from "./settle-block.ts";

/** Computes every cell of `out` from the same cells of the operands; where an office does not exist, anything. */
export function evaluateExpression(
  expression: Expression,
  operands: readonly Column[],
  out: Column,
  exists?: Exists,
): void {
  const plan = planLoops(expression);
  const sensitivity = findSensitivity(expression);
  const list = findPlainList(expression);
  const bearing = list !== undefined ? "list" : sensitivity ? "doubtful" : "strict";
  const { reach, mayFail } = findReach(expression, operands);
  out.reach = reach;
  const cells = uniteHoles(operands, out, bearing);
  const marks = markBlocks(operands, out.blocks.length, sensitivity, (block) =>
    findBlockMark(operands, block, bearing, exists),
  );
  evaluateBlocks(plan, operands, out, marks, mayFail);
  const open = marks.includes(mixed) ? cells.filter((cell) => marks[cell >> blockBits] !== mixed) : cells;
  if (list === undefined) evaluateCells(expression, operands, out, Array.from(open));
  else gatherListCells(list, operands, out, open);
  for (const [block, mark] of marks.entries()) if (mark > 0) putBlockMark(out, block, bearing, mark);
}

/** Of a block: its states must be read. */
const mixed = -1;

/**
 * By block: the marks that all its cells get, or `mixed`. An absent operand is NaN, and NaN survives: unless a mark
 * must be carried along, states say nothing that holes do not.
 */
function markBlocks(
  operands: readonly Column[],
  count: number,
  sensitivity: number | undefined,
  findMark: (block: number) => number | undefined,
): Int32Array {
  const told = sensitivity === undefined ? 0 : absenceMask;
  const marks = new Int32Array(count);
  for (const { unions } of operands)
    for (let block = 0; block < count; block++) if ((unions[block]! & ~told) !== 0) marks[block] = mixed;
  if (sensitivity === undefined) return marks;
  return marks.map((mark, block) => (mark === mixed ? (findMark(block) ?? mixed) : mark));
}

/** So many cells at a time as stay at hand from one loop to the next. */
function evaluateBlocks(
  plan: Plan,
  operands: readonly Column[],
  out: Column,
  marks: Int32Array,
  mayFail: boolean,
): void {
  for (let block = 0; block < out.blocks.length; block++) {
    const target = out.blocks[block]!.values;
    const withStates = marks[block] === mixed;
    const run: Run = { operands, block, length: target.length, withStates };
    const result = evaluateRun(plan, run, target);
    if (withStates) settleCells(result, run, out);
    else settleValues(result, run, out, mayFail);
  }
}

/** A list of operands, and nothing around it. */
function findPlainList(expression: Expression): PlainList | undefined {
  if (expression.type !== "list" || expression.operands.length === 0) return undefined;
  const slots: number[] = [];
  for (const part of expression.operands) {
    if (part.type !== "operand") return undefined;
    slots.push(part.slot);
  }
  return { name: expression.name, slots };
}

/** Computes some cells of `out` with the states of the operands: gathered side by side, computed as runs, put back. */
export function evaluateCells(
  expression: Expression,
  operands: readonly Column[],
  out: Column,
  cells: readonly number[],
): void {
  const plan = planLoops(expression);
  for (let from = 0; from < cells.length; from += blockCells) {
    const length = Math.min(blockCells, cells.length - from);
    const gathered = operands.map((operand, slot) =>
      gatherCells(operand, cells, from, length, getGathered(slot)),
    );
    const result = getGathered(operands.length);
    const run: Run = { operands: gathered, block: 0, length, withStates: true };
    settleCells(evaluateRun(plan, run, result.values), run, result);
    for (let k = 0; k < length; k++) {
      const cell = cells[from + k]!;
      out.values[cell] = result.values[k]!;
      out.states[cell] = result.states[k]!;
      noteState(out, cell);
    }
  }
}

function gatherCells(
  { values, states }: Column,
  cells: readonly number[],
  from: number,
  length: number,
  into: Column,
): Column {
  const gatheredValues = into.values;
  const gatheredStates = into.states;
  let union = 0;
  for (let k = 0; k < length; k++) {
    const cell = cells[from + k]!;
    const state = states[cell]!;
    gatheredValues[k] = values[cell]!;
    gatheredStates[k] = state;
    union |= state;
  }
  into.unions[0] = union;
  return into;
}

function evaluateRun(plan: Plan, run: Run, target: Float64Array): Vector {
  scratch.usedValues = 0;
  scratch.usedStates = 0;
  scratch.usedPairs = 0;
  return evaluate(plan, run, target);
}

/** `target` is where the values would best be put; an operand's own column is returned as it is. */
function evaluate(plan: Plan, run: Run, target?: Float64Array): Vector {
  switch (plan.type) {
    case "constant":
      return {
        values: (target ?? takeValues()).fill(plan.value, 0, run.length),
        states: undefined,
        union: 0,
      };
    case "operand":
      return readOperand(plan.slot, run);
    case "loop":
      return evaluateLoop(plan, run, target);
    case "list":
      return evaluateList(plan, run, target);
    case "if":
      return evaluateIf(plan, run, target);
  }
}

function readOperand(slot: number, { operands, block, withStates }: Run): Vector {
  const column = operands[slot];
  if (column === undefined) throw new Bug(`operando ${slot} inesistente`);
  const { values, states } = column.blocks[block]!;
  const union = withStates ? column.unions[block]! : 0;
  return { values, states: union === 0 ? undefined : states, union };
}

/** What depends on all of its parts: their values through a loop, their states united. */
function evaluateLoop(plan: LoopPlan, run: Run, target: Float64Array | undefined): Vector {
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const vectors = plan.parts.map((part) => evaluate(part, run));
  const out = target ?? takeValues();
  plan.run(
    vectors.map(({ values }) => values),
    out,
    run.length,
  );
  let states: Uint16Array | undefined;
  let union = 0;
  for (const vector of vectors) {
    states = uniteStates(states, vector.states, run.length);
    union |= vector.union;
  }
  keepValues(valuesMark, target === undefined);
  keepStates(statesMark, states);
  return { values: out, states, union };
}

/** The union of two operands' states; merged into one reason when the formula is done. */
function uniteStates(
  a: Uint16Array | undefined,
  b: Uint16Array | undefined,
  length: number,
): Uint16Array | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const states = takeStates();
  for (let c = 0; c < length; c++) states[c] = a[c]! | b[c]!;
  return states;
}

function evaluateList(
  plan: Extract<Plan, { type: "list" }>,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  const out = target ?? takeValues();
  const states = takeStates();
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const members = plan.members.map((member) => evaluate(member, run));
  const list = gatherList(plan.name, members, run.length, out, states);
  scratch.usedValues = valuesMark;
  scratch.usedStates = statesMark;
  return list;
}

/** Only the chosen branch counts; without a condition nothing is chosen (spec F19). */
function evaluateIf(plan: ChoicePlan, run: Run, target: Float64Array | undefined): Vector {
  const out = target ?? takeValues();
  const states = takeStates();
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const pair = takePair();
  const branches: Branches = {
    otherwise: evaluateInto(pair.otherwise, plan.otherwise, run),
    then: evaluateInto(pair.then, plan.then, run),
  };
  const union = run.withStates
    ? chooseWithStates(evaluate(plan.condition, run), branches, pair, run, out, states)
    : chooseValues(plan, pair, run, out);
  scratch.usedValues = valuesMark;
  scratch.usedStates = statesMark;
  scratch.usedPairs--;
  return { values: out, states: union === 0 ? undefined : states, union };
}

interface Branches {
  readonly then: Vector;
  readonly otherwise: Vector;
}

/** Compares and chooses in one loop, if the condition is a comparison. */
function chooseValues(
  { condition, runCompared }: ChoicePlan,
  { both }: Pair,
  run: Run,
  out: Float64Array,
): 0 {
  if (condition.type === "loop" && runCompared !== undefined) {
    const [left, right] = condition.parts.map((part) => evaluate(part, run).values);
    runCompared(left!, right!, both, blockCells, out, run.length);
  } else runChoice(evaluate(condition, run).values, both, blockCells, out, run.length);
  return 0;
}

function chooseWithStates(
  condition: Vector,
  branches: Branches,
  { both }: Pair,
  { length }: Run,
  out: Float64Array,
  states: Uint16Array,
): number {
  const union = condition.union | branches.then.union | branches.otherwise.union;
  runChoice(condition.values, both, blockCells, out, length);
  if (union !== 0) uniteChoice(condition, branches, states, length);
  return union;
}

/** Copied there if it lies elsewhere. */
function evaluateInto(target: Float64Array, plan: Plan, run: Run): Vector {
  const vector = evaluate(plan, run, target);
  if (vector.values !== target) target.set(vector.values.subarray(0, run.length));
  return vector;
}

function uniteChoice(
  condition: Vector,
  { then, otherwise }: Branches,
  states: Uint16Array,
  length: number,
): void {
  for (let c = 0; c < length; c++) {
    const choice = condition.values[c]!;
    let state = condition.states === undefined ? 0 : condition.states[c]!;
    if ((state & absenceMask) === 0 && choice - choice === 0) {
      const branch = choice === 1 ? then : otherwise;
      if (branch.states !== undefined) state |= branch.states[c]!;
    }
    states[c] = state;
  }
}
