/** An audit in a thread of its own: what was asked comes with the thread, what was found goes back as plain data. */
import { parentPort, workerData } from "node:worker_threads";
import { type AuditRequest, audit } from "./audit.ts";

parentPort?.postMessage(await audit(workerData as AuditRequest));
