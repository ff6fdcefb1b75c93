/** The section `fonti`: what each source system has agreed to deliver. */

import { findDecimal, scaleDecimal } from "./decimal.ts";
import type { Encoding, FactColumn, FactSource, RowCheck } from "./declared-facts.ts";
import {
  findMap,
  findNumber,
  findScalar,
  findText,
  getPlace,
  type LocatedMap,
  type LocatedScalar,
  listMaps,
  listScalars,
} from "./located.ts";
import type { FormulaText } from "./model.ts";
import type { Organisation } from "./organisation.ts";
import { checkName, type Entry, makeOrigin, type Reading } from "./reading.ts";
import {
  columnRoleWords,
  columnTypeWords,
  dayStyleWords,
  emptyOfficeWords,
  findMeaning,
  grainWords,
  sourceGrainWords,
} from "./words.ts";

/** @param organisation whose first hierarchy is that of the offices that send facts */
export function readSources(
  reading: Reading,
  entries: readonly Entry[],
  { trees }: Organisation,
): readonly FactSource[] {
  const [offices] = trees.values();
  return entries.flatMap((entry) => {
    const { map } = entry;
    const id = findText(map, "id");
    if (id === undefined || reading.suspect.has(map)) return [];
    const subject = `fonte ${id}`;
    const columns = readColumns(reading, map, subject);
    const rows = findMap(map, "righe_attese");
    const source: FactSource = {
      id,
      title: findText(map, "titolo") ?? id,
      grain: findMeaning(sourceGrainWords, findText(map, "grana")) ?? "flow",
      period: findMeaning(grainWords, findText(map, "periodo")) ?? "month",
      owner: findText(map, "responsabile"),
      dueDays: findNumber(map, "entro_giorni"),
      expectedRows: { from: rows && findNumber(rows, "da"), to: rows && findNumber(rows, "a") },
      officeTypes: readOfficeTypes(reading, map, offices?.types ?? new Set(), subject),
      emptyOffice: findMeaning(emptyOfficeWords, findText(map, "ufficio_senza_righe")) ?? "missing",
      format: readFormat(reading, map, subject),
      columns,
      checks: listMaps(map, "controlli").map(readCheck),
      controlTotals: readControlTotals(reading, map, columns, subject),
      origin: makeOrigin(entry.head, map.place),
    };
    checkRoles(reading, source, map, subject);
    return [source];
  });
}

function readOfficeTypes(
  reading: Reading,
  source: LocatedMap,
  types: ReadonlySet<string>,
  subject: string,
): readonly string[] | undefined {
  if (!source.entries.has("uffici")) return undefined;
  return listScalars(source, "uffici").map(({ text: name, place }) => {
    if (!types.has(name)) {
      const nearest = reading.reporter.findNearest(name, types);
      const details = { what: "Il tipo di unità organizzativa", name, nearest };
      reading.reporter.report("unknown-reference", place, subject, details);
    }
    return name;
  });
}

function readFormat(reading: Reading, source: LocatedMap, subject: string): FactSource["format"] {
  const map = findMap(source, "formato");
  const separator = (map && findText(map, "separatore")) ?? ";";
  const decimalMark = map && findText(map, "decimale") === "." ? "." : ",";
  if (map !== undefined && (separator.length !== 1 || separator === '"' || separator === "\n")) {
    reading.reporter.report("separator-unusable", getPlace(map, "separatore"), subject, { separator });
  }
  return {
    separator: separator === "\\t" ? "\t" : separator,
    encoding: ((map && findText(map, "codifica")) ?? "utf-8") as Encoding,
    decimalMark,
    days: findMeaning(dayStyleWords, map && findText(map, "giorno")) ?? "iso",
  };
}

function readColumns(reading: Reading, source: LocatedMap, subject: string): readonly FactColumn[] {
  const columns = new Map<string, FactColumn>();
  for (const map of listMaps(source, "colonne")) {
    const id = findText(map, "id") ?? "";
    const first = columns.get(id)?.place;
    if (first !== undefined) {
      const details = { what: "La colonna", name: id, first, here: map.place };
      reading.reporter.report("duplicate", map.place, subject, details);
      continue;
    }
    columns.set(id, readColumn(reading, map, id, subject));
  }
  return [...columns.values()];
}

