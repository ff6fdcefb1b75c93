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

type Write = (value: unknown) => void;

export function openRowWriter(columns: readonly BinaryColumn[]): RowWriter {
  let bytes = new Uint8Array(1 << 20);
  let view = new DataView(bytes.buffer);
  let at = 0;
  const need = (count: number): void => {
    if (at + count <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, at + count));
    larger.set(bytes.subarray(0, at));
    bytes = larger;
    view = new DataView(bytes.buffer);
  };
  const long: Write = (value) => {
    const number = Number(value);
    const high = Math.floor(number / 4_294_967_296);
    view.setUint32(at, number - high * 4_294_967_296, true);
    view.setInt32(at + 4, high, true);
    at += 8;
  };
  const word: Write = (value) => {
    view.setInt32(at, Number(value), true);
    at += 4;
  };
  const byte: Write = (value) => {
    bytes[at++] = Number(value);
  };
  const writeLength = (length: number): void => {
    let rest = length;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) + 128;
    bytes[at++] = rest;
  };
  const text: Write = (value) => {
    const letters = String(value);
    // Most texts are short codes in plain letters, one byte each.
    if (letters.length < 64) {
      const start = at++;
      let k = 0;
      for (; k < letters.length; k++) {
        const code = letters.charCodeAt(k);
        if (code > 127) break;
        bytes[at++] = code;
      }
      if (k === letters.length) {
        bytes[start] = k;
        return;
      }
      at = start;
    }
    const encoded = Buffer.from(letters);
    need(encoded.length + 16);
    writeLength(encoded.length);
    bytes.set(encoded, at);
    at += encoded.length;
  };
  const writes: Readonly<Record<BinaryType, Write>> = {
    text,
    int64: long,
    uint64: long,
    int32: word,
    uint32: word,
    int8: byte,
    uint8: byte,
  };
  const written = columns.map(({ type, optional }) => ({
    optional,
    write: writes[type],
    none: type === "text" ? "" : 0,
  }));
  return {
    add: (row, values) => {
      for (let k = 0; k < written.length; k++) {
        const { optional, write, none } = written[k]!;
        need(96);
        const value = values[k]![row];
        const isAbsent = value === null || value === undefined;
        if (optional) bytes[at++] = isAbsent ? 1 : 0;
        if (!isAbsent) write(value);
        else if (!optional) write(none);
      }
    },
    take: () => {
      const taken = Buffer.from(bytes.subarray(0, at));
      at = 0;
      return taken;
    },
  };
}
