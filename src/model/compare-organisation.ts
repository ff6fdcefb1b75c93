/** Acts, units of measure, offices, dimensions, groupings and events: what is not the same in two models. */
import {
  type Change,
  compareFields,
  type Field,
  groupByName,
  originFields,
  pairByName,
  pairVersions,
  quoteText,
  sortPairs,
  tellSaid,
  writeOptionalDay,
} from "./change.ts";
import type {
  Act,
  Dimension,
  Event,
  Grouping,
  Hierarchy,
  Member,
  Model,
  OrgUnit,
  Origin,
  UnitOfMeasure,
} from "./model.ts";

type Noun = "act" | "hierarchy" | "dimension" | "member" | "grouping" | "event";

const attributesField: Field<{ readonly attributes: Readonly<Record<string, string>> }> = {
  name: "gli altri dati",
  read: ({ attributes }) => listPairs(Object.entries(attributes)),
};

function listPairs(pairs: readonly (readonly [string, string])[]): string | undefined {
  return pairs.length === 0
    ? undefined
    : sortPairs(pairs)
        .map(([name, text]) => `${name} «${text}»`)
        .join(", ");
}

const listNames = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : [...names].sort().join(", ");

const actFields: readonly Field<Act>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  { name: "l'organo", read: ({ body }) => quoteText(body) },
  { name: "il numero", read: ({ number }) => number },
  { name: "la data", read: ({ date }) => writeOptionalDay(date) },
];
const groupingFields: readonly Field<Grouping>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  { name: "la gerarchia", read: ({ hierarchy }) => hierarchy },
  {
    name: "la composizione",
    read: ({ groups }) => listPairs(groups.map(({ code, units }) => [code, [...units].sort().join(" ")])),
  },
];
const eventFields: readonly Field<Event>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  { name: "gli atti", read: ({ acts }) => listNames(acts) },
  { name: "l'autorità", read: ({ authority }) => quoteText(authority) },
  { name: "l'inizio", read: ({ from }) => writeOptionalDay(from) },
  { name: "la fine", read: ({ until }) => writeOptionalDay(until) },
  { name: "gli uffici toccati", read: ({ orgUnits }) => listNames(orgUnits) },
  { name: "i luoghi toccati", read: ({ places }) => listNames(places) },
  { name: "gli indicatori toccati", read: ({ indicators }) => listNames(indicators) },
  { name: "la nota", read: ({ note }) => quoteText(note) },
];
const memberFields: readonly Field<Member>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  attributesField,
];
const unitFields: readonly Field<OrgUnit>[] = [
  { name: "il titolo", read: ({ title }) => quoteText(title) },
  { name: "il tipo", read: ({ type }) => quoteText(type) },
  { name: "l'ufficio", read: ({ office }) => office },
  { name: "l'inizio della validità", read: ({ validFrom }) => writeOptionalDay(validFrom) },
  attributesField,
  ...originFields,
];

/** Entries with a name of their own: added, removed, or saying something else. */
function compareNamed<T extends { readonly origin: Origin }>(
  noun: Noun,
  italian: string,
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
  fields: readonly Field<T>[],
  within = "",
): Change[] {
  const { both, removed, added } = pairByName(before, after, nameOf);
  const told = (entry: T) => `${italian} ${nameOf(entry)}${within}`;
  return [
    ...added.map(
      (entry): Change => ({
        type: `${noun}-added`,
        subject: told(entry),
        sentence: `C'è in più: ${told(entry)}.`,
        after: entry.origin.place,
      }),
    ),
    ...removed.map(
      (entry): Change => ({
        type: `${noun}-removed`,
        subject: told(entry),
        sentence: `Non c'è più: ${told(entry)}.`,
        before: entry.origin.place,
      }),
    ),
    ...both.flatMap(([was, is]) =>
      compareFields(
        `${noun}-changed`,
        told(was),
        `${nameOf(was)}${within}`,
        [...fields, ...originFields],
        was,
        is,
      ),
    ),
  ];
}

/** A unit of measure has no place of its own. */
function compareUnitsOfMeasure(before: readonly UnitOfMeasure[], after: readonly UnitOfMeasure[]): Change[] {
  const { both, removed, added } = pairByName(before, after, ({ id }) => id);
  const tell = ({ symbol, quantity }: UnitOfMeasure) => {
    const powers = Object.entries(quantity).map(([name, exponent]) => [name, String(exponent)] as const);
    return `simbolo «${symbol}», grandezza ${listPairs(powers) ?? "numero"}`;
  };
  return [
    ...added.map(
      ({ id }): Change => ({
        type: "unit-of-measure-added",
        subject: `unità di misura ${id}`,
        sentence: `C'è in più: unità di misura ${id}.`,
      }),
    ),
    ...removed.map(
      ({ id }): Change => ({
        type: "unit-of-measure-removed",
        subject: `unità di misura ${id}`,
        sentence: `Non c'è più: unità di misura ${id}.`,
      }),
    ),
    ...both.flatMap(([was, is]): Change[] => {
      if (tell(was) === tell(is)) return [];
      const sentence = `L'unità di misura ${was.id} passa da ${tell(was)} a ${tell(is)}.`;
      return [{ type: "unit-of-measure-changed", subject: `unità di misura ${was.id}`, sentence }];
    }),
  ];
}

const tellUnit = ({ code, title }: OrgUnit): string => (title === code ? code : `${code} (${title})`);

