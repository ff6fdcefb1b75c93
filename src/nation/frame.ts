/**
 * What the generator takes from the model of the nation: structures with their months, products with their
 * coefficients month by month, who takes over from whom, and the lists that the sources admit.
 */
import {
  listPeriodsOfYear,
  type Model,
  type OrgUnit,
  type Outcome,
  type Period,
  type ReferenceRow,
} from "../model/index.ts";
import { modelLacks } from "./problems.ts";

/** Two years, month by month: 0 is January of the year before, 12 January of the year. */
export const monthsInPlan = 24;
/** The first month of the year that is calibrated. */
export const firstMonth = 12;
/** The area that counts in productivity only from the calibrated year on. */
export const accountingArea = "flussi_contabili";

export type Level = "sede" | "direzione_regionale" | "direzione_generale";

/** A structure: a leaf of the tree. */
export interface Office {
  readonly code: string;
  readonly level: Level;
  readonly region: string;
  /** How much work falls to it, against the others; 0 = it has no work of its own. */
  readonly weight: number;
  /** It handles products; a front desk does not. */
  readonly produces: boolean;
  /** Months `[from, until)` of the plan in which it stands. */
  readonly from: number;
  readonly until: number;
  /** Months `[from, until)` in which force majeure stops part of its work. */
  readonly stopped: { readonly from: number; readonly until: number } | undefined;
}

export interface Product {
  readonly code: string;
  readonly area: string;
  readonly line: string;
  /** In thousandths of a point, by month of the plan. */
  readonly coefficients: readonly number[];
}

export interface Frame {
  readonly year: number;
  readonly months: readonly Period[];
  readonly offices: readonly Office[];
  /**
   * Places of the offices that produce: the largest, then those that reorganisations touch, then by weight, one of
   * each cluster in turn, so that even a small nation has some of each.
   */
  readonly ranked: readonly number[];
  readonly products: readonly Product[];
  readonly areas: readonly string[];
  /** From a month on, the work of one office is done by others, in these shares. */
  readonly successions: readonly {
    readonly from: number;
    readonly month: number;
    readonly to: readonly { readonly office: number; readonly share: number }[];
  }[];
  /** Elementary indicators of quality with their weights, which add up to 100. */
  readonly quality: readonly { readonly code: string; readonly weight: number }[];
  readonly ageClasses: readonly string[];
  /** Entries of the ledger, in the order of the contract. */
  readonly entries: readonly string[];
}

interface Desk {
  readonly model: Model;
  readonly months: readonly Period[];
  readonly lacking: string[];
}

export function readFrame(model: Model): Outcome<Frame> {
  const { year } = model;
  const months = [year - 1, year].flatMap((each) => listPeriodsOfYear(each).slice(0, 12));
  const desk: Desk = { model, months, lacking: [] };
  const offices = readOffices(desk);
  const products = readProducts(desk);
  const ledger = model.sources.find(({ id }) => id === "contabile");
  const value: Frame = {
    year,
    months,
    offices,
    ranked: rankOffices(offices, model),
    products,
    areas: [...new Set(products.map(({ area }) => area))],
    successions: readSuccessions(desk, offices),
    quality: readQuality(desk),
    ageClasses: readTable(desk, "classi_eta").map(({ key }) => key),
    entries: ledger?.columns.find(({ id }) => id === "voce")?.values ?? [],
  };
  if (value.entries.length === 0) desk.lacking.push("la fonte `contabile` con le sue voci");
  return { value, problems: desk.lacking.length === 0 ? [] : [modelLacks(desk.lacking)] };
}

/** The month of the plan in which a day falls; a day before or after the plan is taken to its end. */
function findMonth(months: readonly Period[], day: string | undefined, unbound: number): number {
  if (day === undefined) return unbound;
  const found = months.findIndex(({ until }) => day < until);
  return found === -1 ? months.length : found;
}

const levelOfType: Readonly<Record<string, Level>> = {
  direzione_generale: "direzione_generale",
  direzione_regionale: "direzione_regionale",
  direzione_coordinamento_metropolitano: "direzione_regionale",
};

function readOffices(desk: Desk): readonly Office[] {
  const units = desk.model.hierarchies[0]?.units ?? [];
  const parents = new Set(units.map(({ parent }) => parent));
  const stopped = findStopped(desk, units);
  const byCode = new Map<string, OrgUnit[]>();
  for (const unit of units) {
    if (parents.has(unit.code)) continue;
    byCode.set(unit.code, [...(byCode.get(unit.code) ?? []), unit]);
  }
  if (byCode.size === 0) desk.lacking.push("la gerarchia degli uffici");
  // A code that stands twice is one office that moved: it is there from the first validity to the last.
  return [...byCode].map(([code, [first, ...others]]) => {
    const level = levelOfType[first!.type] ?? "sede";
    const weight = Number(first!.attributes.peso ?? 0);
    return {
      code,
      level,
      region: first!.attributes.regione ?? "",
      weight,
      produces: level === "sede" && weight > 0 && first!.type !== "punto",
      from: findMonth(desk.months, first!.validFrom, 0),
      until: findMonth(desk.months, (others.at(-1) ?? first!).validUntil, desk.months.length),
      stopped: stopped.get(code),
    };
  });
}

