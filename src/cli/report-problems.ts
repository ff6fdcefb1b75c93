/** Problems as a person works through them, with a last line that counts them. */
import { formatProblem, type Problem } from "../operations/index.ts";
import type { Output } from "./command.ts";

/** More than these are counted, not shown. */
const shownAtMost = 200;

/** Writes them to the side of problems and returns the exit code 1. */
export function reportProblems(problems: readonly Problem[], output: Output): number {
  for (const problem of problems.slice(0, shownAtMost)) output.warn(`${tellProblem(problem)}\n\n`);
  const hidden = problems.length - shownAtMost;
  if (hidden > 0) output.warn(`… e altri ${hidden}.\n`);
  output.warn(problems.length === 1 ? "1 problema.\n" : `${problems.length} problemi.\n`);
  return 1;
}

/** An option of the command, or a delivery by its number, has no lines and columns. */
const noFile = /^(?:--|explain$|consegna )/;

function tellProblem(problem: Problem): string {
  const { file } = problem.place;
  const text = formatProblem(problem);
  return noFile.test(file) ? text.replace(`${file}:1:1`, file) : text;
}
