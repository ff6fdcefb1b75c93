/** How a step's value follows from its parts, in sentences. */
import { printReading } from "../formula/index.ts";
import {
  type FactMeasure,
  findPeriod,
  listPeriodsOfYear,
  type Model,
  writeDay,
  writeMinus,
  writeNumber,
} from "../model/index.ts";
import type { Explanation, Operation } from "./explanation.ts";
import { tellAttainment } from "./tell-attainment.ts";
import { tellEdition, tellGroupMean, tellTwoMethods } from "./tell-step.ts";
import { tellFigure, tellWritten } from "./tell-value.ts";
import type { Words } from "./words/words.ts";
import { writeOperand } from "./write-operand.ts";

type Of<Type extends Operation["type"]> = Extract<Operation, { readonly type: Type }>;

export function tellOperation(step: Explanation, model: Model, words: Words): string[] {
  const { operation } = step;
  const count = step.parts.length;
  switch (operation.type) {
    case "observed":
      return tellObserved(operation, step, words);
    case "delivered":
      return tellDelivered(operation, step, words);
    case "calendar":
      return [words.calendar];
    case "target":
      return tellTarget(operation, step, model, words);
    case "outside":
      return [tellOutside(operation, step, model, words)];
    case "printed":
      return [step.figure.absence === null ? words.printed(count) : words.undisclosed(count)];
    case "formula":
      return [
        words.formula(operation.text),
        words.reading(readFormula(operation, words)),
        ...tellTwoMethods(step, words),
      ];
    case "sum":
      return [
        `${words.sum[operation.along](count)}; ${words.policy[operation.whenAbsent]}`,
        ...tellRefused(operation, step, words),
      ];
    case "mean-over-time":
      return [
        `${words.meanOverTime(count)}; ${words.policy[operation.whenAbsent]}`,
        ...tellRefused(operation, step, words),
      ];
    case "last-in-time":
      return [words.lastInTime];
    case "deviation":
      return [tellDeviation(operation, step, model, words)];
    case "attainment":
      return [tellAttainment(operation, words)];
    case "weighted-mean":
      return [tellWeightedMean(operation, step, model, words)];
    case "series":
      return [words.series[operation.name]];
    case "edition":
      return tellEdition(operation, step, model, words);
    case "group-mean":
      return tellGroupMean(operation, step, words);
  }
}

/** The formula with the displayed numbers in place of the names. */
function readFormula({ formula, values }: Of<"formula">, words: Words): string {
  const left = values.values();
  const show = (): string =>
    (left.next().value ?? []).map((written) => tellWritten(written, words)).join("; ");
  return printReading(formula, show, words.language);
}

/** For a period of the wrong length, the one to ask for: that which holds it, or the first that it holds. */
function tellOutside(
  operation: Of<"outside">,
  { figure }: Explanation,
  model: Model,
  { outside, grain: names }: Words,
): string {
  if (operation.of === "existence") return outside.existence;
  const asked = findPeriod(figure.period);
  const grain = model.indicators.find((candidate) => candidate.id === figure.id)?.grain.period;
  if (operation.of === "grain" || asked === undefined || grain === undefined) return outside.grain;
  const measured = listPeriodsOfYear(asked.year).filter((period) => period.grain === grain);
  const holding = measured.find((period) => period.from <= asked.from && period.until >= asked.until);
  const first = measured.find((period) => period.from >= asked.from);
  return holding === undefined
    ? outside.longer(names[grain], first?.code ?? String(asked.year))
    : outside.shorter(names[grain], holding.code);
}

/** A sum refused because it is too large. */
function tellRefused(
  { limit }: Of<"sum" | "mean-over-time">,
  { figure }: Explanation,
  { beyond }: Words,
): string[] {
  return figure.absence === "not-evaluable" ? [beyond.sum(writeNumber(limit))] : [];
}

