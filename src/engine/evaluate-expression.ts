/**
 * Our own interpreter: an expression over runs of cells, one operation at a time, in blocks small enough
 * to stay in the processor's first cache. Values and states travel side by side; states are only touched
 * where they say more than the values do. Nothing is generated and nothing is evaluated as text.
 */

import type { Expression } from "../graph/index.ts";
import { Bug } from "../model/index.ts";
import { absenceMask, blockCells, type Column } from "./column.ts";
import { canHideInfinity, findSensitivity } from "./find-sensitivity.ts";
import { gatherList } from "./gather-list.ts";
import {
  type BinaryOperator,
  runBinary,
  runChoice,
  runPlusTimes,
  runQuotient,
  runRound,
  runTimes,
  runUnary,
} from "./kernels.ts";
import {
  keepStates,
  keepValues,
  type Run,
  scratch,
  takePair,
  takeStates,
  takeValues,
  type Vector,
} from "./scratch.ts";
import { settleCells, settleHoles } from "./settle-block.ts";

/** Computes every cell of `out` from the same cells of the operands. */
export function evaluateExpression(expression: Expression, operands: readonly Column[], out: Column): void {
  const cells = out.values.length;
  const sensitivity = findSensitivity(expression);
  const mayDivideFreely = !canHideInfinity(expression);
  // Blocks are alike: where the operands' reasons did not agree in one, they will hardly in the next.
  let didAgree = true;
  for (let block = 0, start = 0; start < cells; block++, start += blockCells) {
    const length = Math.min(blockCells, cells - start);
    let union = 0;
    for (const operand of operands) union |= operand.unions[block]!;
    // An absent operand is NaN, and NaN survives: unless a mark must be carried along, states say nothing that
    // values do not, and are read only where there is no value.
    const needsStates = sensitivity === undefined || !didAgree ? union !== 0 : (union & ~absenceMask) !== 0;
    const run: Run = { operands, block, start, length, withStates: needsStates, mayDivideFreely, scratch };
    if (!needsStates) {
      didAgree = settleHoles(evaluateRun(expression, run, out), run, out, sensitivity ?? 0);
      if (didAgree) continue;
    }
    const result = evaluateRun(expression, needsStates ? run : { ...run, withStates: true }, out);
    out.unions[block] = settleCells(result, out, start, length);
  }
  scratch.constants.clear();
}

function evaluateRun(expression: Expression, run: Run, out: Column): Vector {
  scratch.usedValues = 0;
  scratch.usedStates = 0;
  scratch.usedPairs = 0;
  return evaluate(expression, run, out.values, run.start);
}

/** `target` is where the values would best be put; an operand's own column is returned as it is. */
function evaluate(expression: Expression, run: Run, target?: Float64Array, at = 0): Vector {
  switch (expression.type) {
    case "constant":
      return {
        values: spreadConstant(expression, expression.value, run),
        at: 0,
        states: undefined,
        stateAt: 0,
        union: 0,
      };
    case "operand": {
      const column = run.operands[expression.slot];
      if (column === undefined) throw new Bug(`operando ${expression.slot} inesistente`);
      const union = run.withStates ? column.unions[run.block]! : 0;
      const states = union === 0 ? undefined : column.states;
      return { values: column.values, at: run.start, states, stateAt: run.start, union };
    }
    case "binary":
      return evaluateBinary(expression.operator, expression.left, expression.right, run, target, at);
    case "scalar":
      return evaluateScalar(expression, run, target, at);
    case "list":
      return evaluateList(expression, run, target, at);
    case "if":
      return evaluateIf(expression, run, target, at);
  }
}

