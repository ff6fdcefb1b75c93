/** The rows of a CSV as printed figures. */
import {
  type CsvTable,
  findNearestName,
  findScalar,
  findText,
  getPlace,
  type LocatedMap,
} from "../model/index.ts";
import { findPrintedNumber, isAbsencePrint, type PrintedNumber } from "./printed-number.ts";
import type { Exactness, PrintedSign, PublishedFigure } from "./published.ts";
import { type Desk, readChoice, requireScalar } from "./reading-desk.ts";

export const exactnessWords = {
  conteggio: "count",
  decretato: "decreed",
  arrotondato: "rounded",
  limite: "bound",
  assente: "absent",
} as const satisfies Record<string, Exactness>;

export const signWords = {
  segnato: "signed",
  modulo: "magnitude",
  rovesciato: "reversed",
} as const satisfies Record<string, PrintedSign>;

const columns = [
  "id",
  "sezione",
  "tabella",
  "riga",
  "colonna",
  "linea",
  "stampato",
  "esattezza",
  "verso",
  "unita",
  "cifra",
  "nota",
];

const idPattern = /^[a-z](?:[a-z0-9_.-]{0,118}[a-z0-9_])?$/;

export function isFigureId(text: string): boolean {
  return idPattern.test(text);
}

/** Adds the figures of one table to the desk; rows that cannot be read are reported and left out. */
export function readFigures(desk: Desk, table: CsvTable): void {
  for (const header of table.headers) {
    if (header.name === "" || columns.includes(header.name)) continue;
    const nearest = findNearestName(header.name, columns);
    desk.common.report("unknown-key", header.place, "", {
      key: header.name,
      nearest,
      allowed: columns,
      isBare: false,
    });
  }
  for (const row of table.rows) {
    const figure = readFigure(desk, row);
    if (figure === undefined) continue;
    const first = desk.figures.get(figure.id);
    if (first === undefined) desk.figures.set(figure.id, figure);
    else {
      const details = { id: figure.id, first: first.origin, here: figure.origin };
      desk.audit.report("duplicate-figure", figure.origin, `cifra ${figure.id}`, details);
    }
  }
}

function readFigure(desk: Desk, row: LocatedMap): PublishedFigure | undefined {
  const id = requireScalar(desk, row, "id", "", "l'id della cifra");
  if (id === undefined) return undefined;
  const subject = `cifra ${id.text}`;
  if (!isFigureId(id.text)) {
    desk.audit.report("bad-figure-id", id.place, "", { found: id.text });
    return undefined;
  }
  const printed = requireScalar(desk, row, "stampato", subject, "la cifra com'è stampata");
  const exactness = readChoice(desk, row, "esattezza", exactnessWords, subject, undefined);
  const sign = readChoice<PrintedSign>(desk, row, "verso", signWords, subject, "signed");
  const line = readLine(desk, row, subject);
  if (printed === undefined || exactness === undefined || sign === undefined) return undefined;
  const number = readPrint(desk, row, printed.text, exactness, sign, subject);
  if (number === "wrong") return undefined;
  const text = (key: string) => findText(row, key) ?? "";
  return {
    id: id.text,
    place: { section: text("sezione"), table: text("tabella"), row: text("riga"), column: text("colonna") },
    line,
    printed: printed.text,
    exactness,
    sign,
    unit: text("unita"),
    reference: findText(row, "cifra"),
    note: findText(row, "nota"),
    number,
    origin: id.place,
  };
}

function readLine(desk: Desk, row: LocatedMap, subject: string): number | undefined {
  const scalar = findScalar(row, "linea");
  if (scalar === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(scalar.text)) return Number(scalar.text);
  desk.audit.report("bad-line", scalar.place, subject, { found: scalar.text });
  return undefined;
}

/** The number that is printed; undefined for an absence, `wrong` when print and exactness disagree (reported). */
function readPrint(
  desk: Desk,
  row: LocatedMap,
  printed: string,
  exactness: Exactness,
  sign: PrintedSign,
  subject: string,
): PrintedNumber | undefined | "wrong" {
  const place = getPlace(row, "stampato");
  const isAbsence = isAbsencePrint(printed);
  if (isAbsence || exactness === "absent") {
    if (isAbsence && exactness === "absent") return undefined;
    desk.audit.report("absence-mismatch", place, subject, { found: printed });
    return "wrong";
  }
  const number = findPrintedNumber(printed);
  if (number === undefined) {
    desk.audit.report("malformed-print", place, subject, { found: printed });
    return "wrong";
  }
  if ((number.bound !== undefined) !== (exactness === "bound")) {
    desk.audit.report("bound-mismatch", place, subject, {
      found: printed,
      isBound: number.bound !== undefined,
    });
    return "wrong";
  }
  if (sign === "magnitude" && number.scaled < 0n) {
    desk.audit.report("magnitude-negative", place, subject, { found: printed });
    return "wrong";
  }
  return number;
}
