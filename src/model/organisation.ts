/** Hierarchies, dimensions and units of measure by name, ready for the checks of values. */
import type { Day, Dimension, Hierarchy, OrgUnit, UnitOfMeasure } from "./model.ts";
import { findNearestName } from "./nearest-name.ts";
import type { Place } from "./problem.ts";
import type { Reading } from "./reading.ts";

/** One hierarchy by code; a code may stand several times, with validities that do not overlap. */
export interface Tree {
  readonly hierarchy: Hierarchy;
  readonly units: ReadonlyMap<string, readonly OrgUnit[]>;
  readonly children: ReadonlyMap<string, readonly OrgUnit[]>;
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

function plantTree(hierarchy: Hierarchy): Tree {
  const roots = hierarchy.units.filter((unit) => unit.parent === undefined).map((unit) => unit.code);
  return {
    hierarchy,
    units: groupUnits(hierarchy.units, (unit) => unit.code),
    children: groupUnits(hierarchy.units, (unit) => unit.parent),
    roots: [...new Set(roots)],
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

/** Open bounds compare as the ends of time. */
export function overlap(
  left: { readonly from: Day | undefined; readonly until: Day | undefined },
  right: { readonly from: Day | undefined; readonly until: Day | undefined },
): boolean {
  return (
    (left.until ?? "9999-99-99") > (right.from ?? "") && (right.until ?? "9999-99-99") > (left.from ?? "")
  );
}

/** True when an org unit is measured by an indicator with this grain, in an interval of time. */
export function matchesGrain(
  tree: Tree,
  grain: string,
  code: string,
  interval: { readonly from: Day; readonly until: Day },
): boolean {
  if (grain === "tutte") return true;
  const alive = (unit: OrgUnit) => overlap({ from: unit.validFrom, until: unit.validUntil }, interval);
  const versions = (tree.units.get(code) ?? []).filter(alive);
  if (grain === "ente") return versions.some((unit) => unit.parent === undefined);
  if (grain === "foglie") return !(tree.children.get(code) ?? []).some(alive);
  return versions.some((unit) => unit.type === grain);
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
  const nearest = findNearestName(code, tree.units.keys());
  reading.reporter.report("unknown-reference", place, subject, { what, name: code, nearest });
  return false;
}
