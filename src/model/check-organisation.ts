/** What must hold between the nodes of a hierarchy, on every day. */
import type { Grouping, OrgUnit } from "./model.ts";
import { checkOrgUnit, covers, findParent, getSpan, type Organisation, type Tree } from "./organisation.ts";
import type { Place } from "./problem.ts";
import type { Reading } from "./reading.ts";

function writeValidity(units: readonly OrgUnit[]): string {
  return units
    .map(({ validFrom, validUntil }) => {
      const parts = [
        ...(validFrom === undefined ? [] : [`dal ${validFrom}`]),
        ...(validUntil === undefined ? [] : [`fino al ${validUntil} escluso`]),
      ];
      return parts.length === 0 ? "sempre" : parts.join(" ");
    })
    .join(" e ");
}

function checkVersions(reading: Reading, tree: Tree): void {
  for (const [code, versions] of tree.units) {
    for (const [index, unit] of versions.entries()) {
      const before = versions[index - 1];
      if (before === undefined || getSpan(before).until <= getSpan(unit).from) continue;
      const details = { what: "Il nodo", name: code, first: before.origin.place, here: unit.origin.place };
      const subject = `gerarchia ${tree.hierarchy.id}`;
      reading.reporter.report("duplicate", unit.origin.place, subject, details);
    }
  }
}

function checkParents(reading: Reading, tree: Tree): void {
  for (const unit of tree.hierarchy.units) {
    if (unit.parent === undefined) continue;
    const subject = `nodo ${unit.code}`;
    const { place } = unit.origin;
    if (!checkOrgUnit(reading, tree, "Il nodo padre", unit.parent, place, subject)) continue;
    if (covers(tree.spans.get(unit.parent), getSpan(unit))) continue;
    const parents = (tree.units.get(unit.parent) ?? []).slice(0, 5);
    reading.reporter.report("parent-not-valid", place, subject, {
      parent: unit.parent,
      child: unit.code,
      own: writeValidity([unit]),
      around: writeValidity(parents),
    });
  }
}

/** Follows parents by code, each node once; every cycle is reported once, from its first code. */
function checkCycles(reading: Reading, tree: Tree): void {
  const done = new Set<OrgUnit>();
  for (const start of tree.hierarchy.units) {
    const path: OrgUnit[] = [];
    const onPath = new Map<OrgUnit, number>();
    let unit: OrgUnit | undefined = start;
    while (unit !== undefined && !done.has(unit) && !onPath.has(unit)) {
      onPath.set(unit, path.length);
      path.push(unit);
      unit = findParent(tree, unit);
    }
    const loopStart = unit === undefined ? undefined : onPath.get(unit);
    if (loopStart !== undefined) reportCycle(reading, path.slice(loopStart));
    for (const visited of path) done.add(visited);
  }
}

function reportCycle(reading: Reading, loop: readonly OrgUnit[]): void {
  const codes = loop.map((unit) => unit.code);
  const first = codes.indexOf([...codes].sort()[0]!);
  const turned = [...codes.slice(first), ...codes.slice(0, first)];
  const shown = turned.length > 12 ? [...turned.slice(0, 10), "…", turned.at(-1)!] : turned;
  const unit = loop[first]!;
  reading.reporter.report("hierarchy-cycle", unit.origin.place, `nodo ${unit.code}`, {
    path: [...shown, turned[0]!],
  });
}

export function checkOrganisation(reading: Reading, organisation: Organisation): void {
  const offices = organisation.trees.get(organisation.principal);
  for (const tree of organisation.trees.values()) {
    checkVersions(reading, tree);
    checkParents(reading, tree);
    checkCycles(reading, tree);
    for (const unit of tree.hierarchy.units) {
      if (unit.office === undefined) continue;
      checkOrgUnit(reading, offices, "L'ufficio", unit.office, unit.origin.place, `nodo ${unit.code}`);
    }
  }
}

/** Groups name nodes of their hierarchy. */
export function checkGroupings(
  reading: Reading,
  groupings: readonly Grouping[],
  organisation: Organisation,
): void {
  for (const grouping of groupings) {
    const tree = organisation.trees.get(grouping.hierarchy);
    const place: Place = grouping.origin.place;
    const subject = `raggruppamento ${grouping.id}`;
    for (const code of grouping.groups.flatMap((group) => group.units)) {
      checkOrgUnit(reading, tree, "L'unità organizzativa", code, place, subject);
    }
  }
}

export { writeValidity };
