/**
 * What is kept beside the facts only saves time. Its first line is the hash of all that follows, so that what is not
 * whole is never read: it is asked again. Written beside and renamed, so that two writers do no harm.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folders, type Workspace } from "./workspace.ts";

export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Undefined where there is none, or where it is not whole. */
export function readKeptFile(workspace: Workspace, name: string): Buffer | undefined {
  const file = join(workspace.folder, folders.materialised, name);
  if (!existsSync(file)) return undefined;
  try {
    const all = readFileSync(file);
    const end = all.indexOf(10);
    const content = all.subarray(end + 1);
    return all.toString("utf8", 0, end) === hashOf(content) ? content : undefined;
  } catch {
    // Removed in between, or not to be read: it is asked again.
    return undefined;
  }
}

export function writeKeptFile(workspace: Workspace, name: string, content: Uint8Array): void {
  const file = join(workspace.folder, folders.materialised, name);
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, Buffer.concat([Buffer.from(`${hashOf(content)}\n`), content]));
    renameSync(draft, file);
  } catch {
    // Where it cannot be kept, it is asked again.
    rmSync(draft, { force: true });
  }
}
