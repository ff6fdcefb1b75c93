/** An event's offices, left out of the sums while it lasts: where nothing is left, and where something is missing. */
import { findHeirs, listThere } from "../facts/index.ts";
import type { Tree } from "../graph/index.ts";
import { type Day, type Indicator, listPeriodsOfYear, type Period, periodsInYear } from "../model/index.ts";
import type { Redrawn } from "./place-lost.ts";

/** Offices whose facts of some periods are left out, to see the rest without them: a flood, a fire. */
export interface LeftOut {
  readonly offices: ReadonlySet<string>;
  readonly from: Day;
  readonly until: Day;
  /** Empty = every indicator. */
  readonly indicators: readonly string[];
}

/** What is left out of a year. */
export interface Omission {
  /** `whole`: nothing of the cell is left, and it does not apply; `part`: some of it. */
  readonly of: (unit: number, period: number) => "whole" | "part" | undefined;
  /** Whether what an office did in a period is left out of the cell of its heir. */
  readonly dropsRow: (office: string, period: number) => boolean;
}

const nothing: Omission = { of: () => undefined, dropsRow: () => false };

/** For each indicator what is left out of it; the offices are looked at once for all. */
export function prepareOmission(
  tree: Tree,
  year: number,
  leftOut: LeftOut | undefined,
  redrawn: Redrawn | undefined,
): (indicator: Indicator) => Omission {
  if (leftOut === undefined) return () => nothing;
  const periods = listPeriodsOfYear(year).filter(
    ({ from, until }) => from < leftOut.until && until > leftOut.from,
  );
  const found =
    redrawn === undefined ? omitOwn(tree, periods, leftOut) : omitHeirs(tree, periods, leftOut, redrawn);
  return ({ id }) => (leftOut.indicators.length === 0 || leftOut.indicators.includes(id) ? found : nothing);
}

/** Where offices stand as they stood: those that are named, and those below. */
function omitOwn(tree: Tree, periods: readonly Period[], { offices }: LeftOut): Omission {
  const out = new Uint8Array(tree.units.length);
  tree.units.forEach(({ code }, unit) => {
    const parent = tree.parent[unit]!;
    if (offices.has(code) || (parent >= 0 && out[parent] === 1)) out[unit] = 1;
  });
  const positions = new Set(periods.map(({ index }) => index));
  return {
    ...nothing,
    of: (unit, period) => (out[unit] === 1 && positions.has(period) ? "whole" : undefined),
  };
}

/** On the boundaries of a day: what came of them, and what others have of them beside their own. */
function omitHeirs(
  tree: Tree,
  periods: readonly Period[],
  { offices }: LeftOut,
  { model, day }: Redrawn,
): Omission {
  const dropped = new Set<string>();
  const cells = new Map<number, { out: number; all: number }>();
  for (const period of periods) {
    const parentOf = new Map(listThere(model, period).map(({ code, parent }) => [code, parent]));
    for (const office of parentOf.keys()) {
      const isOut = stoodUnder(parentOf, office, offices);
      if (isOut) dropped.add(`${office} ${period.index}`);
      for (const heir of findHeirs(model, office, period, day)) {
        const unit = tree.indexOf.get(heir.office);
        if (unit === undefined) continue;
        const cell = unit * periodsInYear + period.index;
        const { out, all } = cells.get(cell) ?? { out: 0, all: 0 };
        cells.set(cell, { out: out + Number(isOut), all: all + 1 });
      }
    }
  }
  return {
    of: (unit, period) => {
      const cell = cells.get(unit * periodsInYear + period);
      if (cell === undefined || cell.out === 0) return undefined;
      return cell.out === cell.all ? "whole" : "part";
    },
    dropsRow: (office, period) => dropped.has(`${office} ${period}`),
  };
}

/** Whether an office, or one above it, is named. */
function stoodUnder(
  parentOf: ReadonlyMap<string, string | undefined>,
  office: string,
  offices: ReadonlySet<string>,
): boolean {
  let code: string | undefined = office;
  for (let height = 0; code !== undefined && height <= parentOf.size; height++) {
    if (offices.has(code)) return true;
    code = parentOf.get(code);
  }
  return false;
}
