/** One connection to the embedded engine: in memory, spilling to a folder, never fetching anything. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import { duckDb } from "./dialect.ts";

export interface DuckDb {
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a small answer, as plain objects; whole numbers beyond 2⁵³ come as text. */
  readonly readRows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The columns of a larger answer, in the order of the select. */
  readonly readColumns: (sql: string) => Promise<readonly (readonly unknown[])[]>;
  /** The same as one reckons with them. */
  readonly readAnswer: (sql: string) => Promise<readonly AnswerColumn[]>;
  /** The columns of an answer of any length, a few thousand rows at a time, in the order of the rows. */
  readonly readChunks: (sql: string) => AsyncIterable<readonly (readonly unknown[])[]>;
  /** A table of its own, filled from parallel columns of texts and numbers. */
  readonly createTable: (name: string, columns: readonly TableColumn[]) => Promise<void>;
  /** A type of its own, whose values are these texts. */
  readonly createList: (name: string, values: readonly string[]) => Promise<void>;
  /** Between 0 and 1, of what is running now. */
  readonly getProgress: () => number;
  /** Another connection to the same engine, which is asked at the same time and has tables of its own; closed apart. */
  readonly connect: () => Promise<DuckDb>;
  readonly close: () => void;
}

/** Doubles and small integers as numbers, NaN where there is none; anything else as text, empty where there is none. */
export type AnswerColumn = Float64Array | readonly string[];

export interface TableColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "INTEGER" | "BIGINT";
  /** NaN and undefined are written as NULL. */
  readonly values: ArrayLike<string | number | undefined>;
}

export interface DuckDbSettings {
  /** Where what does not fit in memory is written. */
  readonly folder: string;
  /** Such as `512MB`; that of the environment, or 1 GB, unless told otherwise. */
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
}

/**
 * Writes the rows of a select as facts are kept. Of neighbouring whole numbers the difference is written (Parquet 2):
 * a file of cases is half as long, and its numbers are read in half the time.
 */
export const printFactsCopy = (select: string, path: string): string =>
  `COPY (${select}) TO ${duckDb.quoteText(path)} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)`;

/** The engine is large: it is loaded when something is asked, which is not always. */
const loadEngine = async (): Promise<typeof import("@duckdb/node-api")> => import("@duckdb/node-api");

export async function openDuckDb({ folder, memory, threads }: DuckDbSettings): Promise<DuckDb> {
  const options: Record<string, string> = {
    // Of its own it would take most of the machine, and give nothing back while there is room.
    memory_limit: memory ?? process.env.PIRAMIDE_MEMORY ?? "1GB",
    // Of this process alone: two engines would write the same names.
    temp_directory: join(folder, `${process.pid}-${randomUUID()}`),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  };
  if (threads !== undefined) options.threads = String(threads);
  const { DuckDBInstance } = await loadEngine();
  const instance = await DuckDBInstance.create(":memory:", options);
  return connectTo(instance, () => instance.closeSync());
}

async function connectTo(instance: DuckDBInstance, whenClosed: () => void): Promise<DuckDb> {
  const connection = await instance.connect();
  await connection.run("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
  return {
    run: async (sql) => {
      try {
        await connection.run(sql);
      } catch (error) {
        throw findRefusal(error) ?? error;
      }
    },
    readRows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson();
    },
    readColumns: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getColumnsJS();
    },
    readAnswer: (sql) => readAnswer(connection, sql),
    readChunks: (sql) => readChunks(connection, sql),
    createTable: (name, columns) => createTable(connection, name, columns),
    createList: async (name, values) => {
      await createTable(connection, name, [{ name: "v", type: "VARCHAR", values }]);
      await connection.run(
        `DROP TYPE IF EXISTS "${name}"; CREATE TYPE "${name}" AS ENUM (SELECT v FROM "${name}"); DROP TABLE "${name}"`,
      );
    },
    getProgress: () => Math.max(0, connection.progress.percentage) / 100,
    connect: () => connectTo(instance, () => {}),
    close: () => {
      connection.closeSync();
      whenClosed();
    },
  };
}

/** Values go from the engine's vectors to where they stay, without a list of any kind of value between. */
async function readAnswer(connection: DuckDBConnection, sql: string): Promise<readonly AnswerColumn[]> {
  const { DuckDBTypeId } = await loadEngine();
  const result = await connection.run(sql);
  const chunks = await result.fetchAllChunks();
  return Array.from({ length: result.columnCount }, (_, k) => {
    const type = result.columnTypeId(k);
    return type === DuckDBTypeId.DOUBLE || type === DuckDBTypeId.INTEGER
      ? readNumbers(chunks, k)
      : readTexts(chunks, k);
  });
}

function readNumbers(chunks: readonly DuckDBDataChunk[], column: number): Float64Array {
  const numbers = new Float64Array(chunks.reduce((sum, { rowCount }) => sum + rowCount, 0));
  let row = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(column);
    const { rowCount } = chunk;
    for (let k = 0; k < rowCount; k++) numbers[row + k] = (vector.getItem(k) as number | null) ?? Number.NaN;
    row += rowCount;
  }
  return numbers;
}

function readTexts(chunks: readonly DuckDBDataChunk[], column: number): readonly string[] {
  const texts: string[] = [];
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(column);
    const { rowCount } = chunk;
    for (let k = 0; k < rowCount; k++) texts.push(writeText(vector.getItem(k)));
  }
  return texts;
}

async function* readChunks(
  connection: DuckDBConnection,
  sql: string,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getColumns();
  }
}

const refusals: Readonly<Record<string, string>> = {
  "No space left on device": "ENOSPC",
  "File too large": "EFBIG",
  "Permission denied": "EACCES",
  "Read-only file system": "EROFS",
};

/** What the disk refused while the engine wrote, as the system itself says it of other files. */
function findRefusal(error: unknown): Error | undefined {
  const text = error instanceof Error ? error.message : "";
  const written = /^IO Error: (?:Could not|Cannot|Failed to) (?:write|create|open).*?"([^"]+)".*/s.exec(text);
  const reason = Object.keys(refusals).find((each) => text.includes(each));
  if (written === null || reason === undefined) return undefined;
  return Object.assign(new Error(text), { code: refusals[reason], syscall: "write", path: written[1] });
}

/** Whether an error is the disk's, which says nothing of what was read. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/** A value of an answer as text: texts, numbers and days come as what they are; nothing is the empty text. */
export function writeText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? String(value)
    : "";
}

async function createTable(
  connection: DuckDBConnection,
  name: string,
  columns: readonly TableColumn[],
): Promise<void> {
  const declared = columns.map((column) => `"${column.name}" ${column.type}`).join(", ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE "${name}" (${declared})`);
  const appender = await connection.createAppender(name, undefined, "temp");
  const rows = columns[0]?.values.length ?? 0;
  for (let row = 0; row < rows; row++) {
    for (const { type, values } of columns) {
      const value = values[row];
      if (value === undefined || Number.isNaN(value)) appender.appendNull();
      else if (type === "VARCHAR") appender.appendVarchar(String(value));
      else if (type === "INTEGER") appender.appendInteger(Number(value));
      else appender.appendBigInt(BigInt(value));
    }
    appender.endRow();
  }
  appender.flushSync();
  appender.closeSync();
}
