/**
 * Our own interpreter: an expression over runs of cells, one operation at a time, in blocks small enough
 * to stay in the processor's first cache. Values and states travel side by side; states are only touched
 * where an operand has any. Nothing is generated and nothing is evaluated as text.
 */
import type { Expression } from "../graph/index.ts";
import { Bug } from "../model/index.ts";
import { absenceMask, type Column, mergeState, notApplicable, notEvaluable } from "./column.ts";
import { type BinaryOperator, runBinary, runRound, runUnary } from "./kernels.ts";

const block = 1024;

interface Vector {
  readonly values: Float64Array;
  readonly at: number;
  /** Undefined = all present, published and final. */
  readonly states: Uint16Array | undefined;
  readonly stateAt: number;
}

/** Buffers are taken in stack order and given back when their reader is done. */
interface Scratch {
  readonly values: Float64Array[];
  readonly states: Uint16Array[];
  usedValues: number;
  usedStates: number;
}

interface Run {
  readonly operands: readonly Column[];
  readonly start: number;
  readonly length: number;
  readonly scratch: Scratch;
}

/** One for all calls: evaluation is synchronous and never re-enters itself. */
const scratch: Scratch = { values: [], states: [], usedValues: 0, usedStates: 0 };

/** Computes cells `[from, until)` of `out` from the same cells of the operands. */
export function evaluateExpression(
  expression: Expression,
  operands: readonly Column[],
  out: Column,
  from: number,
  until: number,
): void {
  for (let start = from; start < until; start += block) {
    const length = Math.min(block, until - start);
    scratch.usedValues = 0;
    scratch.usedStates = 0;
    const result = evaluate(expression, { operands, start, length, scratch }, out.values, start);
    settleCells(result, out, start, length);
  }
}

/** Writes the result's states, and turns values that could not be computed into absences. */
function settleCells(result: Vector, out: Column, start: number, length: number): void {
  const { values, states } = out;
  if (result.values !== values) {
    for (let c = 0; c < length; c++) values[start + c] = result.values[result.at + c]!;
  }
  let union = 0;
  if (result.states === undefined) {
    let finite = 0;
    for (let c = 0; c < length; c++) finite += values[start + c]! - values[start + c]!;
    if (finite === 0) {
      states.fill(0, start, start + length);
      return;
    }
  }
  for (let c = 0; c < length; c++) {
    const cell = start + c;
    let state = result.states === undefined ? 0 : result.states[result.stateAt + c]!;
    if ((state & absenceMask) !== 0) {
      state = mergeState(state);
      values[cell] = Number.NaN;
    } else if (values[cell]! - values[cell]! !== 0) {
      state |= notEvaluable;
      values[cell] = Number.NaN;
    }
    states[cell] = state;
    union |= state;
  }
  out.union |= union;
}

/** `target` is where the values would best be put; an operand's own column is returned as it is. */
function evaluate(expression: Expression, run: Run, target?: Float64Array, at = 0): Vector {
  switch (expression.type) {
    case "constant": {
      const values = takeValues(run.scratch).fill(expression.value, 0, run.length);
      return { values, at: 0, states: undefined, stateAt: 0 };
    }
    case "operand": {
      const column = run.operands[expression.slot];
      if (column === undefined) throw new Bug(`operando ${expression.slot} inesistente`);
      const states = column.union === 0 ? undefined : column.states;
      return { values: column.values, at: run.start, states, stateAt: run.start };
    }
    case "binary":
      return evaluateBinary(expression.operator, expression.left, expression.right, run, target, at);
    case "scalar":
      return evaluateScalar(expression, run, target, at);
    case "list":
      return evaluateList(expression, run);
    case "if":
      return evaluateIf(expression, run);
  }
}

function evaluateBinary(
  operator: BinaryOperator | "round",
  left: Expression,
  right: Expression,
  run: Run,
  target: Float64Array | undefined,
  at: number,
): Vector {
  const { scratch, length } = run;
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const a = evaluate(left, run);
  const b = evaluate(right, run);
  const out = target ?? takeValues(scratch);
  const place = target === undefined ? 0 : at;
  if (operator === "round") runRound(a.values, a.at, b.values, b.at, out, place, length);
  else runBinary(operator, a.values, a.at, b.values, b.at, out, place, length);
  const states = uniteStates(a, b, run);
  keepValues(scratch, valuesMark, target === undefined);
  keepStates(scratch, statesMark, states.states);
  return { values: out, at: place, ...states };
}

/** The union of two operands' states; merged into one reason when the formula is done. */
function uniteStates(a: Vector, b: Vector, run: Run): Pick<Vector, "states" | "stateAt"> {
  const isSame = a.states === b.states && a.stateAt === b.stateAt;
  if (a.states === undefined || isSame) return { states: b.states, stateAt: b.stateAt };
  if (b.states === undefined) return { states: a.states, stateAt: a.stateAt };
  const states = takeStates(run.scratch);
  for (let c = 0; c < run.length; c++) states[c] = a.states[a.stateAt + c]! | b.states[b.stateAt + c]!;
  return { states, stateAt: 0 };
}

