/** Indicators, the weights of their syntheses, and distributions: what is not the same in two models. */
import {
  type Change,
  compareFields,
  type Field,
  originFields,
  pairByName,
  quoteText,
  sortPairs,
  tellSaid,
  writeOptional,
} from "./change.ts";
import type {
  AttainmentRule,
  Band,
  Component,
  Distribution,
  FormulaText,
  Indicator,
  Model,
  Synthesis,
} from "./model.ts";
import { writeNumber } from "./problem-words.ts";
import {
  aggregationWords,
  deviationWords,
  directionWords,
  facetWords,
  getWord,
  grainWords,
  kindWords,
  policyWords,
  ruleWords,
  weightsWords,
} from "./words.ts";

/** Blanks and line breaks between the words of a formula are not part of it; those between quotes are. */
function tellFormula(formula: FormulaText | undefined): string | undefined {
  if (formula === undefined) return undefined;
  const text = formula.text.replace(/"[^"]*"|\s+/g, (found) => (found.startsWith('"') ? found : " "));
  return `\`${text.trim()}\``;
}

function tellBounds(band: Pick<Band, "from" | "until">): string {
  return `[${band.from === null ? "−∞" : writeNumber(band.from)}; ${band.until === null ? "+∞" : writeNumber(band.until)})`;
}

/** The rule with all that decides it: two rules are the same when they are told the same. */
function tellRule(rule: AttainmentRule | undefined): string | undefined {
  if (rule === undefined) return undefined;
  const name = getWord(ruleWords, rule.type);
  if (rule.type === "min-max") return `«${name}» da ${writeNumber(rule.min)} a ${writeNumber(rule.max)}`;
  if (rule.type === "bands")
    return `«${name}» ${rule.bands.map((band) => `${tellBounds(band)} → ${writeNumber(band.score)}`).join(", ")}`;
  if (rule.type === "date" && rule.lossPerDay !== undefined)
    return `«${name}» con ${writeNumber(rule.lossPerDay)} punti persi al giorno`;
  return `«${name}»`;
}

function tellWay(indicator: Indicator): string {
  return indicator.formula !== undefined
    ? "formula"
    : indicator.synthesis !== undefined
      ? "sintesi"
      : "rilevazione";
}

const indicatorFields: readonly Field<Indicator>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  { name: "la descrizione", read: ({ description }) => quoteText(description) },
  { name: "l'unità di misura", read: ({ unit }) => unit },
  { name: "la natura", read: ({ kind }) => getWord(kindWords, kind) },
  { name: "il verso", read: ({ direction }) => direction && getWord(directionWords, direction) },
  { name: "il numero di decimali", read: ({ decimals }) => String(decimals) },
  { name: "la gerarchia", read: ({ hierarchy }) => hierarchy },
  { name: "la grana nel tempo", read: ({ grain }) => getWord(grainWords, grain.period) },
  { name: "la grana fra le unità", read: ({ grain }) => grain.orgUnit },
  {
    name: "l'elenco delle dimensioni",
    read: ({ dimensions }) => quoteText([...dimensions].sort().join(", ")),
  },
  { name: "la faccia principale", read: ({ mainFacet }) => getWord(facetWords, mainFacet) },
  { name: "il modo di ottenerlo", read: tellWay },
  { name: "la formula", read: ({ formula }) => tellFormula(formula) },
  { name: "l'aggregazione", read: ({ formula, rollUp }) => formula && getWord(aggregationWords, rollUp) },
  { name: "ciò che si fa se una parte manca", read: ({ whenAbsent }) => getWord(policyWords, whenAbsent) },
  { name: "l'atto che permette di escludere", read: ({ act }) => act },
  {
    name: "la formula dell'obiettivo",
    read: ({ targetFormula }) =>
      targetFormula === "same" ? "la stessa formula" : tellFormula(targetFormula),
  },
  { name: "lo scostamento", read: ({ deviation }) => deviation && getWord(deviationWords, deviation) },
  { name: "la regola di raggiungimento", read: ({ attainment }) => tellRule(attainment?.rule) },
  { name: "il minimo del raggiungimento", read: ({ attainment }) => writeOptional(attainment?.floor) },
  { name: "il massimo del raggiungimento", read: ({ attainment }) => writeOptional(attainment?.cap) },
  { name: "chi deve il dato", read: ({ owner }) => quoteText(owner) },
  ...originFields,
];

const synthesisFields: readonly Field<Synthesis>[] = [
  { name: "ciò che si sa dei pesi", read: ({ weights }) => getWord(weightsWords, weights) },
  { name: "la somma dei pesi", read: ({ total }) => writeNumber(total) },
  {
    name: "ciò che si fa se una componente manca",
    read: ({ whenAbsent }) => getWord(policyWords, whenAbsent),
  },
  { name: "l'atto della sintesi", read: ({ act }) => act },
];

/** `salute.raggiungimento [linea 1.1]`, the facet always told: writing the main one changes nothing. */
function nameComponent(component: Component, model: Model): string {
  const main = model.indicators.find(({ id }) => id === component.indicator)?.mainFacet ?? "result";
  const facet = getWord(facetWords, component.facet ?? main);
  const members = sortPairs(Object.entries(component.members)).map(
    ([dimension, member]) => `${dimension} ${member}`,
  );
  return `${component.indicator}.${facet}${members.length === 0 ? "" : ` [${members.join(", ")}]`}`;
}

