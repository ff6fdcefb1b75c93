/** The figures of a ground, from its text: read, put on its date, measured, computed. */
import { fixBoundaries } from "../../facts/index.ts";
import { buildGraph } from "../../graph/index.ts";
import { findPeriod, type Outcome, type Period, readModel } from "../../model/index.ts";
import { computeModel } from "../compute-model.ts";
import type { Figures } from "../figures.ts";
import { hashFigures, listCells, listFigures } from "../list-figures.ts";
import { type Ground, unpackAnswers } from "./ground.ts";

export interface GroundFigures {
  readonly figures: Figures;
  readonly period: Period;
}

/** A ground that a server sends has no problems; one that somebody has changed may have. */
export function computeGround(ground: Ground): Outcome<GroundFigures | undefined> {
  const { value: written, problems } = readModel(ground.files);
  if (problems.length > 0) return { value: undefined, problems };
  const period = findPeriod(ground.period) ?? findPeriod(String(written.year))!;
  const { boundariesOn, organisedOn } = ground;
  const date = {
    year: period.year,
    knownAt: ground.knownAt ?? undefined,
    methodOn: ground.methodOn ?? undefined,
  };
  const graph =
    boundariesOn === null
      ? buildGraph(written, { ...date, organisedOn: organisedOn ?? undefined })
      : buildGraph(fixBoundaries(written, boundariesOn), date);
  if (graph.problems.length > 0) return { value: undefined, problems: graph.problems };
  const answers = ground.answers === null ? undefined : unpackAnswers(ground.answers, written);
  return { value: { figures: computeModel(graph.value, answers), period }, problems: [] };
}

/** What the server says of the same figures. */
export function hashGround({ knownAt, conditions }: Ground, { figures, period }: GroundFigures): string {
  return hashFigures(
    figures,
    period,
    knownAt,
    conditions,
    listFigures(figures, listCells(figures, period, {})),
  );
}
