/** The pyramid, figures and explanations, as the contract has them. */
import {
  arrangeColumns,
  explain,
  facetWords,
  getWord,
  hashChosen,
  listChosen,
  type OutlineRow,
  outline,
} from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { chooseAtMost } from "./choose.ts";
import { copyFigure } from "./copy-figure.ts";
import { describeDebts, describeExplanation } from "./describe-explanation.ts";
import { implementer } from "./implementer.ts";
import { readMembers } from "./read-members.ts";
import { readTongue } from "./read-tongue.ts";

const { figures } = implementer;

/** Figures in one answer: as objects each is some 300 bytes, in columns some 30. */
const mostListed = 50_000;
const mostInColumns = 400_000;
const listAdvice = "; oppure chiedile per colonne (figure-columns) o come tabella (format=arrow, csv)";

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
    const { format: _, ...asked } = input;
    const chosen = await chooseAtMost(asked, platform, mostListed, listAdvice);
    const listed = listChosen(chosen);
    return {
      version: chosen.version,
      hash: hashChosen(chosen, listed),
      period: chosen.periods.map(({ period }) => period.code).join(" "),
      conditions: [...chosen.conditions],
      figures: listed.flat().map(copyFigure),
    };
  }),
  columns: figures.columns.handler(async ({ context: { platform }, input }) => {
    const chosen = await chooseAtMost(input, platform, mostInColumns, "");
    const { nodes, orgUnits, periods, marks, columns } = arrangeColumns(chosen);
    return {
      version: chosen.version,
      title: chosen.title,
      conditions: [...chosen.conditions],
      count: chosen.count,
      nodes: nodes.map((node) => ({ ...node, members: { ...node.members } })),
      orgUnits: [...orgUnits],
      periods: [...periods],
      marks: [...marks],
      columns,
    };
  }),
  explain: figures.explain.handler(async ({ context: { platform }, input }) => {
    const { indicator, facet, member, depth = openedLevels, lang, marked, ...asked } = input;
    const tongue = readTongue({ lang, marked });
    const snapshot = getValue(await platform.compute(input.workspace, input));
    const request = {
      ...asked,
      directory: "",
      id: indicator,
      facet: facet && getWord(facetWords, facet),
      members: readMembers(member),
      depth,
      tongue,
    };
    const { conditions, explanation, debts, sentences } = getValue(
      await explain(request, platform.source(input.workspace)),
    );
    return {
      version: snapshot.version,
      period: snapshot.period.code,
      conditions: [...conditions],
      explanation: describeExplanation(explanation, snapshot.view.model, depth, tongue),
      debts: describeDebts(debts, tongue),
      sentences: [...sentences],
    };
  }),
};

function describeRow(row: OutlineRow) {
  const { depth, title, figure, state, target, deviation, weight, isComponent, weights } = row;
  return {
    depth,
    title,
    figure: copyFigure(figure),
    state,
    target: target === undefined ? null : copyFigure(target),
    deviation: deviation === undefined ? null : copyFigure(deviation),
    weight: weight ?? null,
    isComponent,
    synthesis: weights ?? null,
  };
}
