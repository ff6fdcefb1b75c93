/** The files of a model within their limits: which are blocks, which lists, and what was really used. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { maxFileBytes, maxFiles, maxTotalBytes, maxTotalRows } from "./limits.ts";
import { createLocator } from "./locate-text.ts";
import type { LocatedScalar } from "./located.ts";
import { type CsvTable, readCsv } from "./read-csv.ts";
import type { Reporter } from "./report.ts";

/** A text file of the model; the path is relative to the model's folder, with `/`. */
export interface ModelFile {
  readonly path: string;
  readonly text: string;
}

export interface OpenFiles {
  /** The blocks, by path in code-unit order. */
  readonly blocks: readonly ModelFile[];
  readonly readTable: (path: LocatedScalar, subject: string) => CsvTable | undefined;
  /** The text without its byte-order mark, or undefined when it may not be read (reported). */
  readonly readText: (file: ModelFile) => string | undefined;
  /** SHA-256 over path, length and text of every file that was read, in path order. */
  readonly hashUsed: () => string;
}

function countBytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
    // A surrogate pair is two units and four bytes.
    if (unit >= 0xd800 && unit <= 0xdbff) bytes -= 1;
    if (unit >= 0xdc00 && unit <= 0xdfff) bytes -= 1;
  }
  return bytes;
}

const isBlockPath = (path: string) => /\.ya?ml$/.test(path) && !/(^|\/)published\//.test(path);

/** The path of a list named in a block, from the model's folder; undefined when it climbs out. */
export function findListPath(from: string, written: string): string | undefined {
  if (written === "" || /^\/|\\|:/.test(written)) return undefined;
  const steps = written.split("/").filter((step) => step !== "." && step !== "");
  if (steps.includes("..") || steps.length === 0) return undefined;
  return [...from.split("/").slice(0, -1), ...steps].join("/");
}

function createTextReader(reporter: Reporter, used: Map<string, string>): OpenFiles["readText"] {
  let total = 0;
  let isFull = false;
  return (file) => {
    const place = { file: file.path, line: 1, column: 1 };
    if (isFull) return undefined;
    const bytes = file.text.length > maxFileBytes ? file.text.length : countBytes(file.text);
    if (bytes > maxFileBytes) {
      reporter.report("file-too-large", place, "", { bytes });
      return undefined;
    }
    total += bytes;
    if (total > maxTotalBytes) {
      isFull = true;
      reporter.report("model-too-large", place, "", {});
      return undefined;
    }
    const text = file.text.startsWith("\uFEFF") ? file.text.slice(1) : file.text;
    for (const [mark, code] of [
      ["\u0000", "nul-character"],
      ["\uFFFD", "wrong-encoding"],
    ] as const) {
      const at = text.indexOf(mark);
      if (at === -1) continue;
      reporter.report(code, createLocator(file.path, text)(at), "", {});
      return undefined;
    }
    used.set(file.path, file.text);
    return text;
  };
}

function hashTexts(used: ReadonlyMap<string, string>): string {
  const hash = sha256.create();
  for (const path of [...used.keys()].sort()) {
    const text = utf8ToBytes(used.get(path) ?? "");
    hash.update(utf8ToBytes(`${path}\n${text.length}\n`));
    hash.update(text);
  }
  return bytesToHex(hash.digest());
}

export function openFiles(files: readonly ModelFile[], reporter: Reporter): OpenFiles {
  const byPath = new Map<string, ModelFile>();
  const used = new Map<string, string>();
  if (files.length > maxFiles) {
    reporter.report("too-many-files", { file: ".", line: 1, column: 1 }, "", { files: files.length });
  } else {
    for (const file of files) {
      if (byPath.has(file.path)) {
        reporter.report("duplicate-file", { file: file.path, line: 1, column: 1 }, "", {});
      } else byPath.set(file.path, file);
    }
  }
  const readText = createTextReader(reporter, used);
  const tables = new Map<string, CsvTable | undefined>();
  let rows = 0;
  return {
    blocks: [...byPath.values()]
      .filter((file) => isBlockPath(file.path))
      .sort((left, right) => (left.path < right.path ? -1 : 1)),
    readText,
    readTable: (written, subject) => {
      const path = findListPath(written.place.file, written.text);
      if (path === undefined) {
        reporter.report("file-outside", written.place, subject, { path: written.text });
        return undefined;
      }
      if (!path.endsWith(".csv")) {
        reporter.report("file-not-csv", written.place, subject, { path: written.text });
        return undefined;
      }
      const file = byPath.get(path);
      if (file === undefined) {
        const folder = path.slice(0, path.length - written.text.length);
        const below = [...byPath.keys()].filter((name) => name.endsWith(".csv") && name.startsWith(folder));
        const nearest = reporter.findNearest(
          written.text,
          below.map((name) => name.slice(folder.length)),
        );
        reporter.report("file-not-found", written.place, subject, { path: written.text, nearest });
        return undefined;
      }
      if (!tables.has(path)) {
        const text = readText(file);
        tables.set(path, text === undefined ? undefined : readCsv(path, text, reporter));
      }
      const table = tables.get(path);
      const before = rows;
      rows += table?.rows.length ?? 0;
      if (rows <= maxTotalRows) return table;
      if (before <= maxTotalRows) reporter.report("too-many-rows", written.place, subject, {});
      return undefined;
    },
    hashUsed: () => hashTexts(used),
  };
}
