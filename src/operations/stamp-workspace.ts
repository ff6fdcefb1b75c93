/** What a workspace's folders are like at a moment: another stamp, other figures. Nothing of what they say is read. */
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isWorkspace, listEntries } from "../warehouse/index.ts";

/** A model with its deliveries, under the name by which it is asked for. Two of them never mix. */
export interface WorkspacePlace {
  readonly id: string;
  readonly directory: string;
  readonly data?: string | undefined;
  readonly warehouse?: string | undefined;
}

export interface Stamped {
  /** Of the model's files alone. */
  readonly files: string;
  /** Of model files and deliveries. */
  readonly stamp: string;
  readonly deliveries: number;
}

export function stampWorkspace(place: WorkspacePlace): Stamped {
  const files = hash(listFiles(place.directory));
  const { data } = place;
  // A workspace into which nothing has come yet says more than a folder that is none: who owes the data.
  const isThere = data !== undefined && isWorkspace(data);
  const entries = data === undefined ? [] : listEntries(data);
  return { files, stamp: hash([place, files, isThere, entries]), deliveries: entries.length };
}

/** Names, lengths and times of a folder's files; nothing where there is no folder. */
function listFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const { size, mtimeMs } = statSync(join(parentPath, name));
        return `${parentPath}/${name} ${size} ${mtimeMs}`;
      })
      .sort();
  } catch {
    return [];
  }
}

export function hash(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
