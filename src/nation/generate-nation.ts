/**
 * The verb of this room. First a plan in whole numbers, from the printed figures down to the office, the
 * product and the month; then the deliveries, whose rows are read off the plan while they are written.
 */
import type { Model, Outcome, Period, Problem } from "../model/index.ts";
import { findPeriod } from "../model/index.ts";
import { type Budget, leastRows, planBudget } from "./budget.ts";
import { makeCalendar } from "./calendar.ts";
import { calibrateDays } from "./calibrate-days.ts";
import { createDice, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth, monthsInPlan, readFrame } from "./frame.ts";
import { countRows, type Grid, type Variant, type WrongRow, writeGrid } from "./grid.ts";
import { makeVolumeGrid } from "./grid-of-volumes.ts";
import { isPrintedEntry } from "./ledger-entries.ts";
import type { Delivery, Nation } from "./nation.ts";
import { planAppeals } from "./plan-appeals.ts";
import { type Cases, countEvents, oldestDays, planCases } from "./plan-cases.ts";
import { planLedger } from "./plan-ledger.ts";
import { planPairs } from "./plan-pairs.ts";
import { planPayments } from "./plan-payments.ts";
import { planPresence } from "./plan-presence.ts";
import { planQuality } from "./plan-quality.ts";
import { planShares } from "./plan-shares.ts";
import { countAnswers, planSurvey, type Survey, writeSurvey } from "./plan-survey.ts";
import { planVolumes, type Volumes } from "./plan-volumes.ts";
import { seedNotWhole, tooFewRows } from "./problems.ts";
import { readTargets, type Targets } from "./read-targets.ts";
import {
  chooseMistakes,
  findArrival,
  findCorrection,
  findTroubles,
  listWrongRows,
  type WrongRows,
} from "./schedule.ts";
import { writeCases } from "./write-cases.ts";

export interface NationRequest {
  /** The model of the nation: offices, products, sources, events. */
  readonly model: Model;
  /** The model whose printed figures the nation reproduces. */
  readonly like: Model;
  readonly seed: number;
  /** Rows of all deliveries together, at most. */
  readonly rows: number;
}

/** A delivery with the number of its rows, by which `pratiche` knows what is left to it. */
interface Planned extends Delivery {
  readonly count: number;
}

export function generateNation({ model, like, seed, rows }: NationRequest): Outcome<Nation | undefined> {
  const { value: frame, problems: lacking } = readFrame(model);
  const entries = frame.entries.filter(isPrintedEntry);
  const { value: targets, problems: unprinted } = readTargets(like, entries, frame.year);
  const problems: Problem[] = [...lacking, ...unprinted];
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) problems.push(seedNotWhole(seed));
  if (rows < leastRows) problems.push(tooFewRows(rows, leastRows));
  if (problems.length > 0) return { value: undefined, problems };

  const dice = createDice(seed);
  const budget = planBudget(frame, rows);
  const volumes = planVolumes(frame, targets, planPairs(frame, budget.pairs, dice), dice);
  const grids = planGrids(frame, targets, volumes, budget, dice);
  const survey = planSurvey(targets, budget.responses, dice);
  const dueOf = (source: string) => model.sources.find(({ id }) => id === source)?.dueDays;
  const small = [
    ...grids.flatMap((grid, place) => listGridDeliveries(frame, grid, place, dueOf(grid.source), dice)),
    ...listSurveyDeliveries(frame, survey, dueOf("questionari"), dice),
  ];
  const wrong = listCaseTroubles(frame);
  const left = rows - wrong.count - small.reduce((sum, { count }) => sum + count, 0);
  const cases = planCases(volumes, left, dice);
  const deliveries = [...small, ...listCaseDeliveries(frame, targets, cases, dueOf("pratiche"), dice)];
  return {
    value: { deliveries: sortByArrival(deliveries), rows: countBySource(deliveries), scale: cases.scale },
    problems,
  };
}

type SourceGrid = Grid & { readonly source: string; readonly months: readonly number[] };

const bothYears = Array.from({ length: monthsInPlan }, (_, month) => month);
const oneYear = bothYears.slice(firstMonth);

function planGrids(
  frame: Frame,
  targets: Targets,
  volumes: Volumes,
  budget: Budget,
  dice: Dice,
): readonly SourceGrid[] {
  const shares = planShares(frame, volumes);
  return [
    { source: "volumi", months: bothYears, ...makeVolumeGrid(frame, volumes) },
    {
      source: "presenze",
      months: bothYears,
      ...planPresence(frame, targets, volumes, shares, budget.staffedOffices, dice),
    },
    {
      source: "contabile",
      months: bothYears,
      ...planLedger(frame, targets, shares, budget.ledgerOffices, dice),
    },
    {
      source: "ricorsi",
      months: bothYears.slice(firstMonth - 1),
      ...planAppeals(frame, targets, shares, budget.appealOffices, dice),
    },
    {
      source: "qualita",
      months: bothYears,
      ...planQuality(frame, targets, shares, budget.qualityOffices, dice),
    },
    {
      source: "prestazioni",
      months: bothYears,
      ...planPayments(frame, targets, shares, budget.paymentOffices, dice),
    },
  ];
}

