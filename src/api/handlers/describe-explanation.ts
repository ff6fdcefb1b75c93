/** An explanation as the wire has it: as many levels as were asked for, each step with its own sentences. */
import {
  type Debt,
  type Explanation,
  type Model,
  type Tongue,
  tellDebts,
  tellSteps,
} from "../../operations/index.ts";
import type { ExplanationStep } from "../contract/explanation.ts";
import { copyFigure } from "./copy-figure.ts";

/** Parts of one step that are sent; a nation has more offices than anyone reads. */
const mostParts = 1_000;

/** @param depth levels below the figure; steps that cannot be asked for by themselves are sent with what holds them */
export function describeExplanation(
  explanation: Explanation,
  model: Model,
  depth: number,
  tongue: Tongue,
): ExplanationStep {
  // Steps are told in the order in which they are walked here.
  const told = tellSteps(explanation, model, tongue);
  let next = 0;
  const describe = (step: Explanation, weight: number | undefined, levels: number): ExplanationStep => {
    const { title, rounding, lines } = told[next++]!;
    const parts = step.parts.map((part) => describe(part.explanation, part.weight, levels - 1));
    const sent = levels > 0 ? parts.slice(0, mostParts) : [];
    return {
      title,
      figure: copyFigure(step.figure),
      operation: step.operation.type,
      sentences: lines.map((line) => line.trim().replace(/^└ /, "")),
      weight: weight ?? null,
      rounding,
      source: step.source === undefined ? null : describeSource(step.source),
      place: { ...step.place },
      deliveries: listDeliveries(step),
      told: step.told,
      closedParts: parts.length - sent.length,
      parts: sent,
    };
  };
  return describe(explanation, undefined, depth);
}

function listDeliveries({ operation }: Explanation): ExplanationStep["deliveries"] {
  if (operation.type !== "delivered") return [];
  return operation.deliveries.map(({ number, file, recordedOn, rows }) => ({
    number,
    file,
    recordedOn,
    rows,
  }));
}

/** Where a figure or an entry says it comes from. */
export function describeSource({ act, article, section, table, note }: NonNullable<Explanation["source"]>) {
  return {
    act: act ?? null,
    article: article ?? null,
    section: section ?? null,
    table: table ?? null,
    note: note ?? null,
  };
}

export function describeDebts(debts: readonly Debt[], tongue: Tongue) {
  const sentences = tellDebts(debts, tongue);
  return debts.map(({ place }, k) => ({ sentence: sentences[k]!, place: { ...place } }));
}
