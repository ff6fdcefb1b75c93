/** What the page and its worker say to each other. Questions carry a turn, so that late answers are known as such. */
import type { Ground, Place, Scenario, Sight, Standing, SupposedThreshold } from "../../../engine/index.ts";
import type { Tongue } from "../../../explain/index.ts";
import type { ShownChanges } from "./keep-same.ts";

export type Question =
  | { readonly type: "stand"; readonly ground: Ground }
  /** Only the hash of the figures, by a worker of its own: listing them all takes longer than computing. */
  | { readonly type: "hash"; readonly ground: Ground }
  /** Nobody looks any more: what takes long is left. */
  | { readonly type: "rest" }
  | {
      readonly type: "show";
      readonly turn: number;
      readonly scenarios: readonly Scenario[];
      readonly sight: Sight;
      /** The number of the answer that the page has: only what is other than there need be sent. */
      readonly since: number | undefined;
    }
  | {
      readonly type: "find";
      readonly turn: number;
      readonly text: string;
      readonly orgUnit: string | undefined;
    }
  | {
      readonly type: "tornado";
      readonly turn: number;
      readonly key: string;
      readonly orgUnit: string | undefined;
      readonly share: number;
    }
  | {
      readonly type: "explain";
      readonly turn: number;
      readonly tongue: Tongue;
      readonly place: number;
      readonly key: string;
      readonly orgUnit: string;
    };

/** One bar of the tornado, with words. */
export interface ShownBar {
  readonly id: string;
  readonly type: "weight" | "threshold" | "target" | "result";
  readonly title: string;
  /** Of a weight: of which synthesis. */
  readonly of: string | undefined;
  /** Of a threshold: which of its rule. */
  readonly threshold?: Omit<SupposedThreshold, "value">;
  readonly down: number | undefined;
  readonly up: number | undefined;
}

export interface ShownTornado {
  readonly value: number | undefined;
  readonly bars: readonly ShownBar[];
  /** Moved so far, and of how many; those beyond the most that are moved are counted apart. */
  readonly done: number;
  readonly all: number;
  readonly left: number;
}

export type Answer =
  | { readonly type: "standing"; readonly standing: Standing }
  | { readonly type: "hash"; readonly hash: string }
  | { readonly type: "failed"; readonly sentence: string }
  | {
      readonly type: "shown";
      readonly turn: number;
      readonly number: number;
      /** The answer, which the page has, beside which the changes are; undefined = all is told. */
      readonly since: number | undefined;
      readonly changes: ShownChanges;
    }
  | { readonly type: "found"; readonly turn: number; readonly places: readonly Place[] }
  | { readonly type: "tornado"; readonly turn: number; readonly tornado: ShownTornado }
  | { readonly type: "explained"; readonly turn: number; readonly lines: readonly string[] };