function evaluateScalar(
  expression: Extract<Expression, { type: "scalar" }>,
  run: Run,
  target: Float64Array | undefined,
  at: number,
): Vector {
  const [first, second] = expression.operands;
  if (first === undefined) throw new Bug(`${expression.name} senza operandi`);
  if (expression.name === "round half up") {
    const decimals: Expression = second ?? { type: "constant", value: 0 };
    return evaluateBinary("round", first, decimals, run, target, at);
  }
  const mark = run.scratch.usedValues;
  const a = evaluate(first, run);
  const out = target ?? takeValues(run.scratch);
  const place = target === undefined ? 0 : at;
  runUnary(expression.name, a.values, a.at, out, place, run.length);
  keepValues(run.scratch, mark, target === undefined);
  return { values: out, at: place, states: a.states, stateAt: a.stateAt };
}

/** Members that do not apply are left out; if none applies, neither does the figure (spec F7). */
function evaluateList(expression: Extract<Expression, { type: "list" }>, run: Run): Vector {
  const { scratch, length } = run;
  const out = takeValues(scratch);
  const states = takeStates(scratch);
  const counts = takeValues(scratch).fill(0, 0, length);
  const start = expression.name === "min" ? Number.POSITIVE_INFINITY : expression.name === "max" ? Number.NEGATIVE_INFINITY : 0;
  out.fill(start, 0, length);
  states.fill(0, 0, length);
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  for (const operand of expression.operands) {
    const vector = evaluate(operand, run);
    for (let c = 0; c < length; c++) {
      const state = vector.states === undefined ? 0 : vector.states[vector.stateAt + c]!;
      if ((state & notApplicable) !== 0) continue;
      states[c]! |= state;
      counts[c]! += 1;
      out[c] = gather(expression.name, out[c]!, vector.values[vector.at + c]!);
    }
    scratch.usedValues = valuesMark;
    scratch.usedStates = statesMark;
  }
  for (let c = 0; c < length; c++) {
    const count = counts[c]!;
    if (count === 0 && expression.operands.length > 0) states[c] = notApplicable;
    if (expression.name === "mean") out[c] = out[c]! / count;
    else if (expression.name === "count") out[c] = out[c]! - out[c]! === 0 ? count : Number.NaN;
    else if (count === 0) out[c] = Number.NaN;
  }
  return { values: out, at: 0, states, stateAt: 0 };
}

/** NaN survives; `count` only carries it along. */
function gather(name: Extract<Expression, { type: "list" }>["name"], soFar: number, value: number): number {
  if (name === "min") return Math.min(soFar, value);
  if (name === "max") return Math.max(soFar, value);
  return soFar + (name === "count" ? value - value : value);
}

/** Only the chosen branch counts; without a condition nothing is chosen (spec F4). */
function evaluateIf(expression: Extract<Expression, { type: "if" }>, run: Run): Vector {
  const { scratch, length } = run;
  const out = takeValues(scratch);
  const states = takeStates(scratch);
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const condition = evaluate(expression.condition, run);
  const branches = [evaluate(expression.then, run), evaluate(expression.otherwise, run)] as const;
  for (let c = 0; c < length; c++) {
    const choice = condition.values[condition.at + c]!;
    let state = condition.states === undefined ? 0 : condition.states[condition.stateAt + c]!;
    if ((state & absenceMask) === 0 && choice - choice === 0) {
      const branch = branches[choice === 1 ? 0 : 1];
      out[c] = branch.values[branch.at + c]!;
      if (branch.states !== undefined) state |= branch.states[branch.stateAt + c]!;
    } else out[c] = Number.NaN;
    states[c] = state;
  }
  scratch.usedValues = valuesMark;
  scratch.usedStates = statesMark;
  return { values: out, at: 0, states, stateAt: 0 };
}

function takeValues(scratch: Scratch): Float64Array {
  const index = scratch.usedValues++;
  scratch.values[index] ??= new Float64Array(block);
  return scratch.values[index];
}

function takeStates(scratch: Scratch): Uint16Array {
  const index = scratch.usedStates++;
  scratch.states[index] ??= new Uint16Array(block);
  return scratch.states[index];
}

/** Gives back every buffer above `mark` but the last taken, which moves down to it. */
function keepValues(scratch: Scratch, mark: number, keepLast: boolean): void {
  if (!keepLast) {
    scratch.usedValues = mark;
    return;
  }
  const last = scratch.usedValues - 1;
  const moved = scratch.values[last]!;
  scratch.values[last] = scratch.values[mark]!;
  scratch.values[mark] = moved;
  scratch.usedValues = mark + 1;
}

function keepStates(scratch: Scratch, mark: number, kept: Uint16Array | undefined): void {
  const index = kept === undefined ? -1 : scratch.states.indexOf(kept, mark);
  if (index === -1 || index >= scratch.usedStates) {
    scratch.usedStates = mark;
    return;
  }
  const other = scratch.states[mark]!;
  scratch.states[mark] = scratch.states[index]!;
  scratch.states[index] = other;
  scratch.usedStates = mark + 1;
}
