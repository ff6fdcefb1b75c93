/** Figures as a table for people's programs, in Italian: a row a figure, absences in a column of their own. */
import type { Figure } from "../engine/index.ts";
import { facetWords, getWord, type Members } from "../model/index.ts";
import type { Table } from "./write-table.ts";

const columns = [
  "indicatore",
  "faccia",
  "membri",
  "unita_organizzativa",
  "periodo",
  "valore",
  "mostrato",
  "assenza",
  "unita_di_misura",
  "copertura",
  "stato",
  "provenienza",
  "parziale",
  "pesi_non_divulgati",
];

export function tabulateFigures(name: string, figures: readonly Figure[]): Table {
  const rows = figures.map((figure) => [
    figure.id,
    getWord(facetWords, figure.facet),
    printMembers(figure.members),
    figure.orgUnit,
    figure.period,
    figure.value,
    figure.absence === null ? figure.display : null,
    figure.absence === null ? null : figure.display,
    figure.unit,
    figure.coverage,
    statusNames[figure.status],
    provenanceNames[figure.provenance],
    figure.partial ? "sì" : "no",
    figure.printed ? "sì" : "no",
  ]);
  return { name, columns, rows };
}

const statusNames = { provisional: "provvisorio", final: "definitivo" } as const;

export const provenanceNames = {
  published: "pubblicato",
  inferred: "desunto",
  assumed: "assunto",
  synthetic: "sintetico",
} as const;

export function printMembers(members: Members): string {
  return Object.entries(members)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .join(" ");
}
