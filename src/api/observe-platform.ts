/** A platform as one request sees it, which remembers whether anything that it gave was of before. */
import type { Outcome, Platform, Problem, Snapshot } from "../operations/index.ts";

export interface Observed {
  readonly platform: Platform;
  readonly outdated: () => readonly Problem[];
}

export function observePlatform(platform: Platform): Observed {
  const problems = new Map<string, Problem>();
  const note = (found: readonly Problem[]): void => {
    for (const problem of found) problems.set(JSON.stringify(problem), problem);
  };
  const compute: Platform["compute"] = async (id, asked): Promise<Outcome<Snapshot | undefined>> => {
    const outcome = await platform.compute(id, asked);
    note(outcome.value?.outdated ?? []);
    return outcome;
  };
  const open: Platform["open"] = (id) => {
    const outcome = platform.open(id);
    note(outcome.value?.outdated ?? []);
    return outcome;
  };
  const observed = {
    ...platform,
    compute,
    open,
    source: (id: string) => (request: object) => compute(id, request),
  };
  return { platform: observed, outdated: () => [...problems.values()] };
}
