/** The worker without a browser: what it is asked, what it sends, and what of it the page keeps. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { computeText } from "../../../../cases/engine/small-model.ts";
import {
  type Desk,
  emptyScenario,
  openDesk,
  type Scenario,
  type Shown,
  type Sight,
} from "../../../engine/index.ts";
import { findPeriod } from "../../../model/index.ts";
import type { Answer } from "./desk-messages.ts";
import { applyChanges, keepSame } from "./keep-same.ts";
import { serveDesk } from "./serve-desk.ts";

const text = `indicatori:
  - { id: quota, titolo: Quota, unita: numero, natura: punteggio, valori: { 2023: 80 } }
  - { id: tempo, titolo: Tempo, unita: numero, natura: punteggio, valori: { 2023: 40 } }
  - { id: indice, titolo: Indice, unita: numero, natura: punteggio, decimali: 2, faccia: indice, sintesi: { pesi: noti, componenti: [ { indicatore: quota, peso: 60 }, { indicatore: tempo, peso: 40 } ] } }
`;
const sight: Sight = {
  orgUnit: undefined,
  toggled: [],
  rowCount: 60,
  rankBy: undefined,
  rankFrom: 0,
  rankCount: 20,
};
const weigh = (first: number): Scenario => ({
  ...emptyScenario,
  weights: [{ indicator: "indice", weights: [first, undefined], adapts: true }],
});

type ShownAnswer = Answer & { readonly type: "shown" };
let sent: ShownAnswer[];
let server: ReturnType<typeof serveDesk>;
let desk: Desk;
let turn: number;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  turn = 0;
  server = serveDesk((answer) => {
    if (answer.type === "shown") sent.push(answer);
  });
  desk = openDesk(computeText(text).figures, findPeriod("2023")!);
  server.sit(desk);
});
afterEach(() => vi.useRealTimers());

function ask(scenario: Scenario, since: number | undefined): ShownAnswer {
  server.answer({ type: "show", turn: ++turn, scenarios: [scenario], sight, since });
  return sent.at(-1)!;
}

const readIndex = ({ rows }: Shown): number | null | undefined => rows[0]!.supposed[0]?.value;

test("[P94] sends all to who has nothing, and then what is other", () => {
  const first = ask(weigh(50), undefined);
  expect([first.since, first.changes.rows.every((row) => typeof row !== "string")]).toEqual([
    undefined,
    true,
  ]);
  const shown = applyChanges(undefined, first.changes);
  expect(readIndex(shown)).toBe(60);
  const same = ask(weigh(50), first.number);
  expect([same.since, same.changes.rows.every((row) => typeof row === "string")]).toEqual([
    first.number,
    true,
  ]);
  const again = applyChanges(shown, same.changes);
  expect(again.rows.every((row, k) => row === shown.rows[k])).toBe(true);
  const other = ask(weigh(75), same.number);
  const now = applyChanges(again, other.changes);
  expect(readIndex(now)).toBe(70);
  // All weights are other, and so are the figures above them; nothing else.
  expect(now.rows.map(({ path }) => path)).toEqual(shown.rows.map(({ path }) => path));
  // A page that missed an answer is told everything.
  const missed = ask(weigh(75), first.number);
  expect(missed.since).toBeUndefined();
  expect(applyChanges(undefined, missed.changes)).toEqual(now);
});

test("[P94] computes the rest of the year when nothing is changed for a moment, and shows no other figures", () => {
  // Of a scenario that is left at once only what is seen is computed.
  const first = ask(weigh(50), undefined);
  expect(desk.complete()).toBeDefined();
  const other = ask(weigh(75), first.number);
  const shown = applyChanges(applyChanges(undefined, first.changes), other.changes);
  vi.advanceTimersByTime(1_000);
  expect(desk.complete()).toBeUndefined();
  const told = sent.slice(2).reduce((before, { changes }) => applyChanges(before, changes), shown);
  expect(told.rows).toEqual(shown.rows);
  // Whoever asks the same again is given the very rows.
  const again = ask(weigh(75), sent.at(-1)!.number);
  expect(again.changes.rows.every((row) => typeof row === "string")).toBe(true);
});

test("[P94] keeps of the server's rows those that the worker tells alike", () => {
  const shown = applyChanges(undefined, ask(weigh(50), undefined).changes);
  const server: Shown = structuredClone(shown);
  const kept = keepSame(server, shown);
  expect(kept.rows.every((row, k) => row === server.rows[k])).toBe(true);
  const other = applyChanges(undefined, ask(weigh(75), undefined).changes);
  expect(keepSame(server, other).rows[0]).toBe(other.rows[0]);
});
