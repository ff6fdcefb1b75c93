/** Counts trial changes by size, by type of relation and by whether they must be caught, and says why some are not. */
import type { Mutation, MutationSize } from "./list-mutations.ts";
import { mutationSizes } from "./list-mutations.ts";
import { isMeasurable, type Slack } from "./measure-slack.ts";
import { type PrintedNumber, reprint } from "./printed-number.ts";
import type { PublishedFigure, Relation, RelationType } from "./published.ts";

export interface Rate {
  readonly tried: number;
  readonly caught: number;
}

export const missReasons = [
  /** No relation binds the figure. */
  "unbound",
  /** Its only relations did not hold before either: it is reported already. */
  "already-failed",
  /** Smaller than the rounding of what it is compared with. */
  "within-rounding",
  /** Only a mean with undisclosed weights speaks of it. */
  "weights-undisclosed",
  /** Only claims, limits or printed bounds speak of it, and they remain true. */
  "claim-only",
  /** Two figures exchanged within every relation that binds them: addends of one sum. */
  "compensated",
  "not-explained",
] as const;
export type MissReason = (typeof missReasons)[number];

export interface Miss {
  readonly figure: string;
  readonly size: MutationSize;
  readonly from: string;
  readonly to: string;
  readonly reason: MissReason;
}

export type RatesBySize = Readonly<Record<MutationSize, Rate>>;

export interface MutationReport {
  readonly figures: number;
  readonly all: Rate;
  readonly bySize: RatesBySize;
  /** A change counts under every type of relation its figures are in; caught by a relation of that type. */
  readonly byType: Readonly<Partial<Record<RelationType, RatesBySize>>>;
  /** Changes that must be caught: to bound figures, beyond the slack that rounding leaves. */
  readonly required: Rate;
  /** The part of them that concerns counts and decreed figures. */
  readonly requiredExact: Rate;
  readonly requiredRounded: Rate;
  /** Every change to a count or decreed figure that some relation determines, below the slack too. */
  readonly exact: Rate;
  /** Those together with the required changes to rounded figures. */
  readonly stated: Rate;
  /** Changes to count and decreed figures of which only claims, limits or undisclosed weights speak. */
  readonly claimed: Rate;
  /** Of the changes that were not caught, how many for each reason. */
  readonly reasons: Readonly<Record<MissReason, number>>;
  /** Changes that were not caught and had to be, or concern a bound count or decreed figure. */
  readonly missed: readonly Miss[];
  /** False when there were more trial changes than the work limit. */
  readonly isComplete: boolean;
}

/** One changed figure of a trial, with what its relations would notice. */
export interface Measured {
  readonly figure: PublishedFigure;
  readonly number: PrintedNumber;
  readonly slacks: readonly Slack[];
}

export interface Trial {
  readonly mutation: Mutation;
  readonly touched: ReadonlySet<Relation>;
  readonly caughtBy: ReadonlySet<Relation>;
  /** One for each changed figure, the one it is counted under first. */
  readonly measured: readonly [Measured, ...Measured[]];
}

interface Counter {
  tried: number;
  caught: number;
}

type CountersBySize = Record<MutationSize, Counter>;

export interface Tally {
  readonly all: Counter;
  readonly bySize: CountersBySize;
  readonly byType: Partial<Record<RelationType, CountersBySize>>;
  readonly requiredExact: Counter;
  readonly requiredRounded: Counter;
  readonly exact: Counter;
  readonly claimed: Counter;
  readonly reasons: Record<MissReason, number>;
  readonly missed: Miss[];
}

const makeCounter = (): Counter => ({ tried: 0, caught: 0 });

function makeCountersBySize(): CountersBySize {
  return Object.fromEntries(mutationSizes.map((size) => [size, makeCounter()])) as CountersBySize;
}

export function createTally(): Tally {
  return {
    all: makeCounter(),
    bySize: makeCountersBySize(),
    byType: {},
    requiredExact: makeCounter(),
    requiredRounded: makeCounter(),
    exact: makeCounter(),
    claimed: makeCounter(),
    reasons: Object.fromEntries(missReasons.map((reason) => [reason, 0])) as Record<MissReason, number>,
    missed: [],
  };
}

function count(counter: Counter, isCaught: boolean): void {
  counter.tried++;
  if (isCaught) counter.caught++;
}

/** Adds one trial to the tally. */
export function countTrial(tally: Tally, trial: Trial): void {
  const { mutation, touched, caughtBy, measured } = trial;
  const [{ figure, number, slacks }] = measured;
  const isCaught = caughtBy.size > 0;
  count(tally.all, isCaught);
  count(tally.bySize[mutation.size], isCaught);
  for (const type of new Set([...touched].map((relation) => relation.type))) {
    const row = tally.byType[type] ?? makeCountersBySize();
    tally.byType[type] = row;
    count(
      row[mutation.size],
      [...caughtBy].some((relation) => relation.type === type),
    );
  }
  const isBound = slacks.length > 0;
  const isExact = figure.exactness === "count" || figure.exactness === "decreed";
  const isBeyond = measured.some((one) => isMeasurable(one.slacks, one.figure, one.number));
  // A claim ("at least", "more than") leaves infinitely many values: it speaks of a figure without determining it.
  const isDetermined = slacks.some(({ implied }) => implied !== undefined);
  if (isBound && isExact) count(isDetermined ? tally.exact : tally.claimed, isCaught);
  if (isBound && isBeyond) count(isExact ? tally.requiredExact : tally.requiredRounded, isCaught);
  if (isCaught) return;
  const reason = explainMiss(trial, isBeyond);
  tally.reasons[reason]++;
  if (!isBound || !(isBeyond || isExact)) return;
  const to = reprint(figure.printed, number.scaled, number.decimals);
  tally.missed.push({ figure: figure.id, size: mutation.size, from: figure.printed, to, reason });
}

function explainMiss({ mutation, touched, measured }: Trial, isBeyond: boolean): MissReason {
  if (touched.size === 0) return "unbound";
  const slacks = measured.flatMap((one) => one.slacks);
  if (slacks.length === 0) return "already-failed";
  if (isBeyond) return mutation.changes.length > 1 ? "compensated" : "not-explained";
  if (slacks.some(({ implied }) => implied !== undefined)) return "within-rounding";
  return slacks.some(({ relation }) => relation.type === "weighted-mean")
    ? "weights-undisclosed"
    : "claim-only";
}

export function finishTally(tally: Tally, figures: number, isComplete: boolean): MutationReport {
  const { exact, requiredExact, requiredRounded } = tally;
  const required = addRates(requiredExact, requiredRounded);
  return { ...tally, figures, required, stated: addRates(exact, requiredRounded), isComplete };
}

function addRates(one: Rate, other: Rate): Rate {
  return { tried: one.tried + other.tried, caught: one.caught + other.caught };
}
