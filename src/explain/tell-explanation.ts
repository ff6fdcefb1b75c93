/** The same explanation in sentences, indented by depth, in the tongue that is asked for. */
import { formatNumber, type LostOffice } from "../engine/index.ts";
import { type Model, type Place, type Source, writeDay, writeMinus, writeNumber } from "../model/index.ts";
import type { Debt, Explanation, Part } from "./explanation.ts";
import { tellOperation } from "./tell-operation.ts";
import { tellFigure, tellRounding } from "./tell-value.ts";
import { italian, type Tongue } from "./tongue.ts";
import { getWords, type Words } from "./words/words.ts";

/** What is said of one step, indented; the first line says its value. */
export interface ToldStep {
  readonly depth: number;
  readonly lines: readonly string[];
  /** What the step is called, and what its display takes from its value: the first line says them too. */
  readonly title: string;
  readonly rounding: string;
}

/** One line a sentence; parts are indented below what they make. */
export function tellExplanation(explanation: Explanation, model: Model, tongue?: Tongue): string[] {
  return tellSteps(explanation, model, tongue).flatMap(({ lines }) => lines);
}

export function tellSteps(explanation: Explanation, model: Model, tongue = italian): ToldStep[] {
  const words = getWords(tongue);
  const told: ToldStep[] = [];
  const open: { step: Explanation; weight: Part["weight"]; depth: number }[] = [
    { step: explanation, weight: undefined, depth: 0 },
  ];
  while (open.length > 0) {
    const { step, weight, depth } = open.pop()!;
    const indent = "   ".repeat(depth);
    const [first = "", ...rest] = tellStep(step, weight, model, words);
    told.push({
      depth,
      lines: [
        `${indent}${depth === 0 ? "" : "└ "}${first}`,
        ...rest.map((line) => `${indent}${depth === 0 ? "  " : "    "}${line}`),
      ],
      title: tellTitle(step, words),
      rounding: tellRounding(step, words),
    });
    for (const part of step.parts.toReversed())
      open.push({ step: part.explanation, weight: part.weight, depth: depth + 1 });
  }
  return told;
}

function tellStep(step: Explanation, weight: number | undefined, model: Model, words: Words): string[] {
  const { figure, cause } = step;
  const weighing = weight === undefined ? "" : ` (${words.weight(writeNumber(weight))})`;
  const first = `${tellName(step, words)}${weighing}: ${tellValue(step, model, words)}`;
  if (step.told === "before") return [`${first} — ${words.toldBefore}`];
  if (step.told === "cut") {
    const command = `piramide explain ${figure.id} --org-unit ${figure.orgUnit} --period ${figure.period}`;
    return [`${first} — ${words.notOpened(command)}`];
  }
  const lines = [first, ...tellOperation(step, model, words)];
  if (step.limited !== undefined) lines.push(words.limited(writeMinus(writeNumber(step.limited))));
  if (cause !== undefined) lines.push(`${words.cause[cause.cause]}: ${words.cite(cause.note)}`);
  for (const lost of step.lost) lines.push(words.lost(describeLost(lost, words)));
  const doubts = tellDoubts(step, words);
  if (doubts !== "") lines.push(doubts);
  lines.push(`${tellSource(step.source, model, words)}${tellPlace(step.place)}`);
  return lines;
}

function tellTitle({ title, making }: Explanation, { cite, step, groupStep }: Words): string {
  if (making === undefined) return cite(title);
  return making.type === "series"
    ? `${cite(title)}, ${step[making.name]}`
    : `${cite(title)}, ${groupStep(cite(making.groupingTitle), making.isPast, cite(making.weightTitle))}`;
}

function tellName(step: Explanation, words: Words): string {
  const { id, facet, orgUnit, period, members } = step.figure;
  return `${tellTitle(step, words)}${tellMembers(members, words)} [${id}, ${words.facet[facet]}, ${orgUnit}, ${period}]`;
}

function tellMembers(members: Explanation["figure"]["members"], { cite }: Words): string {
  return Object.entries(members)
    .map(([dimension, member]) => `, ${cite(`${dimension} ${member}`)}`)
    .join("");
}

function tellValue(step: Explanation, model: Model, words: Words): string {
  const { figure, rounding } = step;
  if (figure.absence !== null) return words.absence[figure.absence].toUpperCase();
  const unit = figure.unit === "" ? "" : ` ${words.cite(figure.unit)}`;
  const shown = rounding === undefined ? "" : ` (${tellRounding(step, words)})`;
  return `${writeMinus(tellFigure(figure, model, words))}${unit}${shown}`;
}

function tellDoubts({ figure }: Explanation, words: Words): string {
  const { doubt } = words;
  const doubts = [
    figure.provenance === "published" ? "" : doubt.provenance(words.provenance[figure.provenance]),
    figure.status === "provisional" ? doubt.provisional : "",
    figure.partial ? doubt.partial : "",
    figure.coverage === null
      ? doubt.coverageUnknown
      : figure.coverage < 1 && figure.absence === null
        ? doubt.coverage(formatNumber(figure.coverage * 100, 1))
        : "",
  ];
  return doubts.filter((each) => each !== "").join("; ");
}

function tellSource(source: Source | undefined, model: Model, words: Words): string {
  if (source === undefined) return "";
  const act = model.acts.find((candidate) => candidate.id === source.act)?.title ?? source.act;
  const cited = (...texts: readonly (string | undefined)[]): string[] =>
    texts.flatMap((text) => (text === undefined ? [] : [words.cite(text)]));
  const said = [
    ...cited(act, source.article),
    ...cited(source.section).map(words.section),
    ...cited(source.table, source.note),
  ];
  return said.length === 0 ? "" : `${words.source(said.join(", "))} — `;
}

function tellPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** `Z (Sede Z), soppresso il 01/03/2023 (Determina 7)`. */
export function tellLost(lost: LostOffice, tongue = italian): string {
  return describeLost(lost, getWords(tongue));
}

function describeLost({ orgUnit, title, change, on, act }: LostOffice, { cite, lostOffice }: Words): string {
  const by = act === undefined ? "" : ` (${cite(act)})`;
  const day = on === undefined ? undefined : writeDay(on);
  return `${orgUnit} (${cite(title)}), ${lostOffice(change, day)}${by}`;
}

/** Nobody owes what does not apply or cannot be evaluated; who owes the rest, the model says or does not. */
function tellOwner({ absence, owner }: Debt, { debt, cite }: Words): string {
  if (absence === "not-applicable" || absence === "not-evaluable") return debt.nobody;
  return owner === undefined ? debt.unknown : debt.owner(cite(owner));
}

/** What is missing below an absent figure, and who owes it. */
export function tellDebts(debts: readonly Debt[], tongue = italian): string[] {
  const words = getWords(tongue);
  return debts.map((debt) => {
    const owner = tellOwner(debt, words);
    const note = debt.note === undefined ? "" : words.debt.note(words.cite(debt.note));
    return `${words.cite(debt.title)}${tellMembers(debt.members, words)} [${debt.indicator}, ${words.facet[debt.facet]}, ${debt.orgUnit}, ${debt.period}]: ${words.absence[debt.absence]}; ${owner}${note} — ${tellPlace(debt.place)}`;
  });
}

/** The same below a heading of their own; nothing where nothing is missing. */
export function tellOwed(debts: readonly Debt[], tongue = italian): string[] {
  return debts.length === 0 ? [] : ["", getWords(tongue).debts, ...tellDebts(debts, tongue)];
}
