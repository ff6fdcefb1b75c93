/** Whether what somebody wants to choose among figures exists. */
import type { Choice, ShownFigures } from "../engine/index.ts";
import { findNearestName, type Problem } from "../model/index.ts";
import { figureNotKnown, orgUnitNotKnown } from "./problems.ts";

/** Names that nobody has. */
export function checkChoice(
  { graph }: Pick<ShownFigures, "graph">,
  { orgUnits = [], indicators = [] }: Choice,
): Problem[] {
  const isUnit = (code: string): boolean => graph.trees.some((tree) => tree.indexOf.has(code));
  const ids = graph.model.indicators.map(({ id }) => id);
  const unknownUnits = orgUnits.filter((code) => !isUnit(code));
  const unknownIds = indicators.filter((id) => !ids.includes(id));
  const codes = unknownUnits.length === 0 ? [] : graph.trees.flatMap((tree) => [...tree.indexOf.keys()]);
  return [
    ...unknownUnits.map((code) => orgUnitNotKnown(code, findNearestName(code, codes))),
    ...unknownIds.map((id) => {
      const nearest = findNearestName(id, ids);
      return figureNotKnown(id, nearest === undefined ? [] : [nearest]);
    }),
  ];
}
