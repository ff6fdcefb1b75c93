/** A problem as text, as a person reads it in a terminal. */
import type { Place, Problem } from "./problem.ts";

export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Code, place and subject on the first line, then the sentence; no line ends in blanks. */
export function formatProblem(problem: Problem): string {
  const subject = problem.subject === "" ? "" : `  (${problem.subject})`;
  return `${problem.code}   ${formatPlace(problem.place)}${subject}\n${problem.sentence}`;
}

/** By file, line, column and code: the order in which an author works through them. */
export function compareProblems(left: Problem, right: Problem): number {
  if (left.place.file !== right.place.file) return left.place.file < right.place.file ? -1 : 1;
  if (left.place.line !== right.place.line) return left.place.line - right.place.line;
  if (left.place.column !== right.place.column) return left.place.column - right.place.column;
  if (left.code !== right.code) return left.code < right.code ? -1 : 1;
  return left.sentence < right.sentence ? -1 : left.sentence > right.sentence ? 1 : 0;
}
