/**
 * The working papers: for each relation the arithmetic as an official would redo it with paper and
 * pen, what the roundings allow, and the conclusion.
 */
import type { Audit, AuditedRelation } from "./audit.ts";
import { findOwnPoint, getFigure, getOperandRegion } from "./evidence.ts";
import { getResultDecimals } from "./explain-grade.ts";
import { findEquationPoint } from "./grade-equation.ts";
import type { Verdict } from "./grade-relation.ts";
import { type Grading, getGrade, gradeReport } from "./grade-report.ts";
import type { Operand } from "./operand.ts";
import { displayExactly } from "./printed-number.ts";
import type { Published, Relation, RelationType } from "./published.ts";
import { writeDifference, writeEquation, writeOperand, writeRegion } from "./write-arithmetic.ts";

export interface WorkingPaper {
  readonly relation: string;
  readonly verdict: Verdict;
  /** Italian, one sentence or one sum a line. */
  readonly lines: readonly string[];
}

export const verdictTitles: Readonly<Record<Verdict, string>> = {
  exact: "torna esattamente",
  "within-rounding": "torna entro gli arrotondamenti",
  "weights-undisclosed": "possibile, con pesi non divulgati",
  "no-admissible-weights": "nessun peso ammissibile",
  contradicted: "non torna",
  unbound: "non verificabile",
};

/** What each type of relation is called. */
export const relationTitles: Readonly<Record<RelationType, string>> = {
  sum: "somma",
  ratio: "rapporto",
  deviation: "scostamento",
  attainment: "raggiungimento",
  restatement: "ripetizione",
  identity: "identità",
  equation: "equazione",
  "weighted-mean": "media ponderata",
  count: "conteggio affermato",
  order: "ordine affermato",
  maximum: "massimo affermato",
  minimum: "minimo affermato",
  limit: "limite affermato",
};

/** One paper a relation, in the order of the files. */
export function writeWorkingPapers(published: Published, audit: Audit): readonly WorkingPaper[] {
  const grading = gradeReport(published);
  const audited = new Map(audit.relations.map((relation) => [relation.id, relation]));
  return published.relations.flatMap((relation) => {
    const found = audited.get(relation.id);
    return found === undefined ? [] : [writePaper(grading, relation, found)];
  });
}

function writePaper(grading: Grading, relation: Relation, audited: AuditedRelation): WorkingPaper {
  const lines = [
    `${relation.id} (${relationTitles[relation.type]}): ${verdictTitles[audited.verdict]}`,
    ...(relation.why === undefined ? [] : [relation.why]),
    ...(relation.source === undefined ? [] : [`Fonte: ${relation.source}`]),
    ...listPrints(grading, audited.figures),
    ...writeSums(grading, relation),
    `Esito: ${audited.why}`,
  ];
  return { relation: relation.id, verdict: audited.verdict, lines };
}

/** Where each figure is printed, and what its print hides. */
function listPrints({ prepared, evidence }: Grading, figures: readonly string[]): readonly string[] {
  return figures.map((id) => {
    const figure = getFigure(prepared.figures, id);
    const { section, table, row, column } = figure.place;
    const place = [`sez. ${section}`, table, row, column].filter((part) => part !== "").join(", ");
    const line = figure.line === undefined ? "" : ` (riga ${figure.line})`;
    const hides =
      figure.exactness === "rounded" || figure.exactness === "bound"
        ? `: il valore vero va ${writeRegion(evidence.prints.region(id), figure.number?.decimals ?? 0)}`
        : "";
    return `  ${figure.printed}  ${id}, ${place}${line}${hides}`;
  });
}

/** The equation with its numbers, worked out, and the difference from the print. */
function writeSums(grading: Grading, relation: Relation): readonly string[] {
  const { prepared, evidence } = grading;
  const equation = prepared.equations.get(relation.id);
  if (equation === undefined) return [];
  const grade = getGrade(grading, relation.id);
  const decimals = getResultDecimals(prepared, grade);
  const lines = [`  ${writeEquation(prepared, equation)}`];
  const point = findEquationPoint(equation, evidence.shared);
  const printed = findOwnPoint(equation.result, prepared.figures);
  if (point !== undefined) {
    const difference =
      printed === undefined ? "" : `; differenza ${writeDifference(printed, point, decimals)}`;
    lines.push(
      `  si ottiene ${displayExactly(point, decimals + 4)}; stampato ${writeOperand(prepared, equation.result)}${difference}`,
    );
  }
  lines.push(
    `  le cifre di partenza lasciano ${writeRegion(grade.recomputed, decimals)}; il risultato stampato lascia ${describeResult(grading, equation.result, decimals)}`,
  );
  return lines;
}

function describeResult({ evidence }: Grading, result: Operand, decimals: number): string {
  return writeRegion(getOperandRegion(result, evidence.prints), decimals);
}
