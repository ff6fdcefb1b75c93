/** Rows in ClickHouse's binary form: a width for each type, a mark before what may be absent. */
export type BinaryType = "text" | "int64" | "int32" | "uint64" | "uint32" | "uint8" | "int8";

export interface BinaryColumn {
  readonly type: BinaryType;
  readonly optional: boolean;
}

export interface RowWriter {
  readonly add: (row: number, columns: readonly (readonly unknown[])[]) => void;
  /** What was added since the last time. */
  readonly take: () => Buffer;
}

export function openRowWriter(columns: readonly BinaryColumn[]): RowWriter {
  let buffer = Buffer.allocUnsafe(1 << 20);
  let at = 0;
  const need = (bytes: number): void => {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
  };
  function writeLength(value: number): void {
    let rest = value;
    while (rest >= 128) {
      buffer[at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    buffer[at++] = rest;
  }
  function write(type: BinaryType, value: unknown): void {
    if (type === "text") {
      const text = String(value);
      const bytes = Buffer.byteLength(text);
      need(bytes + 8);
      writeLength(bytes);
      at += buffer.write(text, at);
      return;
    }
    const number = Number(value);
    if (type === "int64" || type === "uint64") {
      const high = Math.floor(number / 4294967296);
      at = buffer.writeUInt32LE(number - high * 4294967296, at);
      at = type === "int64" ? buffer.writeInt32LE(high, at) : buffer.writeUInt32LE(high, at);
    } else if (type === "int32") at = buffer.writeInt32LE(number, at);
    else if (type === "uint32") at = buffer.writeUInt32LE(number, at);
    else if (type === "int8") at = buffer.writeInt8(number, at);
    else at = buffer.writeUInt8(number, at);
  }
  return {
    add: (row, values) => {
      for (const [k, { type, optional }] of columns.entries()) {
        need(16);
        const value = values[k]![row];
        const isAbsent = value === null || value === undefined;
        if (optional) buffer[at++] = isAbsent ? 1 : 0;
        if (!isAbsent) write(type, value);
        else if (!optional) write(type, type === "text" ? "" : 0);
      }
    },
    take: () => {
      const taken = Buffer.from(buffer.subarray(0, at));
      at = 0;
      return taken;
    },
  };
}
