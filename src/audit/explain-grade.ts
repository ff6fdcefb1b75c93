/** Why a relation has its verdict, in Italian sentences. */
import { type Evidence, findOperandPoint, findOwnPoint, getFigure } from "./evidence.ts";
import type { Blame } from "./find-suspects.ts";
import { type Decision, decideOrder, decidePairs } from "./grade-claim.ts";
import { findEquationPoint } from "./grade-equation.ts";
import type { RelationGrade } from "./grade-relation.ts";
import type { Operand } from "./operand.ts";
import type { Prepared } from "./prepare-audit.ts";
import { displayLike } from "./print-region.ts";
import { displayExactly, displayRational } from "./printed-number.ts";
import type { CountRelation, OrderRelation, Test } from "./published.ts";
import type { WeightStudy } from "./study-weights.ts";
import { findDeclaredFormula, type RuleTrial } from "./try-rules.ts";
import { writeDifference, writeFigure, writeOperand, writeRegion } from "./write-arithmetic.ts";

export interface Findings {
  readonly grade: RelationGrade;
  readonly blame: Blame | undefined;
  readonly trials: readonly RuleTrial[];
  /** Relations of the same table, with the same rule, that hold. */
  readonly neighbours: number;
  readonly weights: WeightStudy | undefined;
}

