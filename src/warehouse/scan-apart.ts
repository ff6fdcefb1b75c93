/**
 * Many rows are scanned in a thread of their own: whoever asks the engine meanwhile is not kept waiting, neither for
 * its answers nor for the next question.
 */
import { Worker } from "node:worker_threads";
import { isFactsFileWhole } from "./hash-file.ts";
import type { Patterns } from "./patterns.ts";
import { factsDamaged } from "./problems.ts";
import type { ValueFile, ValueRows } from "./read-patterns.ts";
import { scanWholeNumbers } from "./scan-whole-numbers.ts";
import { WarehouseError } from "./warehouse-error.ts";

/** Fewer are scanned while a thread would still begin. */
const rowsWorthThread = 2_000_000;

/**
 * As `scanWholeNumbers`, wherever it runs. Throws `WarehouseError` where a file is no longer what was recorded. That
 * is found out here, and not where the scan runs: an error keeps its words on the way out of a thread, not its class.
 */
export async function scanColumns(
  rows: ValueRows,
  worthThread = rowsWorthThread,
): Promise<Patterns | undefined> {
  const count = rows.files.reduce((sum, file) => sum + file.rows, 0);
  try {
    return await (count < worthThread ? scanWholeNumbers(rows) : scanApart(rows));
  } catch (error) {
    throw (await findDamage(rows.files)) ?? error;
  }
}

/** Undefined where every file is what was recorded: then it was not the files. */
async function findDamage(files: readonly ValueFile[]): Promise<WarehouseError | undefined> {
  for (const { path, sha256, delivery } of files)
    if (!(await isFactsFileWhole(path, sha256))) return new WarehouseError(factsDamaged(path, delivery));
  return undefined;
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
