/**
 * Everything that can be wrong in the files of a model: code → details → Italian sentence. A sentence
 * says what is wrong and why, then what to do. Every code has a case in `cases/model/bad/`.
 */
import { factProblems } from "./problems-of-facts.ts";
import { fileProblems } from "./problems-of-files.ts";
import { indicatorProblems } from "./problems-of-indicators.ts";
import { organisationProblems } from "./problems-of-organisation.ts";
import { valueProblems } from "./problems-of-values.ts";

export const problemSentences = {
  ...fileProblems,
  ...organisationProblems,
  ...indicatorProblems,
  ...valueProblems,
  ...factProblems,
} as const;

export type ProblemCode = keyof typeof problemSentences;

export const problemCodes = Object.keys(problemSentences) as readonly ProblemCode[];
