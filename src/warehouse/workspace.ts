/**
 * A folder in which deliveries are kept. What is in it is never changed: facts are files named by their SHA-256,
 * and a delivery exists from the moment in which its numbered entry is linked into place, which the file system
 * does for one writer only. Readers need no lock: an entry is there whole, or is not there.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Delivery, deliveryModes } from "../facts/index.ts";
import { findPeriod, isDay, type Outcome, type Problem } from "../model/index.ts";
import {
  deliveryEntryDamaged,
  workspaceHeadDamaged,
  workspaceOfOtherModel,
  workspaceTooNew,
  workspaceTooOld,
} from "./problems.ts";

/** What the folder's files look like; a change of it is a migration. */
export const workspaceFormat = 1;

export interface Workspace {
  readonly folder: string;
  /** The only model whose deliveries it keeps. */
  readonly model: string;
}

interface Head {
  /** Not there before formats had numbers. */
  readonly format?: number;
  readonly model: string;
}

export const folders = {
  deliveries: "consegne",
  facts: "fatti",
  quarantine: "quarantena",
  materialised: "materiali",
  arriving: "in-arrivo",
} as const;

/** The workspace of a model; made if the folder is not there or empty. */
export function openWorkspace(folder: string, model: string): Outcome<Workspace | undefined> {
  const file = join(folder, "spazio.json");
  if (!existsSync(file)) {
    for (const name of Object.values(folders)) mkdirSync(join(folder, name), { recursive: true });
    writeOnce(file, JSON.stringify({ format: workspaceFormat, model } satisfies Head, null, 2));
  }
  const unreadable = findDamagedHead(folder);
  if (unreadable.length > 0) return { value: undefined, problems: unreadable };
  const head = JSON.parse(readFileSync(file, "utf8")) as Head;
  const format = head.format ?? 0;
  if (format > workspaceFormat)
    return { value: undefined, problems: [workspaceTooNew(folder, format, workspaceFormat)] };
  if (format < workspaceFormat)
    return { value: undefined, problems: [workspaceTooOld(folder, format, workspaceFormat)] };
  if (head.model !== model)
    return { value: undefined, problems: [workspaceOfOtherModel(folder, head.model, model)] };
  for (const name of Object.values(folders)) mkdirSync(join(folder, name), { recursive: true });
  const damaged = findDamagedEntries(folder);
  return damaged.length > 0
    ? { value: undefined, problems: damaged }
    : { value: { folder, model }, problems: [] };
}

/** Whether a folder is a workspace already. */
export function isWorkspace(folder: string): boolean {
  return existsSync(join(folder, "spazio.json"));
}

const entryName = /^(\d{8})\.json$/;

/** The names of a folder's delivery entries, in order; none where there is no workspace. Entries never change. */
export function listEntries(folder: string): readonly string[] {
  const entries = join(folder, folders.deliveries);
  if (!existsSync(entries)) return [];
  return readdirSync(entries)
    .filter((name) => entryName.test(name))
    .sort();
}

/** Every delivery ever recorded, in order. */
export function readDeliveries({ folder }: Workspace): readonly Delivery[] {
  return listEntries(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, folders.deliveries, name), "utf8")) as Delivery,
  );
}

/** The hash of all that a workspace has recorded: the same hash is the same deliveries. */
export function hashRecords({ folder }: Pick<Workspace, "folder">): string {
  const entries = readdirSync(join(folder, folders.deliveries)).filter((name) => entryName.test(name));
  const hash = createHash("sha256").update(readFileSync(join(folder, "spazio.json")));
  for (const name of entries.sort())
    hash.update(`\n${name}\n`).update(readFileSync(join(folder, folders.deliveries, name)));
  return hash.digest("hex");
}

/** Whether the file that says what the folder is can still be read. */
export function findDamagedHead(folder: string): Problem[] {
  const file = join(folder, "spazio.json");
  const head = readJson(file) as Partial<Head> | undefined;
  const isWhole = typeof head?.model === "string" && ["number", "undefined"].includes(typeof head.format);
  return isWhole ? [] : [workspaceHeadDamaged(file)];
}

/** Entries that are no longer what was linked into place: nothing else of the workspace can be trusted then. */
export function findDamagedEntries(folder: string): Problem[] {
  const entries = join(folder, folders.deliveries);
  if (!existsSync(entries)) return [];
  return readdirSync(entries)
    .filter((name) => entryName.test(name))
    .flatMap((name) => {
      const file = join(entries, name);
      const isWhole = isEntry(readJson(file), Number(name.slice(0, 8)));
      return isWhole ? [] : [deliveryEntryDamaged(file)];
    });
}

function readJson(file: string): object | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Names become parts of paths: a source is a plain name, and facts are named by their SHA-256. */
function isEntry(value: object | undefined, number: number): boolean {
  const { facts, file, ...entry } = (value ?? {}) as Partial<Delivery>;
  return (
    entry.number === number &&
    /^[\p{L}\p{N}_-]+$/u.test(entry.source ?? "") &&
    findPeriod(entry.period ?? "") !== undefined &&
    deliveryModes.some((mode) => mode === entry.mode) &&
    isDay(entry.recordedOn ?? "") &&
    typeof file?.sha256 === "string" &&
    Array.isArray(entry.notes) &&
    (facts === undefined ? entry.mode === "retraction" : /^[0-9a-f]+$/.test(facts.sha256))
  );
}

/**
 * Records a delivery under the first free number, given what is known at that moment; `make` is asked again when
 * another writer has been quicker, because what it corrects may have changed. Undefined when it gives up.
 */
export async function recordDelivery(
  workspace: Workspace,
  make: (known: readonly Delivery[]) => Promise<Omit<Delivery, "number"> | undefined>,
): Promise<Delivery | undefined> {
  for (;;) {
    const known = readDeliveries(workspace);
    const made = await make(known);
    if (made === undefined) return undefined;
    const delivery: Delivery = { number: (known.at(-1)?.number ?? 0) + 1, ...made };
    const name = `${String(delivery.number).padStart(8, "0")}.json`;
    if (writeOnce(join(workspace.folder, folders.deliveries, name), JSON.stringify(delivery, null, 2)))
      return delivery;
  }
}

/** Writes a file whole and safe on the disk, then links it into place; false if the place is taken. */
function writeOnce(file: string, text: string): boolean {
  const draft = `${file}.${randomUUID()}.bozza`;
  try {
    writeFileSync(draft, text);
    syncFile(draft);
    return linkOnce(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A second name for a file; false if the name is taken. */
export function linkOnce(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

export function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Where the facts of a delivery are. */
export function factsFile({ folder }: Workspace, source: string, sha256: string): string {
  return join(folder, folders.facts, source, `${sha256}.parquet`);
}
