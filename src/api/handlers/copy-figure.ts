/** A figure as the wire has it: the same, but nobody's to keep. */
import type { Figure } from "../../operations/index.ts";

export function copyFigure(figure: Figure): Omit<Figure, "members"> & { members: Record<string, string> } {
  return { ...figure, members: { ...figure.members } };
}
