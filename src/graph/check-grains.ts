/**
 * Observations that stand beside the grain of their indicator, in the tree of their own year. No figure would
 * hold them, and nothing that somebody wrote is dropped in silence.
 */
import { findPeriod, type Indicator, type Model, type Observation, type Problem } from "../model/index.ts";
import { buildTree, getLastDay, mapGrain } from "./build-tree.ts";
import type { Tree } from "./graph.ts";
import { orgUnitOffGrain } from "./problems.ts";

/** Rows told one by one; the others are counted. */
const maxRows = 1_000;
/** Units at the grain that a problem names. */
const maxNames = 5;

interface Misplaced {
  readonly observation: Observation;
  readonly indicator: Indicator;
  readonly year: number;
  readonly tree: Tree;
  readonly grain: Uint8Array;
}

export function checkGrains(model: Model): Problem[] {
  const getTree = makeTreeLookup(model);
  const getGrain = makeGrainLookup();
  const indicators = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const misplaced: Misplaced[] = [];
  for (const observation of model.observations) {
    const indicator = indicators.get(observation.indicator);
    const year = findPeriod(observation.period)?.year;
    const tree = indicator && year !== undefined ? getTree(indicator.hierarchy, year) : undefined;
    const unit = tree?.indexOf.get(observation.orgUnit);
    if (indicator === undefined || year === undefined || tree === undefined || unit === undefined) continue;
    const grain = getGrain(tree, indicator.grain.orgUnit);
    if (grain[unit] !== 1) misplaced.push({ observation, indicator, year, tree, grain });
  }
  const more = Math.max(0, misplaced.length - maxRows);
  return misplaced
    .slice(0, maxRows)
    .map((row, k, told) => describeMisplaced(row, k === told.length - 1 ? more : 0));
}

/** Hierarchies whose units never open, close nor move have one tree for all years. */
function makeTreeLookup(model: Model): (hierarchy: string, year: number) => Tree | undefined {
  const trees = new Map<string, Tree>();
  const hierarchies = new Map(
    model.hierarchies.map((hierarchy) => [
      hierarchy.id,
      {
        hierarchy,
        moves: hierarchy.units.some(
          ({ validFrom, validUntil }) => validFrom !== undefined || validUntil !== undefined,
        ),
      },
    ]),
  );
  return (id, year) => {
    const found = hierarchies.get(id);
    if (found === undefined) return undefined;
    const key = JSON.stringify([id, found.moves ? year : null]);
    const tree = trees.get(key) ?? buildTree(found.hierarchy, year, getLastDay(year));
    trees.set(key, tree);
    return tree;
  };
}

function makeGrainLookup(): (tree: Tree, grain: string) => Uint8Array {
  const maps = new Map<Tree, Map<string, Uint8Array>>();
  return (tree, grain) => {
    const own = maps.get(tree) ?? new Map<string, Uint8Array>();
    maps.set(tree, own);
    const map = own.get(grain) ?? mapGrain(tree, grain);
    own.set(grain, map);
    return map;
  };
}

function describeMisplaced({ observation, indicator, year, tree, grain }: Misplaced, more: number): Problem {
  const names: string[] = [];
  let count = 0;
  grain.forEach((level, unit) => {
    if (level !== 1) return;
    count++;
    if (names.length < maxNames) names.push(tree.units[unit]!.code);
  });
  return orgUnitOffGrain(observation.origin.place, `indicatore ${indicator.id}`, {
    id: indicator.id,
    orgUnit: observation.orgUnit,
    grain: indicator.grain.orgUnit,
    year,
    names,
    others: count - names.length,
    more,
  });
}
