/**
 * What a test needs and the machine may not have. A test that lacks it is skipped by name and with its
 * reason, which the run prints; under `CI=true` the reporter in `.ci/` makes that skip fail the run.
 */
import { existsSync } from "node:fs";
import type { TestContext } from "vitest";

/** Skips the running test unless `present`; `reason` says what is absent and how to have it. */
export function requirePresent(context: TestContext, present: boolean, reason: string): void {
  if (!present) context.skip(reason);
}

/** Skips the running test unless the file or folder is there. */
export function requirePath(context: TestContext, path: string, howToHaveIt: string): void {
  requirePresent(context, existsSync(path), `manca ${path}: ${howToHaveIt}`);
}
