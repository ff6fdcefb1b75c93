/**
 * Which offices contain which, for counts of different values: in the tree of their year, or on the boundaries of a
 * day. Values cannot be apportioned: they are counted where all that an office may have become stands below, and are
 * a doubt where only some of it does.
 */
import type { Doubt } from "../engine/index.ts";
import {
  type Delivery,
  encodePeriod,
  findHeirs,
  findShelter,
  fixBoundaries,
  listThere,
} from "../facts/index.ts";
import { buildTree, getLastDay, type Tree } from "../graph/index.ts";
import { findPeriod, listPeriodsOfYear, type Model, type Period } from "../model/index.ts";
import type { Nesting } from "../warehouse/index.ts";

export interface NestingDays {
  /** The day of its year on which offices that moved stand where they are counted. */
  readonly organisedOn?: string | undefined;
  /** The day on whose offices values are counted, for all time. */
  readonly boundariesOn?: string | undefined;
  /** The first day from which offices that closed and left nothing to anybody stand all the same. */
  readonly since?: string | undefined;
}

export interface NestedOffices {
  readonly nesting: Nesting;
  readonly doubts: readonly Doubt[];
}

export function listPeriods(deliveries: readonly Delivery[]): Period[] {
  return [...new Set(deliveries.map(({ period }) => period))].map((code) => findPeriod(code)!);
}

interface Rows {
  readonly offices: string[];
  readonly nodes: string[];
  readonly officePeriods: number[];
  readonly periods: number[];
  readonly spans: number[];
  /** By what they say: offices with one and the same doubt are counted together. */
  readonly doubts: Map<string, Doubt>;
}

export function nestOffices(model: Model, deliveries: readonly Delivery[], days: NestingDays): NestedOffices {
  const rows: Rows = { offices: [], nodes: [], officePeriods: [], periods: [], spans: [], doubts: new Map() };
  const own = listPeriods(deliveries);
  for (const year of new Set(own.map((period) => period.year))) {
    const tree = findTree(model, year, days);
    for (const period of own.filter((each) => each.year === year)) {
      for (const span of listPeriodsOfYear(year)) {
        if (span.from > period.from || span.until < period.until) continue;
        rows.periods.push(encodePeriod(period));
        rows.spans.push(encodePeriod(span));
      }
      if (days.boundariesOn === undefined)
        for (const { code } of tree.units) addNodes(rows, code, period, listAbove(tree, code));
      else redrawPeriod(rows, model, tree, period, days.boundariesOn);
    }
  }
  const { offices, nodes, doubts } = rows;
  const [officePeriods, periods, spans] = [rows.officePeriods, rows.periods, rows.spans].map((each) =>
    Int32Array.from(each),
  );
  const nesting = { offices, nodes, officePeriods: officePeriods!, periods: periods!, spans: spans! };
  return { nesting, doubts: [...doubts.values()] };
}

function findTree(model: Model, year: number, { organisedOn, boundariesOn, since }: NestingDays): Tree {
  const isOwn = organisedOn?.startsWith(`${year}-`) === true;
  const last = getLastDay(year);
  return boundariesOn === undefined
    ? buildTree(model.hierarchies[0]!, year, isOwn ? organisedOn : last)
    : buildTree(fixBoundaries(model, boundariesOn, since).hierarchies[0]!, year, last);
}

function addNodes(rows: Rows, office: string, period: Period, nodes: Iterable<string>): void {
  for (const node of nodes) {
    rows.offices.push(office);
    rows.nodes.push(node);
    rows.officePeriods.push(encodePeriod(period));
  }
}

/** An office and those above it; nothing where it is not there. */
function listAbove({ indexOf, parent, units }: Tree, code: string): string[] {
  const above: string[] = [];
  for (let unit = indexOf.get(code) ?? -1; unit >= 0; unit = parent[unit]!) above.push(units[unit]!.code);
  return above;
}

function redrawPeriod(rows: Rows, model: Model, tree: Tree, period: Period, day: string): void {
  for (const { code: office } of listThere(model, period)) {
    const heirs = findHeirs(model, office, period, day).map((heir) => heir.office);
    const lost = heirs.filter((heir) => !tree.indexOf.has(heir));
    const standing = heirs.filter((heir) => !lost.includes(heir)).map((heir) => listAbove(tree, heir));
    const sheltering = lost.flatMap((heir) => findPlace(model, tree, heir, period, day));
    const places = new Set([...standing, ...sheltering].flat());
    const certain =
      lost.length > 0 ? [] : [...places].filter((node) => standing.every((path) => path.includes(node)));
    addNodes(rows, office, period, certain);
    const uncertain = [...places].filter((node) => !certain.includes(node));
    if (uncertain.length === 0) continue;
    // What is lost as a whole is lacking; of what is lost in part, or divided, nobody knows where it is.
    const name = nameDoubt(rows.doubts, uncertain, standing.length === 0 ? lost : []);
    addNodes(rows, office, period, [name]);
  }
}

/** Where an office would stand that is not there: the offices above; the roots where nothing above is there. */
function findPlace(model: Model, tree: Tree, office: string, period: Period, day: string): string[][] {
  const shelters = findShelter(model, office, period, day).filter((code) => tree.indexOf.has(code));
  const roots = tree.units.filter((_, unit) => tree.parent[unit] === -1).map(({ code }) => code);
  return (shelters.length > 0 ? shelters : roots).map((code) => listAbove(tree, code));
}

/** A name that no office can have, because no code has this sign. */
function nameDoubt(doubts: Map<string, Doubt>, orgUnits: readonly string[], lost: readonly string[]): string {
  const key = JSON.stringify([orgUnits, lost]);
  const doubt = doubts.get(key) ?? { name: `#${doubts.size}`, orgUnits, lost };
  doubts.set(key, doubt);
  return doubt.name;
}
