/** `piramide diff`: what changed between two models, in words and in figures. Exit codes are those of `diff`. */
import {
  type Change,
  type DiffReport,
  diff,
  facetWords,
  getWord,
  type Movement,
} from "../../operations/index.ts";
import { type Command, getText, hasFlag } from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";
import { diffKnowledge } from "./diff-knowledge.ts";

/** More than these are counted, not shown; `--json` has them all. */
const shownAtMost = 100;

export const diffCommand: Command = {
  name: "diff",
  usage:
    "diff MODELLO-A MODELLO-B [--period 2023] [--known-at GIORNO] [--json]\n  piramide diff --known-at GIORNO --known-at GIORNO [--period 2023] [--data CARTELLA] [--model CARTELLA] [--json]",
  purpose:
    "dice che cosa cambia fra due modelli, o fra ciò che si sapeva in due giorni, e quali cifre si muovono (esce con 0 se sono uguali, 1 se no, 2 se non si possono confrontare)",
  options: { period: "value", "known-at": "values", model: "value", data: "value", json: "flag" },
  run: async (line, output) => {
    const given = line.options["known-at"];
    const days: readonly string[] = Array.isArray(given) ? given : [];
    const [before, after, ...others] = line.words;
    // Of two models one day is that of both; without models two days are what is compared.
    if (days.length > 1 || (days.length === 1 && before === undefined))
      return diffKnowledge(line, days, output);
    if (before === undefined || after === undefined || others.length > 0) {
      throw new UsageError(
        "Servono le cartelle di due modelli.\nPer esempio: piramide diff models/prima models/dopo",
      );
    }
    const { value: report, problems } = await diff({
      before,
      after,
      period: getText(line, "period"),
      knownAt: days[0],
    });
    if (report === undefined) {
      reportProblems(problems, output);
      return 2;
    }
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printDiff(report));
    if (problems.length > 0) reportProblems(problems, output);
    return report.changes.length + report.figures.length > 0 ? 1 : 0;
  },
};

function printDiff(report: DiffReport): string {
  if (report.changes.length + report.figures.length === 0) return "I due modelli dicono le stesse cose.\n";
  const { changes, figures, period, knownAt } = report;
  const said = changes.slice(0, shownAtMost).map(printChange).join("\n");
  const moved = figures.slice(0, shownAtMost).map(printMovement);
  const columns = [
    { title: "Cifra", width: 70 },
    { title: "Faccia" },
    { title: "Prima", align: "right" as const },
    { title: "Dopo", align: "right" as const },
  ];
  const table = figures.length === 0 ? "" : `\n\n${formatTable(columns, moved)}`;
  const known = knownAt === null ? "" : `, come note il ${knownAt}`;
  const printFigures = `${printCount(figures.length)} nel ${period}${known}${figures.length === 0 ? "." : ":"}${table}${printRest(figures)}`;
  return [
    changes.length === 0
      ? "Nel testo non cambia nulla."
      : `${changes.length === 1 ? "Cambia una cosa" : `Cambiano ${changes.length} cose`}:\n\n${said}${printRest(changes)}`,
    `\n\n${period === null ? "I due modelli non hanno anni in comune: le cifre non si confrontano." : printFigures}\n`,
  ].join("");
}

function printCount(count: number): string {
  if (count === 0) return "Nessuna cifra si muove";
  return count === 1 ? "Si muove una cifra" : `Si muovono ${count} cifre`;
}

function printRest(list: readonly unknown[]): string {
  return list.length > shownAtMost ? `\n… e altre ${list.length - shownAtMost}: --json le elenca tutte.` : "";
}

function printChange({ sentence, before, after }: Change): string {
  const places = [before, after].flatMap((place) =>
    place === undefined ? [] : [`${place.file}:${place.line}`],
  );
  const where = [...new Set(places)].join(" → ");
  return `- ${sentence}${where === "" ? "" : `\n    ${where}`}`;
}

function printMovement({ id, facet, members, orgUnit, before, after }: Movement): string[] {
  const chosen = Object.entries(members).map(([dimension, member]) => `${dimension}=${member}`);
  const name = `${id}${chosen.length === 0 ? "" : ` [${chosen.join(" ")}]`}, ${orgUnit}`;
  return [name, getWord(facetWords, facet), printSide(before), printSide(after)];
}

function printSide(side: Movement["before"]): string {
  if (side === null) return "non c'è";
  return side.absence === null ? `${side.display} ${side.unit}`.trimEnd() : side.display;
}
