/** Which rows of the tree of offices are seen: those whose ancestors are open, or those that a search finds and what they stand in. */
import type { Answers } from "../../client.ts";
import { fold } from "../../parts/fold.ts";

export type Overview = Answers["office"]["overview"];
export type OfficeRow = Overview["rows"][number];

export interface TreeItem {
  /** Of a hierarchy its id with a `#` before it, of an office its code. */
  readonly key: string;
  readonly title: string;
  /** 1 = a hierarchy. */
  readonly level: number;
  readonly office: OfficeRow | undefined;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  readonly position: number;
  readonly siblings: number;
}

interface Node {
  readonly key: string;
  readonly title: string;
  readonly office: OfficeRow | undefined;
  readonly children: Node[];
}

/** Hierarchies with their offices below them. */
export function plantTree({ hierarchies, rows }: Overview): readonly Node[] {
  return hierarchies.map(({ id, title }) => {
    const top: Node = { key: `#${id}`, title, office: undefined, children: [] };
    const byCode = new Map<string, Node>();
    for (const office of rows) {
      if (office.hierarchy !== id) continue;
      const node: Node = { key: office.code, title: office.title, office, children: [] };
      byCode.set(office.code, node);
      const parent = office.parent === null ? top : (byCode.get(office.parent) ?? top);
      parent.children.push(node);
    }
    return top;
  });
}

/** Open unless told otherwise: the first hierarchy and what stands at its top. */
export function listFirstOpen(tree: readonly Node[]): string[] {
  const [first] = tree;
  return first === undefined ? [] : [first.key, ...first.children.map(({ key }) => key)];
}

export function listAllOpen(tree: readonly Node[]): string[] {
  const keys: string[] = [];
  const open = [...tree];
  for (const node of open) {
    if (node.children.length === 0) continue;
    keys.push(node.key);
    open.push(...node.children);
  }
  return keys;
}

/** @param find what is looked for; everything above what is found is open */
export function listVisible(
  tree: readonly Node[],
  open: ReadonlySet<string>,
  find: string,
): { readonly items: readonly TreeItem[]; readonly found: number } {
  const wanted = fold(find);
  const found = wanted === "" ? undefined : findNodes(tree, wanted);
  const items: TreeItem[] = [];
  const add = (nodes: readonly Node[], level: number): void => {
    const shown = found === undefined ? nodes : nodes.filter(({ key }) => found.shown.has(key));
    for (const [index, node] of shown.entries()) {
      const isOpen = found === undefined ? open.has(node.key) : found.above.has(node.key);
      const hasChildren = node.children.length > 0;
      const { key, title, office } = node;
      const place = { position: index + 1, siblings: shown.length };
      items.push({ key, title, level, office, hasChildren, isOpen: hasChildren && isOpen, ...place });
      if (isOpen) add(node.children, level + 1);
    }
  };
  add(tree, 1);
  return { items, found: found?.matches ?? 0 };
}

interface Found {
  /** What matches and what stands above it. */
  readonly shown: ReadonlySet<string>;
  readonly above: ReadonlySet<string>;
  readonly matches: number;
}

function findNodes(tree: readonly Node[], wanted: string): Found {
  const shown = new Set<string>();
  const above = new Set<string>();
  let matches = 0;
  const visit = (node: Node): boolean => {
    const isMatch =
      node.office !== undefined && (fold(node.title).includes(wanted) || fold(node.key).includes(wanted));
    if (isMatch) matches++;
    let holds = false;
    for (const child of node.children) holds = visit(child) || holds;
    if (holds) above.add(node.key);
    if (isMatch || holds) shown.add(node.key);
    return isMatch || holds;
  };
  for (const node of tree) visit(node);
  return { shown, above, matches };
}