/** One office in two models; the successor of a closed office begins on the day it is closed. */
function compareOrgUnit(was: OrgUnit, is: OrgUnit, hasSuccessor: boolean): Change[] {
  const subject = `unità ${was.code}`;
  const places = { before: was.origin.place, after: is.origin.place };
  const changes: Change[] = [];
  if (was.parent !== is.parent) {
    const sentence = `${tellUnit(is)} passa da ${tellParent(was)} a ${tellParent(is)}.`;
    changes.push({ type: "org-unit-moved", subject, sentence, ...places });
  }
  if (was.validUntil !== is.validUntil && !hasSuccessor) {
    const isClosed = is.validUntil !== undefined;
    const sentence = isClosed
      ? `${tellUnit(is)} chiude: dal ${writeOptionalDay(is.validUntil)} non c'è più.`
      : `${tellUnit(is)} non chiude più il ${writeOptionalDay(was.validUntil)}.`;
    changes.push({ type: isClosed ? "org-unit-closed" : "org-unit-opened", subject, sentence, ...places });
  }
  return [...changes, ...compareFields("org-unit-changed", subject, was.code, unitFields, was, is)];
}

const tellParent = ({ parent }: OrgUnit): string => (parent === undefined ? "nessuno (radice)" : parent);

function compareOrgUnits(before: readonly OrgUnit[], after: readonly OrgUnit[]): Change[] {
  return groupByName(before, after, ({ code }) => code).flatMap((group) => {
    const { both, removed, added } = pairVersions(
      group.before,
      group.after,
      ({ validFrom }) => validFrom ?? "",
    );
    const follows = (unit: OrgUnit) =>
      group.after.find(({ validUntil }) => validUntil !== undefined && validUntil === unit.validFrom);
    const isFollowed = (unit: OrgUnit) =>
      group.after.some(({ validFrom }) => validFrom !== undefined && validFrom === unit.validUntil);
    return [
      ...both.flatMap(([was, is]) => compareOrgUnit(was, is, isFollowed(is))),
      ...added.map((unit) => tellOpened(unit, follows(unit))),
      ...removed.map(
        (unit): Change => ({
          type: "org-unit-removed",
          subject: `unità ${unit.code}`,
          sentence: `Non c'è più: unità ${tellUnit(unit)}, che stava in ${tellParent(unit)}.`,
          before: unit.origin.place,
        }),
      ),
    ];
  });
}

function tellOpened(unit: OrgUnit, earlier: OrgUnit | undefined): Change {
  const subject = `unità ${unit.code}`;
  const from = unit.validFrom === undefined ? "" : ` dal ${writeOptionalDay(unit.validFrom)}`;
  if (earlier !== undefined && earlier.parent !== unit.parent) {
    const sentence = `${tellUnit(unit)} passa${from} da ${tellParent(earlier)} a ${tellParent(unit)}.`;
    return {
      type: "org-unit-moved",
      subject,
      sentence,
      before: earlier.origin.place,
      after: unit.origin.place,
    };
  }
  return {
    type: "org-unit-opened",
    subject,
    sentence: `C'è in più${from}: unità ${tellUnit(unit)}, in ${tellParent(unit)}.`,
    after: unit.origin.place,
  };
}

/** Offices and other hierarchies; the first of a model is its offices. */
function compareHierarchies(before: readonly Hierarchy[], after: readonly Hierarchy[]): Change[] {
  const title: Field<Hierarchy> = { name: "il titolo", read: (hierarchy) => quoteText(hierarchy.title) };
  const changes = compareNamed("hierarchy", "gerarchia", before, after, ({ id }) => id, [title]);
  if (before[0]?.id !== after[0]?.id) {
    const sentence = `L'albero degli uffici passa da ${tellSaid(before[0]?.id)} a ${tellSaid(after[0]?.id)}.`;
    changes.push({ type: "hierarchy-changed", subject: `gerarchia ${after[0]?.id ?? ""}`, sentence });
  }
  const { both, added, removed } = pairByName(before, after, ({ id }) => id);
  return [
    ...changes,
    ...both.flatMap(([was, is]) => compareOrgUnits(was.units, is.units)),
    ...added.flatMap(({ units }) => compareOrgUnits([], units)),
    ...removed.flatMap(({ units }) => compareOrgUnits(units, [])),
  ];
}

/** The dimension that a distribution makes of its bands is told with the distribution. */
function compareDimensions(before: Model, after: Model): Change[] {
  const own = ({ dimensions, distributions }: Model): readonly Dimension[] =>
    dimensions.filter(({ id }) => !distributions.some((distribution) => distribution.id === id));
  const title: Field<Dimension> = { name: "il titolo", read: (dimension) => quoteText(dimension.title) };
  const pairs = pairByName(own(before), own(after), ({ id }) => id).both;
  return [
    ...compareNamed("dimension", "dimensione", own(before), own(after), ({ id }) => id, [title]),
    ...pairs.flatMap(([was, is]) =>
      compareNamed(
        "member",
        "membro",
        was.members,
        is.members,
        ({ code }) => code,
        memberFields,
        ` di ${was.id}`,
      ),
    ),
  ];
}

export function compareOrganisation(before: Model, after: Model): Change[] {
  return [
    ...compareNamed("act", "atto", before.acts, after.acts, ({ id }) => id, actFields),
    ...compareUnitsOfMeasure(before.units, after.units),
    ...compareHierarchies(before.hierarchies, after.hierarchies),
    ...compareDimensions(before, after),
    ...compareNamed(
      "grouping",
      "raggruppamento",
      before.groupings,
      after.groupings,
      ({ id }) => id,
      groupingFields,
    ),
    ...compareNamed("event", "evento", before.events, after.events, ({ id }) => id, eventFields),
  ];
}