/** The first block is the longest: what is filled for it serves the others. */
function spreadConstant(expression: Expression, value: number, run: Run): Float64Array {
  const known = run.scratch.constants.get(expression);
  if (known !== undefined) return known;
  const values = new Float64Array(run.length).fill(value);
  run.scratch.constants.set(expression, values);
  return values;
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
  if (operator === "*" && left.type === "constant") return evaluateTimes(left.value, right, run, target, at);
  if (operator === "*" && right.type === "constant") return evaluateTimes(right.value, left, run, target, at);
  const a = evaluate(left, run);
  // A weighted sum is most of what is written: its products need no buffer of their own.
  const isWeighted =
    operator === "+" && right.type === "binary" && right.operator === "*" && right.left.type === "constant";
  const b = evaluate(isWeighted ? right.right : right, run);
  const out = target ?? takeValues(scratch);
  const place = target === undefined ? 0 : at;
  if (operator === "round") runRound(a.values, a.at, b.values, b.at, out, place, length);
  else if (isWeighted) runPlusTimes(a.values, a.at, right.left.value, b.values, b.at, out, place, length);
  else if (operator === "/" && run.mayDivideFreely && right.type === "operand")
    runQuotient(a.values, a.at, b.values, b.at, out, place, length);
  else runBinary(operator, a.values, a.at, b.values, b.at, out, place, length);
  const states = uniteStates(a, b, run);
  keepValues(scratch, valuesMark, target === undefined);
  keepStates(scratch, statesMark, states.states);
  return { values: out, at: place, states: states.states, stateAt: states.stateAt, union: a.union | b.union };
}

function evaluateTimes(
  factor: number,
  operand: Expression,
  run: Run,
  target: Float64Array | undefined,
  at: number,
): Vector {
  const mark = run.scratch.usedValues;
  const a = evaluate(operand, run);
  const out = target ?? takeValues(run.scratch);
  const place = target === undefined ? 0 : at;
  runTimes(factor, a.values, a.at, out, place, run.length);
  keepValues(run.scratch, mark, target === undefined);
  return { ...a, values: out, at: place };
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
  return { values: out, at: place, states: a.states, stateAt: a.stateAt, union: a.union };
}

function evaluateList(
  expression: Extract<Expression, { type: "list" }>,
  run: Run,
  target: Float64Array | undefined,
  at: number,
): Vector {
  const { scratch } = run;
  const out = target ?? takeValues(scratch);
  const states = takeStates(scratch);
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const members = expression.operands.map((operand) => evaluate(operand, run));
  const place = target === undefined ? 0 : at;
  const list = gatherList(expression.name, members, run, out, place, states);
  scratch.usedValues = valuesMark;
  scratch.usedStates = statesMark;
  return list;
}

/** Only the chosen branch counts; without a condition nothing is chosen (spec F19). */
function evaluateIf(
  expression: Extract<Expression, { type: "if" }>,
  run: Run,
  target: Float64Array | undefined,
  at: number,
): Vector {
  const { scratch, length } = run;
  const out = target ?? takeValues(scratch);
  const place = target === undefined ? 0 : at;
  const states = takeStates(scratch);
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const pair = takePair(scratch);
  const condition = evaluate(expression.condition, run);
  const otherwise = evaluateInto(pair, 0, expression.otherwise, run);
  const then = evaluateInto(pair, blockCells, expression.then, run);
  const union = condition.union | then.union | otherwise.union;
  runChoice(condition.values, condition.at, pair, blockCells, out, place, length);
  if (union !== 0) uniteChoice(condition, then, otherwise, states, length);
  scratch.usedValues = valuesMark;
  scratch.usedStates = statesMark;
  scratch.usedPairs--;
  return { values: out, at: place, states: union === 0 ? undefined : states, stateAt: 0, union };
}

/** Copied there if it lies elsewhere. */
function evaluateInto(target: Float64Array, at: number, expression: Expression, run: Run): Vector {
  const vector = evaluate(expression, run, target, at);
  if (vector.values !== target) target.set(vector.values.subarray(vector.at, vector.at + run.length), at);
  return vector;
}

function uniteChoice(
  condition: Vector,
  then: Vector,
  otherwise: Vector,
  states: Uint16Array,
  length: number,
): void {
  for (let c = 0; c < length; c++) {
    const choice = condition.values[condition.at + c]!;
    let state = condition.states === undefined ? 0 : condition.states[condition.stateAt + c]!;
    if ((state & absenceMask) === 0 && choice - choice === 0) {
      const branch = choice === 1 ? then : otherwise;
      if (branch.states !== undefined) state |= branch.states[branch.stateAt + c]!;
    }
    states[c] = state;
  }
}
