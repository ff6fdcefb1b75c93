/** Which cell an entry speaks of: indicator, org unit, period and members, all of them known. */
import { writeValidity } from "./check-organisation.ts";
import { findMap, findScalar, getPlace, type LocatedMap, type LocatedScalar } from "./located.ts";
import type { Indicator, Members } from "./model.ts";
import { checkOrgUnit, type Organisation, type Tree, touches } from "./organisation.ts";
import { findPeriod, type Period } from "./period.ts";
import type { Place } from "./problem.ts";
import { checkName, type Reading } from "./reading.ts";
import { getWord, grainWords } from "./words.ts";

/** What cells are checked against. */
export interface CellFrame {
  readonly organisation: Organisation;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly years: { readonly from: number; readonly to: number };
  /** The year an entry means when it says none. */
  readonly year: number;
}

export interface Cell {
  readonly indicator: Indicator;
  readonly orgUnit: string;
  readonly period: Period;
  readonly members: Members;
}

/** How strictly the period must match the indicator's grain: targets may be coarser, causes anything. */
export type CellUse = "observation" | "target" | "cause";

export function readIndicatorName(
  reading: Reading,
  frame: CellFrame,
  map: LocatedMap,
  subject: string,
): Indicator | undefined {
  const scalar = findScalar(map, "indicatore");
  if (scalar === undefined) {
    const details = { key: "indicatore", expected: "l'id dell'indicatore" };
    reading.reporter.report("missing-key", map.place, subject, details);
    return undefined;
  }
  if (!checkName(reading, "indicator", scalar.text, scalar.place, subject)) return undefined;
  return frame.indicators.get(scalar.text);
}

const grainOrder = ["month", "quarter", "semester", "year"] as const;

/** A period code checked against the model's years and the indicator's grain. */
export function readPeriod(
  reading: Reading,
  frame: CellFrame,
  indicator: Indicator,
  code: string,
  place: Place,
  use: CellUse,
): Period | undefined {
  const subject = `indicatore ${indicator.id}`;
  const { reporter } = reading;
  const period = findPeriod(code);
  if (period === undefined) {
    reporter.report("not-a-period", place, subject, { found: code });
    return undefined;
  }
  if (period.year < frame.years.from || period.year > frame.years.to) {
    reporter.report("period-outside-years", place, subject, { period: code, ...frame.years });
    return undefined;
  }
  const wanted = indicator.grain.period;
  const isFiner = grainOrder.indexOf(period.grain) < grainOrder.indexOf(wanted);
  const isCoarser = grainOrder.indexOf(period.grain) > grainOrder.indexOf(wanted);
  if ((use !== "cause" && isFiner) || (use === "observation" && isCoarser)) {
    reporter.report("period-grain", place, subject, {
      period: code,
      is: getWord(grainWords, period.grain),
      wants: getWord(grainWords, wanted),
      id: indicator.id,
      target: use === "target",
    });
    return undefined;
  }
  return period;
}

/** The only root of the indicator's hierarchy, for entries that name no org unit. */
export function findOnlyRoot(
  reading: Reading,
  tree: Tree | undefined,
  place: Place,
  subject: string,
): string | undefined {
  if (tree === undefined) return undefined;
  if (tree.roots.length === 1) return tree.roots[0];
  if (tree.roots.length > 1) {
    const details = { hierarchy: tree.hierarchy.id, roots: tree.roots.slice(0, 10) };
    reading.reporter.report("several-roots", place, subject, details);
  }
  return undefined;
}

/** Checks that an org unit exists in the period; whether it is at the grain, the tree of a year tells (T3). */
export function checkCellUnit(
  reading: Reading,
  tree: Tree,
  indicator: Indicator,
  code: string,
  period: Period,
  place: Place,
): boolean {
  const subject = `indicatore ${indicator.id}`;
  if (!checkOrgUnit(reading, tree, "L'unità organizzativa", code, place, subject)) return false;
  if (!touches(tree.spans.get(code), period)) {
    const versions = (tree.units.get(code) ?? []).slice(0, 5);
    const details = { orgUnit: code, period: period.code, validity: writeValidity(versions) };
    reading.reporter.report("org-unit-not-valid", place, subject, details);
    return false;
  }
  return true;
}

/** Members from `membri` and, in a CSV, from the columns named after dimensions. */
function listMembers(map: LocatedMap, keys: ReadonlySet<string>): Map<string, LocatedScalar> {
  const members = new Map<string, LocatedScalar>();
  for (const [dimension, { value }] of findMap(map, "membri")?.entries ?? []) {
    if (value.type === "scalar") members.set(dimension, value);
  }
  for (const [column, { value }] of map.entries) {
    const isColumn = value.type === "scalar" && value.notation === "italian" && !keys.has(column);
    if (isColumn) members.set(column, value);
  }
  return members;
}

/** Every dimension of the indicator has one known member, and no other dimension has any. */
export function readMembers(
  reading: Reading,
  frame: CellFrame,
  indicator: Indicator,
  written: ReadonlyMap<string, LocatedScalar>,
  place: Place,
): Members | undefined {
  const subject = `indicatore ${indicator.id}`;
  const { reporter } = reading;
  let isRight = true;
  for (const [dimension, scalar] of written) {
    if (!indicator.dimensions.includes(dimension)) {
      reporter.report("member-unexpected", scalar.place, subject, { id: indicator.id, dimension });
      isRight = false;
    }
  }
  for (const dimension of indicator.dimensions) {
    const scalar = written.get(dimension);
    const known = frame.organisation.members.get(dimension);
    if (scalar === undefined) {
      reporter.report("members-missing", place, subject, { id: indicator.id, dimension });
      isRight = false;
    } else if (known !== undefined && !known.has(scalar.text)) {
      const nearest = reading.reporter.findNearest(scalar.text, known);
      const details = { what: `In \`${dimension}\` il membro`, name: scalar.text, nearest };
      reporter.report("unknown-reference", scalar.place, subject, details);
      isRight = false;
    }
  }
  if (!isRight) return undefined;
  return Object.fromEntries(indicator.dimensions.map((name) => [name, written.get(name)!.text]));
}

/** The whole cell, or undefined when something about it is wrong (reported). */
export function readCell(
  reading: Reading,
  frame: CellFrame,
  map: LocatedMap,
  keys: ReadonlySet<string>,
  use: CellUse,
): Cell | undefined {
  const indicator = readIndicatorName(reading, frame, map, "");
  if (indicator === undefined) return undefined;
  const subject = `indicatore ${indicator.id}`;
  const code = findScalar(map, "periodo");
  const periodCode = code?.text ?? String(frame.year).padStart(4, "0");
  const period = readPeriod(reading, frame, indicator, periodCode, code?.place ?? map.place, use);
  const members = readMembers(reading, frame, indicator, listMembers(map, keys), map.place);
  const tree = frame.organisation.trees.get(indicator.hierarchy);
  const written = findScalar(map, "unita_organizzativa");
  const orgUnit = written?.text ?? findOnlyRoot(reading, tree, map.place, subject);
  if (tree === undefined || orgUnit === undefined || period === undefined) return undefined;
  const place = getPlace(map, "unita_organizzativa");
  if (!checkCellUnit(reading, tree, indicator, orgUnit, period, place)) return undefined;
  return members === undefined ? undefined : { indicator, orgUnit, period, members };
}
