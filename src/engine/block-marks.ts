/**
 * Marks that a whole block carries: of a figure that is supposed every cell is. They need not be united cell by cell,
 * but are put on what has been computed as if there were none.
 */
import { absenceMask, blockCells, type Column, notApplicable, wordBits } from "./column.ts";
import type { Bearing } from "./settle-block.ts";

/** Per cell, 1 where the office exists; what a column says elsewhere is written over. Undefined = everywhere. */
export type Exists = Uint8Array | undefined;

/** The marks that every cell of a block gets from its operands; undefined where they must be read cell by cell. */
export function findBlockMark(
  operands: readonly Column[],
  block: number,
  bearing: Bearing,
  exists: Exists,
): number | undefined {
  if (bearing === "doubtful") return undefined;
  let mark = 0;
  let isEven = true;
  let isSame = true;
  for (const [k, operand] of operands.entries()) {
    const own = readMark(operand, block, exists);
    if (own === undefined) return undefined;
    if (k > 0 && own.mark !== mark) isSame = false;
    if (own.mark !== 0 && own.isPartly) isEven = false;
    mark |= own.mark;
  }
  // What a list leaves out does not mark it either.
  return bearing === "list" && !isEven && !isSame ? undefined : mark;
}

interface OwnMark {
  readonly mark: number;
  /** Whether it does not apply in some cell. */
  readonly isPartly: boolean;
}

function readMark({ blocks, unions }: Column, block: number, exists: Exists): OwnMark | undefined {
  if ((unions[block]! & ~absenceMask) === 0) return { mark: 0, isPartly: false };
  const { states } = blocks[block]!;
  const start = block * blockCells;
  let some = 0;
  let all = 0xffff;
  for (let c = 0; c < states.length; c++) {
    const state = states[c]!;
    if (state === notApplicable && exists !== undefined && exists[start + c] === 0) continue;
    some |= state;
    all &= state;
  }
  if ((some & ~all & ~absenceMask) !== 0) return undefined;
  return { mark: some & ~absenceMask, isPartly: (some & notApplicable) !== 0 };
}

/** On every cell; of a list only on those where some member applies. */
export function putBlockMark(
  { blocks, unions }: Column,
  block: number,
  bearing: Bearing,
  mark: number,
): void {
  const { states, holes } = blocks[block]!;
  unions[block]! |= mark;
  if (bearing !== "list") for (let c = 0; c < states.length; c++) states[c]! |= mark;
  else
    for (let c = 0; c < states.length; c++)
      if (((holes.inapplicable[c >> wordBits]! >>> c) & 1) === 0) states[c]! |= mark;
}
