/** Observations, targets and causes: what is not the same in two models, for the indicators that both have. */
import {
  type Change,
  type Field,
  groupByName,
  originFields,
  type Pairing,
  pairVersions,
  quoteText,
  sortPairs,
  tellSaid,
  writeOptionalDay,
} from "./change.ts";
import { getDayOfNumber, writeDay } from "./day.ts";
import type {
  Absence,
  DeviationCause,
  Indicator,
  Model,
  Observation,
  Origin,
  Revision,
  Target,
} from "./model.ts";
import { writeNumber } from "./problem-words.ts";
import { absenceWords, causeWords, getWord } from "./words.ts";

type Cell = Pick<Observation, "indicator" | "orgUnit" | "period" | "members"> & { readonly origin: Origin };
type Teller = (entry: Observation | Target) => string;

function nameCell({ indicator, orgUnit, period, members }: Cell): string {
  const chosen = sortPairs(Object.entries(members)).map(([dimension, member]) => `${dimension} ${member}`);
  return `${indicator}${chosen.length === 0 ? "" : ` [${chosen.join(", ")}]`}, ${orgUnit}, ${period}`;
}

/** As the model's own text would write it: a number, a day, sì or no, or the name of the absence. */
function makeTeller(model: Model): Teller {
  const indicatorOf = new Map(model.indicators.map((indicator) => [indicator.id, indicator]));
  const dayUnits = new Set(
    model.units.filter(({ quantity }) => Object.hasOwn(quantity, "data")).map(({ id }) => id),
  );
  return (entry) => {
    const indicator = indicatorOf.get(entry.indicator);
    const value = "scaled" in entry ? divide(entry.scaled, indicator) : entry.value;
    if (value === undefined) return `un'assenza (${tellAbsence(entry.absence)})`;
    if (indicator !== undefined && dayUnits.has(indicator.unit)) return writeDay(getDayOfNumber(value));
    if (indicator?.attainment?.rule.type === "yes-no") return value === 1 ? "sì" : "no";
    return writeNumber(value);
  };
}

const divide = (scaled: number | undefined, indicator: Indicator | undefined): number | undefined =>
  scaled === undefined ? undefined : scaled / 10 ** (indicator?.decimals ?? 0);

const tellAbsence = (absence: Absence | undefined): string =>
  absence === undefined ? "non detta" : getWord<Absence>(absenceWords, absence).replaceAll("_", " ");

const tellRevision = ({ authorisedBy, reason, event, previousUnknown }: Revision): string =>
  `su autorizzazione di ${authorisedBy} (${reason}${event === undefined ? "" : `; evento ${event}`}${previousUnknown ? "; il precedente non è noto" : ""})`;

const observationFields: readonly Field<Observation>[] = [
  {
    name: "l'intervallo",
    read: ({ interval }) => interval && `[${writeDay(interval.from)}, ${writeDay(interval.until)})`,
  },
  { name: "il giorno di estrazione", read: ({ extractedOn }) => writeOptionalDay(extractedOn) },
  { name: "la nota", read: ({ note }) => quoteText(note) },
  ...originFields,
];
const targetFields: readonly Field<Target>[] = [
  { name: "l'inizio della validità", read: ({ validFrom }) => writeOptionalDay(validFrom) },
  { name: "la revisione", read: ({ revision }) => revision && tellRevision(revision) },
  ...originFields,
];
const causeFields: readonly Field<DeviationCause>[] = [
  { name: "la causa", read: ({ cause }) => getWord(causeWords, cause) },
  { name: "la nota", read: ({ note }) => quoteText(note) },
  ...originFields,
];

/** What two entries of one cell say differently, as one list: `il valore passa da 1 a 2`. */
function listDifferences<T>(
  was: T,
  is: T,
  fields: readonly Field<T>[],
  values: readonly [string, string] | undefined,
): string[] {
  const own =
    values === undefined || values[0] === values[1] ? [] : [`il valore passa da ${values[0]} a ${values[1]}`];
  const others = fields.flatMap((field) => {
    const [from, to] = [field.read(was), field.read(is)];
    return from === to ? [] : [`${field.name} passa da ${tellSaid(from)} a ${tellSaid(to)}`];
  });
  return [...own, ...others];
}

/** The entries of each cell, paired by version; the cells of indicators that only one model has are left out. */
function pairCells<T extends Cell>(
  before: readonly T[],
  after: readonly T[],
  shared: ReadonlySet<string>,
  versionOf: (entry: T) => string,
): readonly Pairing<T>[] {
  const kept = (entries: readonly T[]) => entries.filter(({ indicator }) => shared.has(indicator));
  return groupByName(kept(before), kept(after), nameCell).map((group) =>
    pairVersions(group.before, group.after, versionOf),
  );
}

const joinSentence = (subject: string, parts: readonly string[]): string =>
  `${subject}: ${parts.join("; ")}.`;

