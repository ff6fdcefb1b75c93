/** Hierarchies, dimensions and units of measure by name, ready for the checks of values. */
import type { Day, Dimension, Hierarchy, OrgUnit, UnitOfMeasure } from "./model.ts";
import type { Place } from "./problem.ts";
import type { Reading } from "./reading.ts";

/** `[from, until)`, the ends of time being `""` and `endOfTime`. */
export interface Span {
  readonly from: Day;
  readonly until: Day;
}

/** Later than any day. */
const endOfTime = "9999-99-99";

/**
 * One hierarchy by code; a code may stand several times, with validities that do not overlap. The
 * spans say when something is there at all, so that a question costs a search and not a walk.
 */
export interface Tree {
  readonly hierarchy: Hierarchy;
  /** The versions of each code, by start. */
  readonly units: ReadonlyMap<string, readonly OrgUnit[]>;
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  readonly rootSpans: ReadonlyMap<string, readonly Span[]>;
  /** Distinct codes without a parent. */
  readonly roots: readonly string[];
  readonly types: ReadonlySet<string>;
}

export interface Organisation {
  readonly principal: string;
  readonly trees: ReadonlyMap<string, Tree>;
  /** Dimension id → codes of its members. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  readonly units: ReadonlyMap<string, UnitOfMeasure>;
}

function groupUnits(
  units: readonly OrgUnit[],
  keyOf: (unit: OrgUnit) => string | undefined,
): ReadonlyMap<string, readonly OrgUnit[]> {
  const groups = new Map<string, OrgUnit[]>();
  for (const unit of units) {
    const key = keyOf(unit);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [unit]);
    else group.push(unit);
  }
  return groups;
}

function mergeSpans(groups: ReadonlyMap<string, readonly OrgUnit[]>): ReadonlyMap<string, readonly Span[]> {
  const merged = new Map<string, readonly Span[]>();
  for (const [key, units] of groups) {
    const spans: { from: Day; until: Day }[] = [];
    for (const unit of units) {
      const last = spans.at(-1);
      const until = unit.validUntil ?? endOfTime;
      if (last === undefined || (unit.validFrom ?? "") > last.until) {
        spans.push({ from: unit.validFrom ?? "", until });
      } else if (until > last.until) last.until = until;
    }
    merged.set(key, spans);
  }
  return merged;
}

/** The last of sorted things that begins before a day. */
function findLast<T>(items: readonly T[], startOf: (item: T) => Day, before: Day): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]!) < before) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

const startOfSpan = (span: Span) => span.from;

/** The version of a unit's parent that lives at some time of the unit, of several the latest. */
export function findParent(tree: Tree, unit: OrgUnit): OrgUnit | undefined {
  const versions = unit.parent === undefined ? [] : (tree.units.get(unit.parent) ?? []);
  const { from, until } = getSpan(unit);
  const parent = findLast(versions, (version) => version.validFrom ?? "", until);
  return parent !== undefined && getSpan(parent).until > from ? parent : undefined;
}

/** True when some span has a day in common with the interval. */
export function touches(spans: readonly Span[] | undefined, interval: Span): boolean {
  const last = findLast(spans ?? [], startOfSpan, interval.until);
  return last !== undefined && last.until > interval.from;
}

/** True when one span holds the whole interval. */
export function covers(spans: readonly Span[] | undefined, interval: Span): boolean {
  const last = findLast(spans ?? [], startOfSpan, interval.until);
  return last !== undefined && last.from <= interval.from && last.until >= interval.until;
}

/** The validity of a unit or a row, open bounds as the ends of time. */
export function getSpan(dated: Pick<OrgUnit, "validFrom" | "validUntil">): Span {
  return { from: dated.validFrom ?? "", until: dated.validUntil ?? endOfTime };
}

function plantTree(hierarchy: Hierarchy): Tree {
  const sorted = hierarchy.units.toSorted((left, right) => {
    const [one, other] = [left.validFrom ?? "", right.validFrom ?? ""];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  const roots = sorted.filter((unit) => unit.parent === undefined);
  const units = groupUnits(sorted, (unit) => unit.code);
  return {
    hierarchy,
    units,
    spans: mergeSpans(units),
    rootSpans: mergeSpans(groupUnits(roots, (unit) => unit.code)),
    roots: [...new Set(hierarchy.units.filter((unit) => unit.parent === undefined).map((unit) => unit.code))],
    types: new Set(hierarchy.units.map((unit) => unit.type).filter((type) => type !== "")),
  };
}

export function arrangeOrganisation(
  hierarchies: readonly Hierarchy[],
  dimensions: readonly Dimension[],
  units: readonly UnitOfMeasure[],
): Organisation {
  return {
    principal: hierarchies[0]?.id ?? "",
    trees: new Map(hierarchies.map((hierarchy) => [hierarchy.id, plantTree(hierarchy)])),
    members: new Map(
      dimensions.map((dimension) => [dimension.id, new Set(dimension.members.map((member) => member.code))]),
    ),
    units: new Map(units.map((unit) => [unit.id, unit])),
  };
}

/** Reports a code that the hierarchy does not have; silent when the hierarchy itself is unknown. */
export function checkOrgUnit(
  reading: Reading,
  tree: Tree | undefined,
  what: string,
  code: string,
  place: Place,
  subject: string,
): boolean {
  if (tree === undefined) return false;
  if (tree.units.has(code)) return true;
  const nearest = reading.reporter.findNearest(code, tree.units.keys());
  reading.reporter.report("unknown-reference", place, subject, { what, name: code, nearest });
  return false;
}
