/** National figures from the rows of the deliveries, by the plainest loops. */
import { type Facts, nationModel, type Row, toNumber } from "./read-deliveries.ts";

const table = nationModel.model.tables.find(({ id }) => id === "prodotti")!;

/** Thousandths of a point of one piece in a month. */
function coefficientOf(product: string, period: string): number {
  const day = `${period}-01`;
  const row = table.rows.find(
    ({ key, validFrom, validUntil }) =>
      key === product && (validFrom ?? "") <= day && day < (validUntil ?? "9999"),
  );
  return row?.numbers.coefficiente ?? Number.NaN;
}

const areaOf = new Map(table.rows.map(({ key, texts }) => [key, texts.area ?? ""]));
export const lineOf = new Map(table.rows.map(({ key, texts }) => [key, texts.linea ?? ""]));

export const inYear = (facts: readonly Facts[] | undefined, year: number): readonly Facts[] =>
  (facts ?? []).filter(({ period }) => period.startsWith(String(year)));

/** Sum of a column over the rows that are meant. */
export function sum(
  facts: readonly Facts[],
  column: string,
  isMeant: (row: Row, period: string) => boolean = () => true,
): number {
  let scaled = 0;
  for (const { period, rows } of facts)
    for (const row of rows) if (isMeant(row, period)) scaled += Math.round(toNumber(row[column]) * 100);
  return scaled / 100;
}

/** Points produced, of the areas that are meant. */
export function sumPoints(facts: readonly Facts[], isMeant: (area: string) => boolean = () => true): number {
  const known = new Map<string, number>();
  let thousandths = 0;
  for (const { period, rows } of facts)
    for (const { prodotto = "", definiti } of rows) {
      if (!isMeant(areaOf.get(prodotto) ?? "")) continue;
      const key = `${prodotto} ${period}`;
      const coefficient = known.get(key) ?? coefficientOf(prodotto, period);
      known.set(key, coefficient);
      thousandths += toNumber(definiti) * coefficient;
    }
  return thousandths / 1000;
}

/** Days of backlog of the areas that are meant. */
export function findBacklog(facts: readonly Facts[], isMeant: (area: string) => boolean): number {
  const own = (row: Row) => isMeant(areaOf.get(row.prodotto ?? "") ?? "");
  const left = sum(facts.slice(-1), "giacenza_finale", own);
  return (left / (sum(facts, "definiti", own) + sum(facts, "respinti", own) + left)) * 365;
}

export function findOutflow(facts: readonly Facts[]): number {
  const own = (row: Row) => areaOf.get(row.prodotto ?? "") !== "flussi_contabili";
  return sum(facts, "definiti", own) / sum(facts, "pervenuti", own);
}

/** Mean of the votes of a phase. */
export function findJudgement(facts: readonly Facts[], phase: string): number {
  const own = facts.flatMap(({ rows }) => rows.filter(({ fase }) => fase === phase));
  return own.reduce((total, { voto }) => total + toNumber(voto), 0) / own.length;
}

/** As a report prints it: half away from zero. */
export function show(value: number, decimals: number): string {
  const scaled = Math.round(Number((Math.abs(value) * 10 ** decimals).toPrecision(15)));
  const [whole, part = ""] = (scaled / 10 ** decimals).toFixed(decimals).split(".");
  return `${value < 0 ? "-" : ""}${whole}${decimals === 0 ? "" : `,${part}`}`;
}