function compareObservations(
  before: Model,
  after: Model,
  shared: ReadonlySet<string>,
  told: readonly [Teller, Teller],
): Change[] {
  const pairs = pairCells(
    before.observations,
    after.observations,
    shared,
    ({ origin }) => origin.recordedOn ?? "",
  );
  return pairs.flatMap(({ both, removed, added }) => [
    ...both.flatMap(([was, is]): Change[] => {
      const parts = listDifferences(was, is, observationFields, [told[0](was), told[1](is)]);
      if (parts.length === 0) return [];
      return [
        {
          type: "observation-changed",
          subject: `indicatore ${is.indicator}`,
          sentence: joinSentence(nameCell(is), parts),
          before: was.origin.place,
          after: is.origin.place,
        },
      ];
    }),
    ...removed.map(
      (was): Change => ({
        type: "observation-removed",
        subject: `indicatore ${was.indicator}`,
        sentence: `${nameCell(was)}: non c'è più il dato, che era ${told[0](was)}.`,
        before: was.origin.place,
      }),
    ),
    ...added.map(
      (is): Change => ({
        type: "observation-added",
        subject: `indicatore ${is.indicator}`,
        sentence: `${nameCell(is)}: c'è in più il dato ${told[1](is)}${tellRecord(is)}.`,
        after: is.origin.place,
      }),
    ),
  ]);
}

const tellRecord = ({ origin }: { readonly origin: Origin }): string =>
  origin.recordedOn === undefined ? "" : `, registrato il ${writeOptionalDay(origin.recordedOn)}`;

function compareTargets(
  before: Model,
  after: Model,
  shared: ReadonlySet<string>,
  told: readonly [Teller, Teller],
): Change[] {
  const pairs = pairCells(
    before.targets,
    after.targets,
    shared,
    ({ validFrom, origin }) => `${validFrom ?? ""} ${origin.recordedOn ?? ""}`,
  );
  return pairs.flatMap(({ both, removed, added }) => [
    ...both.flatMap(([was, is]): Change[] => {
      const parts = listDifferences(was, is, targetFields, [told[0](was), told[1](is)]);
      if (parts.length === 0) return [];
      const type =
        is.revision !== undefined && was.revision === undefined ? "target-revised" : "target-changed";
      return [
        {
          type,
          subject: `indicatore ${is.indicator}`,
          sentence: `Obiettivo di ${joinSentence(nameCell(is), parts)}`,
          before: was.origin.place,
          after: is.origin.place,
        },
      ];
    }),
    ...removed.map(
      (was): Change => ({
        type: "target-removed",
        subject: `indicatore ${was.indicator}`,
        sentence: `Obiettivo di ${nameCell(was)}: non c'è più ${told[0](was)}.`,
        before: was.origin.place,
      }),
    ),
    ...added.map((is): Change => {
      const from = is.validFrom === undefined ? "" : `, valido dal ${writeOptionalDay(is.validFrom)}`;
      const revision = is.revision === undefined ? "" : `, ${tellRevision(is.revision)}`;
      const sentence = `Obiettivo di ${nameCell(is)}: c'è in più ${told[1](is)}${from}${tellRecord(is)}${revision}.`;
      return {
        type: is.revision === undefined ? "target-added" : "target-revised",
        subject: `indicatore ${is.indicator}`,
        sentence,
        after: is.origin.place,
      };
    }),
  ]);
}

function compareCauses(before: Model, after: Model, shared: ReadonlySet<string>): Change[] {
  const tell = ({ cause, note }: DeviationCause) =>
    `${getWord(causeWords, cause).replaceAll("_", " ")} («${note}»)`;
  const pairs = pairCells(before.causes, after.causes, shared, ({ cause, note }) => `${cause} ${note}`);
  return pairs.flatMap(({ both, removed, added }) => [
    ...both.flatMap(([was, is]): Change[] => {
      const parts = listDifferences(was, is, causeFields, undefined);
      if (parts.length === 0) return [];
      return [
        {
          type: "cause-changed",
          subject: `indicatore ${is.indicator}`,
          sentence: `Causa dello scostamento di ${joinSentence(nameCell(is), parts)}`,
          before: was.origin.place,
          after: is.origin.place,
        },
      ];
    }),
    ...removed.map(
      (was): Change => ({
        type: "cause-removed",
        subject: `indicatore ${was.indicator}`,
        sentence: `Causa dello scostamento di ${nameCell(was)}: non c'è più ${tell(was)}.`,
        before: was.origin.place,
      }),
    ),
    ...added.map(
      (is): Change => ({
        type: "cause-added",
        subject: `indicatore ${is.indicator}`,
        sentence: `Causa dello scostamento di ${nameCell(is)}: c'è in più ${tell(is)}.`,
        after: is.origin.place,
      }),
    ),
  ]);
}

/** An indicator that comes or goes has been told with the number of its data. */
export function compareValues(before: Model, after: Model): Change[] {
  const known = new Set(before.indicators.map(({ id }) => id));
  const shared = new Set(after.indicators.map(({ id }) => id).filter((id) => known.has(id)));
  const told = [makeTeller(before), makeTeller(after)] as const;
  return [
    ...compareTargets(before, after, shared, told),
    ...compareObservations(before, after, shared, told),
    ...compareCauses(before, after, shared),
  ];
}
