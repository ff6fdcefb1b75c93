/**
 * The noun of this room: a model on a date. Names are resolved, members of dimensions are spelled out,
 * every facet that exists is a node, and nodes stand in an order in which each comes after what it reads.
 */

import type {
  Arithmetic,
  Comparison,
  Formula,
  GroupFunction,
  ListFunction,
  ScalarFunction,
  SeriesFunction,
} from "../formula/index.ts";
import type {
  AbsencePolicy,
  Attainment,
  Day,
  Direction,
  Facet,
  FormulaText,
  Indicator,
  Kind,
  Members,
  Model,
  OrgUnit,
  Problem,
} from "../model/index.ts";

/** A hierarchy on a date, in pre-order: the subtree of `u` is the range `[u, end[u])`. */
export interface Tree {
  readonly id: string;
  readonly units: readonly OrgUnit[];
  /** Index of the parent, −1 for a root. */
  readonly parent: Int32Array;
  readonly end: Int32Array;
  readonly indexOf: ReadonlyMap<string, number>;
}

/** A formula whose references have become operand slots of its node. Booleans are 1 and 0. */
export type Expression =
  | { readonly type: "constant"; readonly value: number }
  | { readonly type: "operand"; readonly slot: number }
  | {
      readonly type: "binary";
      readonly operator: Arithmetic | Comparison | "and" | "or";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: "scalar";
      readonly name: ScalarFunction | "negate";
      readonly operands: readonly Expression[];
    }
  | { readonly type: "list"; readonly name: ListFunction; readonly operands: readonly Expression[] }
  | {
      readonly type: "if";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

/** How cells above the grain follow from those at it. */
export interface RollUp {
  /** Only additive kinds are rolled up. */
  readonly kind: Extract<Kind, "flow" | "stock" | "level">;
  readonly whenAbsent: AbsencePolicy;
  readonly act: string | undefined;
  /** Values are integers × 10^-decimals while they are summed; 0 for formulas, whose sums are floating. */
  readonly decimals: number;
}

/** Per unit: 0 below the grain or beside it (not applicable), 1 at the grain, 2 above it. */
export type GrainMap = Uint8Array;

interface NodeBase {
  readonly index: number;
  /** `indicator.facet[dim=member]`, or the text of a step inside a formula. */
  readonly key: string;
  readonly indicator: Indicator;
  readonly facet: Facet;
  readonly members: Members;
  readonly tree: Tree;
  /** Indices of the nodes it reads, always lower than its own. */
  readonly operands: readonly number[];
}

/** Observed values of the main facet. */
export interface InputNode extends NodeBase {
  readonly kind: "input";
  readonly grain: GrainMap;
  readonly rollUp: RollUp | undefined;
  /** True when it is measured at every office and period, because nothing adds up to it. */
  readonly everywhere: boolean;
  /** True when it stands for a synthesis whose weights are not disclosed: the printed value enters as it is. */
  readonly printed: boolean;
}

/** Stated targets, the revision in force. */
export interface TargetNode extends NodeBase {
  readonly kind: "target";
  readonly grain: GrainMap;
  /** Whether somebody owes a target: there is a deviation or an attainment to compute. */
  readonly owed: boolean;
}

export interface FormulaNode extends NodeBase {
  readonly kind: "formula";
  readonly formula: Formula;
  readonly text: FormulaText;
  readonly expression: Expression;
  /** Defined only for formulas computed at the grain and then summed. */
  readonly rollUp: { readonly grain: GrainMap; readonly sum: RollUp } | undefined;
}

/** Operands: result, target. */
export interface DeviationNode extends NodeBase {
  readonly kind: "deviation";
  readonly measure: "percent" | "difference";
  readonly direction: Direction;
}

/** Operands: result and, for rules that need it, target. */
export interface AttainmentNode extends NodeBase {
  readonly kind: "attainment";
  readonly attainment: Attainment;
  readonly direction: Direction;
}

/** Operands: the components, in their order. */
export interface SynthesisNode extends NodeBase {
  readonly kind: "synthesis";
  /** Parallel to the operands. */
  readonly weights: readonly number[];
  readonly total: number;
  readonly whenAbsent: AbsencePolicy;
  /** True when some weight is deliberately left out: the figure is partial. */
  readonly partial: boolean;
  /** True where somebody supposes the weights, in a what-if: its figures are then assumed. No model makes it so. */
  readonly supposed?: boolean;
}

/** A step over time or offices inside a formula. Operand: the series. */
export interface SeriesNode extends NodeBase {
  readonly kind: "series";
  readonly series: Exclude<SeriesFunction, GroupFunction>;
}

/** Operands: the values and their weights. `groupOf[u]` is the group of unit u, −1 for none. */
export interface GroupMeanNode extends NodeBase {
  readonly kind: "group-mean";
  readonly grouping: string;
  /** True for the mean of the year before. */
  readonly past: boolean;
  readonly groupOf: Int32Array;
}

export type GraphNode =
  | InputNode
  | TargetNode
  | FormulaNode
  | DeviationNode
  | AttainmentNode
  | SynthesisNode
  | SeriesNode
  | GroupMeanNode;

/** What holds of a model on any date, worked out once: see `prepareModel`. */
export interface PreparedModel {
  /** By the text they were read from; those with problems are left out. */
  readonly formulas: ReadonlyMap<FormulaText, Formula>;
  readonly problems: readonly Problem[];
}

export interface Graph {
  readonly model: Model;
  readonly year: number;
  /** Targets, offices and weights in force on this day; the last of the year unless told otherwise. */
  readonly validOn: Day;
  /** Formulas in force on this day. */
  readonly methodOn: Day;
  /** What was recorded later is not known; undefined = everything is. */
  readonly knownAt: Day | undefined;
  readonly trees: readonly Tree[];
  readonly nodes: readonly GraphNode[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** For each node, the nodes that read it. */
  readonly readers: readonly (readonly number[])[];
  /** What the model says on any date, for graphs of other dates. */
  readonly prepared: PreparedModel;
  /** How many years before this one its formulas look (a previous period, a running total). */
  readonly lookBack: number;
}

/** Whether a node is a step over time or offices inside a formula, and no figure that an indicator declares. */
export function isStep(node: GraphNode): node is SeriesNode | GroupMeanNode {
  return node.kind === "series" || node.kind === "group-mean";
}

/** The function that a step over offices comes from. */
export function nameGroupStep({ past }: GroupMeanNode): GroupFunction {
  return past ? "media_gruppo_anno_precedente" : "media_gruppo";
}

/** The name under which a figure's node is found. Members are sorted by dimension. */
export function nodeKey(indicator: string, facet: Facet, members: Members): string {
  const names = Object.keys(members).sort();
  const suffix = names.length === 0 ? "" : `[${names.map((name) => `${name}=${members[name]}`).join(",")}]`;
  return `${indicator}.${facet}${suffix}`;
}
