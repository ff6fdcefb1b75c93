/** `piramide check`: everything that is wrong in a model. */
import { check } from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  factsOptions,
  getFacts,
  getText,
  hasFlag,
  refuseWords,
} from "../command.ts";
import { reportProblems } from "../report-problems.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "check [--model CARTELLA] [--known-at GIORNO] [--data CARTELLA] [--warehouse INDIRIZZO] [--json]",
  purpose:
    "elenca tutti i problemi del modello, con file, riga e rimedio, e delle sue consegne se ce ne sono, come note in un giorno",
  options: { model: "value", "known-at": "value", ...factsOptions, json: "flag" },
  run: async (line, output) => {
    refuseWords(line, getText(line, "model") === undefined ? 1 : 0);
    const directory = getText(line, "model") ?? line.words[0] ?? defaultModel;
    const knownAt = getText(line, "known-at");
    const report = await check({ directory, knownAt, ...getFacts(line) });
    if (hasFlag(line, "json")) {
      output.write(`${JSON.stringify(report, null, 2)}\n`);
      return report.problems.length > 0 ? 1 : 0;
    }
    if (report.problems.length > 0) return reportProblems(report.problems, output);
    const { indicators, observations, orgUnits, deliveries } = report;
    const known = knownAt === undefined ? "" : ` noti il ${knownAt}`;
    const delivered =
      deliveries === 0 ? "" : `, ${deliveries === 1 ? "1 consegna" : `${deliveries} consegne`}`;
    output.write(
      `${report.model}: nessun problema in ${indicators} indicatori, ${observations} dati e obiettivi${known}, ${orgUnits} unità${delivered}.\nimpronta ${report.hash}\n`,
    );
    return 0;
  },
};