function compareSynthesis(was: Indicator, is: Indicator, before: Model, after: Model): Change[] {
  if (was.synthesis === undefined || is.synthesis === undefined) return [];
  const subject = `indicatore ${was.id}`;
  const named = (synthesis: Synthesis, model: Model) =>
    synthesis.components.map((part) => ({ ...part, name: nameComponent(part, model) }));
  const pairs = pairByName(named(was.synthesis, before), named(is.synthesis, after), ({ name }) => name);
  const weigh = ({ weight }: Component) => (weight === undefined ? "" : ` con peso ${writeNumber(weight)}`);
  return [
    ...compareFields("indicator-changed", subject, was.id, synthesisFields, was.synthesis, is.synthesis),
    ...pairs.added.map(
      (part): Change => ({
        type: "component-added",
        subject,
        sentence: `${part.name} entra in ${is.id}${weigh(part)}.`,
        after: part.place,
      }),
    ),
    ...pairs.removed.map(
      (part): Change => ({
        type: "component-removed",
        subject,
        sentence: `${part.name} esce da ${was.id}, dove stava${weigh(part)}.`,
        before: part.place,
      }),
    ),
    ...pairs.both.flatMap(([old, now]): Change[] => {
      if (old.weight === now.weight) return [];
      const [from, to] = [old, now].map(({ weight }) =>
        weight === undefined ? "non divulgato" : writeNumber(weight),
      );
      return [
        {
          type: "weight-changed",
          subject,
          sentence: `Il peso di ${old.name} in ${was.id} passa da ${from} a ${to}.`,
          before: old.place,
          after: now.place,
        },
      ];
    }),
  ];
}

/** The indicators that authors wrote; those that distributions make are told with the distributions. */
export function listOwnIndicators({ indicators, distributions }: Model): readonly Indicator[] {
  const made = new Set(distributions.flatMap(({ id }) => [id, `${id}_totale`, `${id}_quota`]));
  return indicators.filter(({ id }) => !made.has(id));
}

/** How much goes with an indicator that comes or goes: its data are not told one by one. */
function countData(model: Model, id: string): string {
  const of = (entries: readonly { readonly indicator: string }[]) =>
    entries.filter(({ indicator }) => indicator === id).length;
  const [data, targets] = [of(model.observations), of(model.targets)];
  const parts = [data > 0 ? `${data} dati` : "", targets > 0 ? `${targets} obiettivi` : ""].filter(
    (part) => part !== "",
  );
  return parts.length === 0
    ? ""
    : `, con ${parts
        .join(" e ")
        .replace(/\b1 dati/, "1 dato")
        .replace(/\b1 obiettivi/, "1 obiettivo")}`;
}

function compareOwnIndicators(before: Model, after: Model): Change[] {
  const { both, removed, added } = pairByName(
    listOwnIndicators(before),
    listOwnIndicators(after),
    ({ id }) => id,
  );
  return [
    ...added.map(
      ({ id, title, origin }): Change => ({
        type: "indicator-added",
        subject: `indicatore ${id}`,
        sentence: `C'è in più: indicatore ${id} («${title}»)${countData(after, id)}.`,
        after: origin.place,
      }),
    ),
    ...removed.map(
      ({ id, title, origin }): Change => ({
        type: "indicator-removed",
        subject: `indicatore ${id}`,
        sentence: `Non c'è più: indicatore ${id} («${title}»)${countData(before, id)}.`,
        before: origin.place,
      }),
    ),
    ...both.flatMap(([was, is]) => [
      ...compareFields("indicator-changed", `indicatore ${was.id}`, was.id, indicatorFields, was, is),
      ...compareSynthesis(was, is, before, after),
    ]),
  ];
}

const distributionFields: readonly Field<Distribution>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  { name: "ciò che si conta", read: ({ counted }) => quoteText(counted) },
  {
    name: "l'elenco delle fasce",
    read: ({ bands }) => bands.map((band) => `${band.code} «${band.title}» ${tellBounds(band)}`).join(", "),
  },
  { name: "la gerarchia", read: ({ hierarchy }) => hierarchy },
  { name: "l'unità", read: ({ orgUnit }) => orgUnit },
  { name: "il periodo", read: ({ period }) => period },
  ...originFields,
];

function compareDistributions(before: readonly Distribution[], after: readonly Distribution[]): Change[] {
  const { both, removed, added } = pairByName(before, after, ({ id }) => id);
  const told = ({ id, title }: Distribution) => `distribuzione ${id} («${tellSaid(title)}»)`;
  return [
    ...added.map(
      (entry): Change => ({
        type: "distribution-added",
        subject: `distribuzione ${entry.id}`,
        sentence: `C'è in più: ${told(entry)}.`,
        after: entry.origin.place,
      }),
    ),
    ...removed.map(
      (entry): Change => ({
        type: "distribution-removed",
        subject: `distribuzione ${entry.id}`,
        sentence: `Non c'è più: ${told(entry)}.`,
        before: entry.origin.place,
      }),
    ),
    ...both.flatMap(([was, is]) =>
      compareFields("distribution-changed", `distribuzione ${was.id}`, was.id, distributionFields, was, is),
    ),
  ];
}

export function compareIndicators(before: Model, after: Model): Change[] {
  return [
    ...compareOwnIndicators(before, after),
    ...compareDistributions(before.distributions, after.distributions),
  ];
}
