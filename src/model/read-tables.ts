/** The section `tabelle`: dated lists in CSV, whose numbers are kept as scaled integers. */

import { findDecimal, scaleDecimal } from "./decimal.ts";
import type { ReferenceRow, ReferenceTable } from "./declared-facts.ts";
import {
  findMap,
  findNumber,
  findScalar,
  findText,
  getPlace,
  type LocatedMap,
  listScalars,
} from "./located.ts";
import { getSpan } from "./organisation.ts";
import { type ActReference, readHead } from "./read-head.ts";
import { type Entry, makeOrigin, type Reading, readInterval, readRequired } from "./reading.ts";

/** Columns every table may have beside its own. */
const ownColumns = ["titolo", "valido_dal", "valido_fino_al", "registrato_il", "stato", "provenienza"];

export function readTables(
  reading: Reading,
  entries: readonly Entry[],
  references: ActReference[],
): readonly ReferenceTable[] {
  return entries.flatMap((entry) => {
    const { map } = entry;
    const id = findText(map, "id");
    const path = findScalar(map, "file");
    if (id === undefined || path === undefined || reading.suspect.has(map)) return [];
    const subject = `tabella ${id}`;
    const numbers = readDecimalsByColumn(map);
    const table: Omit<ReferenceTable, "rows"> = {
      id,
      title: findText(map, "titolo") ?? id,
      key: findText(map, "chiave") ?? "",
      numbers,
      texts: listScalars(map, "testi").map(({ text }) => text),
      origin: makeOrigin(entry.head, map.place),
    };
    const csv = reading.readTable(path, subject);
    checkColumns(reading, table, csv?.headers ?? [], subject);
    const rows = (csv?.rows ?? []).flatMap((row) => readRow(reading, table, row, entry, references, subject));
    checkOverlaps(reading, rows, subject);
    return [{ ...table, rows }];
  });
}

function readDecimalsByColumn(map: LocatedMap): Readonly<Record<string, number>> {
  const numbers = findMap(map, "numeri");
  return Object.fromEntries(
    [...(numbers?.entries.keys() ?? [])].map((name) => [name, findNumber(numbers!, name) ?? 0]),
  );
}

function checkColumns(
  reading: Reading,
  table: Omit<ReferenceTable, "rows">,
  headers: readonly { readonly name: string; readonly place: LocatedMap["place"] }[],
  subject: string,
): void {
  const own = [table.key, ...Object.keys(table.numbers), ...table.texts];
  const allowed = [...own, ...ownColumns];
  for (const { name, place } of headers) {
    if (name === "" || allowed.includes(name)) continue;
    const nearest = reading.reporter.findNearest(name, allowed);
    reading.reporter.report("unknown-column", place, subject, { name, nearest, allowed });
  }
}

function readRow(
  reading: Reading,
  table: Omit<ReferenceTable, "rows">,
  row: LocatedMap,
  entry: Entry,
  references: ActReference[],
  subject: string,
): ReferenceRow[] {
  const key = readRequired(reading, row, table.key, "la chiave della tabella", subject);
  if (key === undefined) return [];
  const { from, until } = readInterval(reading, row, ["valido_dal", "valido_fino_al"], subject);
  const numbers = Object.entries(table.numbers).map(([name, decimals]): [string, number | undefined] => [
    name,
    readNumber(reading, row, name, decimals, subject),
  ]);
  return [
    {
      key,
      numbers: Object.fromEntries(numbers),
      texts: Object.fromEntries(table.texts.map((name) => [name, findText(row, name) ?? ""])),
      validFrom: from,
      validUntil: until,
      origin: makeOrigin(readHead(reading, entry.head, row, references, subject), row.place),
    },
  ];
}

/** The number of a cell × 10^decimals, exactly; undefined where the cell is empty or wrong (reported). */
function readNumber(
  reading: Reading,
  row: LocatedMap,
  name: string,
  decimals: number,
  subject: string,
): number | undefined {
  const cell = findScalar(row, name);
  if (cell === undefined) return undefined;
  const decimal = findDecimal(cell.text, cell.notation);
  if (decimal === undefined) {
    const details = { found: cell.text, notation: cell.notation };
    reading.reporter.report("not-a-number", cell.place, subject, details);
    return undefined;
  }
  const scaled = scaleDecimal(decimal, decimals);
  if (typeof scaled === "number") return scaled;
  const details = { found: cell.text, decimals, id: name };
  const code = scaled === "too-large" ? "number-too-large" : "too-many-decimals";
  reading.reporter.report(code, getPlace(row, name), subject, details);
  return undefined;
}

/** A key may stand several times, one validity after the other, or corrected on a later day. */
function checkOverlaps(reading: Reading, rows: readonly ReferenceRow[], subject: string): void {
  const byKey = new Map<string, ReferenceRow[]>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    if (known === undefined) byKey.set(row.key, [row]);
    else known.push(row);
  }
  for (const [key, versions] of byKey) {
    for (const [k, version] of versions.entries()) {
      const other = versions.slice(0, k).find((earlier) => overlap(earlier, version));
      if (other === undefined) continue;
      const details = { key, first: other.origin.place, here: version.origin.place };
      reading.reporter.report("table-key-twice", version.origin.place, subject, details);
    }
  }
}

function overlap(one: ReferenceRow, other: ReferenceRow): boolean {
  const [a, b] = [getSpan(one), getSpan(other)];
  const isCorrected = one.origin.recordedOn !== other.origin.recordedOn;
  return !isCorrected && a.from < b.until && b.from < a.until;
}
