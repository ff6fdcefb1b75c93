/** What differs between two periods seen from one place: each figure that moves, before and after. */
import { type Choice, type ChosenCell, type Figure, getFigure, listCells } from "../engine/index.ts";
import { type Outcome, periodsInYear } from "../model/index.ts";
import { checkChoice } from "./choose-cells.ts";
import { type Computed, computeDirectory, type FigureSource } from "./open-figures.ts";
import { tellViewpoint, type ViewRequest } from "./viewpoint.ts";

export interface ComparePeriodsRequest extends Omit<ViewRequest, "period"> {
  readonly periods: readonly [string, string];
  readonly choice?: Choice | undefined;
  /** At most so many are listed; all unless told otherwise. */
  readonly most?: number | undefined;
}

export interface ComparePeriodsReport {
  readonly conditions: readonly string[];
  readonly periods: readonly [string, string];
  /** How many moved, listed or not. */
  readonly count: number;
  /** Null on the side where the figure is not there, or does not apply. */
  readonly figures: readonly { readonly before: Figure | null; readonly after: Figure | null }[];
}

export async function comparePeriods(
  request: ComparePeriodsRequest,
  findFigures: FigureSource = computeDirectory,
): Promise<Outcome<ComparePeriodsReport | undefined>> {
  const { periods, choice = {}, most, ...asked } = request;
  const sides: Computed[] = [];
  for (const period of periods) {
    const computed = await findFigures({ ...asked, period });
    if (computed.value === undefined) return { value: undefined, problems: computed.problems };
    sides.push(computed.value);
  }
  const [before, after] = sides as [Computed, Computed];
  // A name is wrong if it stands on neither side: an office may have closed in between.
  const wrong = checkChoice(after.figures, choice);
  if (wrong.length > 0 && checkChoice(before.figures, choice).length > 0)
    return { value: undefined, problems: wrong };
  const older = mapCells(before, choice);
  const newer = mapCells(after, choice);
  const names = [...newer.keys(), ...[...older.keys()].filter((name) => !newer.has(name))];
  const moved = names.filter((name) => !isSame(before, older.get(name), after, newer.get(name)));
  const figures = moved.slice(0, most).map((name) => ({
    before: getSide(before, older.get(name)),
    after: getSide(after, newer.get(name)),
  }));
  const conditions = tellViewpoint(asked, after.figures.graph.model);
  return { value: { conditions, periods, count: moved.length, figures }, problems: [] };
}

/** By what they are: nodes and offices of two years have other numbers. */
function mapCells({ figures, period }: Computed, choice: Choice): Map<string, ChosenCell> {
  return new Map(
    listCells(figures, period, choice).map((chosen) => {
      const { node, cell } = chosen;
      const unit = node.tree.units[Math.floor(cell / periodsInYear)]!;
      return [`${node.key} ${node.tree.id} ${unit.code}`, chosen];
    }),
  );
}

function isSame(
  before: Computed,
  older: ChosenCell | undefined,
  after: Computed,
  newer: ChosenCell | undefined,
): boolean {
  if (older === undefined || newer === undefined) return false;
  const [was, is] = [before.figures.columns[older.node.index]!, after.figures.columns[newer.node.index]!];
  return (
    Object.is(was.values[older.cell], is.values[newer.cell]) &&
    was.states[older.cell] === is.states[newer.cell]
  );
}

function getSide({ figures }: Computed, chosen: ChosenCell | undefined): Figure | null {
  return chosen === undefined ? null : getFigure(figures, chosen.node, chosen.cell);
}
