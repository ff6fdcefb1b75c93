/** What is asked of an import, and what it tells. */
import type { Contract, Delivery } from "../facts/index.ts";
import type { Day } from "../model/index.ts";
import type { DuckDb } from "./duck-db.ts";
import type { BadRows } from "./quarantine.ts";
import type { Workspace } from "./workspace.ts";

export interface ImportRequest {
  readonly workspace: Workspace;
  readonly database: DuckDb;
  readonly contract: Contract;
  readonly file: string;
  readonly mode: "full" | "delta" | "removal";
  readonly recordedOn: Day;
  /** Control totals as declared, by name, besides those of the file that stands beside. */
  readonly totals: ReadonlyMap<string, string>;
  /** Refuse the whole if anything is wrong. */
  readonly strict: boolean;
  /** What is being done, and how far it is, from 0 to 1. */
  readonly onProgress?: (step: string, done: number) => void;
}

export interface ImportReport {
  readonly delivery: Delivery;
  /** True when the same file had been taken in already: nothing was done. */
  readonly isRepeated: boolean;
  readonly bad: BadRows;
  /** For a delta: rows that no longer hold. */
  readonly replaced: number;
}
