/**
 * Trial changes: every printed figure by ±1, 2, 5, 10, 100 units of its last digit, with two adjacent
 * digits exchanged, and exchanged with its neighbour (the next figure of the same row or column).
 */
import type { PrintedNumber } from "./printed-number.ts";
import type { Published, PublishedFigure } from "./published.ts";

export const mutationSizes = ["1", "2", "5", "10", "100", "transpose", "swap"] as const;
export type MutationSize = (typeof mutationSizes)[number];

export interface Mutation {
  /** The figure it is counted under. */
  readonly figure: string;
  readonly size: MutationSize;
  /** One figure, or two when they are exchanged. */
  readonly changes: readonly { readonly figure: PublishedFigure; readonly number: PrintedNumber }[];
}

const steps = [1n, 2n, 5n, 10n, 100n] as const;

export function listMutations(published: Published): readonly Mutation[] {
  const neighbours = findNeighbours(published.figures);
  return published.figures.flatMap((figure) => {
    const { number } = figure;
    if (number === undefined) return [];
    return [
      ...listSteps(figure, number),
      ...listTranspositions(figure, number),
      ...(neighbours.get(figure.id) ?? []).flatMap((other) => swapFigures(figure, other)),
    ];
  });
}

function makeMutation(figure: PublishedFigure, number: PrintedNumber, size: MutationSize): Mutation[] {
  // What is printed without sign cannot be printed with a minus.
  if (figure.sign === "magnitude" && number.scaled < 0n) return [];
  return [{ figure: figure.id, size, changes: [{ figure, number }] }];
}

function listSteps(figure: PublishedFigure, number: PrintedNumber): Mutation[] {
  return steps.flatMap((step) =>
    [step, -step].flatMap((change) =>
      makeMutation(figure, { ...number, scaled: number.scaled + change }, step.toString() as MutationSize),
    ),
  );
}

/** Adjacent digits that differ; a number that would begin with a zero it did not have is still a print. */
function listTranspositions(figure: PublishedFigure, number: PrintedNumber): Mutation[] {
  const isNegative = number.scaled < 0n;
  const digits = (isNegative ? -number.scaled : number.scaled).toString().padStart(number.decimals + 1, "0");
  return [...digits].flatMap((digit, index) => {
    const next = digits[index + 1];
    if (next === undefined || next === digit) return [];
    const exchanged = BigInt(digits.slice(0, index) + next + digit + digits.slice(index + 2));
    return makeMutation(figure, { ...number, scaled: isNegative ? -exchanged : exchanged }, "transpose");
  });
}

/** The next figure of the same row, and the next of the same column, in the order of the files. */
function findNeighbours(
  figures: readonly PublishedFigure[],
): ReadonlyMap<string, readonly PublishedFigure[]> {
  const neighbours = new Map<string, PublishedFigure[]>();
  for (const key of ["row", "column"] as const) {
    const last = new Map<string, PublishedFigure>();
    for (const figure of figures) {
      const { section, table } = figure.place;
      const line = `${section}\n${table}\n${figure.place[key]}`;
      const before = last.get(line);
      if (before !== undefined) {
        const found = neighbours.get(before.id) ?? [];
        if (!found.includes(figure)) found.push(figure);
        neighbours.set(before.id, found);
      }
      last.set(line, figure);
    }
  }
  return neighbours;
}

function swapFigures(figure: PublishedFigure, other: PublishedFigure): Mutation[] {
  const [a, b] = [figure.number, other.number];
  if (a === undefined || b === undefined || a.bound !== undefined || b.bound !== undefined) return [];
  if (a.scaled * 10n ** BigInt(b.decimals) === b.scaled * 10n ** BigInt(a.decimals)) return [];
  if ((figure.sign === "magnitude" && b.scaled < 0n) || (other.sign === "magnitude" && a.scaled < 0n))
    return [];
  const changes = [
    { figure, number: b },
    { figure: other, number: a },
  ];
  return [{ figure: figure.id, size: "swap", changes }];
}
