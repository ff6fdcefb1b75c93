/** All blocks of all files, taken apart into sections; every entry keeps what it inherits. */
import { checkShape } from "./check-shape.ts";
import { findMap, findText, type Located, type LocatedMap, listMaps } from "./located.ts";
import type { OpenFiles } from "./open-files.ts";
import { type ActReference, defaultHead, readHead } from "./read-head.ts";
import { readYaml } from "./read-yaml.ts";
import type { Entry, Head, Reading } from "./reading.ts";

export const sectionKeys = [
  "atti",
  "unita_di_misura",
  "gerarchie",
  "dimensioni",
  "raggruppamenti",
  "indicatori",
  "rilevazioni",
  "obiettivi",
  "cause",
  "distribuzioni",
  "eventi",
  "tabelle",
  "fonti",
  "riorganizzazioni",
] as const;
export type SectionKey = (typeof sectionKeys)[number];

export interface Sections {
  readonly heads: readonly LocatedMap[];
  readonly entries: Readonly<Record<SectionKey, readonly Entry[]>>;
  readonly actReferences: readonly ActReference[];
}

interface Collected {
  readonly heads: LocatedMap[];
  readonly entries: Record<SectionKey, Entry[]>;
  readonly actReferences: ActReference[];
}

function collectBlock(reading: Reading, block: LocatedMap, inherited: Head, into: Collected): void {
  const head = readHead(reading, inherited, block, into.actReferences, "");
  const model = findMap(block, "modello");
  if (model !== undefined) into.heads.push(model);
  for (const key of sectionKeys) {
    for (const map of listMaps(block, key)) {
      const subject = findText(map, "id") ?? findText(map, "indicatore") ?? "";
      into.entries[key].push({ map, head: readHead(reading, head, map, into.actReferences, subject) });
    }
  }
  for (const inner of listMaps(block, "blocchi")) collectBlock(reading, inner, head, into);
}

/** Reads every block and checks its shape; `suspect` receives the nodes whose shape is wrong. */
export function collectBlocks(reading: Reading, files: OpenFiles, suspect: Set<Located>): Sections {
  const entries = Object.fromEntries(sectionKeys.map((key): [SectionKey, Entry[]] => [key, []]));
  const into: Collected = {
    heads: [],
    entries: entries as Record<SectionKey, Entry[]>,
    actReferences: [],
  };
  for (const file of files.blocks) {
    const text = files.readText(file);
    const root = text === undefined ? undefined : readYaml(file.path, text, reading.reporter);
    if (root === undefined) continue;
    checkShape(root, reading.reporter, suspect);
    if (root.type === "map") collectBlock(reading, root, defaultHead, into);
  }
  return into;
}
