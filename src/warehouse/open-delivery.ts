/**
 * A delivered file as something the engine can read: CSV and Parquet as they are, a workbook as a CSV made from
 * its first sheet, other encodings rewritten in UTF-8. The header is read here, so that what is missing is said
 * in words.
 */
import { closeSync, createReadStream, createWriteStream, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FactSource, Outcome, Problem } from "../model/index.ts";
import { findNearestName } from "../model/index.ts";
import { duckDb, printParquet, quotePath } from "./dialect.ts";
import type { DuckDb } from "./duck-db.ts";
import { deliveryColumnMissing, deliveryEmpty, deliveryNotReadable, deliverySeparator } from "./problems.ts";
import { readWorkbook } from "./read-workbook.ts";

export interface DeliveredText {
  readonly path: string;
  readonly separator: string;
  /** Whether it was made of a sheet, where a cell on several lines is in one row all the same. */
  readonly isSheet: boolean;
}

export interface OpenedDelivery {
  /** A relation whose columns are texts, named as in the header. */
  readonly relation: string;
  /** Columns of the file that the contract does not know: passed over. */
  readonly unknown: readonly string[];
  /** Lines before the first row. */
  readonly headerLines: number;
  /** The text that is read, if it is one: lines that cannot be cut into cells are listed in `reject_errors`. */
  readonly csv: DeliveredText | undefined;
}

/** The longest line that is looked at. */
const longestLine = 1 << 20;

export async function openDelivery(
  file: string,
  source: FactSource,
  staging: string,
  database: DuckDb,
): Promise<Outcome<OpenedDelivery | undefined>> {
  const kind = file.toLowerCase();
  if (kind.endsWith(".parquet")) return openParquet(file, source, database);
  if (kind.endsWith(".xlsx")) {
    const made = join(staging, "foglio.csv");
    const { value: isRead, problems } = await readWorkbook(file, source, made);
    return isRead
      ? openCsv(file, source, { path: made, separator: ";", isSheet: true })
      : { value: undefined, problems };
  }
  const { encoding, separator } = source.format;
  if (encoding === "utf-8") return openCsv(file, source, { path: file, separator, isSheet: false });
  const made = join(staging, "utf-8.csv");
  await pipeline(
    createReadStream(file),
    new TextDecoderStream(encoding) as unknown as NodeJS.ReadWriteStream,
    createWriteStream(made),
  );
  return openCsv(file, source, { path: made, separator, isSheet: false });
}

function openCsv(file: string, source: FactSource, csv: DeliveredText): Outcome<OpenedDelivery | undefined> {
  const { path, separator } = csv;
  const header = readHeader(path);
  if (header === undefined) return fail(deliveryEmpty(file));
  if (header.includes("\uFFFD") || header.includes("\0"))
    return fail(deliveryNotReadable(file, tellEncoding(source)));
  const names = splitHeader(header, separator);
  const other = [";", ",", "\t", "|"].find((sign) => sign !== separator && header.includes(sign));
  if (names.length === 1 && source.columns.length > 1 && other !== undefined)
    return fail(deliverySeparator(file, separator, other));
  const checked = checkNames(file, names, source);
  if (checked.problems.length > 0) return { value: undefined, problems: checked.problems };
  const columns = names.map(
    // What the contract does not want may have no name, or that of another.
    (name, k) => `${duckDb.quoteText(name === "" || names.indexOf(name) < k ? `_${k}` : name)}: 'VARCHAR'`,
  );
  const relation =
    `read_csv(${quotePath(path)}, columns = {${columns.join(", ")}}, delim = ${duckDb.quoteText(separator)},` +
    ` header = true, auto_detect = false, quote = '"', escape = '"', nullstr = '', null_padding = false,` +
    ` store_rejects = true, rejects_limit = 0, max_line_size = ${longestLine})`;
  return {
    value: { relation, unknown: checked.value, headerLines: 1, csv },
    problems: [],
  };
}

