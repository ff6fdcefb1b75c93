/**
 * The offices of one day, for facts of another. Offices that turned into others hand on what they did: whole where
 * one office took over, by the act's apportioning key where it was split. Backward what came of one office is its
 * own again. Nobody takes over from an office that closes, and none was there before one that opened: what these
 * did stays their own, and stands nowhere on the boundaries of a day on which they are not there.
 */
import {
  type Day,
  getDayNumber,
  getDayOfNumber,
  type Model,
  type OrgUnit,
  type Period,
  type Reorganisation,
} from "../model/index.ts";

export const millionths = 1_000_000;

/** An office to which facts belong, whole or in part: all of them together have the whole. */
export interface Heir {
  readonly office: string;
  /** In millionths; undefined where nobody knows how much of the facts is this office's. */
  readonly share: number | undefined;
}

/** An office whose facts stand nowhere on the boundaries of a day, because it is not there and has no heir. */
export interface LostOffice {
  readonly orgUnit: string;
  readonly title: string;
  /** `closed` before the day, or `opened` after it. */
  readonly change: "closed" | "opened";
  readonly on: Day | undefined;
  /** Title of the act, if the model tells one. */
  readonly act: string | undefined;
}

/**
 * The model whose offices are those of a day, for all time: a series computed with it stands on the boundaries of
 * that day. Typed observations of offices that are not there do not enter.
 * @param since offices that closed after this day, with nobody to take over, stand until they closed
 */
export function fixBoundaries(model: Model, day: Day, since: Day = day): Model {
  const [principal, ...others] = model.hierarchies;
  if (principal === undefined) return model;
  const units = principal.units
    .filter((unit) => isThere(unit, day) || isLeftAlone(model, unit, since, day))
    .map((unit): OrgUnit => {
      const validUntil = isThere(unit, day) ? undefined : unit.validUntil;
      return { ...unit, validFrom: findOpening(model, unit, day), validUntil };
    });
  return { ...model, hierarchies: [{ ...principal, units }, ...others] };
}

/** The first day of an office that has inherited nothing: before it, it does not apply on these boundaries. */
function findOpening(model: Model, { code, validFrom }: OrgUnit, day: Day): Day | undefined {
  if (validFrom === undefined) return undefined;
  const stoodBefore = model.hierarchies[0]!.units.some(
    ({ code: own, validUntil }) => own === code && validUntil !== undefined && validUntil <= validFrom,
  );
  const inherited = model.reorganisations.some(
    ({ type, on, to }) => type !== "opening" && on >= validFrom && on <= day && to.includes(code),
  );
  return stoodBefore || inherited ? undefined : validFrom;
}

/** The last version of an office that closed in a time, and of which nothing became another. */
function isLeftAlone(model: Model, { code, validUntil }: OrgUnit, since: Day, day: Day): boolean {
  if (validUntil === undefined || validUntil <= since || validUntil > day) return false;
  const isLast = !model.hierarchies[0]!.units.some(
    (other) => other.code === code && (other.validUntil ?? "9999") > validUntil,
  );
  const handedOn = model.reorganisations.some(
    ({ type, on, from }) => type !== "closing" && on <= day && on > since && from.includes(code),
  );
  return isLast && !handedOn;
}

function isThere({ validFrom, validUntil }: OrgUnit, day: Day): boolean {
  return (validFrom ?? "") <= day && (validUntil === undefined || validUntil > day);
}

/** Whether an office stands on the boundaries of a day. */
function stands(model: Model, office: string, day: Day): boolean {
  return (model.hierarchies[0]?.units ?? []).some((unit) => unit.code === office && isThere(unit, day));
}

/** To whom the facts that an office had in a period belong on the boundaries of a day. */
export function findHeirs(model: Model, office: string, period: Period, day: Day): readonly Heir[] {
  let heirs: readonly Heir[] = [{ office, share: millionths }];
  const later = model.reorganisations.filter(({ on }) => on > period.from && on <= day);
  for (const each of later.toSorted((a, b) => (a.on < b.on ? -1 : 1)))
    heirs = unite(heirs.flatMap((heir) => handOn(each, heir)));
  const earlier = model.reorganisations.filter(({ on }) => on < period.until && on > day);
  for (const each of earlier.toSorted((a, b) => (a.on > b.on ? -1 : 1)))
    heirs = unite(heirs.flatMap((heir) => giveBack(model, each, heir)));
  return heirs;
}

