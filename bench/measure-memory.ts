/** The most memory that a process needs that computes the national model, computes it again and corrects it. */
import { computeFigures } from "../src/engine/index.ts";
import { measureCorrections } from "./measure-engine.ts";
import type { Bench } from "./prepare-bench.ts";

export interface Memory {
  /** Largest resident set of the process, in MB (10⁶ bytes). */
  readonly peak: number;
  readonly heapUsed: number;
  /** Columns, measures and other typed arrays. */
  readonly arrayBuffers: number;
}

export function measureMemory(bench: Bench): Memory {
  computeFigures(bench.graph, bench.measures, { spent: bench.figures });
  measureCorrections(bench, 50);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    peak: process.resourceUsage().maxRSS / 976.5625,
    heapUsed: heapUsed / 1e6,
    arrayBuffers: arrayBuffers / 1e6,
  };
}
