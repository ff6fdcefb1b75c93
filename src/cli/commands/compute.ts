/** `piramide compute`: every figure of a model for a period. */
import {
  type ComputeReport,
  compute,
  type Figure,
  facetWords,
  getWord,
  printMembers,
  provenanceNames,
  tabulateFigures,
} from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  factsOptions,
  getFacts,
  getText,
  getView,
  hasFlag,
  refuseTogether,
  refuseWords,
  viewOptions,
  viewUsage,
} from "../command.ts";
import { deliver, deliveryNames, deliveryOptions } from "../deliver.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";

export const computeCommand: Command = {
  name: "compute",
  usage: `compute [--model CARTELLA] [--period 2023] [--org-unit CODICE] ${viewUsage} [--data CARTELLA] [--warehouse INDIRIZZO] [--json [FILE] | --csv [FILE] | --xlsx FILE]`,
  purpose:
    "calcola tutte le cifre del modello: come note in un giorno, con le formule di un giorno, sugli uffici di un giorno, senza gli uffici di un evento",
  options: {
    model: "value",
    period: "value",
    "org-unit": "value",
    ...viewOptions,
    ...factsOptions,
    ...deliveryOptions,
  },
  run: async (line, output) => {
    refuseTogether(line, deliveryNames);
    refuseWords(line, hasFlag(line, "json") || hasFlag(line, "csv") ? 1 : 0);
    const { value: report, problems } = await compute({
      directory: getText(line, "model") ?? defaultModel,
      period: getText(line, "period"),
      orgUnit: getText(line, "org-unit"),
      isBrief: deliveryNames.every((name) => line.options[name] === undefined),
      ...getView(line),
      ...getFacts(line),
    });
    if (report === undefined) return reportProblems(problems, output);
    const content = `${report.figures.length} cifre scritte`;
    const isDelivered = await deliver(
      line,
      {
        json: report,
        tables: [tabulateFigures(`${report.model} ${report.period}`, report.figures)],
        content,
      },
      line.words[0],
      output,
    );
    if (!isDelivered) output.write(printReport(report));
    return problems.length > 0 ? reportProblems(problems, output) : 0;
  },
};

/** Without a unit chosen, the first is shown and the others are counted. */
function printReport(report: ComputeReport): string {
  const rows = report.figures.map((figure) => [
    printMembers(figure.members) === "" ? figure.id : `${figure.id} [${printMembers(figure.members)}]`,
    getWord(facetWords, figure.facet),
    figure.display,
    figure.unit,
    printDoubts(figure),
  ]);
  const table = formatTable(
    [
      { title: "Indicatore", width: 58 },
      { title: "Faccia" },
      { title: "Valore", align: "right" },
      { title: "Unità" },
      { title: "Da sapere", width: 34 },
    ],
    rows,
  );
  const { figures: hidden, orgUnits } = report.unlisted ?? { figures: 0, orgUnits: 0 };
  const more =
    hidden > 0
      ? `\nAltre ${hidden} cifre di ${orgUnits} unità: --org-unit CODICE, --json, --csv o --xlsx FILE.`
      : "";
  const lost = report.lost.map(({ sentence }) => `  ${sentence}\n`).join("");
  const lacking =
    lost === ""
      ? ""
      : `\nDi questi uffici nessuno ha preso il posto: le somme a cui mancano sono parziali.\n${lost}`;
  const heading = [`${report.title} — ${report.period}`, ...report.conditions].join(", ");
  return `${heading}\n\n${table}\n${lacking}${more}\nimpronta ${report.hash}\n`;
}

function printDoubts(figure: Figure): string {
  const doubts = [
    figure.printed ? "pesi non divulgati" : "",
    figure.partial ? "parziale" : "",
    figure.status === "provisional" ? "provvisorio" : "",
    figure.provenance === "published" ? "" : provenanceNames[figure.provenance],
  ];
  return doubts.filter((doubt) => doubt !== "").join(", ");
}
