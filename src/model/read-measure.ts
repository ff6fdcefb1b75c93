/**
 * `misura`: how an indicator is measured from facts. A share and a mean are no sums: they become a formula
 * over two measured indicators, `<id>_entro` or `<id>_somma` over `<id>_casi`, so that they are recomputed at
 * every office and period and nothing after this room needs to know of them.
 */
import type { FactMeasure, FactSource, MeasureType, ReferenceTable } from "./declared-facts.ts";
import { findMap, findScalar, findText, getPlace, type LocatedMap, listScalars } from "./located.ts";
import type { Indicator } from "./model.ts";
import { readCondition } from "./read-sources.ts";
import { checkName, type Entry, type Reading } from "./reading.ts";
import { findMeaning, getWord, holdsWords, kindWords, measureWords } from "./words.ts";

/** What each type must say and may say, besides `tipo`, `fonte`, `quando`, `membri` and `vale`. */
const keysOfType: Readonly<
  Record<MeasureType, { readonly needs: readonly string[]; readonly kinds: readonly Indicator["kind"][] }>
> = {
  sum: { needs: [], kinds: ["flow", "stock", "level"] },
  "weighted-sum": { needs: ["tabella", "peso"], kinds: ["flow", "stock", "level"] },
  "weighted-stock": { needs: ["tabella", "peso"], kinds: ["stock"] },
  count: { needs: [], kinds: ["flow", "stock", "level"] },
  share: { needs: ["entro"], kinds: ["ratio"] },
  mean: { needs: [], kinds: ["ratio"] },
  distinct: { needs: ["colonna"], kinds: ["score"] },
  "period-days": { needs: [], kinds: ["score"] },
};

const takesColumn: ReadonlySet<MeasureType> = new Set([
  "sum",
  "weighted-sum",
  "weighted-stock",
  "mean",
  "distinct",
]);

/** The names that a share or a mean brings beside its own. */
export function measureNames(indicator: LocatedMap, id: string): readonly string[] {
  const map = findMap(indicator, "misura");
  const type = map && findMeaning(measureWords, findText(map, "tipo"));
  if (type === "share") return [`${id}_casi`, `${id}_entro`];
  return type === "mean" ? [`${id}_casi`, `${id}_somma`] : [];
}

/** The indicator with its measure, and those that its measure brings. */
export function expandMeasure(reading: Reading, indicator: Indicator, entry: Entry): readonly Indicator[] {
  const map = findMap(entry.map, "misura");
  if (map === undefined || reading.suspect.has(map)) return [indicator];
  const subject = `indicatore ${indicator.id}`;
  const type = findMeaning(measureWords, findText(map, "tipo")) ?? "sum";
  checkKeys(reading, indicator, map, type, subject);
  const common = readCommon(reading, map, subject);
  if (type !== "share" && type !== "mean") return [{ ...indicator, measure: { ...common, type } }];

  checkName(reading, "unit", "numero", map.place, subject);
  // The cases of a mean are the rows that have what is averaged.
  const counted = type === "mean" ? common : { ...common, column: undefined, days: undefined };
  const count = { ...counted, within: undefined, type: "count" } as const;
  const [casesId, partId] = [
    `${indicator.id}_casi`,
    `${indicator.id}_${type === "share" ? "entro" : "somma"}`,
  ];
  const part = makePart(indicator, partId, type === "mean" ? indicator.unit : "numero", {
    ...(type === "share" ? { ...count, within: common.within } : { ...common, type: "sum" }),
  });
  const cases = makePart(indicator, casesId, "numero", count);
  const text = `${partId} / ${casesId}${type === "share" ? " * 100" : ""}`;
  return [cases, part, { ...indicator, formula: { text, place: map.place } }];
}

/** A part of a share or of a mean: a flow of whole numbers, or of the column's, at the same grain. */
function makePart(whole: Indicator, id: string, unit: string, measure: FactMeasure): Indicator {
  const what = id.endsWith("_casi") ? "casi" : id.endsWith("_entro") ? "entro il termine" : "somma";
  return {
    ...whole,
    id,
    title: `${whole.title}: ${what}`,
    description: undefined,
    unit,
    kind: "flow",
    direction: undefined,
    decimals: measure.type === "count" ? 0 : whole.decimals,
    formula: undefined,
    formerFormulas: [],
    measure,
    targetFormula: undefined,
    deviation: undefined,
    attainment: undefined,
  };
}

