/** Times of a piece of work, in milliseconds. A shared machine only ever adds: the fastest run tells most. */
export interface Times {
  readonly fastest: number;
  readonly median: number;
}

export function measureTimes(runs: number, work: (run: number) => void): Times {
  return summarizeTimes(
    Array.from({ length: runs }, (_, run) => {
      const start = performance.now();
      work(run);
      return performance.now() - start;
    }),
  );
}

/** The same for work that waits. */
export async function measureTimesOf(runs: number, work: () => Promise<void>): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return summarizeTimes(times);
}

export function summarizeTimes(times: readonly number[]): Times {
  return { fastest: Math.min(...times), median: findMedian(times) };
}

export function findMedian(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
