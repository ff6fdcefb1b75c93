/**
 * A golden case of formulas is a page in Italian: a title, why it matters, the names it may use
 * (```yaml), then formulas (```feel) each followed by what must come of it (```esito). `«x × 3»` in a
 * formula stands for `xxx`.
 */
import { parse } from "yaml";
import { z } from "zod";
import {
  type Cell,
  checkFormula,
  type Evaluated,
  evaluateFormula,
  type Formula,
  type Measure,
  parseFormula,
  printFormula,
  printQuantity,
  printReading,
  type Quantity,
  type Reference,
  type Series,
} from "../../src/formula/index.ts";
import { absenceWords, findMeaning, formatProblem, getWord, kindWords } from "../../src/model/index.ts";

const measured = z.strictObject({
  grandezza: z.union([z.string(), z.record(z.string(), z.number())]).default("numero"),
  natura: z.enum(["flusso", "consistenza", "livello", "rapporto", "punteggio"]).default("punteggio"),
  dimensioni: z.array(z.string()).default([]),
});
const value = z.union([z.number(), z.string()]);
const setting = z.strictObject({
  dimensioni: z.record(z.string(), z.array(z.string())).default({}),
  indicatori: z.record(z.string(), measured).default({}),
  calcolato: measured.extend({ somma: z.boolean().default(false) }).prefault({}),
  valori: z.record(z.string(), z.union([value, z.array(value)])).default({}),
});
type Setting = z.infer<typeof setting>;

export interface FormulaCase {
  readonly title: string;
  readonly setting: Setting;
  readonly formulas: readonly { readonly text: string; readonly outcome: string }[];
}

export function readCase(page: string): FormulaCase {
  const title = /^# (.+)$/m.exec(page)?.[1] ?? "senza titolo";
  const blocks = [...page.matchAll(/^```(yaml|feel|esito)\n([\s\S]*?)^```$/gm)].map(([, kind, body]) => ({
    kind,
    body: (body ?? "").replace(/\n$/, ""),
  }));
  const given: unknown = parse(blocks.find(({ kind }) => kind === "yaml")?.body ?? "") ?? {};
  const formulas = blocks.flatMap(({ kind, body }, index) => {
    if (kind !== "feel") return [];
    const next = blocks[index + 1];
    const text = body.replace(/«(.+?) × (\d+)»/g, (_, piece: string, times: string) =>
      piece.repeat(Number(times)),
    );
    return [{ text, outcome: next?.kind === "esito" ? next.body : "" }];
  });
  return { title, setting: setting.parse(given), formulas };
}

/** What comes of a formula: its problems, or how it is printed, read, measured and valued. */
export function computeOutcome(text: string, { dimensioni, indicatori, calcolato, valori }: Setting): string {
  const names = {
    indicators: new Map(Object.entries(indicatori).map(([id, each]) => [id, each.dimensioni])),
    members: new Map(Object.entries(dimensioni).map(([id, members]) => [id, new Set(members)])),
  };
  const formulaText = { text, place: { file: "caso.feel", line: 1, column: 1 } };
  const subject = "indicatore calcolato";
  const parsed = parseFormula(formulaText, names, subject);
  if (parsed.value === undefined) return parsed.problems.map(formatProblem).join("\n\n");
  const getMeasure = (reference: Reference): Measure =>
    toMeasure(indicatori[reference.indicator] ?? measured.parse({}));
  const owner = { ...toMeasure(calcolato), rollUp: calcolato.somma };
  const checked = checkFormula(parsed.value, formulaText, owner, getMeasure, subject);
  if (checked.problems.length > 0) return checked.problems.map(formatProblem).join("\n\n");
  if (checked.value?.type !== "number") return "senza misura";
  const { quantity, kind } = checked.value;
  return [
    `formula: ${printFormula(parsed.value)}`,
    `misura:  ${getWord(kindWords, kind)}, ${quantity === undefined ? "qualunque unità" : printQuantity(quantity)}`,
    ...(Object.keys(valori).length === 0 ? [] : tellValue(parsed.value, valori)),
  ].join("\n");
}

function tellValue(formula: Formula, values: Setting["valori"]): string[] {
  const find = (node: Reference | Series) => values[printFormula(node)];
  const lookup = (node: Reference | Series): Cell | readonly Cell[] => {
    const found = find(node);
    return Array.isArray(found) ? found.map(toCell) : toCell(found);
  };
  const show = (node: Reference | Series): string => {
    const found = find(node);
    return (Array.isArray(found) ? found : [found]).map(showValue).join("; ");
  };
  const result: Evaluated = evaluateFormula(formula, lookup);
  return [
    `lettura: ${printReading(formula, show)}`,
    "value" in result ? `valore:  ${showValue(Number(result.value))}` : `assente: ${result.absence}`,
  ];
}

function toCell(given: number | string | undefined): Cell {
  if (typeof given === "number") return { value: given };
  if (given === "a_monte") return { absence: "upstream" };
  const absence = findMeaning(absenceWords, given);
  if (absence === undefined) throw new Error(`valore non previsto nel caso: ${given}`);
  return { absence };
}

function showValue(given: number | string | undefined): string {
  return typeof given === "number" ? String(given).replace(".", ",").replace("-", "−") : `‹${given}›`;
}

function toMeasure(given: z.infer<typeof measured>): Measure {
  const { grandezza } = given;
  const quantity: Quantity =
    typeof grandezza === "string" ? (grandezza === "numero" ? {} : { [grandezza]: 1 }) : grandezza;
  return { quantity, kind: kindWords[given.natura], dimensions: given.dimensioni };
}
