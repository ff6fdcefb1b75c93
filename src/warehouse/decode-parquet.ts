/**
 * The values of a chunk as numbers, without an object for any of them: of whole numbers the distance from the least,
 * of texts the place in the chunk's dictionary. Encodings are those of the Parquet format's own description.
 */
import type { Chunk, Page } from "./parquet-chunks.ts";

/** Stands for a value that is absent: no distance within a range, nor one just outside it. */
export const absent = -(2 ** 31);

const dictionaries = ["RLE_DICTIONARY", "PLAIN_DICTIONARY"] as const;
const isDictionary = (encoding: string): boolean => dictionaries.some((each) => each === encoding);
const isReadable = ({ codec, encodings }: Chunk, known: (encoding: string) => boolean): boolean =>
  (codec === "ZSTD" || codec === "UNCOMPRESSED") && encodings.every((each) => each === "RLE" || known(each));

export const holdsNumbers = (chunk: Chunk): boolean =>
  (chunk.type === "INT64" || chunk.type === "INT32") &&
  isReadable(chunk, (each) => each === "PLAIN" || each === "DELTA_BINARY_PACKED" || isDictionary(each));

/** Texts of which each stands once in a dictionary. */
export const holdsTexts = (chunk: Chunk): boolean =>
  chunk.type === "BYTE_ARRAY" && isReadable(chunk, isDictionary);

/** Rows of one text after the other, as few runs as they are written in. */
export interface TextRuns {
  /** The chunk's own texts. */
  readonly texts: readonly string[];
  /** Parallel: of each run its place among the texts, or `absent`, and the row after its last. */
  readonly places: readonly number[];
  readonly ends: readonly number[];
}

export function decodeTexts(chunk: Chunk, pages: readonly Page[]): TextRuns {
  let texts: readonly string[] = [];
  const places: number[] = [];
  const ends: number[] = [];
  const add = (place: number, end: number): void => {
    if (places.at(-1) === place) ends[ends.length - 1] = end;
    else {
      places.push(place);
      ends.push(end);
    }
  };
  const readDictionary = (bytes: Uint8Array, count: number): void => {
    texts = decodeByteArrays(bytes, count);
  };
  for (const { bytes, row, rows, levels } of listDataPages(chunk, pages, readDictionary)) {
    if (levels.present === undefined) {
      let end = row;
      readRuns(bytes, levels.end + 1, bytes[levels.end]!, rows, (place, count) => {
        end += count;
        add(place, end);
      });
    } else {
      const own = new Int32Array(rows);
      decodePlaces(bytes, levels.end, own.subarray(0, levels.count));
      spread(own, levels.present, levels.count);
      for (let k = 0; k < rows; k++) add(own[k]!, row + k + 1);
    }
  }
  for (const place of places) if (place !== absent) pick(texts, place);
  return { texts, places, ends };
}

/**
 * @param least the distance from it is told: a whole number of 32 bits, whatever the values are
 * @param out of each row the distance, or `absent`
 */
export function decodeNumbers(chunk: Chunk, pages: readonly Page[], least: bigint, out: Int32Array): void {
  const words = chunk.type === "INT64" ? 2 : 1;
  const base = Number(BigInt.asIntN(32, least));
  let dictionary = new Int32Array(0);
  const readDictionary = (bytes: Uint8Array, count: number): void => {
    dictionary = new Int32Array(count);
    decodePlain(bytes, 0, words, base, dictionary);
  };
  for (const { bytes, encoding, row, rows, levels } of listDataPages(chunk, pages, readDictionary)) {
    const own = out.subarray(row, row + rows);
    const to = own.subarray(0, levels.count);
    if (encoding === "PLAIN") decodePlain(bytes, levels.end, words, base, to);
    else if (encoding === "DELTA_BINARY_PACKED") decodeDeltas(bytes, levels.end, base, to);
    else {
      decodePlaces(bytes, levels.end, to);
      for (let k = 0; k < to.length; k++) to[k] = pick(dictionary, to[k]!);
    }
    if (levels.present !== undefined) spread(own, levels.present, levels.count);
  }
}

