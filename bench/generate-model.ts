/**
 * A model of the size of a national administration, the same at every run: inputs observed every month (one
 * in twenty every quarter) by the offices without offices below, summed up the tree by kind; formulas in
 * levels that narrow like a pyramid, each reading one figure of the level below and others from any lower
 * level; one formula in ten computed at the leaves and summed, the others computed again at every node.
 */
import type { Hierarchy, Indicator, Model, OrgUnit, Origin } from "../src/model/index.ts";
import { makeRandom, type Random } from "./random.ts";
import { type ShapeName, shapeNames, shapes } from "./shapes.ts";

export interface Size {
  readonly inputs: number;
  readonly formulas: number;
  readonly levels: number;
  readonly orgUnits: number;
}

/** One formula, as the hand-written loops and the spreadsheet need it: operands are positions in the list of indicators. */
export interface Recipe {
  readonly shape: ShapeName;
  readonly operands: readonly number[];
}

export interface Generated {
  readonly model: Model;
  /** Parallel to the formulas, which stand after the inputs in `model.indicators`. */
  readonly recipes: readonly Recipe[];
}

export const nationalSize: Size = { inputs: 300, formulas: 700, levels: 15, orgUnits: 700 };
export const benchYear = 2023;
/** Of ten inputs that are summed by months, one lets partial sums pass; the others make the sum absent. */
const partialEvery = 10;
/** Every twentieth input is observed by quarters: its months do not apply. */
const quarterlyEvery = 20;

const origin: Origin = {
  place: { file: "bench", line: 1, column: 1 },
  source: undefined,
  provenance: "published",
  recordedOn: undefined,
  status: "final",
};

export function generateModel(size: Size, seed = 1): Generated {
  const random = makeRandom(seed);
  const hierarchy: Hierarchy = { id: "uffici", title: "Uffici", units: generateUnits(size.orgUnits), origin };
  const inputs = Array.from({ length: size.inputs }, (_, k) => makeInput(k));
  const recipes = generateRecipes(size, random);
  const formulas = recipes.map((recipe, k) => makeFormula(recipe, k, size));
  const model: Model = {
    id: "bench",
    title: "Modello di prova della velocità",
    administration: "Ente di prova",
    years: { from: benchYear, to: benchYear },
    year: benchYear,
    acts: [],
    units: [{ id: "punti", symbol: "punti", quantity: {} }],
    hierarchies: [hierarchy],
    dimensions: [],
    groupings: [],
    indicators: [...inputs, ...formulas],
    observations: [],
    targets: [],
    causes: [],
    distributions: [],
    events: [],
    tables: [],
    sources: [],
    reorganisations: [],
    hash: "",
  };
  return { model, recipes };
}

/** One root, 3 % regions, 12 % provinces, the others agencies; one agency in a hundred closes in the year. */
function generateUnits(count: number): OrgUnit[] {
  const regions = Math.max(1, Math.round(count * 0.03));
  const provinces = Math.max(1, Math.round(count * 0.12));
  return Array.from({ length: count }, (_, k): OrgUnit => {
    const code = `U${String(k).padStart(5, "0")}`;
    const common = {
      code,
      title: `Ufficio ${k}`,
      office: undefined,
      validFrom: undefined,
      attributes: {},
      origin,
    };
    const open = { ...common, validUntil: undefined };
    const parentAt = (index: number): string => `U${String(index).padStart(5, "0")}`;
    if (k === 0) return { ...open, type: "ente", parent: undefined };
    if (k <= regions) return { ...open, type: "regione", parent: parentAt(0) };
    if (k <= regions + provinces) return { ...open, type: "provincia", parent: parentAt(1 + (k % regions)) };
    const closes = k % 100 === 99 ? `${benchYear}-0${2 + (k % 8)}-01` : undefined;
    return {
      ...common,
      validUntil: closes,
      type: "agenzia",
      parent: parentAt(1 + regions + (k % provinces)),
    };
  });
}

/** Position of a formula's level among the levels, from 1; each level is narrower than the one below. */
function sizeLevels({ formulas, levels }: Size): number[] {
  const whole = (levels * (levels + 1)) / 2;
  const sizes = Array.from({ length: levels }, (_, k) =>
    Math.max(1, Math.floor((formulas * (levels - k)) / whole)),
  );
  sizes[0]! += formulas - sizes.reduce((sum, size) => sum + size, 0);
  return sizes;
}

