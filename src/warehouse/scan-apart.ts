/**
 * Many rows are scanned in a thread of their own: whoever asks the engine meanwhile is not kept waiting, neither for
 * its answers nor for the next question.
 */
import { Worker } from "node:worker_threads";
import type { Patterns } from "./patterns.ts";
import type { ValueRows } from "./read-patterns.ts";
import { scanWholeNumbers } from "./scan-whole-numbers.ts";

/** Fewer are scanned while a thread would still begin. */
const rowsWorthThread = 2_000_000;

/** As `scanWholeNumbers`, wherever it runs. */
export async function scanColumns(
  rows: ValueRows,
  worthThread = rowsWorthThread,
): Promise<Patterns | undefined> {
  const count = rows.files.reduce((sum, file) => sum + file.rows, 0);
  return count < worthThread ? scanWholeNumbers(rows) : scanApart(rows);
}

function scanApart(rows: ValueRows): Promise<Patterns | undefined> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./scan-thread.js", import.meta.url), {
      workerData: rows,
      execArgv: [],
    });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("il conteggio è stato fermato")));
  });
}
