/**
 * What is kept beside the facts only saves time. Its first line is the hash of all that follows, so that what is not
 * whole is never read: it is asked again. Written beside and renamed, so that two writers do no harm.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { folders, type Workspace } from "./workspace.ts";

export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Where things are kept: a workspace, whatever model it is of. */
type Place = Pick<Workspace, "folder">;

/** Undefined where there is none, or where it is not whole. */
export function readKeptFile({ folder }: Place, name: string): Buffer | undefined {
  const file = join(folder, folders.materialised, name);
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

export function writeKeptFile({ folder }: Place, name: string, content: Uint8Array): void {
  const file = join(folder, folders.materialised, name);
  const draft = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, Buffer.concat([Buffer.from(`${hashOf(content)}\n`), content]));
    renameSync(draft, file);
  } catch {
    // Where it cannot be kept, it is asked again.
    rmSync(draft, { force: true });
  }
}

/** Of what is kept under a name with this ending, the files written last stay; drafts that were left count as well. */
export function keepNewest({ folder }: Place, ending: string, most: number): void {
  const place = join(folder, folders.materialised);
  try {
    const files = readdirSync(place)
      .filter((name) => name.includes(ending))
      .map((name) => ({ file: join(place, name), written: statSync(join(place, name)).mtimeMs }))
      .toSorted((a, b) => b.written - a.written);
    for (const { file } of files.slice(most)) rmSync(file, { force: true });
  } catch {
    // Another process takes away the same files, or nothing may be taken away.
  }
}
