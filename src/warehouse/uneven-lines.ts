/**
 * Where the lines of a CSV are not its rows: lines with nothing on them, and rows whose cells hold line breaks. A
 * fault is told with the line that its sender sees, so rows after such places are further down than they count.
 */
import { createReadStream } from "node:fs";

export interface UnevenLines {
  /** Records without a byte, by their number from 1 (the engine counts them and makes no row of them). */
  readonly empty: readonly number[];
  /** Records on several lines: their number, and how many lines beyond the first. */
  readonly long: readonly { readonly record: number; readonly extra: number }[];
}

export const evenLines: UnevenLines = { empty: [], long: [] };

const [newLine, carriageReturn, quote] = [10, 13, 34];

/** Looks at a file while it is read for something else. */
export interface LineWatch {
  readonly see: (bytes: Buffer) => void;
  /** Of what has passed: most files have neither quotes nor empty lines, and are not looked at again. */
  readonly mayBeUneven: () => boolean;
}

export function watchLines(): LineWatch {
  let last = 0;
  let isUneven = false;
  const see = (bytes: Buffer): void => {
    if (isUneven || bytes.length === 0) return;
    const hasReturns = bytes.includes(carriageReturn);
    isUneven =
      bytes.includes(quote) ||
      bytes.includes("\n\n") ||
      (hasReturns && bytes.includes("\n\r")) ||
      (last === newLine && (bytes[0] === newLine || bytes[0] === carriageReturn));
    last = bytes.at(-1)!;
  };
  return { see, mayBeUneven: () => isUneven };
}

export async function findUnevenLines(path: string, separator: string): Promise<UnevenLines> {
  const watch = watchLines();
  for await (const chunk of readChunks(path)) watch.see(chunk);
  return watch.mayBeUneven() ? scanRecords(path, separator) : evenLines;
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) yield chunk as Buffer;
}

/** Byte by byte. */
export async function scanRecords(path: string, separator: string): Promise<UnevenLines> {
  const cut = separator.charCodeAt(0);
  const empty: number[] = [];
  const long: { record: number; extra: number }[] = [];
  let [record, extra, length] = [1, 0, 0];
  let isQuoted = false;
  let startsCell = true;
  for await (const chunk of readChunks(path)) {
    for (const byte of chunk) {
      if (isQuoted) {
        if (byte === quote) isQuoted = false;
        else if (byte === newLine) extra++;
        length++;
        // A quote right after the one that closes is part of the text, and opens again.
        startsCell = byte === quote;
      } else if (byte === newLine) {
        if (length === 0) empty.push(record);
        if (extra > 0) long.push({ record, extra });
        [record, extra, length] = [record + 1, 0, 0];
        startsCell = true;
      } else if (byte !== carriageReturn) {
        if (byte === quote && startsCell) isQuoted = true;
        startsCell = byte === cut;
        length++;
      }
    }
  }
  return { empty, long };
}

/** From a row's position on, its line is `lines` further down than it counts. */
export interface Shift {
  readonly position: number;
  readonly lines: number;
}

/** What moves rows away from where they count: records that make no row, and records on several lines. */
export function listShifts(
  { empty, long }: UnevenLines,
  rejected: readonly number[],
  headerLines: number,
): readonly Shift[] {
  const skipped = new Set([...empty, ...rejected]);
  const events = [...skipped].map((record) => ({ record, lines: 1 }));
  for (const { record, extra } of long) events.push({ record, lines: extra });
  events.sort((a, b) => a.record - b.record);
  const shifts: { position: number; lines: number }[] = [];
  let [passed, moved] = [0, 0];
  const counted = new Set<number>();
  for (const { record, lines } of events) {
    const isSkipped = skipped.has(record);
    if (isSkipped && !counted.has(record)) {
      counted.add(record);
      passed++;
    }
    moved += lines;
    const position = record - headerLines - passed;
    const last = shifts.at(-1);
    if (last?.position === position) last.lines = moved;
    else shifts.push({ position, lines: moved });
  }
  return shifts;
}

/** The line on which a record begins. */
export function findLineOfRecord({ long }: UnevenLines, record: number): number {
  return long.reduce((line, each) => (each.record < record ? line + each.extra : line), record);
}

/** How many lines further down a position stands than it counts. */
export function findShift(shifts: readonly Shift[], position: number): number {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shifts[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1]?.lines ?? 0;
}
