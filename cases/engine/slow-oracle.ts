/**
 * The tables of docs/spec.md, sections T and E, followed one cell at a time by plain recursion: slow, and
 * without any code of the engine, which is tested against it. Only formulas are computed by
 * `evaluateFormula`, itself the slow evaluator of its room.
 */
import {
  type Cell,
  evaluateFormula,
  type Formula,
  getKnownNames,
  type Lookup,
  parseFormula,
  type Reference,
  type Series,
} from "../../src/formula/index.ts";
import {
  type Absence,
  type AbsencePolicy,
  type Attainment,
  childrenOfPeriod,
  type Facet,
  type FormulaText,
  grainLayout,
  type Indicator,
  listPeriodsOfYear,
  type Members,
  type Model,
  type Observation,
  type OrgUnit,
  type Period,
  type Provenance,
  provenances,
  type Target,
} from "../../src/model/index.ts";

export interface Marks {
  readonly provenance: Provenance;
  readonly provisional: boolean;
  readonly partial: boolean;
  readonly printed: boolean;
}
export type Known = Marks & { readonly value?: number; readonly absence?: Absence; readonly scaled?: bigint };
export interface Place {
  readonly unit: string;
  readonly period: Period;
}
export interface Name {
  readonly indicator: Indicator;
  readonly facet: Facet;
  readonly members: Members;
}
export interface OracleDate {
  readonly year: number;
  readonly validOn: string;
  readonly methodOn: string;
  readonly knownAt: string | undefined;
}
export interface Oracle {
  readonly getCell: (name: Name, place: Place) => Known;
  readonly getCoverage: (name: Name, place: Place) => number | null;
}

const clean: Marks = { provenance: "published", provisional: false, partial: false, printed: false };
const notApplicable: Known = { ...clean, absence: "not-applicable" };

function joinMarks(marks: readonly Marks[]): Marks {
  const weakest = Math.max(0, ...marks.map((mark) => provenances.indexOf(mark.provenance)));
  return {
    provenance: provenances[weakest] ?? "published",
    provisional: marks.some((mark) => mark.provisional),
    partial: marks.some((mark) => mark.partial),
    printed: marks.some((mark) => mark.printed),
  };
}

/** E2: not applicable before not due, and that before upstream. */
function mergeAbsences(cells: readonly Known[]): Absence | undefined {
  const found = cells.flatMap((cell) => (cell.absence === undefined ? [] : [cell.absence]));
  if (found.length === 0) return undefined;
  if (found.includes("not-applicable")) return "not-applicable";
  return found.includes("not-due") ? "not-due" : "upstream";
}

/** What is computed from operands that are all there. */
function conclude(reads: readonly Known[], compute: (values: readonly number[]) => number): Known {
  const marks = joinMarks(reads);
  const absence = mergeAbsences(reads);
  if (absence !== undefined) return { ...marks, absence };
  const value = compute(reads.map((cell) => cell.value ?? Number.NaN));
  return Number.isFinite(value) ? { ...marks, value } : { ...marks, absence: "not-evaluable" };
}

/** E5: too large for a sum, or for what enters one, in units of the last decimal. */
const isBeyond = (scaled: bigint | number, decimals: number): boolean =>
  Math.abs(Number(scaled)) > (decimals === 0 ? Number.MAX_SAFE_INTEGER : 1e15);

/** A roll-up; `average` divides by the parts that are there. Whole numbers are summed exactly. */
function sumParts(parts: readonly Known[], policy: AbsencePolicy, decimals: number, average: boolean): Known {
  const applicable = parts.filter((part) => part.absence !== "not-applicable");
  if (applicable.length === 0) return notApplicable;
  const present = applicable.filter((part) => part.absence === undefined);
  const holes = applicable.length - present.length;
  const marks = joinMarks(applicable);
  if (holes > 0 && policy === "absent") return { ...marks, absence: mergeAbsences(applicable) ?? "upstream" };
  if (present.length === 0) return { ...marks, partial: false, absence: "upstream" };
  const partial = marks.partial || (holes > 0 && policy === "partial");
  const refused: Known = { ...marks, partial, absence: "not-evaluable" };
  const isWhole = present.every((part) => part.scaled !== undefined);
  if (!isWhole) {
    const sums = listSums(0, present, (total, part) => total + (part.value ?? 0));
    const sum = sums.at(-1) ?? 0;
    if (sums.some((each) => isBeyond(each, 0))) return refused;
    return { ...marks, partial, value: average ? sum / present.length : sum };
  }
  const sums = listSums(0n, present, (total, part) => total + (part.scaled ?? 0n));
  const scaled = sums.at(-1) ?? 0n;
  if (sums.some((each) => isBeyond(each, decimals))) return refused;
  if (average) return { ...marks, partial, value: Number(scaled) / present.length / 10 ** decimals };
  return { ...marks, partial, scaled, value: Number(scaled) / 10 ** decimals };
}

