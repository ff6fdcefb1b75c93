/** Indicators, as the contract has them. */
import {
  describeIndicator,
  type IndicatorDescription,
  indicatorSeries,
  listThemes,
  type SeriesPoint,
  tabulateIndicator,
} from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { copyFigure } from "./copy-figure.ts";
import { describeSource } from "./describe-explanation.ts";
import { implementer } from "./implementer.ts";
import { readMembers } from "./read-members.ts";
import { readTongue } from "./read-tongue.ts";

const { indicator: resources } = implementer;

export const indicatorHandlers = {
  themes: resources.themes.handler(async ({ context: { platform }, input }) => {
    const themes = getValue(await listThemes({ ...input, directory: "" }, platform.source(input.workspace)));
    return themes.map((theme) => ({
      ...theme,
      indicators: theme.indicators.map(({ description, direction, owner, facets, place, acts, ...rest }) => ({
        ...rest,
        description: description ?? null,
        direction: direction ?? null,
        owner: owner ?? null,
        facets: [...facets],
        place: { ...place },
        acts: [...acts],
      })),
    }));
  }),
  describe: resources.describe.handler(async ({ context: { platform }, input }) => {
    const { version } = getValue(await platform.compute(input.workspace, input));
    const { indicator: id, lang, marked, ...asked } = input;
    const request = { ...asked, directory: "", id, tongue: readTongue({ lang, marked }) };
    const found = getValue(await describeIndicator(request, platform.source(input.workspace)));
    return { version, ...describeModelled(found), ...describeMade(found) };
  }),
  figures: resources.figures.handler(async ({ context: { platform }, input }) => {
    const { indicator: id, member, members: which, ...asked } = input;
    const { version, period } = getValue(await platform.compute(input.workspace, input));
    const members = which === "all" ? undefined : readMembers(member);
    const { period: periodOf, ...table } = getValue(
      await tabulateIndicator({ ...asked, directory: "", id, members }, platform.source(input.workspace)),
    );
    // Columns of a nation are long: they go out as they are.
    return {
      ...(table as Writable<typeof table>),
      version,
      period: period.code,
      periodOf: [...periodOf],
      memberSets: table.memberSets.map(({ members: set, title }) => ({ members: { ...set }, title })),
      offices: table.offices.map(({ region, ...each }) => ({ ...each, region: region ?? null })),
    };
  }),
  series: resources.series.handler(async ({ context: { platform }, input }) => {
    const { indicator: id, member, ...asked } = input;
    const { version } = getValue(await platform.compute(input.workspace, input));
    const request = { ...asked, directory: "", id, members: readMembers(member) };
    const { orgUnit, office, methodChanges, years, periods } = getValue(
      await indicatorSeries(request, platform.source(input.workspace)),
    );
    return {
      version,
      orgUnit,
      office,
      methodChanges: [...methodChanges],
      years: years.map(describePoint),
      periods: periods.map(describePoint),
    };
  }),
};

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

function describePoint({ figure, target }: SeriesPoint) {
  return { figure: copyFigure(figure), target: target === undefined ? null : copyFigure(target) };
}

type Act = IndicatorDescription["acts"][number];

function describeAct({ id, title, body, number, date }: Act) {
  return { id, title, body: body ?? null, number: number ?? null, date: date ?? null };
}

/** What stands in the model, word for word. */
function describeModelled({ indicator, unit, theme, facets, memberSets, acts }: IndicatorDescription) {
  const { origin, grain, attainment, synthesis } = indicator;
  return {
    id: indicator.id,
    title: indicator.title,
    description: indicator.description ?? null,
    theme,
    unit,
    kind: indicator.kind,
    direction: indicator.direction ?? null,
    decimals: indicator.decimals,
    hierarchy: indicator.hierarchy,
    grain: { ...grain },
    isSummed: indicator.rollUp || indicator.formula === undefined,
    whenAbsent: indicator.whenAbsent,
    mainFacet: indicator.mainFacet,
    facets: [...facets],
    memberSets: memberSets.map(({ members, title }) => ({ members: { ...members }, title })),
    owner: indicator.owner ?? null,
    provenance: origin.provenance,
    recordedOn: origin.recordedOn ?? null,
    source: origin.source === undefined ? null : describeSource(origin.source),
    place: { ...origin.place },
    acts: acts.map(describeAct),
    deviation: indicator.deviation ?? null,
    attainment:
      attainment === undefined
        ? null
        : {
            rule: attainment.rule.type,
            floor: attainment.floor ?? null,
            cap: attainment.cap ?? null,
            place: { ...attainment.origin.place },
          },
    weights: synthesis?.weights ?? null,
  };
}

/** What follows from it: formulas as they are read, and what stands below and above. */
function describeMade(found: IndicatorDescription) {
  const { formula, formerFormulas, targetFormula, components, reads, readBy, source, targets } = found;
  const { measure } = found.indicator;
  return {
    formula: formula === undefined ? null : copyFormula(formula),
    formerFormulas: formerFormulas.map(({ until, act, ...former }) => ({
      ...copyFormula(former),
      until,
      act: act === undefined ? null : describeAct(act),
    })),
    targetFormula:
      targetFormula === undefined || targetFormula === "same"
        ? (targetFormula ?? null)
        : copyFormula(targetFormula),
    components: components.map(({ weight, ...link }) => ({ ...link, weight: weight ?? null })),
    reads: [...reads],
    readBy: [...readBy],
    delivery:
      source === undefined || measure === undefined
        ? null
        : {
            source: source.id,
            title: source.title,
            owner: source.owner ?? null,
            dueDays: source.dueDays ?? null,
            grain: source.grain,
            period: source.period,
            measure: measure.type,
            column: measure.column ?? (measure.days && `${measure.days.from} → ${measure.days.to}`) ?? null,
            table: measure.table ?? null,
            when: measure.when?.text ?? null,
            within: measure.within?.text ?? null,
            place: { ...measure.place },
          },
    targets: targets.map(({ validFrom, recordedOn, source: of, place, revision, ...target }) => ({
      ...target,
      validFrom: validFrom ?? null,
      recordedOn: recordedOn ?? null,
      source: of === undefined ? null : describeSource(of),
      place: { ...place },
      revision: revision === undefined ? null : { ...revision, event: revision.event ?? null },
    })),
  };
}

function copyFormula({ feel, reading, place }: NonNullable<IndicatorDescription["formula"]>) {
  return { feel, reading, place: { ...place } };
}
