/**
 * What the relations let the unprinted quantities be: every equation that mentions an unknown narrows
 * it, in whatever direction, until nothing changes or the rounds are spent.
 */
import type { Equation } from "./compile-relation.ts";
import type { Evidence } from "./evidence.ts";
import { listRelationUnknowns } from "./evidence.ts";
import { projectEquation } from "./grade-equation.ts";
import { everything, hullOf, type Interval, intersect, positive } from "./interval.ts";
import type { Unknown } from "./published.ts";

/** Rounds of propagation at most. Stopping early leaves wider bounds, never wrong ones. */
export const maxRounds = 24;

export interface UnknownBounds {
  readonly bounds: ReadonlyMap<string, Interval>;
  /** Unknowns for which the equations leave no value. */
  readonly conflicting: ReadonlySet<string>;
}

export function boundUnknowns(
  unknowns: readonly Unknown[],
  equations: readonly Equation[],
  evidence: Evidence,
): UnknownBounds {
  const bounds = new Map(
    unknowns.map((unknown) => [unknown.name, unknown.isPositive ? positive : everything]),
  );
  const conflicting = new Set<string>();
  const current: Evidence = { ...evidence, unknown: (name) => bounds.get(name) ?? everything };
  for (let round = 0; round < maxRounds; round++) {
    let hasChanged = false;
    for (const equation of equations) {
      for (const name of listRelationUnknowns(equation.relation)) {
        if (conflicting.has(name)) continue;
        const before = bounds.get(name) ?? everything;
        const implied = hullOf(projectEquation(equation, { type: "unknown", name }, current));
        const after = implied === undefined ? undefined : intersect(before, implied);
        if (after === undefined) {
          conflicting.add(name);
          bounds.set(name, everything);
          hasChanged = true;
        } else if (isNarrower(after, before)) {
          bounds.set(name, after);
          hasChanged = true;
        }
      }
    }
    if (!hasChanged) break;
  }
  return { bounds, conflicting };
}

function isNarrower(after: Interval, before: Interval): boolean {
  return isOtherEnd(after.lo, before.lo) || isOtherEnd(after.hi, before.hi);
}

function isOtherEnd(a: Interval["lo"], b: Interval["lo"]): boolean {
  if (a === undefined || b === undefined) return a !== b;
  return a.closed !== b.closed || a.value.n * b.value.d !== b.value.n * a.value.d;
}

/** Equations that share unknowns, directly or through others, with this one; itself left out. */
export function listNeighbours(equation: Equation, equations: readonly Equation[]): readonly Equation[] {
  const names = new Set(listRelationUnknowns(equation.relation));
  const found = new Set<Equation>();
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    for (const other of equations) {
      if (other === equation || found.has(other)) continue;
      const theirs = listRelationUnknowns(other.relation);
      if (!theirs.some((name) => names.has(name))) continue;
      found.add(other);
      for (const name of theirs) names.add(name);
      hasGrown = true;
    }
  }
  return [...found];
}