function listGridDeliveries(
  frame: Frame,
  grid: SourceGrid,
  place: number,
  dueDays: number | undefined,
  dice: Dice,
): Planned[] {
  const { source } = grid;
  const { corrected, again, late } = findTroubles(source);
  const mistaken = chooseMistakes(place, dice);
  const chance = (series: number) => dice(streams.mistake, place + 100, series);
  return grid.months.flatMap((month): Planned[] => {
    const own = month - firstMonth;
    const period = frame.months[month]!;
    const recordedOn = findArrival(period, dueDays, late.includes(own), dice, place);
    const isTroubled = own >= 0 && (own === corrected || own === again);
    const wrong = own < 0 ? {} : listWrongRows(frame, source, own);
    const make = (mode: Delivery["mode"], on: string, variant: Variant, reasons: WrongRows): Planned => ({
      source,
      period: period.code,
      mode,
      recordedOn: on,
      wrongRows: countReasons(reasons),
      count: countRows(grid, month, variant.isDelta ? variant.chosen : undefined) + variant.wrong.length,
      write: () => writeGrid(grid, month, variant, chance),
    });
    const rows = listRows(wrong);
    const right = { chosen: undefined, isDelta: false, wrong: rows };
    if (!isTroubled) return [make("full", recordedOn, right, wrong)];
    const first = make("full", recordedOn, { ...right, chosen: mistaken }, wrong);
    const later = findCorrection(recordedOn, dice);
    return own === again
      ? [first, make("full", later, { ...right, wrong: [] }, {})]
      : [first, make("delta", later, { chosen: mistaken, isDelta: true, wrong: [] }, {})];
  });
}

function listSurveyDeliveries(
  frame: Frame,
  survey: Survey,
  dueDays: number | undefined,
  dice: Dice,
): Planned[] {
  const { late } = findTroubles("questionari");
  return [0, 1, 2, 3].map((quarter) => {
    const period = findPeriod(`${frame.year}-T${quarter + 1}`)!;
    const reasons = listWrongRows(frame, "questionari", quarter);
    const wrong = listRows(reasons);
    return {
      source: "questionari",
      period: period.code,
      mode: "full",
      recordedOn: findArrival(period, dueDays, late.includes(quarter), dice, 6),
      wrongRows: countReasons(reasons),
      count: countAnswers(survey, quarter) + wrong.length,
      write: () => writeSurvey(frame, survey, quarter, wrong, dice),
    };
  });
}

function listCaseTroubles(frame: Frame): { readonly count: number } {
  const each = oneYear.map((_, month) => listRows(listWrongRows(frame, "pratiche", month)).length);
  return { count: each.reduce((sum, count) => sum + count, 0) };
}

function listCaseDeliveries(
  frame: Frame,
  targets: Targets,
  planned: Cases,
  dueDays: number | undefined,
  dice: Dice,
): Planned[] {
  const calendar = makeCalendar(frame, oldestDays + 2);
  const cases = calibrateDays(frame, planned, calendar, targets.averageDays);
  const { late } = findTroubles("pratiche");
  return oneYear.map((place, month) => {
    const period: Period = frame.months[place]!;
    const reasons = listWrongRows(frame, "pratiche", month);
    const wrong = listRows(reasons);
    return {
      source: "pratiche",
      period: period.code,
      mode: "full",
      recordedOn: findArrival(period, dueDays, late.includes(month), dice, 7),
      wrongRows: countReasons(reasons),
      count: countEvents(cases, month) + wrong.length,
      write: () => writeCases(frame, cases, calendar, month, wrong),
    };
  });
}

function listRows(wrong: WrongRows): readonly WrongRow[] {
  return Object.values(wrong).flat();
}

function countReasons(wrong: WrongRows): Delivery["wrongRows"] {
  return Object.fromEntries(Object.entries(wrong).map(([reason, rows]) => [reason, rows.length]));
}

/** By the day of arrival; on one day, in the order of the sources. */
function sortByArrival(deliveries: readonly Planned[]): readonly Delivery[] {
  return deliveries.toSorted((a, b) =>
    a.recordedOn < b.recordedOn ? -1 : a.recordedOn > b.recordedOn ? 1 : 0,
  );
}

function countBySource(deliveries: readonly Planned[]): Nation["rows"] {
  const rows: Record<string, number> = {};
  for (const { source, count } of deliveries) rows[source] = (rows[source] ?? 0) + count;
  return rows;
}
