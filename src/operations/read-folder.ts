/** The text files of a model folder, read whole and decoded; what cannot be read is a problem, never a crash. */
import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { maxFileBytes, maxFiles, type Problem } from "../model/index.ts";
import {
  fileNotReadable,
  fileNotText,
  fileTooLarge,
  folderNotFound,
  linkLeavesFolder,
  tooManyFiles,
} from "./problems.ts";

export interface TextFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Folder {
  readonly files: readonly TextFile[];
  readonly problems: readonly Problem[];
}

/** Entries of any kind that are looked at before giving up: whoever names the whole disk is told so. */
const maxEntries = 50_000;

const extensions = [".yaml", ".yml", ".csv"];

/** Reads `.yaml`, `.yml` and `.csv` files at any depth, in the order of their paths. Hidden files are passed over. */
export function readFolder(directory: string): Folder {
  const problems: Problem[] = [];
  const files: TextFile[] = [];
  let root: string;
  try {
    root = realpathSync(directory);
    if (!lstatSync(root).isDirectory()) return { files, problems: [folderNotFound(directory)] };
  } catch {
    return { files, problems: [folderNotFound(directory)] };
  }
  const paths = listPaths(root, problems);
  if (paths === undefined) return { files, problems: [tooManyFiles(directory, maxFiles, maxEntries)] };
  for (const path of paths) {
    const text = readText(join(root, path), path, problems);
    if (text !== undefined) files.push({ path, text });
  }
  return { files, problems };
}

/** Links are followed only as far as they stay inside the folder; undefined beyond the limits. */
function listPaths(root: string, problems: Problem[]): string[] | undefined {
  const found: string[] = [];
  const open = [root];
  const seen = new Set<string>();
  let entries = 0;
  while (open.length > 0) {
    const directory = open.pop()!;
    if (seen.has(directory)) continue;
    seen.add(directory);
    for (const entry of listEntries(directory, root, problems)) {
      entries++;
      if (entry.name.startsWith(".")) continue;
      const path = join(directory, entry.name);
      const shown = relative(root, path).split(sep).join("/");
      if (entry.isSymbolicLink() && !staysInside(root, path)) {
        problems.push(linkLeavesFolder(shown));
        continue;
      }
      const isDirectory =
        entry.isDirectory() || (entry.isSymbolicLink() && lstatSync(realpathSync(path)).isDirectory());
      if (isDirectory) open.push(entry.isSymbolicLink() ? realpathSync(path) : path);
      else if (extensions.some((extension) => entry.name.toLowerCase().endsWith(extension)))
        found.push(shown);
      if (found.length > maxFiles || entries > maxEntries) return undefined;
    }
  }
  return found.sort();
}

function listEntries(directory: string, root: string, problems: Problem[]): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    problems.push(
      fileNotReadable(
        relative(root, directory) || ".",
        error instanceof Error ? error.message : String(error),
      ),
    );
    return [];
  }
}

function staysInside(root: string, path: string): boolean {
  try {
    return `${realpathSync(path)}${sep}`.startsWith(root + sep);
  } catch {
    return false;
  }
}

/** Never reads more than the limit, whatever the file's size says. */
function readText(path: string, shown: string, problems: Problem[]): string | undefined {
  let descriptor: number | undefined;
  try {
    const status = lstatSync(realpathSync(path));
    if (!status.isFile()) {
      problems.push(fileNotReadable(shown, "non è un file"));
      return undefined;
    }
    if (status.size > maxFileBytes) {
      problems.push(fileTooLarge(shown, status.size, maxFileBytes));
      return undefined;
    }
    descriptor = openSync(path, "r");
    const buffer = Buffer.allocUnsafe(maxFileBytes + 1);
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
      if (length > maxFileBytes) {
        problems.push(fileTooLarge(shown, length, maxFileBytes));
        return undefined;
      }
    }
    return decode(buffer.subarray(0, length), shown, problems);
  } catch (error) {
    problems.push(fileNotReadable(shown, error instanceof Error ? error.message : String(error)));
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** UTF-8, with or without its mark; anything else is told with the line of the first bad byte. */
function decode(bytes: Uint8Array, shown: string, problems: Problem[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    problems.push(fileNotText(shown, findBadLine(bytes), guessEncoding(bytes)));
    return undefined;
  }
}

function findBadLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 10) continue;
    try {
      decoder.decode(bytes.subarray(from, at));
    } catch {
      return line;
    }
    line++;
    from = at + 1;
  }
  return line;
}

function guessEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16";
  return "Windows-1252";
}
