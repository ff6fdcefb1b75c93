/**
 * Facts of one time on the boundaries of another. Offices that turned into others hand on what they did: whole
 * where one office took over, by the act's apportioning key where it was split, and not at all where there is no
 * key: then what came of it is absent, because nobody knows. Backward what came of one office is its own again.
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
import type { FactColumns } from "./fact-query.ts";
import { decodePeriod } from "./period-number.ts";

const millionths = 1_000_000;

/** What becomes of an office's facts: parts that add up to the whole, or undefined where they cannot be told. */
export type Heirs = readonly { readonly office: string; readonly share: number }[] | undefined;

/**
 * The model whose offices are those of a day, for all time: a series computed with it stands on the boundaries of
 * that day. Typed observations of offices that are not there do not enter.
 */
export function fixBoundaries(model: Model, day: Day): Model {
  const [principal, ...others] = model.hierarchies;
  if (principal === undefined) return model;
  const units = principal.units
    .filter((unit) => isThere(unit, day))
    .map((unit): OrgUnit => ({ ...unit, validFrom: findOpening(model, unit), validUntil: undefined }));
  return { ...model, hierarchies: [{ ...principal, units }, ...others] };
}

/** The first day of an office that inherited nothing: before it, it does not apply on any boundaries. */
function findOpening(model: Model, unit: OrgUnit): Day | undefined {
  const day = unit.validFrom;
  if (day === undefined) return undefined;
  const stoodBefore = model.hierarchies[0]!.units.some(
    ({ code, validUntil }) => code === unit.code && validUntil !== undefined && validUntil <= day,
  );
  const inherited = model.reorganisations.some(
    ({ type, on, to }) => type !== "opening" && on === day && to.includes(unit.code),
  );
  return stoodBefore || inherited ? undefined : day;
}

function isThere({ validFrom, validUntil }: OrgUnit, day: Day): boolean {
  return (validFrom ?? "") <= day && (validUntil === undefined || validUntil > day);
}

/** To whom the facts that an office had in a period belong on the boundaries of a day. */
export function findHeirs(model: Model, office: string, period: Period, day: Day): Heirs {
  let heirs: { office: string; share: number }[] = [{ office, share: millionths }];
  const later = model.reorganisations
    .filter(({ on }) => on > period.from && on <= day)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  for (const each of later) {
    const next: { office: string; share: number }[] = [];
    for (const heir of heirs) {
      const taken = handOn(each, heir.office);
      if (taken === undefined) return undefined;
      for (const { office: to, share } of taken)
        next.push({ office: to, share: (heir.share * share) / millionths });
    }
    heirs = next;
  }
  const earlier = model.reorganisations.filter(({ on }) => on < period.until && on > day);
  for (const each of earlier.toSorted((a, b) => (a.on > b.on ? -1 : 1))) {
    if (!heirs.some((heir) => each.to.includes(heir.office))) continue;
    const before = findBefore(model, each);
    if (before === undefined) return undefined;
    heirs = heirs.map((heir) => (each.to.includes(heir.office) ? { ...heir, office: before } : heir));
  }
  return heirs;
}

/**
 * The office to which all that came of a reorganisation belonged before it; undefined where several were there,
 * because what one of them did since cannot be told from what the others did.
 */
function findBefore(model: Model, { from, to, on }: Reorganisation): string | undefined {
  const [only] = from;
  if (only === undefined || from.length > 1) return undefined;
  const eve = getDayOfNumber(getDayNumber(on) - 1);
  const wasThere = (code: string): boolean =>
    (model.hierarchies[0]?.units ?? []).some((unit) => unit.code === code && isThere(unit, eve));
  return to.some((code) => code !== only && wasThere(code)) ? undefined : only;
}

/** Forward over one reorganisation; an office that it does not concern stays itself. */
function handOn({ type, from, to, shares }: Reorganisation, office: string): Heirs {
  if (!from.includes(office)) return [{ office, share: millionths }];
  if (type === "merger" || type === "move") return [{ office: to[0] ?? office, share: millionths }];
  if (type === "closing") return [];
  if (shares === undefined) return undefined;
  return Object.entries(shares).map(([name, share]) => ({ office: name, share }));
}

/** Facts with their offices redrawn. A value that cannot be told is NaN; what was apportioned is `assumed`. */
export function redrawOffices(columns: FactColumns, model: Model, day: Day): FactColumns {
  const known = new Map<string, Heirs>();
  const offices: string[] = [];
  const periods: number[] = [];
  const sources: number[] = [];
  const values: number[][] = columns.values.map(() => []);
  const apportioned: number[] = [];
  const add = (row: number, office: string, parts: readonly number[], isShared: boolean): void => {
    offices.push(office);
    periods.push(columns.periods[row]!);
    sources.push(row);
    for (const [k, part] of parts.entries()) values[k]!.push(part);
    apportioned.push(isShared ? 1 : 0);
  };
  for (let row = 0; row < columns.rows; row++) {
    const office = columns.offices[row]!;
    const key = `${office} ${columns.periods[row]}`;
    if (!known.has(key)) known.set(key, findHeirs(model, office, decodePeriod(columns.periods[row]!), day));
    const heirs = known.get(key);
    const own = columns.values.map((column) => column[row]!);
    if (heirs === undefined) {
      for (const name of listAffected(model, office))
        add(
          row,
          name,
          own.map(() => Number.NaN),
          false,
        );
    } else {
      const parts = own.map((value) => apportion(value, heirs));
      for (const [k, heir] of heirs.entries())
        add(
          row,
          heir.office,
          parts.map((part) => part[k]!),
          heir.share !== millionths,
        );
    }
  }
  return {
    rows: offices.length,
    offices,
    periods: Int32Array.from(periods),
    members: columns.members.map((codes) => sources.map((row) => codes[row]!)),
    values: values.map((column) => Float64Array.from(column)),
    apportioned: Uint8Array.from(apportioned),
  };
}

/** Every office that may have received something of one whose parts are not known. */
function listAffected(model: Model, office: string): readonly string[] {
  const found = new Set<string>();
  const open = [office];
  while (open.length > 0) {
    const name = open.pop()!;
    for (const { from, to } of model.reorganisations) {
      if (!from.includes(name) && !to.includes(name)) continue;
      for (const each of [...from, ...to]) {
        if (found.has(each)) continue;
        found.add(each);
        open.push(each);
      }
    }
  }
  return [...found];
}

/** Whole parts that add up to the whole: the largest remainders get what rounding down leaves over. */
export function apportion(value: number, heirs: NonNullable<Heirs>): readonly number[] {
  const [only] = heirs;
  if (heirs.length === 1 && only!.share === millionths) return [value];
  const total = heirs.reduce((sum, { share }) => sum + share, 0);
  if (heirs.length === 0 || total === 0) return [];
  const exact = heirs.map(({ share }) => (value * share) / total);
  const parts = exact.map(Math.floor);
  let left = Math.round(value - parts.reduce((sum, part) => sum + part, 0));
  const order = exact
    .map((part, k) => [part - Math.floor(part), k] as const)
    .toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, k] of order) {
    if (left <= 0) break;
    parts[k]!++;
    left--;
  }
  return parts;
}
