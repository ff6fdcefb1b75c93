/** `piramide explain`: why a figure is what it is. */
import { explain } from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  factsOptions,
  getFacts,
  getText,
  getView,
  hasFlag,
  readMembers,
  viewOptions,
  viewUsage,
} from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";

export const explainCommand: Command = {
  name: "explain",
  usage: `explain ID [--facet FACCIA] [--member DIMENSIONE=MEMBRO]… [--org-unit CODICE] [--period 2023] [--depth LIVELLI] ${viewUsage} [--model CARTELLA] [--data CARTELLA] [--warehouse INDIRIZZO] [--json]`,
  purpose:
    "spiega una cifra fino al dato, al peso, all'arrotondamento e all'atto; con le opzioni di compute spiega la cifra che compute dà",
  options: {
    model: "value",
    facet: "value",
    member: "values",
    "org-unit": "value",
    period: "value",
    depth: "value",
    ...viewOptions,
    ...factsOptions,
    json: "flag",
  },
  run: async (line, output) => {
    const [id, ...others] = line.words;
    if (id === undefined || others.length > 0)
      throw new UsageError(
        `Serve il nome di un indicatore, e uno solo.\nPer esempio: piramide explain valore_pubblico`,
      );
    const { value: report, problems } = await explain({
      directory: getText(line, "model") ?? defaultModel,
      writtenDirectory: getText(line, "model"),
      writtenData: getText(line, "data"),
      id,
      facet: getText(line, "facet"),
      members: readMembers(line),
      orgUnit: getText(line, "org-unit"),
      period: getText(line, "period"),
      depth: readDepth(getText(line, "depth")),
      ...getView(line),
      ...getFacts(line),
    });
    if (report === undefined) return reportProblems(problems, output);
    output.write(
      hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : `${report.sentences.join("\n")}\n`,
    );
    return 0;
  },
};

function readDepth(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,3}$/.test(text))
    throw new UsageError(
      `--depth vuole quanti livelli aprire, un numero intero, e non «${text}».\nPer esempio: --depth 3`,
    );
  return Number(text);
}