function generateRecipes(size: Size, random: Random): Recipe[] {
  const recipes: Recipe[] = [];
  let below = { from: 0, until: size.inputs };
  for (const count of sizeLevels(size)) {
    const from = size.inputs + recipes.length;
    for (let k = 0; k < count; k++) {
      const number = recipes.length;
      recipes.push(
        isSummed(number) ? makeSummedRecipe(size, random) : makeRecipe(number, size, below, from, random),
      );
    }
    below = { from, until: from + count };
  }
  return recipes;
}

function makeRecipe(
  number: number,
  size: Size,
  below: { readonly from: number; readonly until: number },
  lower: number,
  random: Random,
): Recipe {
  const shape = shapeNames[number % shapeNames.length]!;
  const { operands, divides } = shapes[shape];
  const first = random.pick(below.from, below.until);
  const second = divides ? random.pick(0, size.inputs) : random.pick(0, lower);
  const third = random.pick(0, lower);
  return { shape, operands: [first, second, third].slice(0, operands) };
}

/** One formula in ten is computed at the leaves by months and summed. */
export function isSummed(formula: number): boolean {
  return formula % 10 === 7;
}

/** Whole monthly flows without partial sums: then a sum of balances is the balance of the sums, to the bit. */
function makeSummedRecipe(size: Size, random: Random): Recipe {
  const whole: number[] = [];
  for (let k = 0; k < size.inputs; k++) {
    if (describeInput(k).kind === "flow" && !isQuarterly(k) && !isPartial(k) && countDecimals(k) === 0)
      whole.push(k);
  }
  const pick = (): number => whole[random.pick(0, whole.length)]!;
  return { shape: "balance", operands: [pick(), pick(), pick()] };
}

function isQuarterly(k: number): boolean {
  return k % quarterlyEvery === 11;
}

function isPartial(k: number): boolean {
  return k % partialEvery === 3;
}

function countDecimals(k: number): 0 | 2 {
  return k % 2 === 0 ? 0 : 2;
}

function describeInput(k: number): Pick<Indicator, "kind" | "grain" | "whenAbsent"> {
  return {
    kind: k % 5 === 1 ? "stock" : k % 5 === 3 ? "level" : "flow",
    grain: { period: isQuarterly(k) ? "quarter" : "month", orgUnit: "foglie" },
    whenAbsent: isPartial(k) ? "partial" : "absent",
  };
}

/** Every indicator is an index: one figure each, without targets. */
const commonIndicator = {
  description: undefined,
  unit: "punti",
  direction: "up",
  hierarchy: "uffici",
  dimensions: [],
  mainFacet: "index",
  act: undefined,
  targetFormula: undefined,
  deviation: undefined,
  attainment: undefined,
  synthesis: undefined,
  formerFormulas: [],
  measure: undefined,
  owner: undefined,
  origin,
} as const satisfies Partial<Indicator>;

function nameIndicator(position: number, inputs: number): string {
  return position < inputs ? `dato_${position}` : `calcolo_${position - inputs}`;
}

function makeInput(k: number): Indicator {
  const id = nameIndicator(k, Number.POSITIVE_INFINITY);
  const own = { id, title: id, decimals: countDecimals(k), formula: undefined, rollUp: true };
  return { ...commonIndicator, ...own, ...describeInput(k) };
}

function makeFormula(recipe: Recipe, k: number, size: Size): Indicator {
  const id = nameIndicator(size.inputs + k, size.inputs);
  const [a, b, c] = recipe.operands.map((operand) => nameIndicator(operand, size.inputs));
  const text = shapes[recipe.shape].writeFormula(a!, b!, c ?? "");
  const formula = { text, place: origin.place };
  const own = { id, title: id, decimals: 2, formula, whenAbsent: "absent" } as const;
  if (!isSummed(k)) {
    return {
      ...commonIndicator,
      ...own,
      kind: "score",
      grain: { period: "month", orgUnit: "tutte" },
      rollUp: false,
    };
  }
  return {
    ...commonIndicator,
    ...own,
    kind: "flow",
    grain: { period: "month", orgUnit: "foglie" },
    rollUp: true,
  };
}