/** The sums of the first part, of the first two, and so on. */
function listSums<T>(zero: T, parts: readonly Known[], add: (total: T, part: Known) => T): readonly T[] {
  let total = zero;
  return parts.map((part) => {
    total = add(total, part);
    return total;
  });
}

/** E7, without floor and cap. */
function applyRule({ rule }: Attainment, direction: Indicator["direction"], r: number, t: number): number {
  const isDown = direction === "down";
  switch (rule.type) {
    case "deviation":
      return t === 0 ? Number.NaN : 100 + ((isDown ? t - r : r - t) / Math.abs(t)) * 100;
    case "ratio":
      if (r < 0 || t < 0 || (isDown ? r : t) === 0) return Number.NaN;
      return ((isDown ? t : r) / (isDown ? r : t)) * 100;
    case "min-max":
      return ((r - rule.min) / (rule.max - rule.min)) * 100;
    case "bands": {
      const found = rule.bands.filter(
        ({ from, until }) => !(from !== null && r < from) && !(until !== null && r >= until),
      );
      return found.length === 1 ? (found[0]?.score ?? Number.NaN) : Number.NaN;
    }
    case "date":
      if (r <= t) return 100;
      return rule.lossPerDay === undefined ? 0 : 100 - rule.lossPerDay * (r - t);
    case "yes-no":
      return r === 1 ? 100 : r === 0 ? 0 : Number.NaN;
    case "progress":
      return r;
    case "difference":
      return 100 + (isDown ? t - r : r - t);
  }
}

const comparing: readonly string[] = ["deviation", "ratio", "date", "difference"];
const isAdditive = (kind: Indicator["kind"]) => kind === "flow" || kind === "stock" || kind === "level";
const lengths = { month: 1, quarter: 3, semester: 6, year: 12 } as const;

