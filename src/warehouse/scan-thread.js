/**
 * Where a thread begins that scans columns: what it is asked comes with it, what it finds goes back. It is no
 * TypeScript for the reason of `src/cli/piramide.js`: a thread keeps what the runtime makes of the source for itself.
 */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

enableCompileCache();
const { scanWholeNumbers } = await import("./scan-whole-numbers.ts");
parentPort?.postMessage(await scanWholeNumbers(workerData));
