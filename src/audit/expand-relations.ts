/** Relations written once for many rows: `per` gives the bindings, `{riga}` is replaced in every text. */
import {
  findValue,
  type Located,
  type LocatedEntry,
  type LocatedMap,
  type LocatedScalar,
} from "../model/index.ts";
import { maxRelations } from "./problems.ts";
import type { Desk } from "./reading-desk.ts";

type Binding = ReadonlyMap<string, string>;

interface Filling {
  readonly binding: Binding;
  /** Placeholders that no variable fills. */
  readonly missing: Set<string>;
  /** Counts the characters written against the work limit; false when it is spent. */
  readonly spend: (characters: number) => boolean;
}

/** The entry itself when it has no `per`, otherwise one entry for each binding. */
export function expandRelation(desk: Desk, entry: LocatedMap): readonly LocatedMap[] {
  const bindings = readBindings(desk, entry);
  if (bindings === undefined) return [];
  const rest = new Map(entry.entries);
  rest.delete("ripeti");
  if (findValue(entry, "per")?.type !== "scalar") rest.delete("per");
  const bare: LocatedMap = { ...entry, entries: rest };
  if (bindings.length > maxRelations) {
    desk.audit.report("too-many-relations", entry.place, "", {});
    return [];
  }
  const missing = new Set<string>();
  const spend = (characters: number) => {
    desk.left.matches -= characters;
    return desk.left.matches >= 0;
  };
  const expanded = bindings.map((binding) => substitute(bare, { binding, missing, spend }) as LocatedMap);
  if (desk.left.matches < 0) {
    desk.audit.report("too-many-relations", entry.place, "", {});
    return [];
  }
  for (const name of missing) {
    const known = [...(bindings[0]?.keys() ?? [])];
    desk.audit.report("placeholder-unknown", entry.place, "", { name, known });
  }
  return missing.size > 0 ? [] : expanded;
}

/** Undefined when they cannot be read (reported). */
function readBindings(desk: Desk, entry: LocatedMap): readonly Binding[] | undefined {
  const per = findValue(entry, "per");
  const source = findValue(entry, "ripeti") ?? (per?.type === "scalar" ? undefined : per);
  if (source === undefined) return [new Map()];
  const bindings =
    source.type === "map" ? combine(source) : source.type === "list" ? listMaps(source.items) : undefined;
  if (bindings === undefined) desk.audit.report("bad-expansion", source.place, "", {});
  return bindings;
}

/** All combinations, the last variable running fastest; cut just beyond the limit. */
function combine(map: LocatedMap): readonly Binding[] | undefined {
  let bindings: Binding[] = [new Map()];
  for (const [name, { value }] of map.entries) {
    if (value.type !== "list" || value.items.length === 0) return undefined;
    const texts = value.items.map(readText);
    if (texts.includes(undefined)) return undefined;
    if (bindings.length * texts.length > maxRelations)
      return Array.from({ length: maxRelations + 1 }, () => new Map());
    bindings = bindings.flatMap((binding) => texts.map((text) => new Map(binding).set(name, text ?? "")));
  }
  return map.entries.size === 0 ? undefined : bindings;
}

function listMaps(items: readonly Located[]): readonly Binding[] | undefined {
  const bindings: Binding[] = [];
  for (const item of items) {
    if (item.type !== "map") return undefined;
    const binding = new Map<string, string>();
    for (const [name, { value }] of item.entries) {
      const text = readText(value);
      if (text === undefined) return undefined;
      binding.set(name, text);
    }
    bindings.push(binding);
  }
  return bindings.length === 0 ? undefined : bindings;
}

function readText(value: Located): string | undefined {
  return value.type === "scalar" && value.value !== null ? value.text : undefined;
}

/** Nesting is bounded by the YAML reader. */
function substitute(node: Located, filling: Filling): Located {
  if (node.type === "scalar") return substituteScalar(node, filling);
  if (node.type === "list") return { ...node, items: node.items.map((item) => substitute(item, filling)) };
  const entries = new Map<string, LocatedEntry>();
  for (const [key, entry] of node.entries) {
    entries.set(key, { ...entry, value: substitute(entry.value, filling) });
  }
  return { ...node, entries };
}

function substituteScalar(scalar: LocatedScalar, { binding, missing, spend }: Filling): LocatedScalar {
  if (typeof scalar.value !== "string" || !scalar.text.includes("{")) return scalar;
  if (!spend(scalar.text.length)) return scalar;
  const text = scalar.text.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = binding.get(name);
    if (value === undefined) missing.add(name.slice(0, 40));
    return value === undefined || !spend(value.length) ? whole : value;
  });
  return { ...scalar, text, value: text };
}
