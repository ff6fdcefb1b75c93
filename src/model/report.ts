/** How this room reports a problem: the code chooses the sentence and the details it needs. */
import { maxProblems, maxSuggestions } from "./limits.ts";
import { findNearestName } from "./nearest-name.ts";
import type { Place, Problem } from "./problem.ts";
import { type ProblemCode, problemSentences } from "./problems.ts";

/** What the sentence of a code wants to know. */
export type Details<C extends ProblemCode> = Parameters<(typeof problemSentences)[C]>[0];

/** Where problems are collected. Only the reader that owns it adds to it. */
export interface Reporter {
  report<C extends ProblemCode>(code: C, place: Place, subject: string, details: Details<C>): void;
  /** How many problems were found beyond those that are told. */
  countUntold(): number;
  /** The nearest known name, until the suggestions of this run are used up. */
  findNearest(name: string, known: Iterable<string>): string | undefined;
}

export function createReporter(problems: Problem[]): Reporter {
  let suggestions = 0;
  let found = 0;
  return {
    countUntold: () => Math.max(0, found - maxProblems),
    findNearest(name, known) {
      suggestions += 1;
      return suggestions > maxSuggestions ? undefined : findNearestName(name, known);
    },
    report(code, place, subject, details) {
      found += 1;
      if (found > maxProblems) return;
      const write = problemSentences[code] as (details: unknown) => string;
      problems.push({ code, place, subject, sentence: write(details) });
    },
  };
}
