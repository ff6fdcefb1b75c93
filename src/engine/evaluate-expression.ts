/**
 * Our own interpreter: an expression over runs of cells, one loop for each operation or for two that are often
 * written together, in blocks small enough to stay in the processor's first cache. Values and states travel side by
 * side; states are only touched where they say more than the values do. Nothing is generated and nothing is
 * evaluated as text.
 */
import type { Expression } from "../graph/index.ts";
import { Bug } from "../model/index.ts";
import { absenceMask, blockBits, blockCells, type Column, noteState } from "./column.ts";
import { findReach } from "./find-reach.ts";
import { canHideInfinity, findSensitivity } from "./find-sensitivity.ts";
import { gatherList, gatherListCells, type PlainList } from "./gather-list.ts";
import {
  type BinaryOperator,
  runBinary,
  runChange,
  runChoice,
  runChoiceIf,
  runPlusTimes,
  runRootOfSize,
  runShare,
  runTimes,
  runTwoSums,
  runUnary,
  runWeighted,
} from "./kernels.ts";
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

/** Computes every cell of `out` from the same cells of the operands. */
export function evaluateExpression(expression: Expression, operands: readonly Column[], out: Column): void {
  const sensitivity = findSensitivity(expression);
  const list = findPlainList(expression);
  const bearing = list !== undefined ? "list" : sensitivity ? "doubtful" : "strict";
  const mayDivideFreely = !canHideInfinity(expression);
  const { reach, mayFail } = findReach(expression, operands);
  out.reach = reach;
  const cells = uniteHoles(operands, out, bearing);
  const isSettled = new Uint8Array(out.blocks.length);
  for (let block = 0; block < out.blocks.length; block++) {
    let union = 0;
    for (const operand of operands) union |= operand.unions[block]!;
    // An absent operand is NaN, and NaN survives: unless a mark must be carried along, states say nothing that
    // holes do not.
    const withStates = sensitivity === undefined ? union !== 0 : (union & ~absenceMask) !== 0;
    const target = out.blocks[block]!.values;
    const run: Run = { operands, block, length: target.length, withStates, mayDivideFreely };
    if (withStates) {
      settleCells(evaluateRun(expression, run, target), run, out);
      isSettled[block] = 1;
      continue;
    }
    settleValues(evaluateRun(expression, run, target), run, out, mayFail);
  }
  const open = isSettled.includes(1) ? cells.filter((cell) => isSettled[cell >> blockBits] === 0) : cells;
  if (list === undefined) evaluateCells(expression, operands, out, Array.from(open));
  else gatherListCells(list, operands, out, open);
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
  const mayDivideFreely = !canHideInfinity(expression);
  for (let from = 0; from < cells.length; from += blockCells) {
    const length = Math.min(blockCells, cells.length - from);
    const gathered = operands.map((operand, slot) =>
      gatherCells(operand, cells, from, length, getGathered(slot)),
    );
    const result = getGathered(operands.length);
    const run: Run = { operands: gathered, block: 0, length, withStates: true, mayDivideFreely };
    settleCells(evaluateRun(expression, run, result.values), run, result);
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

function evaluateRun(expression: Expression, run: Run, target: Float64Array): Vector {
  scratch.usedValues = 0;
  scratch.usedStates = 0;
  scratch.usedPairs = 0;
  return evaluate(expression, run, target);
}

/** `target` is where the values would best be put; an operand's own column is returned as it is. */
function evaluate(expression: Expression, run: Run, target?: Float64Array): Vector {
  switch (expression.type) {
    case "constant":
      return {
        values: (target ?? takeValues()).fill(expression.value, 0, run.length),
        states: undefined,
        union: 0,
      };
    case "operand":
      return readOperand(expression.slot, run);
    case "binary":
      return evaluateBinary(expression.operator, expression.left, expression.right, run, target);
    case "scalar":
      return evaluateScalar(expression, run, target);
    case "list":
      return evaluateList(expression, run, target);
    case "if":
      return evaluateIf(expression, run, target);
  }
}

function readOperand(slot: number, { operands, block, withStates }: Run): Vector {
  const column = operands[slot];
  if (column === undefined) throw new Bug(`operando ${slot} inesistente`);
  const { values, states } = column.blocks[block]!;
  const union = withStates ? column.unions[block]! : 0;
  return { values, states: union === 0 ? undefined : states, union };
}

function evaluateBinary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  if (operator === "+" || operator === "-") return evaluateSum(operator, left, right, run, target);
  if (operator === "*" && left.type === "constant") return evaluateTimes(left.value, right, run, target);
  if (operator === "*" && right.type === "constant") return evaluateTimes(right.value, left, run, target);
  if (operator === "/" && isFree(right, run)) return evaluateShare(left, right, 1, run, target);
  return combine([left, right], run, target, ([a, b], out, n) => runBinary[operator](a!, b!, out, n));
}

/** Whether a quotient may be infinite for a while: nothing hides it, and its divisor is not itself computed. */
function isFree(divisor: Expression, { mayDivideFreely }: Run): boolean {
  return mayDivideFreely && divisor.type === "operand";
}

function evaluateTimes(factor: number, of: Expression, run: Run, target: Float64Array | undefined): Vector {
  if (of.type === "binary" && of.operator === "/" && isFree(of.right, run))
    return evaluateShare(of.left, of.right, factor, run, target);
  return combine([of], run, target, ([a], out, n) => runTimes(factor, a!, out, n));
}

/** A share or a relative change, most often in percent. */
function evaluateShare(
  left: Expression,
  divisor: Expression,
  factor: number,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  if (left.type === "binary" && left.operator === "-")
    return combine([left.left, left.right, divisor], run, target, ([a, b, d], out, n) =>
      runChange(a!, b!, d!, factor, out, n),
    );
  return combine([left, divisor], run, target, ([a, b], out, n) => runShare(a!, b!, factor, out, n));
}

/** A sum or a difference; of three terms, or with a weighted last one, in one loop. */
function evaluateSum(
  operator: "+" | "-",
  left: Expression,
  right: Expression,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  const last = operator === "+" ? findTerm(right) : undefined;
  if (last !== undefined) return evaluateWeighted(left, last, run, target);
  if (left.type === "binary" && (left.operator === "+" || left.operator === "-")) {
    const runSums = runTwoSums[left.operator][operator];
    return combine([left.left, left.right, right], run, target, ([a, b, d], out, n) =>
      runSums(a!, b!, d!, out, n),
    );
  }
  return combine([left, right], run, target, ([a, b], out, n) => runBinary[operator](a!, b!, out, n));
}

/** A product with a constant. */
interface Term {
  readonly weight: number;
  readonly of: Expression;
}

function findTerm(expression: Expression): Term | undefined {
  if (expression.type !== "binary" || expression.operator !== "*") return undefined;
  const { left, right } = expression;
  return left.type === "constant" ? { weight: left.value, of: right } : undefined;
}

/** A sum with a weighted last term; of three such terms, in one loop. */
function evaluateWeighted(left: Expression, last: Term, run: Run, target: Float64Array | undefined): Vector {
  const isSum = left.type === "binary" && left.operator === "+";
  const [first, second] = isSum ? [findTerm(left.left), findTerm(left.right)] : [];
  if (first === undefined || second === undefined)
    return combine([left, last.of], run, target, ([a, b], out, n) =>
      runPlusTimes(a!, last.weight, b!, out, n),
    );
  const weights = [first.weight, second.weight, last.weight] as const;
  return combine([first.of, second.of, last.of], run, target, ([a, b, d], out, n) =>
    runWeighted(a!, b!, d!, weights, out, n),
  );
}

/** What depends on all of its parts: their values through a kernel, their states united. */
function combine(
  parts: readonly Expression[],
  run: Run,
  target: Float64Array | undefined,
  runKernel: (values: readonly Float64Array[], out: Float64Array, n: number) => void,
): Vector {
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const vectors = parts.map((part) => evaluate(part, run));
  const out = target ?? takeValues();
  runKernel(
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

function evaluateScalar(
  expression: Extract<Expression, { type: "scalar" }>,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  const [first, second] = expression.operands;
  const { name } = expression;
  if (first === undefined) throw new Bug(`${name} senza operandi`);
  if (name === "round half up") {
    const decimals: Expression = second ?? { type: "constant", value: 0 };
    return evaluateBinary("round", first, decimals, run, target);
  }
  if (name === "sqrt" && first.type === "scalar" && first.name === "abs")
    return combine(first.operands, run, target, ([a], out, n) => runRootOfSize(a!, out, n));
  return combine([first], run, target, ([a], out, n) => runUnary[name](a!, out, n));
}

function evaluateList(
  expression: Extract<Expression, { type: "list" }>,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  const out = target ?? takeValues();
  const states = takeStates();
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const members = expression.operands.map((operand) => evaluate(operand, run));
  const list = gatherList(expression.name, members, run.length, out, states);
  scratch.usedValues = valuesMark;
  scratch.usedStates = statesMark;
  return list;
}

/** Only the chosen branch counts; without a condition nothing is chosen (spec F19). */
function evaluateIf(
  { condition, then, otherwise }: Extract<Expression, { type: "if" }>,
  run: Run,
  target: Float64Array | undefined,
): Vector {
  const out = target ?? takeValues();
  const states = takeStates();
  const valuesMark = scratch.usedValues;
  const statesMark = scratch.usedStates;
  const pair = takePair();
  const branches: Branches = {
    otherwise: evaluateInto(pair.otherwise, otherwise, run),
    then: evaluateInto(pair.then, then, run),
  };
  const union = run.withStates
    ? chooseWithStates(evaluate(condition, run), branches, pair, run, out, states)
    : chooseValues(condition, pair, run, out);
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
function chooseValues(condition: Expression, { both }: Pair, run: Run, out: Float64Array): number {
  const runCompared = condition.type === "binary" ? runChoiceIf[condition.operator] : undefined;
  if (condition.type !== "binary" || runCompared === undefined)
    runChoice(evaluate(condition, run).values, both, blockCells, out, run.length);
  else {
    const left = evaluate(condition.left, run).values;
    const right = evaluate(condition.right, run).values;
    runCompared(left, right, both, blockCells, out, run.length);
  }
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
function evaluateInto(target: Float64Array, expression: Expression, run: Run): Vector {
  const vector = evaluate(expression, run, target);
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
