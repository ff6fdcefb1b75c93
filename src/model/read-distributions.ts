/**
 * The section `distribuzioni`: each frequency distribution becomes a dimension of bands, three
 * indicators (`id`, `id_totale`, `id_quota`) and its observations, so that nothing after this room
 * needs to know of it.
 */
import { checkBands } from "./bands.ts";
import { findNumber, findScalar, findText, getPlace, type LocatedMap, listMaps } from "./located.ts";
import type { Dimension, Distribution, Indicator, Member, Observation, PeriodCode } from "./model.ts";
import { type Organisation, touches } from "./organisation.ts";
import { findPeriod, type Period } from "./period.ts";
import { type CellFrame, checkCellUnit, findOnlyRoot, readPeriod } from "./read-cell.ts";
import { readScaled } from "./read-value.ts";
import { checkCode, type Entry, makeOrigin, type Reading, readWord } from "./reading.ts";
import { absenceWords } from "./words.ts";

export interface Expansion {
  readonly distribution: Distribution;
  readonly dimension: Dimension;
  readonly indicators: readonly Indicator[];
  readonly entry: Entry;
}

/** The names that a distribution brings: one dimension and three indicators. */
export const distributionNames = (id: string) => [id, `${id}_totale`, `${id}_quota`] as const;

function readBandMembers(
  reading: Reading,
  bands: readonly LocatedMap[],
  entry: Entry,
  subject: string,
): Member[] {
  const members = new Map<string, Member>();
  for (const band of bands) {
    const code = findText(band, "codice") ?? "";
    const first = members.get(code)?.origin.place;
    if (first !== undefined) {
      const details = { what: "La fascia", name: code, first, here: band.place };
      reading.reporter.report("duplicate", band.place, subject, details);
      continue;
    }
    checkCode(reading, "La fascia", code, getPlace(band, "codice"), subject);
    const title = findText(band, "titolo") ?? code;
    members.set(code, { code, title, attributes: {}, origin: makeOrigin(entry.head, band.place) });
  }
  return [...members.values()];
}

/** Counts are stocks of whole numbers; the share is a ratio in percent with two decimals. */
function makeIndicators(
  distribution: Distribution,
  period: Period,
  grainOfUnit: string,
): readonly Indicator[] {
  const [id, totalId, shareId] = distributionNames(distribution.id);
  const { origin, title, counted, hierarchy } = distribution;
  const plain = {
    description: undefined,
    unit: "numero",
    kind: "stock",
    direction: undefined,
    decimals: 0,
    hierarchy,
    grain: { period: period.grain, orgUnit: grainOfUnit },
    dimensions: [id],
    mainFacet: "result",
    formula: undefined,
    rollUp: false,
    whenAbsent: "absent",
    act: undefined,
    targetFormula: undefined,
    deviation: undefined,
    attainment: undefined,
    synthesis: undefined,
    formerFormulas: [],
    measure: undefined,
    owner: undefined,
    origin,
  } as const;
  const formula = (text: string) => ({ text, place: origin.place });
  return [
    { ...plain, id, title: `${title}: ${counted}` },
    { ...plain, id: totalId, title: `${title}: totale`, dimensions: [], formula: formula(`sum(${id})`) },
    {
      ...plain,
      id: shareId,
      title: `${title}: quota`,
      unit: "percento",
      kind: "ratio",
      decimals: 2,
      formula: formula(`${id} / ${totalId} * 100`),
    },
  ];
}

