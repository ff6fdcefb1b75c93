/** A formula as people read it, with titles in place of names. */
import { cite, italian, type Tongue } from "../explain/index.ts";
import {
  facetNames,
  type Language,
  printReading,
  type Reference,
  type Series,
  type SeriesFunction,
} from "../formula/index.ts";
import type { Graph } from "../graph/index.ts";
import { type Facet, type FormulaText, type Model, nameWithMembers, type Place } from "../model/index.ts";

export interface ToldFormula {
  /** As it is written. */
  readonly feel: string;
  readonly reading: string;
  readonly place: Place;
}

interface LeafWords {
  /** After the title of what a function is applied to. */
  readonly series: Readonly<Record<SeriesFunction, string>>;
  readonly quoted: (title: string) => string;
  readonly facetOf: (facet: Facet) => string;
}

const leafWords: Readonly<Record<Language, LeafWords>> = {
  it: {
    series: {
      precedente: "nel periodo precedente",
      anno_precedente: "nell'anno precedente",
      edizione_precedente: "nell'edizione dell'anno precedente",
      cumulato: "in tutto dal primo anno",
      da_inizio_anno: "da inizio anno",
      totale_sottoalbero: "con le unità sottostanti",
      media_gruppo: "in media nel gruppo",
      media_gruppo_anno_precedente: "in media nel gruppo, l'anno precedente",
    },
    quoted: (title) => `«${title}»`,
    facetOf: (facet) => `${facetNames[facet]} di `,
  },
  en: {
    series: {
      precedente: "in the period before",
      anno_precedente: "in the year before",
      edizione_precedente: "in the edition of the year before",
      cumulato: "in all since the first year",
      da_inizio_anno: "since January",
      totale_sottoalbero: "with the offices below",
      media_gruppo: "on average in the group",
      media_gruppo_anno_precedente: "on average in the group, the year before",
    },
    quoted: (title) => `“${title}”`,
    facetOf: (facet) => `${facet} of `,
  },
};

/** Undefined where there is no formula. */
export function tellFormula(
  { model, prepared }: Graph,
  text: FormulaText | undefined,
  tongue = italian,
): ToldFormula | undefined {
  if (text === undefined) return undefined;
  const formula = prepared.formulas.get(text);
  const tell = (leaf: Reference | Series): string => tellLeaf(model, leaf, tongue);
  const reading = formula === undefined ? text.text : printReading(formula, tell, tongue.language);
  return { feel: text.text, reading, place: text.place };
}

function tellLeaf(model: Model, node: Reference | Series, tongue: Tongue): string {
  const words = leafWords[tongue.language];
  if (node.type === "series") return `${tellLeaf(model, node.operand, tongue)} ${words.series[node.name]}`;
  const indicator = model.indicators.find(({ id }) => id === node.indicator) ?? { title: node.indicator };
  const name = nameWithMembers(model, indicator, node.members);
  const facet = node.facet === undefined ? "" : words.facetOf(node.facet);
  return `${facet}${words.quoted(cite(name, tongue))}`;
}
