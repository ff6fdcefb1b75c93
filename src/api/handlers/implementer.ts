/** The contract, to be filled with handlers that all see one platform. */
import { implement } from "@orpc/server";
import type { Platform, Problem } from "../../operations/index.ts";
import { contract } from "../contract/index.ts";

export interface ApiContext {
  readonly platform: Platform;
  /** The day on which one looks, for what is owed and late. */
  readonly today: () => string;
  /** Why what this request was given is of before; empty where it is of now. */
  readonly outdated: () => readonly Problem[];
  /** Told of every error that a resource ends in. */
  readonly fail: (error: unknown) => void;
  /** Given every answer that the contract has let through. */
  readonly keep: (answer: unknown) => void;
}

/** An answer about figures says by itself when they are those of before, whichever handler gives it. */
export const implementer = implement(contract)
  .$context<ApiContext>()
  .use(async ({ context, next }, _, output) => {
    const result = await next();
    const problems = context.outdated();
    if (problems.length === 0 || !isAboutFigures(result.output)) return result;
    return output({ ...result.output, outdated: [...problems] } as typeof result.output);
  });

function isAboutFigures(answer: unknown): answer is { readonly version: string } {
  return typeof answer === "object" && answer !== null && "version" in answer && "conditions" in answer;
}
