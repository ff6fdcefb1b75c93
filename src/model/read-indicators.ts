/** The section `indicatori`: what is measured, how it is obtained, which facets follow. */
import {
  findMap,
  findNumber,
  findScalar,
  findText,
  getPlace,
  type LocatedMap,
  listMaps,
  listScalars,
} from "./located.ts";
import type { Facet, FormulaText, Indicator, Kind } from "./model.ts";
import type { Organisation } from "./organisation.ts";
import { readAttainment, readSynthesis } from "./read-computation.ts";
import type { ActReference } from "./read-head.ts";
import { expandMeasure } from "./read-measure.ts";
import { checkName, type Entry, makeOrigin, type Reading, readDay } from "./reading.ts";
import {
  aggregationWords,
  deviationWords,
  directionWords,
  facetWords,
  findMeaning,
  getWord,
  grainWords,
  kindWords,
  policyWords,
} from "./words.ts";

/** Words of the formula language, which no indicator may bear. */
const reservedNames: ReadonlySet<string> = new Set([
  ...["and", "or", "not", "if", "then", "else", "true", "false", "null", "in", "between", "for", "some"],
  ...["every", "return", "satisfies", "function", "instance", "of", "item", "partial", "external"],
  ...["sum", "mean", "min", "max", "count", "abs", "floor", "ceiling", "sqrt", "round"],
  ...["precedente", "anno_precedente", "edizione_precedente", "cumulato", "da_inizio_anno"],
  ...["totale_sottoalbero", "media_gruppo", "media_gruppo_anno_precedente"],
]);

function readFormula(map: LocatedMap, key: string): FormulaText | undefined {
  const scalar = findScalar(map, key);
  return scalar === undefined ? undefined : { text: scalar.text, place: scalar.textPlace };
}

/** `formule_precedenti`: from the oldest, each until a day. */
function readFormerFormulas(reading: Reading, map: LocatedMap, subject: string): Indicator["formerFormulas"] {
  let previous = "";
  return listMaps(map, "formule_precedenti").flatMap((written) => {
    const until = readDay(reading, written, "fino_al", subject);
    const formula = readFormula(written, "formula");
    if (until === undefined || formula === undefined) return [];
    const act = findScalar(written, "atto");
    if (act !== undefined) checkName(reading, "act", act.text, act.place, subject);
    if (until <= previous) {
      const place = getPlace(written, "fino_al");
      reading.reporter.report("former-formulas-out-of-order", place, subject, { previous, until });
    }
    previous = until;
    return [{ until, formula, act: act?.text }];
  });
}

/** `grana`: the types of org unit are those of the indicator's hierarchy. */
function readGrain(
  reading: Reading,
  map: LocatedMap,
  hierarchy: string,
  organisation: Organisation,
  subject: string,
): Indicator["grain"] {
  const grain = findMap(map, "grana");
  const period = findMeaning(grainWords, grain && findText(grain, "periodo")) ?? "year";
  const orgUnit = (grain && findText(grain, "unita")) ?? "ente";
  const tree = organisation.trees.get(hierarchy);
  const known = ["ente", "foglie", "tutte", ...(tree?.types ?? [])];
  if (grain !== undefined && tree !== undefined && !known.includes(orgUnit)) {
    const nearest = reading.reporter.findNearest(orgUnit, known);
    const details = { what: "Il tipo di unità organizzativa", name: orgUnit, nearest };
    reading.reporter.report("unknown-reference", getPlace(grain, "unita"), subject, details);
  }
  return { period, orgUnit };
}

function checkWays(reading: Reading, map: LocatedMap, id: string, kind: Kind, subject: string): void {
  const { reporter } = reading;
  const has = (key: string) => map.entries.has(key);
  if (has("formula") && has("sintesi")) {
    reporter.report("formula-and-synthesis", getPlace(map, "sintesi"), subject, { id });
  }
  const rollsUp = findMeaning(aggregationWords, findText(map, "aggregazione")) === true;
  if (has("aggregazione") && !has("formula")) {
    reporter.report("aggregation-without-formula", getPlace(map, "aggregazione"), subject, {});
  } else if (rollsUp && (kind === "ratio" || kind === "score")) {
    const details = { id, kind: kind === "ratio" ? "rapporto" : "punteggio" };
    reporter.report("roll-up-of-ratio", getPlace(map, "aggregazione"), subject, details);
  }
  if (findText(map, "quando_assente") === "escludi" && !has("atto")) {
    reporter.report("exclude-without-act", getPlace(map, "quando_assente"), subject, {});
  }
  if (findText(map, "obiettivo") === "stessa_formula" && !has("formula")) {
    const how = has("sintesi") ? "synthesis" : "observed";
    reporter.report("same-formula-without-formula", getPlace(map, "obiettivo"), subject, { how });
  }
}