export function explainGrade(prepared: Prepared, findings: Findings, evidence: Evidence): string {
  const sentences = [describeGrade(prepared, findings, evidence)];
  if (findings.trials.length > 0) sentences.push(describeTrials(prepared, findings));
  if (findings.blame !== undefined) sentences.push(...describeBlame(prepared, findings.blame));
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Decimals of the printed result, for what is shown beside it. */
export function getResultDecimals(prepared: Prepared, grade: RelationGrade): number {
  const { relation } = grade;
  const result = "result" in relation ? relation.result : undefined;
  if (result?.type === "figure") return getFigure(prepared.figures, result.id).number?.decimals ?? 0;
  return 2;
}

function describeGrade(prepared: Prepared, findings: Findings, evidence: Evidence): string {
  const { grade } = findings;
  const { relation, note } = grade;
  if (note === "absent") return "Una delle cifre è stampata come assente: non c'è nulla da confrontare.";
  if (note === "only-unknowns") {
    return `Da sola non verifica nulla: le quantità non stampate lasciano al risultato ${writeRegion(grade.recomputed, getResultDecimals(prepared, grade))}.`;
  }
  if (note === "unknowns-conflict")
    return "Le quantità non stampate che usa sono già contraddette da altre relazioni.";
  if (note === "no-value") return "Il risultato non esiste: si dividerebbe per zero.";
  switch (relation.type) {
    case "restatement":
      return describeRestatement(prepared, grade);
    case "count":
      return describeCount(prepared, relation, grade, evidence);
    case "order":
      return describeOrder(prepared, relation, grade, evidence);
    case "limit":
      return describeLimit(prepared, grade, evidence);
    case "weighted-mean":
      return findings.weights?.sentence ?? describeComputed(prepared, grade, evidence);
    default:
      return describeComputed(prepared, grade, evidence);
  }
}

/** Equations and extremes: what the prints give, what their roundings leave open. */
function describeComputed(prepared: Prepared, grade: RelationGrade, evidence: Evidence): string {
  const { relation, verdict } = grade;
  const result = "result" in relation ? relation.result : undefined;
  if (result === undefined) return "";
  const decimals = getResultDecimals(prepared, grade);
  const equation = prepared.equations.get(relation.id);
  const point = equation && findEquationPoint(equation, evidence);
  const printed = findOwnPoint(result, prepared.figures);
  const region = writeRegion(grade.recomputed, decimals);
  const stated =
    result.type === "figure"
      ? "è stampato"
      : result.type === "constant"
        ? "deve essere"
        : "deve essere l'ignoto";
  const given =
    point === undefined
      ? `Dalle altre cifre si ottiene ${region}; ${stated} ${writeOperand(prepared, result)}.`
      : `Dai valori stampati si ottiene ${displayExactly(point, decimals + 4)}; ${stated} ${writeOperand(prepared, result)}${printed === undefined ? "" : ` (differenza ${writeDifference(printed, point, decimals)})`}.`;
  if (verdict === "exact")
    return `${given} Comunque siano arrotondate le cifre di partenza, il risultato si stampa così.`;
  if (verdict === "contradicted") {
    return `${given} Gli arrotondamenti non lo spiegano: lasciano solo ${region}.`;
  }
  if (grade.note === "rounded-steps") {
    return `${given} Torna partendo dalle cifre come sono stampate, non da quelle più precise da cui derivano: i passaggi intermedi sono stati arrotondati.`;
  }
  return `${given} È dentro gli arrotondamenti: le cifre di partenza lasciano ${region}.`;
}

function describeRestatement(prepared: Prepared, grade: RelationGrade): string {
  if (grade.relation.type !== "restatement") return "";
  const [first = "", ...others] = grade.relation.figures;
  const list = others.map((id) => writeFigure(prepared, id)).join(", ");
  const reference = writeFigure(prepared, first);
  if (grade.verdict === "contradicted")
    return `La stessa cifra è stampata in modi che non possono essere entrambi giusti: ${reference}, poi ${list}.`;
  if (grade.verdict === "exact")
    return `${reference} è ripetuta uguale, o com'è giusto con meno decimali: ${list}.`;
  return `${reference} e ${list} possono essere la stessa cifra arrotondata diversamente.`;
}

const testSigns: Readonly<Record<Test, string>> = {
  "at-least": "≥",
  "more-than": ">",
  "at-most": "≤",
  "less-than": "<",
  equal: "=",
};
const decisionWords: Readonly<Record<Decision, string>> = {
  yes: "sì",
  no: "no",
  maybe: "dipende dagli arrotondamenti",
};

function describeCount(
  prepared: Prepared,
  relation: CountRelation,
  grade: RelationGrade,
  evidence: Evidence,
): string {
  const decisions = decidePairs(relation, evidence);
  const isListed = relation.pairs.every(
    ({ left, right }) => left.type === "constant" && right.type === "constant",
  );
  const result = writeOperand(prepared, relation.result);
  if (isListed) return `Nell'elenco ci sono ${relation.pairs.length} voci; è stampato ${result}.`;
  const count = (wanted: Decision) => decisions.filter((decision) => decision === wanted).length;
  const details = relation.pairs
    .slice(0, 12)
    .map(({ left, right }, index) => {
      const decision = decisions[index] ?? "no";
      return `${nameOperand(prepared, left)} ${testSigns[relation.test]} ${nameOperand(prepared, right)}: ${decisionWords[decision]}`;
    })
    .join("; ");
  const open = count("maybe") === 0 ? "" : `, ${count("maybe")} dipendono dagli arrotondamenti`;
  const more = relation.pairs.length > 12 ? ` e altre ${relation.pairs.length - 12}` : "";
  const judged = grade.verdict === "contradicted" ? "Il conto non torna" : "Il conto torna";
  return `${judged}: sono ${count("yes")} su ${relation.pairs.length}${open}; è affermato ${result}. ${details}${more}.`;
}

function nameOperand(prepared: Prepared, operand: Operand): string {
  return operand.type === "figure"
    ? `${operand.id} ${writeOperand(prepared, operand)}`
    : writeOperand(prepared, operand);
}

function describeOrder(
  prepared: Prepared,
  relation: OrderRelation,
  grade: RelationGrade,
  evidence: Evidence,
): string {
  const decisions = decideOrder(relation, evidence);
  const sign = relation.isStrict ? ">" : "≥";
  const pair = (index: number) => {
    const [left, right] = [relation.operands[index], relation.operands[index + 1]];
    return left === undefined || right === undefined
      ? ""
      : `${nameOperand(prepared, left)} ${sign} ${nameOperand(prepared, right)}`;
  };
  const wrong = decisions.flatMap((decision, index) => (decision === "no" ? [pair(index)] : []));
  const open = decisions.flatMap((decision, index) => (decision === "maybe" ? [pair(index)] : []));
  if (grade.verdict === "contradicted")
    return `L'ordine affermato non regge: non è vero che ${wrong.join("; né che ")}.`;
  if (open.length > 0)
    return `L'ordine affermato regge entro gli arrotondamenti, che lasciano aperto: ${open.join("; ")}.`;
  return `L'ordine affermato regge: ${relation.operands.map((operand) => writeOperand(prepared, operand)).join(` ${sign} `)}.`;
}

function describeLimit(prepared: Prepared, grade: RelationGrade, evidence: Evidence): string {
  const { relation } = grade;
  if (relation.type !== "limit") return "";
  const claim = `${nameOperand(prepared, relation.left)} ${testSigns[relation.test]} ${nameOperand(prepared, relation.right)}`;
  if (findOperandPoint(relation.left, evidence) === undefined)
    return `Il valore è assente: non si può dire che ${claim}.`;
  if (grade.verdict === "contradicted") return `Il limite affermato non regge: non è vero che ${claim}.`;
  return grade.verdict === "exact"
    ? `Il limite affermato regge: ${claim}.`
    : `Il limite affermato, ${claim}, regge entro gli arrotondamenti.`;
}

function describeTrials(prepared: Prepared, findings: Findings): string {
  const { grade, trials, neighbours } = findings;
  const { relation } = grade;
  if (relation.type !== "attainment" && relation.type !== "deviation") return "";
  const decimals = getResultDecimals(prepared, grade);
  const declared = findDeclaredFormula(relation);
  const value = trials.find((trial) => trial.isDeclared)?.value;
  const result =
    relation.result.type === "figure" ? getFigure(prepared.figures, relation.result.id) : undefined;
  const display = value === undefined || result === undefined ? "" : displayLike(result, value);
  const shared =
    neighbours > 0
      ? `, la regola che torna per ${neighbours} ${neighbours === 1 ? "riga vicina" : "righe vicine"} della stessa tabella`
      : "";
  const tried = trials
    .map(
      (trial) =>
        `${trial.formula} = ${trial.value === undefined ? "non esiste" : displayRational(trial.value, decimals)}${trial.reproduces ? " ←" : ""}`,
    )
    .join("; ");
  const matching = trials.filter((trial) => trial.reproduces);
  const outcome =
    matching.length === 0
      ? "Nessuna dà il valore stampato."
      : `Il valore stampato si ottiene con ${matching.map((trial) => `${trial.formula} (${trial.meaning})`).join(" e con ")}.`;
  return `Con la regola dichiarata, ${declared}${shared}, si stamperebbe ${display}. Regole provate: ${tried}. ${outcome}`;
}

function describeBlame(prepared: Prepared, blame: Blame): readonly string[] {
  const sentences: string[] = [];
  if (blame.suspects.length > 0) {
    const list = blame.suspects.slice(0, 6).map((suspect) => {
      const slip = suspect.isSlip ? ", una svista di una cifra" : "";
      const restated =
        suspect.restated.length > 0 ? `, ma è ripetuta uguale in ${suspect.restated.join(", ")}` : "";
      return `${writeFigure(prepared, suspect.figure)} se fosse stata ${suspect.wouldBe}${slip}${restated}`;
    });
    const more = blame.suspects.length > 6 ? `; e altre ${blame.suspects.length - 6}` : "";
    sentences.push(`Da sola rimetterebbe a posto tutto: ${list.join("; ")}${more}.`);
  } else if (blame.isComplete) {
    sentences.push("Nessuna cifra, cambiata da sola, rimetterebbe a posto tutte le relazioni in cui sta.");
  }
  if (!blame.isComplete) {
    sentences.push(
      "Le cifre sono troppe per cercare fra tutte le sospette: le altre non sono state esaminate.",
    );
  }
  if (blame.cleared.length > 0) {
    const list = blame.cleared
      .slice(0, 6)
      .map(({ figure, by }) => `${writeFigure(prepared, figure)} da ${by.slice(0, 3).join(", ")}`);
    sentences.push(`Sono confermate da altre relazioni: ${list.join("; ")}.`);
  }
  return sentences;
}
