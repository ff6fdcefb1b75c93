/**
 * Copies of a workspace. What is in one never changes, so a copy needs no pause: entries are copied first, then
 * the facts that they name, and what arrives meanwhile is not in the copy. A restored copy is checked against the
 * SHA-256 of every file before it takes the place of anything.
 */
import { randomUUID } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Delivery } from "../facts/index.ts";
import type { Outcome, Problem } from "../model/index.ts";
import { hashFile, isFactsFileWhole } from "./hash-file.ts";
import { copyNotEmpty, factsDamaged, notAWorkspace, workspaceTooNew } from "./problems.ts";
import {
  factsFile,
  findDamagedEntries,
  findDamagedHead,
  folders,
  isWorkspace,
  readDeliveries,
  type Workspace,
  workspaceFormat,
} from "./workspace.ts";

/** How much a copy holds. */
export interface Copied {
  readonly deliveries: number;
  readonly files: number;
}

/** Copies a workspace to a folder that is not there yet, or is empty. */
export async function copyWorkspace(from: string, to: string): Promise<Outcome<Copied | undefined>> {
  if (!isWorkspace(from)) return fail(notAWorkspace(from));
  if (existsSync(to) && readdirSync(to).length > 0) return fail(copyNotEmpty(to));
  const damaged = [...findDamagedHead(from), ...findDamagedEntries(from)];
  if (damaged.length > 0) return fail(...damaged);
  const draft = `${to.replace(/\/+$/, "")}.${randomUUID()}`;
  try {
    mkdirSync(join(draft, folders.deliveries), { recursive: true });
    copyFileSync(join(from, "spazio.json"), join(draft, "spazio.json"));
    copyFolder(from, draft, folders.deliveries);
    const copied = readDeliveries({ folder: draft, model: "" });
    const problems: Problem[] = [];
    let files = 0;
    for (const delivery of copied) {
      const damaged = await copyFacts(from, draft, delivery);
      if (damaged !== undefined) problems.push(damaged);
      else if (delivery.facts !== undefined) files++;
    }
    if (problems.length > 0) return fail(...problems);
    for (const name of [folders.quarantine, folders.materialised, folders.arriving])
      mkdirSync(join(draft, name), { recursive: true });
    copyFolder(from, draft, folders.quarantine);
    rmSync(to, { recursive: true, force: true });
    renameSync(draft, to);
    return { value: { deliveries: copied.length, files }, problems: [] };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Former formats did not have all folders. */
function copyFolder(from: string, to: string, name: string): void {
  if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
}

function fail(...problems: readonly Problem[]): Outcome<undefined> {
  return { value: undefined, problems };
}

/** The facts of a delivery, if they are still what they were. */
async function copyFacts(
  from: string,
  to: string,
  { facts, source, number }: Delivery,
): Promise<Problem | undefined> {
  if (facts === undefined) return undefined;
  const [here, there] = [from, to].map((folder) => factsFile({ folder, model: "" }, source, facts.sha256));
  mkdirSync(dirname(there!), { recursive: true });
  if (existsSync(there!)) return undefined;
  if (!existsSync(here!)) return factsDamaged(here!, number);
  copyFileSync(here!, there!);
  return (await hashFile(there!)) === facts.sha256 ? undefined : factsDamaged(here!, number);
}

/** Every file of a workspace that is no longer what it was. */
export function checkWorkspace(workspace: Workspace): Promise<readonly Problem[]> {
  return checkFacts(workspace, readDeliveries(workspace));
}

/** The same for some deliveries. */
export async function checkFacts(
  workspace: Workspace,
  deliveries: readonly Delivery[],
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { facts, source, number } of deliveries) {
    if (facts === undefined) continue;
    const file = factsFile(workspace, source, facts.sha256);
    if (!(await isFactsFileWhole(file, facts.sha256))) problems.push(factsDamaged(file, number));
  }
  return problems;
}

/** What each format becomes in the next; the head is rewritten last, so that a migration that stops begins again. */
const migrations: Readonly<Record<number, (folder: string) => void>> = {
  // Format 0 had no folder for kept sums and no format in its head.
  0: (folder) => {
    for (const name of Object.values(folders)) mkdirSync(join(folder, name), { recursive: true });
  },
};

export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/** Brings a workspace to the format of this version, step by step. */
export function migrateWorkspace(folder: string): Outcome<Migrated | undefined> {
  const file = join(folder, "spazio.json");
  if (!existsSync(file)) return fail(notAWorkspace(folder));
  const damaged = findDamagedHead(folder);
  if (damaged.length > 0) return fail(...damaged);
  const head = JSON.parse(readFileSync(file, "utf8")) as { readonly format?: number };
  const from = head.format ?? 0;
  if (from > workspaceFormat) return fail(workspaceTooNew(folder, from, workspaceFormat));
  for (let format = from; format < workspaceFormat; format++) migrations[format]?.(folder);
  const draft = `${file}.${randomUUID()}.bozza`;
  writeFileSync(draft, JSON.stringify({ ...head, format: workspaceFormat }, null, 2));
  renameSync(draft, file);
  return { value: { from, to: workspaceFormat }, problems: [] };
}
