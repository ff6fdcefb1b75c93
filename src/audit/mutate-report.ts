/**
 * The strength of the audit, measured: each trial change is graded again by the relations it touches,
 * and is caught when one of them that held no longer does.
 */
import { maxRounds } from "./bound-unknowns.ts";
import { type Evidence, listRelationUnknowns, overlayFigures } from "./evidence.ts";
import { gradeRelation, isFailure } from "./grade-relation.ts";
import { type Grading, getGrade, gradeReport } from "./grade-report.ts";
import { listMutations, type Mutation } from "./list-mutations.ts";
import { measureSlacks, type Slack } from "./measure-slack.ts";
import { shareRestatements } from "./prepare-audit.ts";
import type { Published, PublishedFigure, Relation } from "./published.ts";
import {
  countTrial,
  createTally,
  finishTally,
  type Measured,
  type MutationReport,
} from "./tally-mutations.ts";

/** Operands read again at most, over all trial changes; beyond, the report says that it stopped. */
export const maxOperandsRead = 100_000_000;

export function mutateReport(published: Published, operandsToRead = maxOperandsRead): MutationReport {
  const grading = gradeReport(published);
  const tally = createTally();
  const slacks = new Map<string, readonly Slack[]>();
  let left = operandsToRead;
  for (const mutation of listMutations(published)) {
    const touched = listTouched(grading, mutation);
    left -= countReadings(grading, touched);
    if (left < 0) break;
    const caughtBy = findCatchers(grading, mutation, touched);
    const [first, ...rest] = mutation.changes.map(({ figure, number }): Measured => {
      const known = slacks.get(figure.id) ?? measureSlacks(grading, figure);
      slacks.set(figure.id, known);
      return { figure, number, slacks: known };
    });
    if (first !== undefined) countTrial(tally, { mutation, touched, caughtBy, measured: [first, ...rest] });
  }
  return finishTally(tally, published.figures.length, left >= 0);
}

/** Operands read to grade these relations; each one with unknowns propagates through all the others. */
function countReadings({ prepared }: Grading, touched: ReadonlySet<Relation>): number {
  const through = prepared.withUnknowns.reduce(
    (sum, { relation }) => sum + (prepared.sizeOf.get(relation.id) ?? 1),
    0,
  );
  let count = 0;
  for (const relation of touched) {
    count += prepared.sizeOf.get(relation.id) ?? 1;
    if (listRelationUnknowns(relation).length > 0) count += through * maxRounds;
  }
  return count;
}

/** Relations of the changed figures and of those that restate them; through unknowns, their neighbours too. */
function listTouched({ prepared }: Grading, mutation: Mutation): ReadonlySet<Relation> {
  const touched = new Set<Relation>();
  for (const { figure } of mutation.changes) {
    for (const member of prepared.groupOf.get(figure.id) ?? [figure.id]) {
      for (const relation of prepared.relationsOf.get(member) ?? []) touched.add(relation);
    }
  }
  const hasUnknowns = [...touched].some((relation) => listRelationUnknowns(relation).length > 0);
  if (hasUnknowns) for (const equation of prepared.withUnknowns) touched.add(equation.relation);
  return touched;
}

/** The relations that held and no longer do. */
function findCatchers(
  grading: Grading,
  mutation: Mutation,
  touched: ReadonlySet<Relation>,
): ReadonlySet<Relation> {
  const { prepared, evidence } = grading;
  const changed = mutation.changes.map(({ figure, number }): PublishedFigure => ({ ...figure, number }));
  const prints = overlayFigures(evidence.prints, changed);
  const group = new Set(changed.flatMap((figure) => prepared.groupOf.get(figure.id) ?? [figure.id]));
  const narrowed = shareRestatements(prepared, prints, group);
  const shared: Evidence = {
    ...narrowed,
    region: (id) => (group.has(id) ? narrowed.region(id) : evidence.shared.region(id)),
  };
  const catchers = new Set<Relation>();
  for (const relation of touched) {
    if (isFailure(getGrade(grading, relation.id).verdict)) continue;
    if (isFailure(gradeRelation(prepared, relation, { prints, shared, deep: undefined }).verdict))
      catchers.add(relation);
  }
  return catchers;
}
