/** The engine cannot answer whole: what is wrong, as a problem. Never thrown for what a part of it could answer. */
import { formatProblem, type Problem } from "../model/index.ts";

export class WarehouseError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(formatProblem(problem));
    this.name = "WarehouseError";
    this.problem = problem;
  }
}
