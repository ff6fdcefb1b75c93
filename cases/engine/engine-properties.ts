/** What must hold of the figures of any model; the tests say of how many. */
import * as fc from "fast-check";
import {
  type Correction,
  computeFigures,
  computeModel,
  type Figures,
  type Measure,
  type Measures,
  makeState,
  reviseFigures,
} from "../../src/engine/index.ts";
import { explainFigure, findMismatches, listDebts } from "../../src/explain/index.ts";
import { buildGraph, type Graph, type GraphDate } from "../../src/graph/index.ts";
import {
  absences,
  formatProblem,
  type Model,
  type ModelFile,
  periodsInYear,
  readModel,
} from "../../src/model/index.ts";
import { copyBits, findBrokenCells, listDifferences, makeEvaluator } from "./compare-figures.ts";
import { drawFiles, drawModel } from "./random-model.ts";
import { makeOracle } from "./slow-oracle.ts";

const dates: readonly GraphDate[] = [
  {},
  { year: 2022 },
  { validOn: "2023-08-01" },
  { methodOn: "2022-12-31" },
  { knownAt: "2023-06-30" },
  { knownAt: "2023-09-30" },
];
const anyDate = fc.constantFrom(...dates);

function getGraph(model: Model, date: GraphDate): Graph {
  const { value, problems } = buildGraph(model, date);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}

function demandEmpty(found: readonly string[]): void {
  if (found.length > 0) throw new Error(found.slice(0, 5).join("\n"));
}

export const agreesWithOracle = fc.property(fc.gen(), anyDate, (g, date) => {
  const model = drawModel(g, { groupMeans: true, validities: true });
  const figures = computeModel(getGraph(model, date));
  demandEmpty(findBrokenCells(figures));
  demandEmpty(listDifferences(figures, makeOracle(model, figures.graph)));
});

/** The files with their rows, and the lists of the model, the other way round. */
function turnRound(files: readonly ModelFile[]): ModelFile[] {
  return files.toReversed().map(({ path, text }) => {
    if (path.endsWith(".csv")) {
      const [head = "", ...rows] = text.trimEnd().split("\n");
      return { path, text: `${[head, ...rows.reverse()].join("\n")}\n` };
    }
    const block = JSON.parse(text) as Record<string, unknown>;
    const turned = Object.entries(block).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.toReversed() : value,
    ]);
    return { path, text: JSON.stringify(Object.fromEntries(turned)) };
  });
}

export function listDifferentBits(one: Figures, other: Figures): string[] {
  const bitsOf = new Map(copyBits(other).map((copied) => [copied[0], copied]));
  return copyBits(one).flatMap(([key, values, states]) => {
    const [, others, otherStates] = bitsOf.get(key) ?? [key, new BigUint64Array(), new Uint16Array()];
    const cells = [...values.keys()].filter(
      (cell) => values[cell] !== others[cell] || states[cell] !== otherStates[cell],
    );
    return cells.map(
      (cell) =>
        `${key} ${cell}: ${values[cell]} ${states[cell]} instead of ${others[cell]} ${otherStates[cell]}`,
    );
  });
}

export const ignoresOrder = fc.property(fc.gen(), anyDate, (g, date) => {
  const files = drawFiles(g, { groupMeans: true, validities: true });
  const [one, other] = [readModel(files).value, readModel(turnRound(files)).value];
  // Siblings stand by code and components in their own order, so nothing depends on the rest.
  demandEmpty(listDifferentBits(computeModel(getGraph(one, date)), computeModel(getGraph(other, date))));
});

/** A few cells where inputs and targets of the year are measured, with new values or absences. */
function drawCorrections(g: fc.GeneratorValue, figures: Figures): Correction[] {
  const places = figures.graph.nodes.flatMap((node) => {
    const measure = figures.measures.inputs.get(node.index) ?? figures.measures.targets.get(node.index);
    const exists = figures.existence.get(node.tree.id)?.exists;
    return [...(measure?.cells ?? [])].filter((cell) => exists?.[cell] !== 0).map((cell) => ({ node, cell }));
  });
  if (places.length === 0) return [];
  return Array.from({ length: g(fc.integer, { min: 1, max: 4 }) }, () => {
    const { node, cell } = places[g(fc.nat, places.length - 1)]!;
    const absence = g(fc.nat, 9) === 0 ? absences[g(fc.nat, absences.length - 2)] : undefined;
    const provenance = g(fc.nat, 4) === 0 ? "assumed" : "published";
    const scale = node.kind === "input" ? 10 ** node.indicator.decimals : 1;
    const scaled = g(fc.integer, { min: -3000, max: 3000 });
    const printed = node.kind === "input" && node.printed ? 1 << 12 : 0;
    const state = makeState(absence, provenance, g(fc.nat, 4) === 0 ? "provisional" : "final") | printed;
    return { node: node.index, cell, value: absence === undefined ? scaled / scale : Number.NaN, state };
  });
}