function readColumn(reading: Reading, map: LocatedMap, id: string, subject: string): FactColumn {
  const type = findMeaning(columnTypeWords, findText(map, "tipo")) ?? "text";
  const decimals = type === "number" ? (findNumber(map, "decimali") ?? 0) : 0;
  const table = findScalar(map, "tabella");
  if (table !== undefined) checkName(reading, "table", table.text, table.place, subject);
  const isNumeric = type === "number" || type === "integer";
  for (const key of ["minimo", "massimo", "decimali"] as const) {
    const allowed = key === "decimali" ? type === "number" : isNumeric;
    if (map.entries.has(key) && !allowed) {
      const details = { key, column: id, type: findText(map, "tipo") ?? "" };
      reading.reporter.report("column-key-not-allowed", map.entries.get(key)!.keyPlace, subject, details);
    }
  }
  const values = listScalars(map, "valori").map(({ text }) => text);
  return {
    id,
    type,
    decimals,
    role: findMeaning(columnRoleWords, findText(map, "ruolo")),
    isKey: findText(map, "ruolo") === "chiave" || findScalar(map, "chiave")?.value === true,
    table: table?.text,
    values: map.entries.has("valori") ? values : undefined,
    min: readBound(reading, findScalar(map, "minimo"), decimals, id, subject),
    max: readBound(reading, findScalar(map, "massimo"), decimals, id, subject),
    optional: findScalar(map, "facoltativa")?.value === true,
    place: map.place,
  };
}

function readBound(
  reading: Reading,
  scalar: LocatedScalar | undefined,
  decimals: number,
  id: string,
  subject: string,
): number | undefined {
  const decimal = scalar === undefined ? undefined : findDecimal(scalar.text, scalar.notation);
  if (scalar === undefined || decimal === undefined) return undefined;
  const scaled = scaleDecimal(decimal, decimals);
  if (typeof scaled === "number") return scaled;
  const details = { found: scalar.text, decimals, id };
  const code = scaled === "too-large" ? "number-too-large" : "too-many-decimals";
  reading.reporter.report(code, scalar.place, subject, details);
  return undefined;
}

/** The text of a condition and where it begins. */
export function readCondition(map: LocatedMap, key: string): FormulaText | undefined {
  const scalar = findScalar(map, key);
  return scalar === undefined ? undefined : { text: scalar.text, place: scalar.textPlace };
}

function readCheck(map: LocatedMap): RowCheck {
  return {
    condition: readCondition(map, "condizione") ?? { text: "", place: map.place },
    reason: findText(map, "motivo") ?? "",
    remedy: findText(map, "rimedio"),
  };
}

function readControlTotals(
  reading: Reading,
  source: LocatedMap,
  columns: readonly FactColumn[],
  subject: string,
): readonly string[] {
  const summed = columns.filter(({ type }) => type === "number" || type === "integer").map(({ id }) => id);
  return listScalars(source, "totali_di_controllo").flatMap(({ text, place }) => {
    if (text === "righe") return [];
    if (summed.includes(text)) return [text];
    const nearest = reading.reporter.findNearest(text, summed);
    const details = { what: "La colonna di numeri", name: text, nearest };
    reading.reporter.report("unknown-reference", place, subject, details);
    return [];
  });
}

/** Facts belong to offices: one column says to which. What names a row is always there. */
function checkRoles(reading: Reading, source: FactSource, map: LocatedMap, subject: string): void {
  for (const { id, isKey, role, optional, place } of source.columns) {
    if (isKey && optional && (role === undefined || role === "key"))
      reading.reporter.report("role-of-wrong-type", place, subject, { role: "key", column: id });
  }
  for (const role of ["office", "date"] as const) {
    const found = source.columns.filter((column) => column.role === role);
    const expected = role === "office" ? "text" : "day";
    if (found.length > 1 || (role === "office" && found.length === 0)) {
      const details = { role, count: found.length };
      reading.reporter.report("one-column-of-role", getPlace(map, "colonne"), subject, details);
    } else if (found[0] !== undefined && (found[0].type !== expected || found[0].optional)) {
      reading.reporter.report("role-of-wrong-type", found[0].place, subject, { role, column: found[0].id });
    }
  }
}