/** Facets follow only from a result, and what follows cannot be the main facet again. */
function checkFacets(reading: Reading, map: LocatedMap, facet: Facet, subject: string): void {
  const followers: readonly (readonly [string, Facet])[] = [
    ["obiettivo", "target"],
    ["obiettivi", "target"],
    ["scostamento", "deviation"],
    ["raggiungimento", "attainment"],
  ];
  if (facet === "result") return;
  const details = { facet: getWord(facetWords, facet) };
  for (const [key, follows] of followers) {
    const written = map.entries.get(key);
    if (written === undefined) continue;
    if (facet === follows) {
      reading.reporter.report("facet-defined-twice", written.keyPlace, subject, { ...details, key });
    } else if (key !== "obiettivi") {
      // Stated targets have a problem of their own, told with those of the section `obiettivi`.
      reading.reporter.report("facet-without-result", written.keyPlace, subject, { ...details, key });
    }
  }
}

function checkDates(
  reading: Reading,
  indicator: Indicator,
  map: LocatedMap,
  organisation: Organisation,
): void {
  const unit = organisation.units.get(indicator.unit);
  if (unit === undefined) return;
  const subject = `indicatore ${indicator.id}`;
  const isDate = Object.hasOwn(unit.quantity, "data");
  if (isDate && indicator.decimals !== 0) {
    reading.reporter.report("decimals-of-date", getPlace(map, "decimali"), subject, { id: indicator.id });
  }
  if (indicator.attainment?.rule.type === "date" && !isDate) {
    const details = { rule: "data", unit: unit.id, indicator: indicator.id };
    reading.reporter.report("date-rule-without-date", indicator.attainment.origin.place, subject, details);
  }
}

function readDimensionNames(reading: Reading, map: LocatedMap, subject: string): readonly string[] {
  const names = new Map<string, LocatedMap["place"]>();
  for (const { text, place } of listScalars(map, "dimensioni")) {
    const first = names.get(text);
    if (first !== undefined) {
      const details = { what: "La dimensione", name: text, first, here: place };
      reading.reporter.report("duplicate", place, subject, details);
    } else if (checkName(reading, "dimension", text, place, subject)) names.set(text, place);
  }
  return [...names.keys()];
}

function readIndicator(
  reading: Reading,
  { map, head }: Entry,
  id: string,
  organisation: Organisation,
  references: ActReference[],
): Indicator {
  const subject = `indicatore ${id}`;
  const named = (key: string, kind: "unit" | "hierarchy" | "act") => {
    const scalar = findScalar(map, key);
    if (scalar !== undefined) checkName(reading, kind, scalar.text, scalar.place, subject);
    return scalar?.text;
  };
  const kind = findMeaning(kindWords, findText(map, "natura")) ?? "flow";
  const direction = findMeaning(directionWords, findText(map, "verso"));
  const mainFacet = findMeaning(facetWords, findText(map, "faccia")) ?? "result";
  const hierarchy = named("gerarchia", "hierarchy") ?? organisation.principal;
  checkWays(reading, map, id, kind, subject);
  checkFacets(reading, map, mainFacet, subject);
  const indicator: Indicator = {
    id,
    title: findText(map, "titolo") ?? id,
    description: findText(map, "descrizione"),
    unit: named("unita", "unit") ?? "",
    kind,
    direction,
    decimals: findNumber(map, "decimali") ?? 0,
    hierarchy,
    grain: readGrain(reading, map, hierarchy, organisation, subject),
    dimensions: readDimensionNames(reading, map, subject),
    mainFacet,
    formula: readFormula(map, "formula"),
    formerFormulas: readFormerFormulas(reading, map, subject),
    measure: undefined,
    rollUp: findMeaning(aggregationWords, findText(map, "aggregazione")) ?? false,
    whenAbsent: findMeaning(policyWords, findText(map, "quando_assente")) ?? "absent",
    act: named("atto", "act"),
    targetFormula: findText(map, "obiettivo") === "stessa_formula" ? "same" : readFormula(map, "obiettivo"),
    deviation: findMeaning(deviationWords, findText(map, "scostamento")),
    attainment: readAttainment(reading, map, direction, head, references, subject),
    synthesis: readSynthesis(reading, map, head, references, subject),
    owner: findText(map, "responsabile"),
    origin: makeOrigin(head, map.place),
  };
  checkDates(reading, indicator, map, organisation);
  return indicator;
}

/** The indicators whose shape is right, in the order of the files; of two with one id, the first. */
export function readIndicators(
  reading: Reading,
  entries: readonly Entry[],
  organisation: Organisation,
  references: ActReference[],
): readonly Indicator[] {
  const indicators = new Map<string, Indicator>();
  for (const entry of entries) {
    const id = findText(entry.map, "id");
    if (id === undefined || reading.suspect.has(entry.map)) continue;
    if (reservedNames.has(id)) {
      reading.reporter.report("reserved-name", getPlace(entry.map, "id"), `indicatore ${id}`, { name: id });
    }
    const indicator = readIndicator(reading, entry, id, organisation, references);
    for (const each of expandMeasure(reading, indicator, entry))
      if (!indicators.has(each.id)) indicators.set(each.id, each);
  }
  return [...indicators.values()];
}