/** Every figure of the model on a date, on demand. */
export function makeOracle(model: Model, date: OracleDate): Oracle {
  const names = getKnownNames(model);
  const cells = new Map<string, Known>();
  const editions = new Map<number, Oracle>();
  const formulas = new Map<FormulaText, Formula>();

  const findIndicator = (id: string): Indicator => {
    const found = model.indicators.find((indicator) => indicator.id === id);
    if (found === undefined) throw new Error(`indicatore ${id}`);
    return found;
  };
  const readFormula = (text: FormulaText): Formula => {
    const known = formulas.get(text) ?? parseFormula(text, names, "").value;
    if (known === undefined) throw new Error(text.text);
    formulas.set(text, known);
    return known;
  };

  // T2, T5: the units of a year.
  const listUnits = (hierarchy: string, year: number): readonly OrgUnit[] =>
    (model.hierarchies.find(({ id }) => id === hierarchy)?.units ?? [])
      .filter((unit) => meets(unit, `${year}-01-01`, `${year + 1}-01-01`))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const meets = (unit: OrgUnit, from: string, until: string) =>
    (unit.validFrom === undefined || unit.validFrom < until) &&
    (unit.validUntil === undefined || unit.validUntil > from);
  const listChildren = (hierarchy: string, code: string, year: number) =>
    listUnits(hierarchy, year).filter((unit) => unit.parent === code);
  const listBelow = (hierarchy: string, code: string, year: number): string[] => [
    code,
    ...listChildren(hierarchy, code, year).flatMap((child) => listBelow(hierarchy, child.code, year)),
  ];
  const exists = (hierarchy: string, code: string, period: Period) =>
    listUnits(hierarchy, period.year).some(
      (unit) => unit.code === code && meets(unit, period.from, period.until),
    );

  // T3: where a measure is observed.
  const isAtGrain = ({ grain, hierarchy }: Indicator, code: string, year: number): boolean => {
    const units = listUnits(hierarchy, year);
    const unit = units.find((candidate) => candidate.code === code);
    if (unit === undefined) return false;
    if (grain.orgUnit === "tutte") return true;
    if (grain.orgUnit === "ente") return unit.parent === undefined;
    if (grain.orgUnit === "foglie") return listChildren(hierarchy, code, year).length === 0;
    if (unit.type !== grain.orgUnit) return false;
    for (let above = unit.parent; above !== undefined; ) {
      const parent = units.find((candidate) => candidate.code === above);
      if (parent?.type === grain.orgUnit) return false;
      above = parent?.parent;
    }
    return true;
  };
  const isAbove = (indicator: Indicator, code: string, year: number): boolean =>
    !isAtGrain(indicator, code, year) &&
    listBelow(indicator.hierarchy, code, year).some((below) => isAtGrain(indicator, below, year));

  /** T4: a cell at the grain by `measure`, above it from its parts. */
  const rollUp = (
    indicator: Indicator,
    { unit, period }: Place,
    scaled: boolean,
    measure: (place: Place) => Known,
  ): Known => {
    const { kind, whenAbsent, grain, hierarchy } = indicator;
    const { year } = period;
    const at = isAtGrain(indicator, unit, year);
    if ((!at && !isAbove(indicator, unit, year)) || lengths[period.grain] < lengths[grain.period])
      return notApplicable;
    const part = (place: Place) => rollUp(indicator, place, scaled, measure);
    const decimals = scaled ? indicator.decimals : 0;
    if (period.grain === grain.period) {
      if (at) return exists(hierarchy, unit, period) ? measure({ unit, period }) : notApplicable;
      if (!isAdditive(kind)) return notApplicable;
      // Formulas sum floating numbers, in the engine's order: from the last office to the first.
      const below = listChildren(hierarchy, unit, year).toReversed();
      return sumParts(
        below.map((child) => part({ unit: child.code, period })),
        whenAbsent,
        decimals,
        false,
      );
    }
    if (!isAdditive(kind)) return notApplicable;
    const shorter = (childrenOfPeriod[period.index] ?? []).map((index) => listPeriodsOfYear(year)[index]!);
    if (kind === "stock") return joinLast(part({ unit, period: shorter[shorter.length - 1]! }));
    const isMean = kind === "level";
    const parts = isMean ? listShortest(period, grain.period) : shorter;
    return sumParts(
      parts.map((each) => part({ unit, period: each })),
      whenAbsent,
      decimals,
      isMean,
    );
  };
  const joinLast = (last: Known): Known =>
    last.absence === undefined ? last : { ...last, absence: mergeAbsences([last]) ?? "upstream" };
  const listShortest = (period: Period, grain: Period["grain"]): Period[] =>
    listPeriodsOfYear(period.year).filter(
      (each) => each.grain === grain && each.from >= period.from && each.until <= period.until,
    );

  // E9, E10: what was known, and in force.
  const recorded = (entry: Observation | Target) => entry.origin.recordedOn ?? "";
  const isKnown = (entry: Observation | Target) =>
    date.knownAt === undefined || recorded(entry) <= date.knownAt;
  const isOf = (entry: Observation | Target, { indicator, members }: Name, { unit, period }: Place) =>
    entry.indicator === indicator.id &&
    entry.orgUnit === unit &&
    entry.period === period.code &&
    indicator.dimensions.every((dimension) => entry.members[dimension] === members[dimension]);
  const markEntry = ({ origin }: Observation | Target): Marks => ({
    ...clean,
    provenance: origin.provenance,
    provisional: origin.status === "provisional",
  });
  const readObservation = (name: Name, place: Place, isPrinted: boolean): Known => {
    const entries = model.observations.filter((entry) => isOf(entry, name, place) && isKnown(entry));
    const last = entries.toSorted((a, b) => (recorded(a) < recorded(b) ? -1 : 1)).at(-1);
    if (last === undefined) {
      if (date.knownAt !== undefined && place.period.until > date.knownAt)
        return { ...clean, absence: "not-due" };
      return { ...clean, absence: isPrinted ? "undisclosed" : "missing" };
    }
    const marks = { ...markEntry(last), printed: isPrinted };
    const { kind, decimals } = name.indicator;
    if (last.scaled !== undefined && isAdditive(kind) && isBeyond(last.scaled, decimals))
      return { ...marks, absence: "not-evaluable" };
    if (last.scaled === undefined) return { ...marks, absence: last.absence ?? "missing" };
    return { ...marks, scaled: BigInt(last.scaled), value: last.scaled / 10 ** name.indicator.decimals };
  };
  const readTarget = (name: Name, place: Place): Known => {
    const { indicator } = name;
    if (!exists(indicator.hierarchy, place.unit, place.period)) return notApplicable;
    const entries = model.targets.filter(
      (entry) => isOf(entry, name, place) && isKnown(entry) && (entry.validFrom ?? "") <= date.validOn,
    );
    const rank = (entry: Target) => `${(entry.validFrom ?? "").padEnd(10)} ${recorded(entry)}`;
    const last = entries.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).at(-1);
    if (last !== undefined) {
      const marks = markEntry(last);
      return last.value === undefined
        ? { ...marks, absence: last.absence ?? "missing" }
        : { ...marks, value: last.value };
    }
    const isCompared =
      indicator.deviation !== undefined || comparing.includes(indicator.attainment?.rule.type ?? "");
    const isOwed =
      isCompared && place.period.grain === "year" && isAtGrain(indicator, place.unit, place.period.year);
    return isOwed ? { ...clean, absence: "missing" } : notApplicable;
  };

  // F15: the figures behind a reference.
  const listNames = (reference: Reference, own: Name, onTargets: boolean): Name[] => {
    const indicator = findIndicator(reference.indicator);
    const isTarget = onTargets && indicator.mainFacet === "result";
    const facet = reference.facet ?? (isTarget ? "target" : indicator.mainFacet);
    let all: Members[] = [{}];
    for (const dimension of indicator.dimensions) {
      const fixed = reference.members[dimension] ?? own.members[dimension];
      const free = model.dimensions.find(({ id }) => id === dimension)?.members.map(({ code }) => code) ?? [];
      all = all.flatMap((members) =>
        (fixed === undefined ? free : [fixed]).map((member) => ({ ...members, [dimension]: member })),
      );
    }
    return all.map((members) => ({ indicator, facet, members }));
  };

  const findPast = (period: Period, years: number, steps: number): Period | undefined => {
    const { first, count } = grainLayout[period.grain];
    const ordinal = period.index - first + steps;
    const year = period.year + years + (ordinal < 0 ? -1 : 0);
    return year < model.years.from ? undefined : listPeriodsOfYear(year)[first + ((ordinal + count) % count)];
  };
  const total = (parts: readonly Known[]): Known => {
    const applicable = parts.filter((part) => part.absence !== "not-applicable");
    if (applicable.length === 0) return notApplicable;
    return conclude(applicable, (values) => values.reduce((sum, value) => sum + value, 0));
  };
  const sinceJanuary = (name: Name, { unit, period }: Place): Known[] =>
    listPeriodsOfYear(period.year)
      .filter((each) => each.grain === period.grain && each.index <= period.index)
      .map((each) => getCell(name, { unit, period: each }));
  const accumulate = (name: Name, place: Place): Known => {
    if (!exists(name.indicator.hierarchy, place.unit, place.period)) return notApplicable;
    const year = place.period.year - 1;
    const own = sinceJanuary(name, place);
    if (year < model.years.from) return total(own);
    const { first, count } = grainLayout[place.period.grain];
    const lastPeriod = listPeriodsOfYear(year)[first + count - 1]!;
    return total([accumulate(name, { unit: place.unit, period: lastPeriod }), ...own]);
  };
  const computeSeries = (series: Series, own: Name, place: Place, onTargets: boolean): Known => {
    const [name] = listNames(series.operand, own, onTargets);
    if (name === undefined) throw new Error(series.name);
    const { hierarchy } = name.indicator;
    const { unit, period } = place;
    if (!exists(hierarchy, unit, period)) return notApplicable;
    switch (series.name) {
      case "precedente":
      case "anno_precedente": {
        const before = series.name === "precedente" ? findPast(period, 0, -1) : findPast(period, -1, 0);
        return before === undefined
          ? { ...clean, absence: "missing" }
          : joinLast(getCell(name, { unit, period: before }));
      }
      case "da_inizio_anno":
        return total(sinceJanuary(name, place));
      case "cumulato":
        return accumulate(name, place);
      case "totale_sottoalbero":
        return total(
          listBelow(hierarchy, unit, period.year).map((below) => getCell(name, { unit: below, period })),
        );
      case "edizione_precedente": {
        const before = findPast(period, -1, 0);
        if (before === undefined) return { ...clean, absence: "missing" };
        return joinLast(getEdition(before.year).getCell(name, { unit, period: before }));
      }
      case "media_gruppo":
      case "media_gruppo_anno_precedente": {
        const groups = model.groupings.find(({ id }) => id === series.grouping)?.groups ?? [];
        const group = groups.find(({ units }) => units.includes(unit));
        const weight = listNames(series.weight ?? series.operand, own, onTargets)[0]!;
        if (group === undefined) return notApplicable;
        const isPast = series.name === "media_gruppo_anno_precedente";
        const when = isPast ? findPast(period, -1, 0) : period;
        if (when === undefined) return { ...clean, absence: "missing" };
        return averageGroup(name, weight, group.units, when, isPast ? unit : undefined);
      }
    }
  };
  /** T9, T10: the figures of the offices of a group, weighed; `forUnit` is not compared with itself alone. */
  const averageGroup = (
    name: Name,
    weight: Name,
    units: readonly string[],
    period: Period,
    forUnit: string | undefined,
  ): Known => {
    const { hierarchy } = name.indicator;
    const roots = listUnits(hierarchy, period.year).filter(({ parent }) => parent === undefined);
    const inOrder = roots.flatMap(({ code }) => listBelow(hierarchy, code, period.year));
    const offices = inOrder
      .filter((code) => units.includes(code))
      .map((unit) => ({
        unit,
        value: getCell(name, { unit, period }),
        weight: getCell(weight, { unit, period }),
      }))
      .filter((each) => each.value.absence !== "not-applicable" && each.weight.absence !== "not-applicable");
    if (offices.length === 0) return notApplicable;
    const counting = offices.filter((each) => each.weight.value !== 0);
    const isAlone = counting.length === 1 && counting[0]!.unit === forUnit;
    const reads = [...offices.map((each) => each.weight), ...counting.map((each) => each.value)];
    return conclude(reads, () => {
      let sum = 0;
      let weights = 0;
      for (const each of counting) {
        sum += each.weight.value! * each.value.value!;
        weights += each.weight.value!;
      }
      return weights === 0 || isAlone ? Number.NaN : sum / weights;
    });
  };
  /** A year by its own targets and formulas, but by none later than those that are asked for. */
  const getEdition = (year: number): Oracle => {
    const last = `${year}-12-31`;
    const methodOn = date.methodOn < last ? date.methodOn : last;
    const known = editions.get(year) ?? makeOracle(model, { ...date, year, validOn: last, methodOn });
    editions.set(year, known);
    return known;
  };

  /** E3: the marks of what a formula read; a branch that was not chosen and a member left out are not read. */
  const gatherMarks = (
    formula: Formula,
    lookup: Lookup,
    read: (node: Reference | Series) => readonly Known[],
  ): Marks[] => {
    const all = (parts: readonly Formula[]) => parts.flatMap((part) => gatherMarks(part, lookup, read));
    switch (formula.type) {
      case "number":
      case "boolean":
        return [];
      case "reference":
      case "series":
        return [...read(formula)];
      case "negate":
        return all([formula.operand]);
      case "arithmetic":
      case "comparison":
      case "logic":
        return all([formula.left, formula.right]);
      case "between":
        return all([formula.value, formula.low, formula.high]);
      case "scalar":
        return all(formula.operands);
      case "list":
        return formula.operands.flatMap((operand) => {
          if (operand.type === "reference")
            return read(operand).filter((cell) => cell.absence !== "not-applicable");
          const outcome = evaluateFormula(operand, lookup);
          return "absence" in outcome && outcome.absence === "not-applicable" ? [] : all([operand]);
        });
      case "if": {
        const condition = evaluateFormula(formula.condition, lookup);
        if ("absence" in condition) return all([formula.condition]);
        return all([formula.condition, condition.value === true ? formula.then : formula.otherwise]);
      }
    }
  };
  const computeFormula = (text: FormulaText, name: Name, place: Place, onTargets: boolean): Known => {
    const formula = readFormula(text);
    const read = (node: Reference | Series): readonly Known[] =>
      node.type === "series"
        ? [computeSeries(node, name, place, onTargets)]
        : listNames(node, name, onTargets).map((each) => getCell(each, place));
    const lookup: Lookup = (node) => {
      const found = read(node).map(
        (cell): Cell =>
          cell.absence === undefined ? { value: cell.value ?? Number.NaN } : { absence: cell.absence },
      );
      return found.length === 1 ? found[0]! : found;
    };
    const outcome = evaluateFormula(formula, lookup);
    const marks = joinMarks(gatherMarks(formula, lookup, read));
    return "absence" in outcome
      ? { ...marks, absence: outcome.absence }
      : { ...marks, value: Number(outcome.value) };
  };

  // E2, E8.
  const computeSynthesis = (name: Name, place: Place): Known => {
    const synthesis = name.indicator.synthesis!;
    const parts = synthesis.components.map((component) => ({
      weight: component.weight ?? Number.NaN,
      cell: getCell(nameComponent(component, name), place),
    }));
    const marks = joinMarks(parts.map(({ cell }) => cell));
    const partial = marks.partial || synthesis.weights === "partial";
    const present = parts.filter(({ cell }) => cell.absence === undefined);
    const sum = present.reduce((before, { weight, cell }) => before + weight * (cell.value ?? 0), 0);
    if (present.length === parts.length) return settle({ ...marks, partial }, sum / synthesis.total);
    if (synthesis.whenAbsent === "absent")
      return { ...marks, partial, absence: mergeAbsences(parts.map(({ cell }) => cell)) ?? "upstream" };
    if (present.length === 0) return { ...marks, partial, absence: "upstream" };
    if (synthesis.whenAbsent === "partial") return settle({ ...marks, partial: true }, sum / synthesis.total);
    const weights = present.reduce((before, { weight }) => before + weight, 0);
    return settle({ ...marks, partial }, sum / weights);
  };
  const settle = (marks: Marks, value: number): Known =>
    Number.isFinite(value) ? { ...marks, value } : { ...marks, absence: "not-evaluable" };
  const nameComponent = (
    component: NonNullable<Indicator["synthesis"]>["components"][number],
    own: Name,
  ): Name => {
    const indicator = findIndicator(component.indicator);
    const members = Object.fromEntries(
      indicator.dimensions.map((id) => [id, component.members[id] ?? own.members[id] ?? ""]),
    );
    return { indicator, facet: component.facet ?? indicator.mainFacet, members };
  };
  const isWeighed = ({ synthesis }: Indicator) =>
    synthesis !== undefined &&
    synthesis.weights !== "undisclosed" &&
    synthesis.components.every(({ weight }) => weight !== undefined);

  const getFormula = ({ indicator, facet }: Name): { text: FormulaText; onTargets: boolean } | undefined => {
    // D21: the formula in force on the day of the method.
    const former = indicator.formerFormulas.find(({ until }) => until > date.methodOn);
    const text = former?.formula ?? indicator.formula;
    if (facet === indicator.mainFacet) return text && { text, onTargets: false };
    if (facet !== "target" || indicator.targetFormula === undefined) return undefined;
    if (indicator.targetFormula !== "same") return { text: indicator.targetFormula, onTargets: false };
    return text && { text, onTargets: true };
  };
  const compute = (name: Name, place: Place): Known => {
    const { indicator, facet, members } = name;
    if (!exists(indicator.hierarchy, place.unit, place.period)) return notApplicable;
    const formula = getFormula(name);
    if (formula !== undefined) {
      const measure = (each: Place) => computeFormula(formula.text, name, each, formula.onTargets);
      return indicator.rollUp ? rollUp(indicator, place, false, measure) : measure(place);
    }
    if (facet === indicator.mainFacet) {
      if (isWeighed(indicator)) return computeSynthesis(name, place);
      const isPrinted = indicator.synthesis !== undefined;
      const own: Indicator = isPrinted ? { ...indicator, kind: "score" } : indicator;
      return rollUp(own, place, true, (each) => readObservation(name, each, isPrinted));
    }
    if (facet === "target") return readTarget(name, place);
    const result = getCell({ indicator, facet: "result", members }, place);
    const target = getCell({ indicator, facet: "target", members }, place);
    if (facet === "deviation") {
      const isPercent = indicator.deviation === "percent";
      return compare([result, target], ([r, t]) => {
        const difference = indicator.direction === "down" ? t! - r! : r! - t!;
        return isPercent ? (t === 0 ? Number.NaN : (difference / Math.abs(t!)) * 100) : difference;
      });
    }
    const attainment = indicator.attainment!;
    const reads = comparing.includes(attainment.rule.type) ? [result, target] : [result];
    return compare(reads, ([r, t]) => {
      const value = applyRule(attainment, indicator.direction, r!, t ?? Number.NaN);
      if (attainment.floor !== undefined && value < attainment.floor) return attainment.floor;
      return attainment.cap !== undefined && value > attainment.cap ? attainment.cap : value;
    });
  };
  /** E4. */
  const compare = (reads: readonly Known[], rule: (values: readonly number[]) => number): Known =>
    conclude(reads, (values) => (joinMarks(reads).partial ? Number.NaN : rule(values)));

  const getCell = (name: Name, place: Place): Known => {
    const key = JSON.stringify([
      name.indicator.id,
      name.facet,
      Object.entries(name.members).sort(([a], [b]) => (a < b ? -1 : 1)),
      place.unit,
      place.period.code,
    ]);
    const known = cells.get(key) ?? compute(name, place);
    cells.set(key, known);
    return known;
  };

  // E11.
  const countMeasured = (name: Name, { unit, period }: Place): number => {
    const { indicator } = name;
    if (lengths[period.grain] < lengths[indicator.grain.period]) return 0;
    const below = isAtGrain(indicator, unit, period.year)
      ? [unit]
      : listBelow(indicator.hierarchy, unit, period.year);
    const measured = below
      .filter((code) => isAtGrain(indicator, code, period.year))
      .flatMap((code) =>
        listShortest(period, indicator.grain.period).map((each) =>
          getCell(name, { unit: code, period: each }),
        ),
      )
      .filter((cell) => cell.absence !== "not-applicable");
    if (measured.length === 0) return 0;
    return measured.filter((cell) => cell.absence === undefined).length / measured.length;
  };
  const listReferences = (formula: Formula): (Reference | Series)[] => {
    if (formula.type === "reference" || formula.type === "series") return [formula];
    const parts = Object.values(formula)
      .flat()
      .filter((part): part is Formula => typeof part === "object" && part !== null && "type" in part);
    return parts.flatMap(listReferences);
  };
  const least = (all: readonly (number | null)[]): number | null =>
    all.includes(null) ? null : Math.min(1, ...all.map((each) => each ?? 0));
  const getCoverage = (name: Name, place: Place): number | null => {
    const { indicator, facet, members } = name;
    const own = getCell(name, place);
    const isPresent = own.absence === undefined;
    const formula = getFormula(name);
    const isMain = facet === indicator.mainFacet;
    if (isMain && isWeighed(indicator)) {
      const { components, total: whole } = indicator.synthesis!;
      const all = components.map((component) => getCoverage(nameComponent(component, name), place));
      if (all.includes(null)) return null;
      return all.reduce<number>((sum, each, k) => sum + components[k]!.weight! * (each ?? 0), 0) / whole;
    }
    if (isMain && indicator.synthesis !== undefined) return isPresent ? null : 0;
    if (formula === undefined && isMain)
      return isAdditive(indicator.kind) ? countMeasured(name, place) : isPresent ? 1 : 0;
    if (formula !== undefined && indicator.rollUp) return countMeasured(name, place);
    if (!isPresent) return 0;
    if (formula === undefined && facet === "target") return 1;
    if (formula !== undefined) {
      const all = listReferences(readFormula(formula.text)).flatMap((node) => {
        if (node.type === "series") {
          const { absence } = computeSeries(node, name, place, formula.onTargets);
          return absence === "not-applicable" ? [] : [absence === undefined ? 1 : 0];
        }
        return listNames(node, name, formula.onTargets)
          .filter((each) => getCell(each, place).absence !== "not-applicable")
          .map((each) => getCoverage(each, place));
      });
      return least(all);
    }
    const rule = indicator.attainment?.rule.type ?? "";
    const facets: Facet[] =
      facet === "attainment" && !comparing.includes(rule) ? ["result"] : ["result", "target"];
    return least(facets.map((each) => getCoverage({ indicator, facet: each, members }, place)));
  };
  return { getCell, getCoverage };
}
