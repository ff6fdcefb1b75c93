/** The same explanation in sentences, indented by depth, in the language that is asked for. */
import { formatNumber, type LostOffice } from "../engine/index.ts";
import type { Language } from "../formula/index.ts";
import { type Model, type Place, type Source, writeDay, writeMinus, writeNumber } from "../model/index.ts";
import type { Debt, Explanation, Part } from "./explanation.ts";
import { tellOperation } from "./tell-operation.ts";
import { tellFigure, tellRounding } from "./tell-value.ts";
import type { Words } from "./words/it.ts";
import { getWords } from "./words/words.ts";

/** What is said of one step, indented; the first line says its value. */
export interface ToldStep {
  readonly depth: number;
  readonly lines: readonly string[];
  /** What the step is called, and what its display takes from its value: the first line says them too. */
  readonly title: string;
  readonly rounding: string;
}

/** One line a sentence; parts are indented below what they make. */
export function tellExplanation(explanation: Explanation, model: Model, language?: Language): string[] {
  return tellSteps(explanation, model, language).flatMap(({ lines }) => lines);
}

export function tellSteps(explanation: Explanation, model: Model, language: Language = "it"): ToldStep[] {
  const words = getWords(language);
  const told: ToldStep[] = [];
  const open: { step: Explanation; weight: Part["weight"]; depth: number }[] = [
    { step: explanation, weight: undefined, depth: 0 },
  ];
  while (open.length > 0) {
    const { step, weight, depth } = open.pop()!;
    const indent = "   ".repeat(depth);
    const [first = "", ...rest] = tellStep(step, weight, model, language);
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

function tellStep(step: Explanation, weight: number | undefined, model: Model, language: Language): string[] {
  const words = getWords(language);
  const { figure, cause } = step;
  const weighing = weight === undefined ? "" : ` (${words.weight(writeNumber(weight))})`;
  const first = `${tellName(step, words)}${weighing}: ${tellValue(step, model, words)}`;
  if (step.told === "before") return [`${first} — ${words.toldBefore}`];
  if (step.told === "cut") {
    const command = `piramide explain ${figure.id} --org-unit ${figure.orgUnit} --period ${figure.period}`;
    return [`${first} — ${words.notOpened(command)}`];
  }
  const lines = [first, ...tellOperation(step, model, language)];
  if (step.limited !== undefined) lines.push(words.limited(writeMinus(writeNumber(step.limited))));
  if (cause !== undefined) lines.push(`${words.cause[cause.cause]}: ${cause.note}`);
  for (const lost of step.lost) lines.push(words.lost(tellLost(lost, language)));
  const doubts = tellDoubts(step, words);
  if (doubts !== "") lines.push(doubts);
  lines.push(`${tellSource(step.source, model, words)}${tellPlace(step.place)}`);
  return lines;
}

function tellTitle({ title, making }: Explanation, words: Words): string {
  if (making === undefined) return title;
  return making.type === "series"
    ? `${title}, ${words.step[making.name]}`
    : `${title}, ${words.groupStep(making.groupingTitle, making.isPast, making.weightTitle)}`;
}

function tellName(step: Explanation, words: Words): string {
  const { id, facet, orgUnit, period, members } = step.figure;
  return `${tellTitle(step, words)}${tellMembers(members)} [${id}, ${words.facet[facet]}, ${orgUnit}, ${period}]`;
}

function tellMembers(members: Explanation["figure"]["members"]): string {
  return Object.entries(members)
    .map(([dimension, member]) => `, ${dimension} ${member}`)
    .join("");
}

function tellValue(step: Explanation, model: Model, words: Words): string {
  const { figure, rounding } = step;
  if (figure.absence !== null) return words.absence[figure.absence].toUpperCase();
  const unit = figure.unit === "" ? "" : ` ${figure.unit}`;
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
  const said = [
    act,
    source.article,
    source.section === undefined ? undefined : words.section(source.section),
    source.table,
    source.note,
  ].filter((word) => word !== undefined);
  return said.length === 0 ? "" : `${words.source(said.join(", "))} — `;
}

function tellPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** `Z (Sede Z), soppresso il 01/03/2023 (Determina 7)`. */
export function tellLost({ orgUnit, title, change, on, act }: LostOffice, language: Language = "it"): string {
  const by = act === undefined ? "" : ` (${act})`;
  const day = on === undefined ? undefined : writeDay(on);
  return `${orgUnit} (${title}), ${getWords(language).lostOffice(change, day)}${by}`;
}

/** Nobody owes what does not apply or cannot be evaluated; who owes the rest, the model says or does not. */
function tellOwner({ absence, owner }: Debt, { debt }: Words): string {
  if (absence === "not-applicable" || absence === "not-evaluable") return debt.nobody;
  return owner === undefined ? debt.unknown : debt.owner(owner);
}

/** What is missing below an absent figure, and who owes it. */
export function tellDebts(debts: readonly Debt[], language: Language = "it"): string[] {
  const words = getWords(language);
  return debts.map((debt) => {
    const owner = tellOwner(debt, words);
    const note = debt.note === undefined ? "" : words.debt.note(debt.note);
    return `${debt.title}${tellMembers(debt.members)} [${debt.indicator}, ${words.facet[debt.facet]}, ${debt.orgUnit}, ${debt.period}]: ${words.absence[debt.absence]}; ${owner}${note} — ${tellPlace(debt.place)}`;
  });
}

/** The same below a heading of their own; nothing where nothing is missing. */
export function tellOwed(debts: readonly Debt[], language: Language = "it"): string[] {
  return debts.length === 0 ? [] : ["", getWords(language).debts, ...tellDebts(debts, language)];
}