/** The measures with the corrected facts in place of the measured ones. */
function correctMeasures(figures: Figures, corrections: readonly Correction[]): Measures {
  const { measures, graph } = figures;
  const correct = (all: ReadonlyMap<number, Measure>): Map<number, Measure> =>
    new Map(
      [...all].map(([index, measure]) => {
        const node = graph.nodes[index]!;
        const scale = node.kind === "input" ? 10 ** node.indicator.decimals : 1;
        const scaled = Float64Array.from(measure.scaled);
        const states = Uint16Array.from(measure.states);
        for (const correction of corrections.filter((each) => each.node === index)) {
          const k = measure.cells.indexOf(correction.cell);
          scaled[k] = Math.round(correction.value * scale);
          states[k] = correction.state;
        }
        return [index, { cells: measure.cells, scaled, states }];
      }),
    );
  return { ...measures, inputs: correct(measures.inputs), targets: correct(measures.targets) };
}

function recompute(figures: Figures, corrections: readonly Correction[]): Figures {
  const { graph, previous, edition } = figures;
  return computeFigures(graph, correctMeasures(figures, corrections), { previous, edition });
}

export const revisesLikeComputing = fc.property(fc.gen(), anyDate, (g, date) => {
  const model = drawModel(g, { groupMeans: true, validities: true });
  const figures = computeModel(getGraph(model, date));
  const untouched = computeModel(figures.graph);
  const corrections = drawCorrections(g, figures);
  const recomputed = recompute(figures, corrections);
  const { undo } = reviseFigures(figures, corrections);
  demandEmpty(listDifferentBits(figures, recomputed));
  demandEmpty(findBrokenCells(figures));
  undo();
  demandEmpty(listDifferentBits(figures, untouched));
});

/** Columns that held other figures, of the same graph, give the bits of fresh ones. */
export const reusesColumns = fc.property(fc.gen(), anyDate, (g, date) => {
  const model = drawModel(g, { groupMeans: true, validities: true });
  const figures = computeModel(getGraph(model, date));
  const { graph, measures, previous, edition } = figures;
  const spent = recompute(figures, drawCorrections(g, figures));
  reviseFigures(spent, drawCorrections(g, figures));
  demandEmpty(listDifferentBits(computeFigures(graph, measures, { previous, spent, edition }), figures));
});

export const staysInItsBranch = fc.property(fc.gen(), (g) => {
  const model = drawModel(g, { groupMeans: false, validities: true });
  const figures = computeModel(getGraph(model, {}));
  const [correction] = drawCorrections(g, figures);
  if (correction === undefined) return;
  const { tree } = figures.graph.nodes[correction.node]!;
  const branch = new Set<number>();
  for (let unit = Math.floor(correction.cell / periodsInYear); unit >= 0; unit = tree.parent[unit]!)
    branch.add(unit);
  const { changed } = reviseFigures(figures, [correction]);
  const strays = changed.filter(({ cell }) => !branch.has(Math.floor(cell / periodsInYear)));
  demandEmpty(strays.map(({ node, cell }) => `${figures.graph.nodes[node]!.key} ${cell}`));
});

export const explainsEverything = fc.property(fc.gen(), anyDate, (g, date) => {
  const model = drawModel(g, { groupMeans: true, validities: true });
  demandEmpty(listUnexplained(computeModel(getGraph(model, date)), model));
});

/** Figures whose explanation does not add up, or which are absent without saying what is missing. */
export function listUnexplained(
  figures: Figures,
  model: Model,
  isAsked: (cell: number) => boolean = () => true,
): string[] {
  const evaluate = makeEvaluator(model);
  return figures.graph.nodes.flatMap((node) =>
    [...figures.columns[node.index]!.values.keys()].flatMap((cell) => {
      if (!isAsked(cell)) return [];
      const explanation = explainFigure(figures, node.index, cell);
      const wrong = findMismatches(explanation, evaluate).map(
        ({ figure, recomputed }) =>
          `${node.key} ${cell}: ${figure.id}.${figure.facet}@${figure.orgUnit}#${figure.period} is ${figure.value ?? figure.absence}, its parts give ${recomputed}`,
      );
      const isOpen =
        explanation.figure.absence !== null && listDebts(explanation, model.indicators).length === 0;
      return isOpen ? [...wrong, `${node.key} ${cell}: ${explanation.figure.absence} without a debt`] : wrong;
    }),
  );
}
