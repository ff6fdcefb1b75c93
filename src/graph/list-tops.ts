/** Where a pyramid begins. */
import type { Indicator } from "../model/index.ts";
import type { Graph } from "./graph.ts";

/**
 * The synthesis that is nobody's component stands at the top. Where there are several, or none, nothing holds the whole
 * together: whatever no other figure reads then stands beside them. In the model's order.
 */
export function listTops({ model, nodes }: Pick<Graph, "model" | "nodes">): readonly Indicator[] {
  const { indicators } = model;
  const components = new Set(
    indicators.flatMap(({ synthesis }) => synthesis?.components.map(({ indicator }) => indicator) ?? []),
  );
  const syntheses = indicators.filter(({ id, synthesis }) => synthesis !== undefined && !components.has(id));
  if (syntheses.length === 1) return syntheses;
  const below = new Set(syntheses.map(({ id }) => id));
  // A set tells also what is added while it is read.
  for (const id of below) {
    const found = indicators.find((each) => each.id === id)?.synthesis?.components ?? [];
    for (const component of found) below.add(component.indicator);
  }
  // What another indicator is computed from is found by opening that.
  const isRead = new Set(
    nodes.flatMap(({ operands, indicator }) =>
      operands.flatMap((operand) => {
        const { id } = nodes[operand]!.indicator;
        return id === indicator.id ? [] : [id];
      }),
    ),
  );
  const alone = indicators.filter(
    ({ id, formula, synthesis }) =>
      synthesis === undefined && formula !== undefined && !isRead.has(id) && !below.has(id),
  );
  return [...syntheses, ...alone];
}
