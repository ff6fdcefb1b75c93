/** Hierarchies, dimensions and groupings: the sections `gerarchie`, `dimensioni`, `raggruppamenti`. */
import { findMap, findScalar, findText, getPlace, type LocatedMap, listMaps } from "./located.ts";
import type { Dimension, Grouping, Hierarchy, Member, OrgUnit } from "./model.ts";
import type { ActReference } from "./read-head.ts";
import { readHead } from "./read-head.ts";
import {
  checkCode,
  checkName,
  type Entry,
  type Head,
  makeOrigin,
  type Reading,
  readInterval,
  readRequired,
} from "./reading.ts";
import { rowKeys } from "./schema.ts";

/** The entries under `key` and the rows of `file`, each with its head; wrong shapes left out. */
function listParts(
  reading: Reading,
  entry: Entry,
  key: string,
  subject: string,
  references: ActReference[],
): readonly { readonly map: LocatedMap; readonly head: Head }[] {
  const written = listMaps(entry.map, key).filter((map) => !reading.suspect.has(map));
  const path = findScalar(entry.map, "file");
  const table = path === undefined ? undefined : reading.readTable(path, subject);
  return [...written, ...(table?.rows ?? [])].map((map) => ({
    map,
    head: readHead(reading, entry.head, map, references, subject),
  }));
}

/** `attributi` in YAML, every column that is not a key in a CSV. */
function readAttributes(map: LocatedMap, keys: readonly string[]): Readonly<Record<string, string>> {
  const attributes: [string, string][] = [];
  const written = findMap(map, "attributi");
  for (const name of written?.entries.keys() ?? []) attributes.push([name, findText(written!, name) ?? ""]);
  for (const [name, { value }] of map.entries) {
    const isColumn = value.type === "scalar" && value.notation === "italian" && !keys.includes(name);
    if (isColumn) attributes.push([name, value.text]);
  }
  return Object.fromEntries(attributes);
}

function readOrgUnit(reading: Reading, map: LocatedMap, head: Head): OrgUnit | undefined {
  const code = readRequired(reading, map, "codice", "il codice del nodo", "");
  const subject = `nodo ${code ?? ""}`;
  const title = readRequired(reading, map, "titolo", "il nome per esteso", subject);
  if (code === undefined) return undefined;
  checkCode(reading, "Il nodo", code, getPlace(map, "codice"), subject);
  const { from, until } = readInterval(reading, map, ["valido_dal", "valido_fino_al"], subject);
  return {
    code,
    title: title ?? code,
    type: findText(map, "tipo") ?? "",
    parent: findText(map, "padre"),
    office: findText(map, "ufficio"),
    validFrom: from,
    validUntil: until,
    attributes: readAttributes(map, rowKeys.nodi),
    origin: makeOrigin(head, map.place),
  };
}

/** All hierarchies, the offices first; which one they are is a problem when none or several say so. */
export function readHierarchies(
  reading: Reading,
  entries: readonly Entry[],
  references: ActReference[],
): readonly Hierarchy[] {
  const hierarchies: Hierarchy[] = [];
  const principals: Hierarchy[] = [];
  for (const entry of entries) {
    const id = findText(entry.map, "id");
    if (id === undefined) continue;
    const parts = listParts(reading, entry, "nodi", `gerarchia ${id}`, references);
    const hierarchy: Hierarchy = {
      id,
      title: findText(entry.map, "titolo") ?? id,
      units: parts.flatMap(({ map, head }) => readOrgUnit(reading, map, head) ?? []),
      origin: makeOrigin(entry.head, entry.map.place),
    };
    hierarchies.push(hierarchy);
    if (findScalar(entry.map, "principale")?.value === true) principals.push(hierarchy);
  }
  const [principal, ...others] = principals;
  for (const other of others) {
    const subject = `gerarchia ${other.id}`;
    reading.reporter.report("several-principal-hierarchies", other.origin.place, subject, {
      other: principal!.id,
    });
  }
  // A single hierarchy is the offices, said or not.
  const first = principal ?? (hierarchies.length === 1 ? hierarchies[0] : undefined);
  if (first === undefined) {
    const place = hierarchies[0]?.origin.place ?? { file: ".", line: 1, column: 1 };
    reading.reporter.report("no-principal-hierarchy", place, "", { hierarchies: hierarchies.length });
    return hierarchies;
  }
  return [first, ...hierarchies.filter((hierarchy) => hierarchy !== first)];
}

export function readDimensions(
  reading: Reading,
  entries: readonly Entry[],
  references: ActReference[],
): readonly Dimension[] {
  return entries.flatMap((entry) => {
    const id = findText(entry.map, "id");
    if (id === undefined) return [];
    const seen = new Map<string, Member>();
    for (const { map, head } of listParts(reading, entry, "membri", `dimensione ${id}`, references)) {
      const subject = `dimensione ${id}`;
      const code = readRequired(reading, map, "codice", "il codice del membro", subject);
      const title = readRequired(reading, map, "titolo", "il nome per esteso", subject);
      if (code === undefined) continue;
      checkCode(reading, "Il membro", code, getPlace(map, "codice"), subject);
      const first = seen.get(code)?.origin.place;
      if (first !== undefined) {
        const details = { what: "Il membro", name: code, first, here: map.place };
        reading.reporter.report("duplicate", map.place, subject, details);
        continue;
      }
      const attributes = readAttributes(map, rowKeys.membri);
      seen.set(code, { code, title: title ?? code, attributes, origin: makeOrigin(head, map.place) });
    }
    const origin = makeOrigin(entry.head, entry.map.place);
    return [{ id, title: findText(entry.map, "titolo") ?? id, members: [...seen.values()], origin }];
  });
}

export function readGroupings(
  reading: Reading,
  entries: readonly Entry[],
  hierarchies: readonly Hierarchy[],
): readonly Grouping[] {
  return entries.flatMap((entry) => {
    const { map } = entry;
    const id = findText(map, "id");
    if (id === undefined || reading.suspect.has(map)) return [];
    const subject = `raggruppamento ${id}`;
    checkCode(reading, "Il raggruppamento", id, getPlace(map, "id"), subject);
    const written = findScalar(map, "gerarchia");
    if (written !== undefined) checkName(reading, "hierarchy", written.text, written.place, subject);
    const hierarchy = written?.text ?? hierarchies[0]?.id ?? "";
    const groupOf = new Map<string, string>();
    const groups = [...(findMap(map, "gruppi")?.entries ?? [])].map(([code, { value }]) => {
      const units: string[] = [];
      for (const item of value.type === "list" ? value.items : []) {
        if (item.type !== "scalar") continue;
        const other = groupOf.get(item.text);
        if (other !== undefined) {
          const details = { orgUnit: item.text, groups: [other, code] as const };
          reading.reporter.report("group-member-twice", item.place, subject, details);
          continue;
        }
        groupOf.set(item.text, code);
        units.push(item.text);
      }
      return { code, units };
    });
    const title = findText(map, "titolo") ?? id;
    return [{ id, title, hierarchy, groups, origin: makeOrigin(entry.head, map.place) }];
  });
}
