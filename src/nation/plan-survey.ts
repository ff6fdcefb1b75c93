/**
 * Answers to questionnaires: a judgement from 1 to 5 for each phase of the user's journey, whose mean is the
 * printed one, and for the whole journey also how it was against what was expected.
 */
import { apportion } from "./apportion.ts";
import { type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth } from "./frame.ts";
import { chunkLength, type WrongRow } from "./grid.ts";
import type { Tally } from "./nation.ts";
import type { Targets } from "./read-targets.ts";

interface Answers {
  readonly phase: string;
  readonly votes: Uint8Array;
  /** Place in `expectations`, by answer; undefined where it was not asked. */
  readonly expected: Uint8Array | undefined;
}

export interface Survey {
  readonly phases: readonly Answers[];
  readonly expectations: readonly string[];
  /** Answers by quarter and phase: `[from, until)`. */
  readonly split: (phase: number, quarter: number) => readonly [number, number];
}

const channels = ["sito", "app", "contact_center", "sportello", "patronato"] as const;
/** Judgement of the phases that are not printed. */
const assumedJudgement = 3.7;
const otherPhases = ["liquidazione"];

export function planSurvey(targets: Targets, responses: number, dice: Dice): Survey {
  const names = [...new Set([...targets.judgements.keys(), ...otherPhases])];
  const each = Math.floor(responses / names.length);
  const expectations = [...targets.expectations.keys()];
  const phases = names.map((phase, at) => ({
    phase,
    votes: planVotes(each, targets.judgements.get(phase) ?? assumedJudgement, (answer) =>
      dice(streams.survey, at, answer),
    ),
    expected: phase === "globale" ? planExpected(each, [...targets.expectations.values()], dice) : undefined,
  }));
  const bound = (quarter: number) => Math.floor((each * quarter) / 4);
  return { phases, expectations, split: (_, quarter) => [bound(quarter), bound(quarter + 1)] };
}

/** Votes around a mean, then moved one by one by a point until their sum is the wanted one. */
function planVotes(count: number, mean: number, chance: (answer: number) => number): Uint8Array {
  const votes = new Uint8Array(count);
  let missing = Math.round(count * mean);
  for (let answer = 0; answer < count; answer++) {
    // Sums of three draws lie near their middle, as opinions do.
    const draw = chance(answer * 3) + chance(answer * 3 + 1) + chance(answer * 3 + 2) - 1.5;
    const vote = Math.max(1, Math.min(5, Math.round(mean + draw * 2.2)));
    votes[answer] = vote;
    missing -= vote;
  }
  for (let turn = 0; missing !== 0; turn++) {
    const answer = Math.floor(chance(count * 3 + turn) * count);
    const vote = votes[answer]! + Math.sign(missing);
    if (vote < 1 || vote > 5) continue;
    votes[answer] = vote;
    missing -= Math.sign(missing);
  }
  return votes;
}

/** As many of each as the percentages ask for, in an order without pattern. */
function planExpected(count: number, percentages: readonly number[], dice: Dice): Uint8Array {
  const expected = new Uint8Array(count);
  const counts = apportion(count, percentages);
  let at = 0;
  counts.forEach((each, place) => {
    expected.fill(place, at, at + each);
    at += each;
  });
  for (let left = count - 1; left > 0; left--) {
    const other = Math.floor(dice(streams.survey, left, 77) * (left + 1));
    [expected[left], expected[other]] = [expected[other]!, expected[left]!];
  }
  return expected;
}

export function countAnswers({ phases, split }: Survey, quarter: number): number {
  return phases.reduce((sum, _, phase) => {
    const [from, until] = split(phase, quarter);
    return sum + until - from;
  }, 0);
}

export function* writeSurvey(
  frame: Frame,
  survey: Survey,
  quarter: number,
  wrong: readonly WrongRow[],
  dice: Dice,
): Generator<string, Tally> {
  const month = firstMonth + quarter * 3;
  const open = frame.ranked
    .map((office) => frame.offices[office]!)
    .filter(({ from, until }) => from <= month && until >= month + 3);
  let chunk = "risposta;sede;fase;canale;voto;atteso\n";
  let rows = 0;
  let number = 1;
  for (const [phase, { phase: name, votes, expected }] of survey.phases.entries()) {
    const [from, until] = survey.split(phase, quarter);
    for (let answer = from; answer < until; answer++) {
      const id = number + answer;
      // Large offices come first, and are asked about more often.
      const luck = dice(streams.survey, id, 5);
      const office = open[Math.floor(luck * luck * open.length)]!;
      const channel = channels[Math.floor(dice(streams.survey, id, 6) * channels.length)]!;
      const wish = expected === undefined ? "" : survey.expectations[expected[answer]!]!;
      chunk += `${id};${office.code};${name};${channel};${votes[answer]!};${wish}\n`;
      rows++;
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = "";
    }
    number += votes.length;
  }
  for (const { text } of wrong) chunk += `${text}\n`;
  yield chunk;
  return { rows: rows + wrong.length, totals: {} };
}
