/** A model of a few lines, computed, and its figures by the name a person would give them. */
import { computeModel, type Figure, type Figures, getFigure } from "../../src/engine/index.ts";
import { buildGraph, type GraphDate } from "../../src/graph/index.ts";
import {
  facetWords,
  findMeaning,
  findPeriod,
  formatProblem,
  type Model,
  periodsInYear,
  readModel,
} from "../../src/model/index.ts";

const head = `modello: { id: prova, titolo: Prova, amministrazione: Ente, esercizio: 2023, anni: { da: 2020, a: 2024 } }
unita_di_misura:
  - { id: numero, simbolo: "", grandezza: numero }
  - { id: data, simbolo: "", grandezza: data }
`;
const offices = `
  - { codice: ENTE, titolo: Ente, tipo: ente }
  - { codice: NORD, titolo: Nord, tipo: direzione, padre: ENTE }
  - { codice: SUD, titolo: Sud, tipo: direzione, padre: ENTE }`;

export interface Setting extends GraphDate {
  /** The nodes of the offices, as YAML list items. */
  readonly hierarchy?: string;
  /** The same, as `code:parent`. */
  readonly nodes?: readonly string[];
}

function writeNodes(nodes: readonly string[]): string {
  return nodes
    .map((node) => node.split(":"))
    .map(
      ([code, parent]) =>
        `\n  - { codice: ${code}, titolo: ${code}${parent === undefined ? "" : `, padre: ${parent}`} }`,
    )
    .join("");
}

/** The text is a block without its head: indicators, observations, targets. */
export function readSmallModel(text: string, { hierarchy, nodes }: Setting = {}): Model {
  const written = (nodes === undefined ? (hierarchy ?? offices) : writeNodes(nodes)).replaceAll(
    "\n  ",
    "\n      ",
  );
  const tree = `gerarchie:\n  - id: uffici\n    titolo: Uffici\n    principale: true\n    nodi:${written}\n`;
  const { value, problems } = readModel([{ path: "modello.yaml", text: `${head}${tree}${text}\n` }]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}

export interface See {
  /** What is shown for `x.raggiungimento@NORD#2023-T1`; without a facet, the main one. */
  (name: string): string;
  readonly figure: (name: string) => Figure;
  readonly figures: Figures;
}

export function computeText(text: string, setting: Setting = {}): See {
  const { value: graph, problems } = buildGraph(readSmallModel(text, setting), setting);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  const figures = computeModel(graph);
  const figure = (name: string) => seeFigure(figures, name);
  return Object.assign((name: string) => figure(name).display, { figure, figures });
}

/** `indicator.facet[dimension=member]@UNIT#period`, or the key of a step with its unit and period. */
export function seeFigure(figures: Figures, name: string): Figure {
  const [key = "", unit = "", code = ""] = name.split(/[@#](?=[^@#]*(?:#[^@#]*)?$)/);
  const [id = "", facetName] = key.replace(/\[.*$/, "").split(".");
  const main = figures.graph.model.indicators.find((indicator) => indicator.id === id)?.mainFacet;
  const facet = facetName === undefined ? main : findMeaning(facetWords, facetName);
  const index =
    figures.graph.indexOf.get(`${id}.${facet}${/\[.*$/.exec(key)?.[0] ?? ""}`) ??
    figures.graph.indexOf.get(key);
  const node = figures.graph.nodes[index ?? -1];
  const period = findPeriod(code);
  const at = node?.tree.indexOf.get(unit);
  if (node === undefined || period === undefined || at === undefined)
    throw new Error(`cifra inesistente: ${name}`);
  return getFigure(figures, node, at * periodsInYear + period.index);
}