async function openParquet(
  file: string,
  source: FactSource,
  database: DuckDb,
): Promise<Outcome<OpenedDelivery | undefined>> {
  let described: readonly Readonly<Record<string, unknown>>[];
  const parquet = printParquet(file);
  try {
    described = await database.readRows(`DESCRIBE SELECT * FROM ${parquet}`);
  } catch {
    return fail(deliveryNotReadable(file, "non è un Parquet, o è stato troncato"));
  }
  const checked = checkNames(
    file,
    described.map((row) => String(row.column_name)),
    source,
  );
  if (checked.problems.length > 0) return { value: undefined, problems: checked.problems };
  const typeOf = new Map(described.map((row) => [String(row.column_name), String(row.column_type)]));
  const cells = source.columns.map(
    ({ id }) => `${printCell(duckDb.quoteName(id), typeOf.get(id) ?? "", source)} AS ${duckDb.quoteName(id)}`,
  );
  const relation = `(SELECT ${cells.join(", ")} FROM ${parquet})`;
  return { value: { relation, unknown: checked.value, headerLines: 0, csv: undefined }, problems: [] };
}

/** A cell as the contract writes it, so that every file is read by the same rules. */
function printCell(name: string, type: string, source: FactSource): string {
  const { format } = source;
  // A moment of the whole world is of the day that it is in Italy, whichever machine reads it.
  if (type === "TIMESTAMP WITH TIME ZONE")
    return printCell(`timezone('Europe/Rome', ${name})`, "TIMESTAMP", source);
  const text = `CAST(${name} AS VARCHAR)`;
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) {
    // A whole number has no decimals, whatever it is kept in.
    const plain = `regexp_replace(${text}, '\\.0+$', '')`;
    return format.decimalMark === "," ? `replace(${plain}, '.', ',')` : plain;
  }
  if (type === "DATE" && format.days === "italian") return `strftime(${name}, '%d/%m/%Y')`;
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type) && format.days === "italian")
    return `strftime(${name}, '%d/%m/%Y %H:%M')`;
  return text;
}

function tellEncoding({ format: { encoding } }: FactSource): string {
  return `la prima riga non è di testo nella codifica del contratto (${encoding}): forse è un foglio di calcolo, o è salvato in un'altra codifica`;
}

function fail(problem: Problem): Outcome<undefined> {
  return { value: undefined, problems: [problem] };
}

function readHeader(path: string): string | undefined {
  const handle = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(longestLine);
    const length = readSync(handle, bytes, 0, bytes.length, 0);
    const text = bytes
      .subarray(0, length)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    const line = text.split(/\r\n|\n|\r/, 1)[0] ?? "";
    return line.trim() === "" ? undefined : line;
  } finally {
    closeSync(handle);
  }
}

function splitHeader(line: string, separator: string): string[] {
  return line.split(separator).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

/** Every column of the contract must be there; the others are told and passed over. */
function checkNames(file: string, names: readonly string[], source: FactSource): Outcome<readonly string[]> {
  const wanted = source.columns.map(({ id }) => id);
  const problems = wanted
    .filter((name) => !names.includes(name))
    .map((name) => deliveryColumnMissing(file, name, names, findNearestName(name, names)));
  const twice = wanted.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined)
    problems.push(
      deliveryNotReadable(
        file,
        `la colonna «${twice}» c'è più di una volta, e non si sa quale sia quella giusta`,
      ),
    );
  return { value: names.filter((name) => !wanted.includes(name)), problems };
}

/** The control totals that stand beside a file: `voce;valore`, a line each. */
export function readControlFile(file: string): ReadonlyMap<string, string> {
  const totals = new Map<string, string>();
  let text: string;
  try {
    text = readFileSync(`${file}.controlli.csv`, "utf8");
  } catch {
    return totals;
  }
  for (const line of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .slice(1)) {
    const [name, value] = line.split(";");
    if (name !== undefined && value !== undefined && name.trim() !== "")
      totals.set(name.trim(), value.trim());
  }
  return totals;
}
