/**
 * What the author may have meant: the known name nearest to a mistaken one.
 */

/** Edits (insert, delete, replace, swap neighbours) between two texts; gives up beyond `most`. */
function countEdits(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) edits = Math.min(edits, beforeLast[column - 2]! + 1);
      current.push(edits);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}

/** Names longer than this are not compared, nor are more than this many of them: a bound on work. */
const longestName = 100;
const mostNames = 5_000;

/**
 * The known name nearest to `name` (case aside), or undefined when none is near: at most one edit in
 * three characters, so that of two letters only the case may differ. Of equally near ones the first in code-unit order, so that the order of files
 * does not matter.
 */
export function findNearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let fewest = Math.floor(name.length / 3);
  let compared = 0;
  for (const candidate of known) {
    compared += 1;
    if (compared > mostNames) break;
    if (candidate.length > longestName) continue;
    const edits = countEdits(wanted, candidate.toLowerCase(), fewest);
    if (edits < fewest || (edits === fewest && (nearest === undefined || candidate < nearest))) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}
