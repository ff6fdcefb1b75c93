/** Which rows of a scorecard are shown, in which order, under which heading. */

import type { PageSearch, rowOrders } from "../../address-words.ts";
import type { Answers } from "../../client.ts";
import { fold } from "../../parts/fold.ts";

export type Scorecard = Answers["office"]["scorecard"];
export type ScorecardRow = Scorecard["rows"][number];
export type Trend = Answers["office"]["trends"]["trends"][number];
export type Forecast = Answers["office"]["forecasts"]["rows"][number];

export interface RowGroup {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ScorecardRow[];
}

/** An indicator with its members, as rows of different resources share it. */
export function nameRow({ indicator, members }: Pick<ScorecardRow, "indicator" | "members">): string {
  const pairs = Object.entries(members).map(([dimension, member]) => `${dimension}=${member}`);
  return [indicator, ...pairs.sort()].join("|");
}

export function titleRow({ title, memberTitle }: Pick<ScorecardRow, "title" | "memberTitle">): string {
  return memberTitle === "" ? title : `${title}, ${memberTitle}`;
}

/** Sorted by anything but the model's order there are no groups: the first is the first of all. */
export function arrangeRows(
  rows: readonly ScorecardRow[],
  { find = "", state, sort = "model" }: PageSearch<"office">,
  everything: string,
): readonly RowGroup[] {
  const wanted = fold(find);
  const shown = rows.filter(
    (row) =>
      (state === undefined || row.state === state) &&
      (wanted === "" || fold(titleRow(row)).includes(wanted) || row.indicator.includes(wanted)),
  );
  if (shown.length === 0) return [];
  if (sort !== "model") return [{ id: sort, title: everything, rows: shown.toSorted(orders[sort]) }];
  const groups = Map.groupBy(shown, ({ theme }) => theme.id);
  return [...groups].map(([id, own]) => ({ id, title: own[0]!.theme.title, rows: own }));
}

const severity = { bad: 0, near: 1, good: 2, none: 3, absent: 4 } as const;

const orders: Readonly<
  Record<Exclude<(typeof rowOrders)[number], "model">, (a: ScorecardRow, b: ScorecardRow) => number>
> = {
  worst: (a, b) =>
    severity[a.state] - severity[b.state] || (a.attainment?.value ?? 1e9) - (b.attainment?.value ?? 1e9),
  title: (a, b) => titleRow(a).localeCompare(titleRow(b), "it"),
  rank: (a, b) => findBehind(b) - findBehind(a),
};

/** Rows of one indicator that stand together, or a row by itself. */
export interface RowPart {
  readonly indicator: string;
  readonly title: string;
  readonly rows: readonly ScorecardRow[];
}

/** An indicator with more members than these is told as one line that opens. */
const mostMembers = 6;

export function listParts({ rows }: RowGroup): readonly RowPart[] {
  const parts: { indicator: string; title: string; rows: ScorecardRow[] }[] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last?.indicator === row.indicator) last.rows.push(row);
    else parts.push({ indicator: row.indicator, title: row.title, rows: [row] });
  }
  return parts;
}

export function isBreakdown({ rows }: RowPart): boolean {
  return rows.length > mostMembers;
}

/** Whether there is something to reach in it. */
export function hasAim({ state, target }: ScorecardRow): boolean {
  return (state !== "none" && state !== "absent") || (target !== null && target.value !== null);
}

/** 0 = the first of all, 1 = the last; what has no rank stands at the end. */
function findBehind({ ranks }: ScorecardRow): number {
  return Math.max(-1, ...ranks.map(({ place, of }) => (place - 1) / (of - 1)));
}
