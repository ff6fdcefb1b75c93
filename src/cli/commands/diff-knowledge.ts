/** `piramide diff --known-at A --known-at B`: which figures moved between two days, and because of what. */
import {
  type DiffDaysReport,
  diffDays,
  facetWords,
  getWord,
  type MovedCause,
  type MovedFigure,
} from "../../operations/index.ts";
import { defaultModel, getFacts, getText, hasFlag, type Output, refuseWords } from "../command.ts";
import { type CommandLine, UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";

export async function diffKnowledge(
  line: CommandLine,
  days: readonly string[],
  output: Output,
): Promise<number> {
  refuseWords(line, 0);
  const [first, second, ...others] = days;
  if (first === undefined || second === undefined || others.length > 0)
    throw new UsageError(
      "Servono due giorni.\nPer esempio: piramide diff --known-at 2023-12-31 --known-at 2024-03-31",
    );
  const { value: report, problems } = await diffDays({
    directory: getText(line, "model") ?? defaultModel,
    data: getFacts(line).data,
    period: getText(line, "period"),
    days: [first, second],
  });
  if (report === undefined) {
    reportProblems(problems, output);
    return 2;
  }
  output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printMoved(report));
  return report.figures.length > 0 ? 1 : 0;
}

/** More than these are counted, not shown; `--json` has them all. */
const shownAtMost = 40;

function printMoved({ figures, deliveries, days, period }: DiffDaysReport): string {
  const between = deliveries.map(
    ({ number, source, period: of, recordedOn, mode, rows }) =>
      `  ${number}  ${source} ${of}, ${mode === "full" ? "completa" : mode === "retraction" ? "ritiro di una consegna" : "correzione"}, registrata il ${recordedOn}, ${rows.toLocaleString("it-IT")} righe`,
  );
  const arrived =
    between.length === 0
      ? "Fra i due giorni non è arrivata nessuna consegna."
      : `Fra i due giorni sono arrivate:\n${between.join("\n")}`;
  const head = `Da ciò che si sapeva il ${days[0]} a ciò che si sapeva il ${days[1]}, cifre del ${period}.\n${arrived}\n\n`;
  if (figures.length === 0) return `${head}Nessuna cifra si muove.\n`;
  const shown = figures.slice(0, shownAtMost).map(printFigure);
  const more =
    figures.length > shownAtMost
      ? `\n… e altre ${figures.length - shownAtMost}: --json le elenca tutte.`
      : "";
  return `${head}${figures.length === 1 ? "Si muove una cifra" : `Si muovono ${figures.length} cifre`}:\n\n${shown.join("\n")}${more}\n`;
}

function printFigure({ before, after, causes }: MovedFigure): string {
  const members = Object.entries(after.members).map(([dimension, member]) => ` ${dimension}=${member}`);
  const moved =
    before.value === null || after.value === null
      ? ""
      : ` (${after.value >= before.value ? "+" : "−"}${Math.abs(after.value - before.value).toLocaleString("it-IT", { maximumFractionDigits: 6 })})`;
  const name = `${after.id}${members.join("")} ${getWord(facetWords, after.facet)}, ${after.orgUnit}`;
  return [`${name}: ${before.display} → ${after.display}${moved}`, ...causes.flatMap(printCause)].join("\n");
}

function printCause(cause: MovedCause): string[] {
  if (cause.type === "entry") {
    const { file, line, column } = cause.place;
    return [
      `    per ${cause.what === "target" ? "l'obiettivo" : "il valore"} di ${cause.orgUnit}, ${cause.period}: ${file}:${line}:${column}`,
    ];
  }
  const { source, deliveries, orgUnit, period, rows } = cause;
  return [
    `    per ${deliveries.length === 1 ? "la consegna" : "le consegne"} ${deliveries.join(", ")} di ${source}, ${orgUnit}, ${period}`,
    ...rows.map(
      ({ sign, delivery, line, cells }) =>
        `      ${sign > 0 ? "+" : "−"} consegna ${delivery}, riga ${line}: ${Object.values(cells).join(" · ")}`,
    ),
  ];
}