function readCommon(reading: Reading, map: LocatedMap, subject: string): Omit<FactMeasure, "type"> {
  const source = findScalar(map, "fonte");
  const table = findScalar(map, "tabella");
  if (source !== undefined) checkName(reading, "source", source.text, source.place, subject);
  if (table !== undefined) checkName(reading, "table", table.text, table.place, subject);
  const [from, to] = listScalars(map, "giorni");
  const members = findMap(map, "membri");
  return {
    source: source?.text,
    column: findText(map, "colonna"),
    days: from !== undefined && to !== undefined ? { from: from.text, to: to.text } : undefined,
    table: table?.text,
    weight: findText(map, "peso"),
    when: readCondition(map, "quando"),
    within: readCondition(map, "entro"),
    members: Object.fromEntries(
      [...(members?.entries.keys() ?? [])].map((name) => [name, findText(members!, name) ?? ""]),
    ),
    holds: findMeaning(holdsWords, findText(map, "vale")),
    place: map.place,
  };
}

function checkKeys(
  reading: Reading,
  indicator: Indicator,
  map: LocatedMap,
  type: MeasureType,
  subject: string,
): void {
  const { reporter } = reading;
  const name = getWord(measureWords, type);
  const { needs, kinds } = keysOfType[type];
  const has = (key: string) => map.entries.has(key);
  const missing = (key: string) =>
    reporter.report("measure-key-missing", map.place, subject, { type: name, key });
  if (type !== "period-days" && !has("fonte")) missing("fonte");
  for (const key of needs) if (!has(key)) missing(key);
  if (takesColumn.has(type) && !has("colonna") && !has("giorni")) missing("colonna");
  const allowed = new Set(["tipo", "vale", ...needs]);
  if (type !== "period-days") for (const key of ["fonte", "quando", "membri"]) allowed.add(key);
  if (takesColumn.has(type)) allowed.add("colonna");
  if (type === "sum" || type === "mean") allowed.add("giorni");
  for (const [key, { keyPlace }] of map.entries) {
    if (!allowed.has(key)) reporter.report("measure-key-not-allowed", keyPlace, subject, { type: name, key });
  }
  if (has("colonna") && has("giorni")) {
    reporter.report("measure-key-not-allowed", getPlace(map, "giorni"), subject, {
      type: name,
      key: "giorni",
      beside: "colonna",
    });
  }
  if (indicator.formula !== undefined || indicator.synthesis !== undefined) {
    reporter.report("measure-and-formula", map.place, subject, { id: indicator.id });
  }
  if (!kinds.includes(indicator.kind)) {
    const details = { type: name, kinds: kinds.map((kind) => getWord(kindWords, kind)) };
    reporter.report("measure-of-wrong-kind", map.place, subject, details);
  }
}

/** What only the sources and tables together can tell: columns and weights that exist, members that have a way. */
export function checkMeasures(
  reading: Reading,
  indicators: readonly Indicator[],
  sources: readonly FactSource[],
  tables: readonly ReferenceTable[],
): void {
  for (const indicator of indicators) {
    const { measure } = indicator;
    const source = sources.find(({ id }) => id === measure?.source);
    if (measure === undefined || source === undefined) continue;
    const subject = `indicatore ${indicator.id}`;
    const report = (what: string, name: string, known: readonly string[]) => {
      const nearest = reading.reporter.findNearest(name, known);
      reading.reporter.report("unknown-reference", measure.place, subject, { what, name, nearest });
    };
    const columns = source.columns.map(({ id }) => id);
    for (const name of [measure.column, measure.days?.from, measure.days?.to])
      if (name !== undefined && !columns.includes(name))
        report(`La colonna della fonte \`${source.id}\``, name, columns);
    const table = tables.find(({ id }) => id === measure.table);
    if (table !== undefined && measure.weight !== undefined && table.numbers[measure.weight] === undefined)
      report(`Il peso della tabella \`${table.id}\``, measure.weight, Object.keys(table.numbers));
    const bound = new Set(source.columns.map((column) => column.table));
    const reach = (id: string) => {
      if (bound.has(id)) return;
      const details = { table: id, source: source.id };
      reading.reporter.report("measure-table-unreached", measure.place, subject, details);
    };
    if (table !== undefined) reach(table.id);
    const reached = [...columns, ...tables.flatMap((each) => each.texts.map((name) => `${each.id}.${name}`))];
    for (const dimension of indicator.dimensions) {
      const way = measure.members[dimension];
      if (way === undefined)
        reading.reporter.report("measure-without-member", measure.place, subject, { dimension });
      else if (!reached.includes(way)) report("La colonna", way, reached);
      else if (way.includes(".")) reach(way.slice(0, way.indexOf(".")));
    }
  }
}
