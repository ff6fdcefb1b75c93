/**
 * Reads the text of the deliveries as somebody would who knows nothing of how it was made: the last whole
 * delivery of each period holds, deltas replace single rows, and rows that are plainly wrong are left out.
 */

import { type Delivery, generateNation, type Nation, type Tally } from "../../src/nation/index.ts";
import { openModel } from "../../src/operations/open-model.ts";

const root = `${import.meta.dirname}/../..`;
export const nationModel = openModel(`${root}/models/nazione`);
export const likeModel = openModel(`${root}/models/inps-2023`);

export function makeNation(rows: number, seed = 1): Nation {
  const { value, problems } = generateNation({ model: nationModel.model, like: likeModel.model, seed, rows });
  if (value === undefined) throw new Error(JSON.stringify(problems));
  return value;
}

export interface Written {
  readonly delivery: Delivery;
  readonly text: string;
  readonly tally: Tally;
}

export function writeDelivery(delivery: Delivery): Written {
  const pieces = delivery.write();
  let text = "";
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) return { delivery, text, tally: value };
    text += value;
  }
}

export type Row = Readonly<Record<string, string>>;

export function parseRows(text: string): readonly Row[] {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const names = header.split(";");
  return lines.map((line) => {
    const cells = line.split(";");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

export const toNumber = (cell: string | undefined): number => Number((cell ?? "").replace(",", "."));

/** What names a row, besides its office. */
const keys: Readonly<Record<string, readonly string[]>> = {
  pratiche: ["pratica", "evento"],
  volumi: ["prodotto"],
  presenze: ["profilo", "collocazione", "quota_ottimale"],
  contabile: ["voce"],
  ricorsi: ["tipo", "classe_eta"],
  qualita: ["indicatore"],
  prestazioni: ["prestazione"],
  questionari: ["risposta"],
};

export function keyOf(source: string, row: Row): string {
  return [row.sede, ...(keys[source] ?? []).map((name) => row[name])].join(" ");
}

const products = new Set(nationModel.model.tables[0]!.rows.map(({ key }) => key));
const entries = new Set(
  nationModel.model.sources.find(({ id }) => id === "contabile")!.columns.find(({ id }) => id === "voce")!
    .values,
);
const units = nationModel.model.hierarchies[0]!.units;

/** Does the office stand for the whole month (or, for a quarter, in its first). */
function isOpen(code: string, period: string): boolean {
  const quarter = /-T(\d)$/.exec(period);
  const month =
    quarter === null
      ? period
      : `${period.slice(0, 4)}-${String(Number(quarter[1]) * 3 - 2).padStart(2, "0")}`;
  return units.some(
    (unit) =>
      unit.code === code &&
      (unit.validFrom ?? "") <= `${month}-01` &&
      `${month}-28` < (unit.validUntil ?? "9999"),
  );
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export function isRight(source: string, period: string, row: Row): boolean {
  if (!isOpen(row.sede ?? "", period)) return false;
  if (row.prodotto !== undefined && !products.has(row.prodotto)) return false;
  if (row.voce !== undefined && !entries.has(row.voce)) return false;
  if (row.voto !== undefined && toNumber(row.voto) > 5) return false;
  if (source === "pratiche") {
    const { giorno = "", aperta_il = "" } = row;
    const exists =
      dayPattern.test(giorno) && new Date(`${giorno}T00:00:00Z`).toISOString().startsWith(giorno);
    return exists && giorno.startsWith(period) && aperta_il <= giorno;
  }
  return Object.values(row).every((cell) => !cell.startsWith("-"));
}

export interface Facts {
  readonly period: string;
  readonly rows: readonly Row[];
}

/** The rows that hold in the end, by source, period after period. */
export function readFacts(written: readonly Written[]): ReadonlyMap<string, readonly Facts[]> {
  const held = new Map<string, Map<string, Map<string, Row>>>();
  for (const { delivery, text } of written) {
    const { source, period, mode } = delivery;
    const periods = held.get(source) ?? new Map<string, Map<string, Row>>();
    held.set(source, periods);
    const rows = mode === "full" ? new Map<string, Row>() : (periods.get(period) ?? new Map<string, Row>());
    periods.set(period, rows);
    for (const row of parseRows(text)) {
      if (isRight(source, period, row)) rows.set(keyOf(source, row), row);
    }
  }
  return new Map(
    [...held].map(([source, periods]) => [
      source,
      [...periods]
        .map(([period, rows]) => ({ period, rows: [...rows.values()] }))
        .toSorted((a, b) => (a.period < b.period ? -1 : 1)),
    ]),
  );
}
