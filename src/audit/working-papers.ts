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
  /** The relation in words, as its author states it, and where that is laid down; empty = not said. */
  readonly reason: string;
  readonly source: string;
  /** The figures in it, with what their prints hide; empty where they hide nothing. */
  readonly prints: readonly { readonly figure: string; readonly hides: string }[];
  /** The sum with its numbers, what comes of it, what the roundings leave. */
  readonly sums: readonly string[];
  readonly outcome: string;
  /** The same, one sentence or one sum a line. Italian. */
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
  const { verdict, why: outcome } = audited;
  const { why: reason = "", source = "" } = relation;
  const prints = audited.figures.map((figure) => ({ figure, hides: writeHidden(grading, figure) }));
  const sums = writeSums(grading, relation);
  const lines = [
    `${relation.id} (${relationTitles[relation.type]}): ${verdictTitles[verdict]}`,
    ...(reason === "" ? [] : [reason]),
    ...(source === "" ? [] : [`Fonte: ${source}`]),
    ...prints.map((print) => `  ${writePrint(grading, print)}`),
    ...sums.map((sum) => `  ${sum}`),
    `Esito: ${outcome}`,
  ];
  return { relation: relation.id, verdict, reason, source, prints, sums, outcome, lines };
}

/** What a print lets the true value be; empty where it is the true value. */
function writeHidden({ prepared, evidence }: Grading, id: string): string {
  const { exactness, number } = getFigure(prepared.figures, id);
  return exactness === "rounded" || exactness === "bound"
    ? writeRegion(evidence.prints.region(id), number?.decimals ?? 0)
    : "";
}

/** Where a figure is printed, and what its print hides. */
function writePrint({ prepared }: Grading, { figure: id, hides }: WorkingPaper["prints"][number]): string {
  const figure = getFigure(prepared.figures, id);
  const { section, table, row, column } = figure.place;
  const place = [`sez. ${section}`, table, row, column].filter((part) => part !== "").join(", ");
  const line = figure.line === undefined ? "" : ` (riga ${figure.line})`;
  return `${figure.printed}  ${id}, ${place}${line}${hides === "" ? "" : `: il valore vero va ${hides}`}`;
}

/** The equation with its numbers, worked out, and the difference from the print. */
function writeSums(grading: Grading, relation: Relation): readonly string[] {
  const { prepared, evidence } = grading;
  const equation = prepared.equations.get(relation.id);
  if (equation === undefined) return [];
  const grade = getGrade(grading, relation.id);
  const decimals = getResultDecimals(prepared, grade);
  const lines = [writeEquation(prepared, equation)];
  const point = findEquationPoint(equation, evidence.shared);
  const printed = findOwnPoint(equation.result, prepared.figures);
  if (point !== undefined) {
    const difference =
      printed === undefined ? "" : `; differenza ${writeDifference(printed, point, decimals)}`;
    lines.push(
      `si ottiene ${displayExactly(point, decimals + 4)}; stampato ${writeOperand(prepared, equation.result)}${difference}`,
    );
  }
  lines.push(
    `le cifre di partenza lasciano ${writeRegion(grade.recomputed, decimals)}; il risultato stampato lascia ${describeResult(grading, equation.result, decimals)}`,
  );
  return lines;
}

function describeResult({ evidence }: Grading, result: Operand, decimals: number): string {
  return writeRegion(getOperandRegion(result, evidence.prints), decimals);
}