/** The offices under the org units of every event that stops work. */
function findStopped(
  { model, months }: Desk,
  units: readonly OrgUnit[],
): ReadonlyMap<string, { readonly from: number; readonly until: number }> {
  const stopped = new Map<string, { readonly from: number; readonly until: number }>();
  for (const event of model.events) {
    const span = {
      from: findMonth(months, event.from, 0),
      until: findMonth(months, event.until, months.length),
    };
    const reached = new Set(event.orgUnits);
    // Parents come before children in no particular order, so the set grows until it no longer does.
    for (let size = -1; size !== reached.size; ) {
      size = reached.size;
      for (const { code, parent } of units)
        if (parent !== undefined && reached.has(parent)) reached.add(code);
    }
    for (const code of reached) stopped.set(code, span);
  }
  return stopped;
}

function rankOffices(offices: readonly Office[], { reorganisations, groupings }: Model): readonly number[] {
  const touched = new Set(reorganisations.flatMap(({ from, to }) => [...from, ...to]));
  const byWeight = offices
    .map((office, place) => ({ ...office, place }))
    .filter(({ produces }) => produces)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ place }) => place);
  const [largest, ...rest] = byWeight;
  if (largest === undefined) return [];
  const isTouched = (place: number) => touched.has(offices[place]!.code);
  const others = rest.filter((place) => !isTouched(place));
  const clusters = groupings.find(({ id }) => id === "cluster")?.groups ?? [];
  const clusterOf = new Map(clusters.flatMap(({ code, units }) => units.map((unit) => [unit, code])));
  return [
    largest,
    ...rest.filter(isTouched),
    ...takeTurns(others, (place) => clusterOf.get(offices[place]!.code) ?? ""),
  ];
}

/** One of each group in turn, in the order in which they stand, until none is left. */
function takeTurns(places: readonly number[], groupOf: (place: number) => string): number[] {
  const groups = new Map<string, number[]>();
  for (const place of places) groups.set(groupOf(place), [...(groups.get(groupOf(place)) ?? []), place]);
  const longest = Math.max(0, ...[...groups.values()].map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    [...groups.values()].flatMap((group) => group.slice(turn, turn + 1)),
  ).flat();
}

function readTable(desk: Desk, id: string): readonly ReferenceRow[] {
  const rows = desk.model.tables.find((table) => table.id === id)?.rows ?? [];
  if (rows.length === 0) desk.lacking.push(`la tabella \`${id}\``);
  return rows;
}

function readProducts(desk: Desk): readonly Product[] {
  const byCode = new Map<string, ReferenceRow[]>();
  for (const row of readTable(desk, "prodotti")) byCode.set(row.key, [...(byCode.get(row.key) ?? []), row]);
  return [...byCode].flatMap(([code, rows]) => {
    const coefficients = desk.months.map(
      ({ from }) =>
        rows.find(({ validFrom, validUntil }) => (validFrom ?? "") <= from && from < (validUntil ?? "9999"))
          ?.numbers.coefficiente,
    );
    const { area, linea } = rows[0]!.texts;
    // A product without a coefficient in some month cannot be planned for two years: it is left out.
    return coefficients.every((each) => each !== undefined)
      ? [{ code, area: area ?? "", line: linea ?? "", coefficients }]
      : [];
  });
}

function readSuccessions({ model, months }: Desk, offices: readonly Office[]): Frame["successions"] {
  const placeOf = new Map(offices.map(({ code }, place) => [code, place]));
  return model.reorganisations.flatMap(({ type, from, to, on, shares }) => {
    if (type !== "merger" && type !== "split") return [];
    const takers = to.flatMap((code) => {
      const office = placeOf.get(code);
      const share = shares === undefined ? 1 / to.length : (shares[code] ?? 0) / 1_000_000;
      return office === undefined ? [] : [{ office, share }];
    });
    return from.flatMap((code) => {
      const office = placeOf.get(code);
      if (office === undefined || takers.length === 0) return [];
      return [{ from: office, month: findMonth(months, on, months.length), to: takers }];
    });
  });
}

function readQuality(desk: Desk): Frame["quality"] {
  const { synthesis } = desk.model.indicators.find(({ id }) => id === "qualita_aree_produzione") ?? {};
  const parts = (synthesis?.components ?? []).flatMap(({ members, weight }) =>
    members.elementare === undefined || weight === undefined ? [] : [{ code: members.elementare, weight }],
  );
  if (parts.length === 0) desk.lacking.push("la sintesi `qualita_aree_produzione` con i suoi pesi");
  return parts;
}
