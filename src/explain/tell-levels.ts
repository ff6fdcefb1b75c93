/** An explanation as far as somebody reads: whole if it is short, else its first levels, and how to see the others. */
import type { Model } from "../model/index.ts";
import type { Explanation } from "./explanation.ts";
import { type ToldStep, tellSteps } from "./tell-explanation.ts";
import { italian } from "./tongue.ts";
import { getWords } from "./words/words.ts";

/** Lines that one still reads; beyond them levels are left closed, unless a depth is asked for. */
export const readableLines = 500;

/** @param depth how many levels to open below the figure; as many as are readable unless told otherwise */
export function tellLevels(
  explanation: Explanation,
  model: Model,
  depth?: number,
  tongue = italian,
): string[] {
  const told = tellSteps(explanation, model, tongue);
  const levels = told.reduce((most, step) => Math.max(most, step.depth), 0);
  const shown = depth ?? findReadableDepth(told, levels);
  if (shown >= levels) return told.flatMap(({ lines }) => lines);
  const lines = told.flatMap((step) => {
    if (step.depth <= shown) return step.lines;
    // What is just below is named with its value, and left closed.
    return step.depth === shown + 1 ? step.lines.slice(0, 1) : [];
  });
  const count = told.reduce((sum, step) => sum + step.lines.length, 0);
  return [...lines, "", getWords(tongue).levels(shown, levels, count)];
}

/** The deepest level up to which what is told can still be read. */
function findReadableDepth(told: readonly ToldStep[], levels: number): number {
  const lines = Array.from({ length: levels + 2 }, () => 0);
  const steps = Array.from({ length: levels + 2 }, () => 0);
  for (const step of told) {
    lines[step.depth]! += step.lines.length;
    steps[step.depth]! += 1;
  }
  let depth = 0;
  let sum = lines[0]!;
  while (depth < levels && sum + lines[depth + 1]! + steps[depth + 2]! <= readableLines) {
    depth += 1;
    sum += lines[depth]!;
  }
  return depth;
}
