/**
 * Where the columns of a Parquet file lie, and their pages as they lie there. Footers and headers are read by
 * `hyparquet`; what is in a page is not, because it makes an object of every value.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { zstdDecompressSync } from "node:zlib";
import type { ColumnMetaData, PageHeader, SchemaElement } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { parquetMetadata } from "hyparquet/src/metadata.js";

/** One column of one group of rows. */
export interface Chunk {
  readonly rows: number;
  readonly type: ColumnMetaData["type"];
  readonly encodings: ColumnMetaData["encodings"];
  readonly codec: ColumnMetaData["codec"];
  /** Whether a value may be absent: each page then begins by saying which are. */
  readonly isOptional: boolean;
  /** Bytes of the file. */
  readonly from: number;
  readonly length: number;
  /** The least and the largest value, where the file tells them as whole numbers; not where all are absent. */
  readonly ends: readonly [bigint, bigint] | undefined;
  readonly isEmpty: boolean;
}

export interface ParquetFile {
  /** Group by group the chunk of each named column, in the order of the names; undefined for one that is not there. */
  readonly listChunks: (columns: readonly string[]) => readonly (readonly (Chunk | undefined)[])[];
  /** The pages of a chunk, without their compression. */
  readonly readPages: (chunk: Chunk) => readonly Page[];
  readonly close: () => void;
}

export interface Page {
  readonly header: PageHeader;
  readonly bytes: Uint8Array;
}

/** Throws where the file is no Parquet. */
export function openParquet(path: string): ParquetFile {
  const file = openSync(path, "r");
  try {
    const { row_groups: groups, schema } = parquetMetadata(readFooter(file), { geoparquet: false });
    const elementOf = new Map(schema.slice(1).map((element) => [element.name, element]));
    return {
      listChunks: (columns) =>
        groups.map((group) =>
          columns.map((name) => {
            const found = group.columns.find(({ meta_data: own }) => own?.path_in_schema.join(".") === name);
            const element = elementOf.get(name);
            if (found?.meta_data === undefined || element === undefined) return undefined;
            return makeChunk(Number(group.num_rows), found.meta_data, element);
          }),
        ),
      readPages: (chunk) => readPages(file, chunk),
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** The length of the footer stands before the last four bytes. */
function readFooter(file: number): Uint8Array {
  const { size } = fstatSync(file);
  const end = readBytes(file, size - 8, 8);
  const length = new DataView(end.buffer, end.byteOffset).getUint32(0, true) + 8;
  return readBytes(file, size - length, length);
}

function readBytes(file: number, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const more = readSync(file, bytes, read, length - read, from + read);
    if (more === 0) throw new Error("il file finisce prima di quanto dice");
    read += more;
  }
  return bytes;
}

function makeChunk(rows: number, own: ColumnMetaData, element: SchemaElement): Chunk {
  const { min_value: least, max_value: most, null_count: absent } = own.statistics ?? {};
  return {
    rows,
    type: own.type,
    encodings: own.encodings,
    codec: own.codec,
    isOptional: element.repetition_type !== "REQUIRED",
    from: Number(own.dictionary_page_offset ?? own.data_page_offset),
    length: Number(own.total_compressed_size),
    ends: isWhole(least) && isWhole(most) ? [BigInt(least), BigInt(most)] : undefined,
    isEmpty: Number(absent ?? 0) === rows,
  };
}

const isWhole = (value: unknown): value is bigint | number =>
  typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));

function readPages(file: number, { from, length, codec }: Chunk): Page[] {
  const bytes = readBytes(file, from, length);
  const reader = { view: new DataView(bytes.buffer), offset: 0 };
  const pages: Page[] = [];
  while (reader.offset < length) {
    const header = parquetHeader(reader);
    const packed = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    const size = header.uncompressed_page_size;
    const unpacked =
      codec === "ZSTD"
        ? zstdDecompressSync(packed, { chunkSize: Math.max(64, size), maxOutputLength: size })
        : packed;
    pages.push({ header, bytes: unpacked });
  }
  return pages;
}
