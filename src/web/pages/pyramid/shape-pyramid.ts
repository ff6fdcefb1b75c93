/** The rows of a pyramid as what they are: blocks that stand on others. */
import type { Answers } from "../../client.ts";

export type Row = Answers["figures"]["pyramid"]["rows"][number];

export interface Block {
  /** The names of the blocks from the top to this one: what the address says is open. */
  readonly path: string;
  readonly row: Row;
  readonly parts: readonly Block[];
}

/** Rows come from the top down, each after the block that it holds up. */
export function shapePyramid(rows: readonly Row[]): readonly Block[] {
  const tops: Block[] = [];
  const open: { block: Block; parts: Block[] }[] = [];
  for (const row of rows) {
    open.length = row.depth;
    const above = open.at(-1);
    const name = nameRow(row);
    const parts: Block[] = [];
    const block: Block = { path: above === undefined ? name : `${above.block.path}/${name}`, row, parts };
    (above?.parts ?? tops).push(block);
    open.push({ block, parts });
  }
  return tops;
}

function nameRow({ figure: { id, facet, members } }: Row): string {
  const of = Object.values(members).join("+");
  return `${id}.${facet}${of === "" ? "" : `.${of}`}`;
}

/** From the top to the block that the path names, as far as there are such blocks. */
export function findOpen(tops: readonly Block[], path: string): readonly Block[] {
  const found: Block[] = [];
  let level = tops;
  for (;;) {
    const next = level.find((block) => path === block.path || path.startsWith(`${block.path}/`));
    if (next === undefined) return found;
    found.push(next);
    level = next.parts;
  }
}

/** Every block's path, from the top down. */
export function listPaths(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ path, parts }) => [path, ...listPaths(parts)]);
}
