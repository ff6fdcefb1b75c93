/**
 * The noun of this room: a graph's figures for one year, a column a node. Years are linked, so that a
 * formula may look at the period before January.
 */
import type { Delivery, LostOffice } from "../facts/index.ts";
import type { Graph, GraphNode } from "../graph/index.ts";
import type { FactSource, Observation, Problem, Target } from "../model/index.ts";
import type { Column } from "./column.ts";

/** What a cell that comes from deliveries rests on: those of its period. */
export interface Delivered {
  readonly source: FactSource;
  readonly deliveries: readonly Delivery[];
  /** Rows came, and yet there is no value: one of them lacks what it counts by, or nobody knows whose it is. */
  readonly isUntold: boolean;
}

/** What was observed for one input node: parallel arrays, a cell at most once. */
export interface Measure {
  readonly cells: Int32Array;
  /** Whole numbers of 10^-decimals of the indicator; anything where the state says absent. */
  readonly scaled: Float64Array;
  readonly states: Uint16Array;
}

/** Cell → the offices whose facts are lacking there. */
export type LostAt = ReadonlyMap<number, ReadonlySet<LostOffice>>;

/** What a measure lacks on boundaries on which some offices are not there, at the offices under which they would be. */
export interface Lacking {
  /** In the periods in which they had something. */
  readonly facts: LostAt;
  /** In all those in which they were there. */
  readonly offices: LostAt;
}

/** Everything observed in a year, by node index, and where it was written. */
export interface Measures {
  readonly year: number;
  readonly inputs: ReadonlyMap<number, Measure>;
  readonly targets: ReadonlyMap<number, Measure>;
  /** By input node; empty where every office that delivered has a place. */
  readonly lacking: ReadonlyMap<number, Lacking>;
  /** The model's entry behind a cell of an input or target node; not for measures that come from deliveries. */
  readonly findEntry: (node: number, cell: number) => Observation | Target | undefined;
  /** The deliveries behind a cell of an input node that is measured from them. */
  readonly findDelivered: (node: number, cell: number) => Delivered | undefined;
}

/** Where the units of a tree exist in a year. */
export interface Existence {
  /** Per cell, 1 where the unit exists in the period. */
  readonly exists: Uint8Array;
  /** The cells where it does not: few, so that walking them costs a formula nothing. */
  readonly nowhere: Int32Array<ArrayBuffer>;
}

/** What a node may read while it is computed. */
export interface Scope {
  readonly graph: Graph;
  readonly year: number;
  readonly measures: Measures;
  /** Parallel to `graph.nodes`; those of its operands are computed. */
  readonly columns: readonly Column[];
  /** The year before, if formulas look that far; of its nodes only those that are read may be computed. */
  readonly previous: Figures | undefined;
  /** Per tree id, where its units exist; undefined = everywhere. */
  readonly existence: ReadonlyMap<string, Existence | undefined>;
  /** Per tree id, each unit's index in the year before, −1 if it was not there; undefined = the same. */
  readonly unitsBefore: ReadonlyMap<string, Int32Array | undefined>;
  /** The year before as its own edition has it, if formulas ask for it: other formulas, and fewer nodes. */
  readonly edition: Figures | undefined;
  /** Per tree id, each unit's index in the edition, −1 if it was not there. */
  readonly unitsInEdition: ReadonlyMap<string, Int32Array | undefined>;
}

/** A column for who looks at it and does not compute. */
export type ShownColumn = Pick<Column, "values" | "states">;

/** What can be told of figures without what they were made of: each cell's value and state. */
export interface ShownFigures {
  readonly graph: Graph;
  readonly year: number;
  /** Parallel to `graph.nodes`. */
  readonly columns: readonly ShownColumn[];
  /** What went wrong in computing: sums beyond the exact integers. */
  readonly problems: readonly Problem[];
}

export interface Figures extends Scope {
  /** What went wrong in computing: sums beyond the exact integers. */
  readonly problems: readonly Problem[];
  /**
   * The same with every node computed. Of a year before only what later years read is: columns that nobody reads
   * would cost as much as the year itself, and only an explanation may ask for them.
   */
  readonly complete: () => Figures;
}

/** A cell of a node in a year: `year` may be the one before. */
export interface CellOf {
  readonly node: number;
  readonly cell: number;
  readonly year: number;
  /** True: node and cell are those of the year's own edition. */
  readonly inEdition?: boolean;
}

/** One kind of node: everything the engine and the explanation ask of it. */
export interface NodeKind<Node extends GraphNode> {
  /** Fills the whole column; returns cells whose sum left the exact integers. */
  readonly compute: (node: Node, scope: Scope, out: Column) => readonly number[];
  /** Fills single cells again, given offices before their parents and short periods before long ones. */
  readonly recompute: (node: Node, scope: Scope, out: Column, cells: readonly number[]) => void;
  /** The cells of this node that read any of `cells` of an operand. */
  readonly spread: (node: Node, cells: readonly number[]) => readonly number[];
  /** Whether each cell is made of the same cell of the operands alone: then cells may be chosen and laid side by side. */
  readonly isCellwise: (node: Node) => boolean;
  /** The cells from which a cell was made, in the order in which the explanation tells them. */
  readonly listReads: (node: Node, scope: Scope, cell: number) => readonly CellOf[];
}
