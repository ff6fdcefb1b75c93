/**
 * A model on a date: names resolved, members of dimensions spelled out, order found, circles refused.
 * `buildGraph` is the door; the graph then serves computing, correcting, explaining and auditing alike.
 */
export { buildEdition, buildOtherYear, listEditionKeys } from "./build-edition.ts";
export { buildGraph, type GraphDate } from "./build-graph.ts";
export { buildTree, getLastDay } from "./build-tree.ts";
export {
  type AttainmentNode,
  type DeviationNode,
  type Expression,
  type FormulaNode,
  type Graph,
  type GraphNode,
  type GroupMeanNode,
  type InputNode,
  isStep,
  nameGroupStep,
  nodeKey,
  type PreparedModel,
  type RollUp,
  type SeriesNode,
  type SynthesisNode,
  type TargetNode,
  type Tree,
} from "./graph.ts";
export { listTops } from "./list-tops.ts";
export { prepareModel } from "./prepare-model.ts";
