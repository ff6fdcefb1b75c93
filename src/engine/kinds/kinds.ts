/** The kinds of node, by name: adding one is adding a file and a line here. */
import type { GraphNode } from "../../graph/index.ts";
import type { NodeKind } from "../figures.ts";
import { attainmentKind } from "./attainment.ts";
import { deviationKind } from "./deviation.ts";
import { formulaKind } from "./formula.ts";
import { groupMeanKind } from "./group-mean.ts";
import { inputKind } from "./input.ts";
import { seriesKind } from "./series.ts";
import { synthesisKind } from "./synthesis.ts";
import { targetKind } from "./target.ts";

type KindOf<Node> = Node extends GraphNode ? NodeKind<Node> : never;
type KindsByName = { readonly [Name in GraphNode["kind"]]: KindOf<Extract<GraphNode, { kind: Name }>> };

const kinds: KindsByName = {
  input: inputKind,
  target: targetKind,
  formula: formulaKind,
  deviation: deviationKind,
  attainment: attainmentKind,
  synthesis: synthesisKind,
  series: seriesKind,
  "group-mean": groupMeanKind,
};

/** The verbs of a node. The table pairs each name with its own node type, which the compiler cannot follow by key. */
export function getKind(node: GraphNode): NodeKind<GraphNode> {
  return kinds[node.kind] as unknown as NodeKind<GraphNode>;
}