/** Throws where a place is beyond the dictionary. */
function pick<T>(dictionary: ArrayLike<T>, place: number): T {
  const found = dictionary[place];
  if (found === undefined) throw new Error("un posto che nel dizionario del file non c'è");
  return found;
}

interface DataPage {
  readonly bytes: Uint8Array;
  readonly encoding: string;
  /** The first of its rows, and how many there are. */
  readonly row: number;
  readonly rows: number;
  readonly levels: Levels;
}

/** Throws where a page is of a kind that the engine does not write, or where there are other rows than the file says. */
function listDataPages(
  { rows: all, isOptional }: Chunk,
  pages: readonly Page[],
  readDictionary: (bytes: Uint8Array, count: number) => void,
): DataPage[] {
  const listed: DataPage[] = [];
  let row = 0;
  for (const { header, bytes } of pages) {
    if (header.dictionary_page_header !== undefined) {
      readDictionary(bytes, header.dictionary_page_header.num_values);
      continue;
    }
    const data = header.data_page_header;
    if (data === undefined) throw new Error(`una pagina di un tipo che non è letto: ${header.type}`);
    const rows = data.num_values;
    const levels = isOptional ? readLevels(bytes, rows) : allPresent(rows);
    listed.push({ bytes, encoding: data.encoding, row, rows, levels });
    row += rows;
  }
  if (row !== all) throw new Error(`${row} righe dove il file ne dice ${all}`);
  return listed;
}

interface Levels {
  /** Where the values begin. */
  readonly end: number;
  /** How many values there are. */
  readonly count: number;
  /** Undefined where none is absent. */
  readonly present: Int32Array | undefined;
}

const allPresent = (rows: number): Levels => ({ end: 0, count: rows, present: undefined });

function readLevels(bytes: Uint8Array, rows: number): Levels {
  const length = readWord(bytes, 0);
  const reader: Reader = { bytes, at: 4 };
  const head = Number(readNumber(reader));
  // Most often one run says that all are there.
  if (head % 2 === 0 && head / 2 >= rows && bytes[reader.at] === 1)
    return { ...allPresent(rows), end: 4 + length };
  const present = new Int32Array(rows);
  decodeRuns(bytes, 4, 1, present);
  let count = 0;
  for (let k = 0; k < rows; k++) count += present[k]!;
  return { end: 4 + length, count, present: count === rows ? undefined : present };
}

/** From the end, because values only move backward. */
function spread(own: Int32Array, present: Int32Array, count: number): void {
  let next = count;
  for (let k = own.length - 1; k >= 0; k--) own[k] = present[k] === 1 ? own[--next]! : absent;
}

const readWord = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

