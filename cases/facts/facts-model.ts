/** The small model with sources from which the cases of deliveries start, and what a test adds to it. */
import { readFileSync } from "node:fs";
import type { Contract, OfficeState, Row } from "../../src/facts/index.ts";
import { readContract } from "../../src/facts/index.ts";
import { type FactSource, findPeriod, formatProblem, type Model, readModel } from "../../src/model/index.ts";

const read = (name: string) => ({
  path: name,
  text: readFileSync(new URL(`../model/${name}`, import.meta.url), "utf8"),
});

/** `text` is one more block; `more` are other files of the model's folder. */
export function readFactsModel(text = "", more: Readonly<Record<string, string>> = {}): Model {
  const { value, problems } = readModel([
    ...["ente.yaml", "fonti.yaml", "prodotti.csv"].map(read),
    ...Object.entries({ "altro.yaml": text, ...more }).map(([path, own]) => ({ path, text: own })),
  ]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}

export function findSource(model: Model, id: string): FactSource {
  const source = model.sources.find((each) => each.id === id);
  if (source === undefined) throw new Error(`fonte inesistente: ${id}`);
  return source;
}

/** The contract of a source in a period, with ENTE above the others and VECCHIO closed. */
export function makeContract(model: Model, id: string, code: string, knownAt?: string): Contract {
  const offices = new Map<string, OfficeState>([
    ["ENTE", "above"],
    ["NORD", "open"],
    ["SUD", "open"],
    ["VECCHIO", "closed"],
  ]);
  const context = { model, period: findPeriod(code)!, knownAt, offices };
  const { value, problems } = readContract(findSource(model, id), context);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}

/** A row as a delivery keeps it: days as numbers from 1970-01-01, numbers scaled. */
export function makeRow(row: Row): Row {
  return { pratica: 1, sede: "NORD", prodotto: "P1", esito: "accolta", ...row };
}