/** Parts that meet again in one office are one; who is the only heir has the whole, however it came. */
function unite(heirs: readonly Heir[]): readonly Heir[] {
  const shares = new Map<string, number | undefined>();
  for (const { office, share } of heirs) {
    const own = shares.has(office) ? shares.get(office) : 0;
    shares.set(office, own === undefined || share === undefined ? undefined : own + share);
  }
  if (shares.size === 1) return [{ office: heirs[0]!.office, share: millionths }];
  return [...shares].map(([office, share]) => ({ office, share }));
}

/** Forward over one reorganisation; an office that it does not concern, or that closes, stays itself. */
function handOn({ type, from, to, shares }: Reorganisation, heir: Heir): readonly Heir[] {
  if (!from.includes(heir.office) || type === "closing") return [heir];
  if (type === "merger" || type === "move") return [{ ...heir, office: to[0] ?? heir.office }];
  if (shares === undefined) return to.map((office) => ({ office, share: undefined }));
  return Object.entries(shares).map(([office, part]) => ({
    office,
    share: heir.share === undefined ? undefined : (heir.share * part) / millionths,
  }));
}

/**
 * Backward over one: what came of one office was its own; of several, or of an office that took over another, it
 * cannot be told which of them did it. An office that inherited nothing stays itself.
 */
function giveBack(model: Model, { from, to, on }: Reorganisation, heir: Heir): readonly Heir[] {
  if (!to.includes(heir.office)) return [heir];
  const eve = getDayOfNumber(getDayNumber(on) - 1);
  const itself = stands(model, heir.office, eve) && !from.includes(heir.office) ? [heir.office] : [];
  const before = [...from, ...itself];
  if (before.length === 0) return [heir];
  const [only, another] = before;
  if (another === undefined) return [{ ...heir, office: only! }];
  return before.map((office) => ({ office, share: undefined }));
}

/** Under which offices of a day one would stand that is not there: those that the office above it has become. */
export function findShelter(model: Model, office: string, period: Period, day: Day): readonly string[] {
  const units = model.hierarchies[0]?.units ?? [];
  let code = office;
  // No higher than there are offices: a circle of parents is a problem of the model.
  for (let height = 0; height < units.length; height++) {
    const versions = units.filter((unit) => unit.code === code);
    const meeting = versions.findLast((unit) => meets(unit, period));
    const parent = (meeting ?? versions.at(-1))?.parent;
    if (parent === undefined) return [];
    const standing = findHeirs(model, parent, period, day)
      .map((heir) => heir.office)
      .filter((each) => stands(model, each, day));
    if (standing.length > 0) return standing;
    code = parent;
  }
  return [];
}

function meets({ validFrom, validUntil }: OrgUnit, { from, until }: Period): boolean {
  return (validFrom ?? "") < until && (validUntil === undefined || validUntil > from);
}

/** The offices of the model that are there in some part of a period; one that moved in it, as it came out. */
export function listThere(model: Model, period: Period): readonly OrgUnit[] {
  const there = (model.hierarchies[0]?.units ?? []).filter((unit) => meets(unit, period));
  const inOrder = there.toSorted((a, b) => ((a.validFrom ?? "") < (b.validFrom ?? "") ? -1 : 1));
  return [...new Map(inOrder.map((unit) => [unit.code, unit])).values()];
}

/** What became of an office that is not there on a day, by the act if one tells it. */
export function describeLost(model: Model, orgUnit: string, day: Day): LostOffice {
  const versions = (model.hierarchies[0]?.units ?? []).filter(({ code }) => code === orgUnit);
  const title = versions.at(-1)?.title ?? orgUnit;
  const tellAct = (found: Reorganisation | undefined): string | undefined =>
    model.acts.find(({ id }) => id === found?.act)?.title ?? found?.act;
  const ends = versions.flatMap(({ validUntil }) => (validUntil === undefined ? [] : [validUntil]));
  const closed = ends
    .filter((end) => end <= day)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1);
  if (closed !== undefined) {
    const act = tellAct(
      model.reorganisations.find(({ on, from }) => on === closed && from.includes(orgUnit)),
    );
    return { orgUnit, title, change: "closed", on: closed, act };
  }
  const starts = versions.flatMap(({ validFrom }) => (validFrom === undefined ? [] : [validFrom]));
  const opened = starts.toSorted((a, b) => (a < b ? -1 : 1))[0];
  const act = tellAct(model.reorganisations.find(({ on, to }) => on === opened && to.includes(orgUnit)));
  return { orgUnit, title, change: "opened", on: opened, act };
}