function tellObserved(operation: Of<"observed">, { figure }: Explanation, words: Words): string[] {
  const { note, extractedOn, limit } = operation;
  const day = extractedOn === undefined ? undefined : writeDay(extractedOn);
  const said = figure.absence === null || limit !== undefined ? words.observed(day) : words.noDatum;
  return [
    note === undefined ? said : `${said}: ${words.cite(note)}`,
    ...(limit === undefined ? [] : [words.beyond.datum(writeNumber(limit))]),
  ];
}

/** More corrections than these are counted. */
const toldDeliveries = 5;

function tellDelivered(operation: Of<"delivered">, { figure }: Explanation, words: Words): string[] {
  const { source, deliveries, limit } = operation;
  const { delivered } = words;
  const title = words.cite(operation.title);
  if (deliveries.length === 0) return [delivered.nothing(title, source)];
  const told = deliveries
    .slice(0, toldDeliveries)
    .map(({ number, file, recordedOn, rows, isCorrection }) =>
      delivered.delivery(isCorrection, number, file, writeDay(recordedOn), writeNumber(rows)),
    );
  const more = deliveries.length > toldDeliveries ? [delivered.more(deliveries.length - toldDeliveries)] : [];
  const measure = tellMeasure(operation.measure, words);
  const lacking = operation.isUntold ? delivered.untold : delivered.noRow;
  const tooLarge = limit === undefined ? [] : [words.beyond.datum(writeNumber(limit))];
  const isThere = figure.absence === null || limit !== undefined;
  const found = isThere ? measure : `${measure}: ${lacking}`;
  return [delivered.from(title, source, found), ...told, ...more, ...tooLarge];
}

/** What the measure counts, with columns and conditions as the model writes them. */
function tellMeasure(
  { type, column, days, table, weight, when, within }: FactMeasure,
  { measure }: Words,
): string {
  const what = days === undefined ? (column ?? measure.rows) : measure.days(days.from, days.to);
  const weighted = table === undefined ? "" : ` × ${table}.${weight ?? ""}`;
  const conditions = [when, within].flatMap((text) => (text === undefined ? [] : [text.text]));
  const filter = conditions.length === 0 ? "" : `, ${measure.where} ${conditions.join(" and ")}`;
  return `${measure.of(type, what)}${weighted}${filter}`;
}

function tellTarget(
  { revision, validFrom }: Of<"target">,
  { figure }: Explanation,
  model: Model,
  { target, cite }: Words,
): string[] {
  if (figure.absence !== null) return [target.none];
  if (revision === undefined) return [target.declared];
  const event = model.events.find((candidate) => candidate.id === revision.event);
  const day = validFrom === undefined ? undefined : writeDay(validFrom);
  return [
    target.revised(day, cite(revision.authorisedBy), cite(revision.reason)) +
      (event === undefined ? "" : target.event(cite(event.title))) +
      (revision.previousUnknown ? target.previousUnknown : ""),
  ];
}

function tellDeviation(
  operation: Of<"deviation">,
  { parts }: Explanation,
  model: Model,
  words: Words,
): string {
  const [result = "", target = ""] = parts.map(({ explanation: { figure } }) =>
    tellFigure(figure, model, words),
  );
  const [a, b] = operation.direction === "up" ? [result, target] : [target, result];
  const difference = `${writeMinus(a)} − ${writeOperand(b)}`;
  return words.deviation(
    operation.measure === "percent" ? `(${difference}) / |${writeMinus(target)}| × 100` : difference,
  );
}

const toldTerms = 12;

function tellWeightedMean(
  operation: Of<"weighted-mean">,
  { parts }: Explanation,
  model: Model,
  words: Words,
): string {
  const terms = parts.slice(0, toldTerms).map(({ weight, explanation: { figure } }) => {
    const value = writeOperand(tellFigure(figure, model, words));
    return `${writeNumber(weight ?? Number.NaN)} × ${value}`;
  });
  const more = parts.length > toldTerms ? ["…"] : [];
  const act = operation.act === undefined ? "" : ` (${words.cite(operation.act)})`;
  const sum = words.weightedMean(`(${[...terms, ...more].join(" + ")}) / ${writeNumber(operation.total)}`);
  return `${sum}; ${words.policy[operation.whenAbsent]}${act}`;
}
