/** The pyramid, figures and explanations, as the contract has them. */
import {
  compute,
  explain,
  facetWords,
  getWord,
  type OutlineRow,
  outline,
  tellViewpoint,
} from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { copyFigure } from "./copy-figure.ts";
import { describeDebts, describeExplanation } from "./describe-explanation.ts";
import { implementer } from "./implementer.ts";

const { figures } = implementer;

/** Levels of an explanation sent unless told otherwise. */
const openedLevels = 2;

export const figureHandlers = {
  pyramid: figures.pyramid.handler(async ({ context: { platform }, input }) => {
    const { version } = getValue(await platform.compute(input.workspace, input));
    const request = { ...input, directory: "" };
    const { title, period, orgUnit, conditions, rows } = getValue(
      await outline(request, platform.source(input.workspace)),
    );
    return {
      version,
      title,
      period,
      orgUnit: orgUnit ?? null,
      conditions: [...conditions],
      rows: rows.map(describeRow),
    };
  }),
  list: figures.list.handler(async ({ context: { platform }, input }) => {
    const { indicator, facet, ...asked } = input;
    const { version } = getValue(await platform.compute(input.workspace, input));
    const report = getValue(await compute({ ...asked, directory: "" }, platform.source(input.workspace)));
    const chosen = report.figures.filter(
      (figure) =>
        (indicator === undefined || figure.id === indicator) &&
        (facet === undefined || figure.facet === facet),
    );
    const { hash, period, conditions } = report;
    return { version, hash, period, conditions: [...conditions], figures: chosen.map(copyFigure) };
  }),
  explain: figures.explain.handler(async ({ context: { platform }, input }) => {
    const { indicator, facet, member, depth = openedLevels, ...asked } = input;
    const snapshot = getValue(await platform.compute(input.workspace, input));
    const request = {
      ...asked,
      directory: "",
      id: indicator,
      facet: facet && getWord(facetWords, facet),
      members: readMembers(member),
      depth,
    };
    const { explanation, debts, sentences } = getValue(
      await explain(request, platform.source(input.workspace)),
    );
    return {
      version: snapshot.version,
      period: snapshot.period.code,
      conditions: tellViewpoint(input, snapshot.view.model),
      explanation: describeExplanation(explanation, snapshot.view.model, depth),
      debts: describeDebts(debts),
      sentences: [...sentences],
    };
  }),
};

function describeRow({ depth, title, figure, target, deviation, weight, isComponent, weights }: OutlineRow) {
  return {
    depth,
    title,
    figure: copyFigure(figure),
    target: target === undefined ? null : copyFigure(target),
    deviation: deviation === undefined ? null : copyFigure(deviation),
    weight: weight ?? null,
    isComponent,
    synthesis: weights ?? null,
  };
}

/** `genere=F`, one text or several. */
export function readMembers(written: string | readonly string[] | undefined): Record<string, string> {
  const pairs = written === undefined ? [] : [written].flat();
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
