/** `piramide check`: everything that is wrong in a model. */
import { check } from "../../operations/index.ts";
import { type Command, defaultModel, getText, hasFlag, refuseWords } from "../command.ts";
import { reportProblems } from "../report-problems.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "check [--model CARTELLA] [--json]",
  purpose: "elenca tutti i problemi del modello, con file, riga e rimedio",
  options: { model: "value", json: "flag" },
  run: (line, output) => {
    refuseWords(line, getText(line, "model") === undefined ? 1 : 0);
    const directory = getText(line, "model") ?? line.words[0] ?? defaultModel;
    const report = check(directory);
    if (hasFlag(line, "json")) {
      output.write(`${JSON.stringify(report, null, 2)}\n`);
      return report.problems.length > 0 ? 1 : 0;
    }
    if (report.problems.length > 0) return reportProblems(report.problems, output);
    const { indicators, observations, orgUnits } = report;
    output.write(
      `${report.model}: nessun problema in ${indicators} indicatori, ${observations} dati e obiettivi, ${orgUnits} unità.\nimpronta ${report.hash}\n`,
    );
    return 0;
  },
};
