/** A synthetic nation on disk: the deliveries of its systems, the control totals beside them, and the list to import. */
import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Outcome, Problem } from "../model/index.ts";
import { type Delivery, generateNation, type Tally } from "../nation/index.ts";
import { openModel } from "./open-model.ts";
import { folderNotEmpty } from "./problems.ts";
import { writeWhole } from "./write-table.ts";

export interface GenerateRequest {
  /** The model folder of the nation. */
  readonly directory: string;
  /** The model folder whose printed figures it reproduces. */
  readonly like: string;
  readonly seed: number;
  readonly rows: number;
  /** A folder that is empty or not there yet. */
  readonly out: string;
  /** Told after each delivery: its file, and the part of the rows that are written. */
  readonly onProgress?: (file: string, done: number) => void;
}

export interface WrittenDelivery {
  /** Relative to the folder. */
  readonly file: string;
  readonly source: string;
  readonly period: string;
  readonly mode: Delivery["mode"];
  readonly recordedOn: string;
  readonly rows: number;
  readonly bytes: number;
  readonly wrongRows: Delivery["wrongRows"];
}

export interface GenerateReport {
  /** In the order in which to import them. */
  readonly deliveries: readonly WrittenDelivery[];
  /** Rows by source. */
  readonly rows: Readonly<Record<string, number>>;
  /** Events in `pratiche` for each piece in `volumi`. */
  readonly scale: number;
}

const modeNames = { full: "completa", delta: "delta" } as const;

export function generate(request: GenerateRequest): Outcome<GenerateReport | undefined> {
  const occupied = checkFolder(request.out);
  if (occupied.length > 0) return { value: undefined, problems: occupied };
  const [model, like] = [openModel(request.directory), openModel(request.like)];
  const unread = [...model.problems, ...(request.like === request.directory ? [] : like.problems)];
  if (unread.length > 0) return { value: undefined, problems: unread };
  const { seed, rows } = request;
  const { value: nation, problems } = generateNation({ model: model.model, like: like.model, seed, rows });
  if (nation === undefined) return { value: undefined, problems };

  mkdirSync(join(request.out, "consegne"), { recursive: true });
  const total = Object.values(nation.rows).reduce((sum, each) => sum + each, 0);
  let written = 0;
  const deliveries = nation.deliveries.map((delivery, at) => {
    const each = writeDelivery(request.out, delivery, at + 1);
    written += each.rows;
    request.onProgress?.(each.file, written / total);
    return each;
  });
  // The list comes last: where it stands, everything that it names is whole.
  writeWhole(join(request.out, "consegne.csv"), formatList(deliveries));
  return { value: { deliveries, rows: nation.rows, scale: nation.scale }, problems: [] };
}

function checkFolder(out: string): Problem[] {
  if (!existsSync(out)) return [];
  if (statSync(out).isDirectory() && readdirSync(out).length === 0) return [];
  return [folderNotEmpty(out)];
}

function writeDelivery(out: string, delivery: Delivery, number: number): WrittenDelivery {
  const { source, period, mode, recordedOn, wrongRows } = delivery;
  const suffix = mode === "delta" ? "-delta" : "";
  const file = `consegne/${String(number).padStart(3, "0")}-${source}-${period}${suffix}.csv`;
  const { tally, bytes } = writePieces(join(out, file), delivery.write());
  writeWhole(join(out, `${file}.controlli.csv`), formatTotals(tally));
  return { file, source, period, mode, recordedOn, rows: tally.rows, bytes, wrongRows };
}

/** Beside first, then renamed: no file is ever half written under its own name. */
function writePieces(
  path: string,
  pieces: Generator<string, Tally>,
): { readonly tally: Tally; readonly bytes: number } {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const written = fillFile(draft, pieces);
    renameSync(draft, path);
    return written;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error instanceof Error ? Object.assign(error, { dest: path }) : error;
  }
}

function fillFile(
  path: string,
  pieces: Generator<string, Tally>,
): { readonly tally: Tally; readonly bytes: number } {
  const descriptor = openSync(path, "wx");
  try {
    for (let bytes = 0; ; ) {
      const { done, value } = pieces.next();
      if (done === true) return { tally: value, bytes };
      bytes += writeAll(descriptor, Buffer.from(value));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The system may take less than it is given. */
function writeAll(descriptor: number, buffer: Buffer): number {
  for (let from = 0; from < buffer.length; ) from += writeSync(descriptor, buffer, from);
  return buffer.length;
}

function formatTotals({ rows, totals }: Tally): string {
  const lines = Object.entries(totals).map(
    ([name, { scaled, decimals }]) => `${name};${writeScaled(scaled, decimals)}`,
  );
  return `${["voce;valore", `righe;${rows}`, ...lines].join("\n")}\n`;
}

/** Whole numbers beyond 2⁵³ do not occur: the largest total of a month is some tens of billions of cents. */
function writeScaled(scaled: number, decimals: number): string {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const sign = scaled < 0 ? "-" : "";
  return decimals === 0 ? `${sign}${digits}` : `${sign}${whole},${digits.slice(-decimals)}`;
}

function formatList(deliveries: readonly WrittenDelivery[]): string {
  const lines = deliveries.map(({ file, source, period, mode, recordedOn, rows }) =>
    [file, source, period, modeNames[mode], recordedOn, rows].join(";"),
  );
  return `${["file;fonte;periodo;modo;registrato_il;righe", ...lines].join("\n")}\n`;
}