function decodeByteArrays(bytes: Uint8Array, count: number): string[] {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let at = 0;
  for (let k = 0; k < count; k++) {
    const length = readWord(bytes, at);
    texts.push(decoder.decode(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return texts;
}

/** The lower words of the numbers are enough: distances are told in 32 bits, and what is above cancels out. */
function decodePlain(bytes: Uint8Array, from: number, words: number, base: number, to: Int32Array): void {
  const start = bytes.byteOffset + from;
  const all = new Int32Array(bytes.buffer.slice(start, start + to.length * words * 4));
  for (let k = 0; k < to.length; k++) to[k] = (all[k * words]! - base) | 0;
}

/** The first byte says of how many bits each place is. */
function decodePlaces(bytes: Uint8Array, from: number, to: Int32Array): void {
  decodeRuns(bytes, from + 1, bytes[from]!, to);
}

/** Bytes, and where in them one reads. */
interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/** A number of as many bytes as it needs, seven bits each, the lowest first. */
function readNumber(reader: Reader): bigint {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = reader.bytes[reader.at++]!;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128 || shift > 63n) return value;
  }
}

/** Signs alternate: 0, −1, 1, −2 …; the lower word of it. */
function readSigned(reader: Reader): number {
  const value = readNumber(reader);
  return Number(BigInt.asIntN(32, (value >> 1n) ^ -(value & 1n)));
}

function decodeRuns(bytes: Uint8Array, from: number, width: number, to: Int32Array): void {
  let done = 0;
  readRuns(bytes, from, width, to.length, (value, count) => {
    to.fill(value, done, done + count);
    done += count;
  });
}

/** Runs of one value, and groups of eight values of `width` bits each, until there are `rows`. */
function readRuns(
  bytes: Uint8Array,
  from: number,
  width: number,
  rows: number,
  onRun: (value: number, count: number) => void,
): void {
  if (width > 32) throw new Error(`posti di ${width} bit`);
  const reader: Reader = { bytes, at: from };
  let left = rows;
  while (left > 0) {
    if (reader.at >= bytes.length) throw new Error("una pagina finisce prima dei suoi valori");
    const head = Number(readNumber(reader));
    const count = Math.min(left, head % 2 === 1 ? (head - 1) * 4 : head / 2);
    if (head % 2 === 1) {
      const unpacked = new Int32Array(count);
      unpack(viewOf(bytes), reader.at, width, unpacked, 0, count);
      for (const value of unpacked) onRun(value, 1);
      reader.at += ((head - 1) / 2) * width;
    } else {
      let value = 0;
      for (let shift = 0; shift < width; shift += 8) value |= bytes[reader.at++]! << shift;
      onRun(value, count);
    }
    left -= count;
  }
}

/** Blocks of differences from the value before: each block has its least difference, each part of it a width. */
function decodeDeltas(bytes: Uint8Array, from: number, base: number, to: Int32Array): void {
  const reader: Reader = { bytes, at: from };
  const view = viewOf(bytes);
  const size = Number(readNumber(reader));
  const parts = Number(readNumber(reader));
  const length = size / parts;
  readNumber(reader);
  if (to.length > 0) to[0] = (readSigned(reader) - base) | 0;
  let done = 1;
  while (done < to.length) {
    const least = readSigned(reader);
    const widths = bytes.subarray(reader.at, reader.at + parts);
    if (widths.length < parts) throw new Error("una pagina finisce prima dei suoi valori");
    reader.at += parts;
    for (let part = 0; part < parts && done < to.length; part++) {
      const until = Math.min(done + length, to.length);
      unpack(view, reader.at, widths[part]!, to, done, until);
      addDifferences(to, done, until, least);
      reader.at += (length / 8) * widths[part]!;
      done = until;
    }
  }
}

/** What a value is beyond the least difference becomes the value: the one before it, and the difference. */
function addDifferences(to: Int32Array, from: number, until: number, least: number): void {
  let last = to[from - 1]!;
  for (let k = from; k < until; k++) {
    last = (last + least + to[k]!) | 0;
    to[k] = last;
  }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The lower words of numbers of `width` bits, one after the other from the lowest bit.
 * @param from the byte in which they begin
 * @param first where in `to` they are written, as far as `until`
 */
function unpack(
  view: DataView,
  from: number,
  width: number,
  to: Int32Array,
  first: number,
  until: number,
): void {
  if (width === 0) {
    to.fill(0, first, until);
    return;
  }
  // A word holds what begins in its first byte, if that is of 25 bits at most; the last begin where no word is left.
  const words = Math.floor(((view.byteLength - from - 4) * 8) / width);
  const easy = width > 25 ? first : Math.min(until, Math.max(first, first + words));
  const mask = width >= 32 ? -1 : (1 << width) - 1;
  let bit = from * 8;
  for (let k = first; k < easy; k++, bit += width)
    to[k] = (view.getInt32(bit >>> 3, true) >>> (bit & 7)) & mask;
  for (let k = easy; k < until; k++, bit += width) {
    const shift = bit & 7;
    const low = readEnd(view, bit >>> 3) >>> shift;
    to[k] = (shift === 0 ? low : low | (readByte(view, (bit >>> 3) + 4) << (32 - shift))) & mask;
  }
}

/** A word of which the last bytes may lie beyond the end. */
const readEnd = (view: DataView, at: number): number =>
  readByte(view, at) |
  (readByte(view, at + 1) << 8) |
  (readByte(view, at + 2) << 16) |
  (readByte(view, at + 3) << 24);

const readByte = (view: DataView, at: number): number => (at < view.byteLength ? view.getUint8(at) : 0);
