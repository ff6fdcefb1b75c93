/**
 * Audits that somebody has asked a platform for, each made once. An audit takes seconds of plain reckoning: it is made
 * in a thread of its own, so that whoever asks for figures meanwhile does not wait for it.
 */
import { Worker } from "node:worker_threads";
import type { Outcome } from "../model/index.ts";
import type { AuditReport, AuditRequest } from "./audit.ts";
import { openAudit } from "./kept-audits.ts";

export interface KeptAudit {
  readonly report: AuditReport;
  /** The same version is the same audit. */
  readonly version: string;
}

type Made = Outcome<KeptAudit | undefined>;

export interface Audits {
  /** Whoever asks for the same version while it is being made gets the same. */
  readonly find: (version: string, request: AuditRequest) => Promise<Made>;
  readonly close: () => void;
}

/**
 * @param held versions held at the same time, those last asked for
 * @param folder where they are kept from one process to the next as well; undefined = nowhere
 */
export function keepAudits(held: number, folder?: string, makeOne = auditApart): Audits {
  const make: typeof makeOne = (request, running) =>
    folder === undefined
      ? makeOne(request, running)
      : openAudit(request, folder, () => makeOne(request, running));
  const kept = new Map<string, Promise<Made>>();
  const running = new Set<Worker>();
  const find: Audits["find"] = async (version, request) => {
    const made =
      kept.get(version) ??
      make(request, running).then(
        ({ value, problems }): Made => ({ value: value && { report: value, version }, problems }),
      );
    kept.delete(version);
    kept.set(version, made);
    for (const oldest of kept.keys()) if (kept.size > held) kept.delete(oldest);
    try {
      const outcome = await made;
      if (outcome.value === undefined) kept.delete(version);
      return outcome;
    } catch (error) {
      kept.delete(version);
      throw error;
    }
  };
  const close = (): void => {
    for (const worker of running) void worker.terminate();
    kept.clear();
  };
  return { find, close };
}

function auditApart(request: AuditRequest, running: Set<Worker>): Promise<Outcome<AuditReport | undefined>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./audit-thread.js", import.meta.url), {
      workerData: request,
      execArgv: [],
    });
    running.add(worker);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => {
      running.delete(worker);
      reject(new Error("la verifica è stata fermata"));
    });
  });
}