function expandDistribution(
  reading: Reading,
  entry: Entry,
  id: string,
  organisation: Organisation,
  year: PeriodCode,
): Expansion | undefined {
  const { map } = entry;
  const subject = `distribuzione ${id}`;
  const bands = listMaps(map, "fasce");
  checkBands(reading, bands, subject);
  const hierarchy = findText(map, "gerarchia") ?? organisation.principal;
  const tree = organisation.trees.get(hierarchy);
  const orgUnit = findText(map, "unita_organizzativa") ?? findOnlyRoot(reading, tree, map.place, subject);
  const written = findText(map, "periodo") ?? year;
  const period = findPeriod(written);
  if (period === undefined) {
    reading.reporter.report("not-a-period", getPlace(map, "periodo"), subject, { found: written });
  }
  const members = readBandMembers(reading, bands, entry, subject);
  if (tree === undefined || orgUnit === undefined || period === undefined) return undefined;
  const origin = makeOrigin(entry.head, map.place);
  const title = findText(map, "titolo") ?? id;
  const distribution: Distribution = {
    id,
    title,
    counted: findText(map, "si_contano") ?? "",
    bands: bands.map((band) => ({
      code: findText(band, "codice") ?? "",
      from: findNumber(band, "da") ?? null,
      until: findNumber(band, "fino_a") ?? null,
      title: findText(band, "titolo") ?? "",
    })),
    hierarchy,
    orgUnit,
    period: period.code,
    origin,
  };
  const grain = touches(tree.rootSpans.get(orgUnit), period) ? "ente" : "tutte";
  const dimension: Dimension = { id, title, members, origin };
  return { distribution, dimension, indicators: makeIndicators(distribution, period, grain), entry };
}

/** Distributions need no indicator, so they are expanded before the indicators are looked up. */
export function readDistributions(
  reading: Reading,
  entries: readonly Entry[],
  organisation: Organisation,
  year: number,
): readonly Expansion[] {
  const seen = new Set<string>();
  const isUsed = entries.some((entry) => !reading.suspect.has(entry.map));
  for (const unit of ["numero", "percento"]) {
    if (!isUsed || reading.names.unit.has(unit)) continue;
    reading.reporter.report("distribution-needs-unit", entries[0]!.map.place, "", { unit });
  }
  return entries.flatMap((entry) => {
    const id = findText(entry.map, "id");
    if (id === undefined || seen.has(id) || reading.suspect.has(entry.map)) return [];
    seen.add(id);
    const yearCode = String(year).padStart(4, "0");
    return expandDistribution(reading, entry, id, organisation, yearCode) ?? [];
  });
}

/** The frequencies as observations, once dimensions and indicators are known. */
export function readFrequencies(
  reading: Reading,
  frame: CellFrame,
  expansions: readonly Expansion[],
): readonly Observation[] {
  const observations: Observation[] = [];
  for (const { distribution, entry, indicators } of expansions) {
    const counts = indicators[0]!;
    const subject = `distribuzione ${distribution.id}`;
    const tree = frame.organisation.trees.get(distribution.hierarchy);
    const place = getPlace(entry.map, "periodo");
    const period = readPeriod(reading, frame, counts, distribution.period, place, "observation");
    if (tree === undefined || period === undefined) continue;
    const unitPlace = getPlace(entry.map, "unita_organizzativa");
    if (!checkCellUnit(reading, tree, counts, distribution.orgUnit, period, unitPlace)) continue;
    const seen = new Set<string>();
    for (const band of listMaps(entry.map, "fasce")) {
      const code = findText(band, "codice") ?? "";
      const frequency = findScalar(band, "frequenza");
      const absence = readWord(reading, band, "assenza", absenceWords, subject);
      if (seen.has(code)) continue;
      seen.add(code);
      if (frequency !== undefined && absence !== undefined) {
        reading.reporter.report("value-and-absence", band.place, subject, {});
        continue;
      }
      if (frequency === undefined && absence === undefined) {
        reading.reporter.report("no-value", band.place, subject, {});
        continue;
      }
      const scaled = frequency && readScaled(reading, counts, frame.organisation, frequency, subject);
      observations.push({
        indicator: counts.id,
        orgUnit: distribution.orgUnit,
        period: period.code,
        members: { [distribution.id]: code },
        scaled,
        absence,
        interval: undefined,
        extractedOn: undefined,
        note: undefined,
        origin: makeOrigin(entry.head, (frequency ?? band).place),
      });
    }
  }
  return observations;
}
