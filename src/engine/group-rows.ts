/** The rows of an answer by their members: worked out once for all measures and years that ask for the same. */
import type { FactColumns } from "../facts/index.ts";

/** By the members of a group, as `nameGroup` writes them: its rows, in their order. */
type Groups = ReadonlyMap<string, Int32Array>;

const known = new WeakMap<FactColumns, Map<string, Groups>>();

export function nameGroup(members: readonly string[]): string {
  return members.join("\u0000");
}

/** @param ways columns of members, by their place in the answer */
export function groupRows(columns: FactColumns, ways: readonly number[]): Groups {
  const own = known.get(columns) ?? new Map<string, Groups>();
  known.set(columns, own);
  const name = ways.join(" ");
  const groups = own.get(name) ?? makeGroups(columns, ways);
  own.set(name, groups);
  return groups;
}

function makeGroups({ rows, members }: FactColumns, ways: readonly number[]): Groups {
  const [first, ...others] = ways.map((way) => members[way]!);
  const numberOf = new Map<string, number>();
  const numbers = new Int32Array(rows);
  const counts: number[] = [];
  for (let row = 0; row < rows; row++) {
    const name =
      others.length === 0 ? first![row]! : nameGroup([first![row]!, ...others.map((codes) => codes[row]!)]);
    const number = numberOf.get(name) ?? counts.push(0) - 1;
    numberOf.set(name, number);
    numbers[row] = number;
    counts[number]! += 1;
  }
  const lists = counts.map((count) => new Int32Array(count));
  const ends = counts.map(() => 0);
  for (let row = 0; row < rows; row++) {
    const number = numbers[row]!;
    lists[number]![ends[number]!] = row;
    ends[number]! += 1;
  }
  return new Map([...numberOf].map(([name, number]) => [name, lists[number]!]));
}
