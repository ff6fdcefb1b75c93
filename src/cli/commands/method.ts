/** `piramide method`: how much of a change is the method's, and how much is real. */
import { facetWords, getWord, type MethodReport, measureMethod } from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  factsOptions,
  getFacts,
  getText,
  hasFlag,
  refuseWords,
} from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";

export const methodCommand: Command = {
  name: "method",
  usage:
    "method [ID] --before GIORNO --after GIORNO [--period 2023] [--org-unit CODICE] [--known-at GIORNO] [--data CARTELLA] [--warehouse INDIRIZZO] [--model CARTELLA] [--json]",
  purpose: "separa l'effetto del metodo dalla realtà: gli stessi dati con le formule di due giorni",
  options: {
    model: "value",
    before: "value",
    after: "value",
    period: "value",
    "org-unit": "value",
    "known-at": "value",
    ...factsOptions,
    json: "flag",
  },
  run: async (line, output) => {
    refuseWords(line, 1);
    const [before, after] = [getText(line, "before"), getText(line, "after")];
    if (before === undefined || after === undefined)
      throw new UsageError(
        "Servono i due giorni di cui confrontare le formule.\nPer esempio: piramide method produttivita --before 2022-12-31 --after 2023-12-31",
      );
    const { value: report, problems } = await measureMethod({
      directory: getText(line, "model") ?? defaultModel,
      ...getFacts(line),
      id: line.words[0],
      before,
      after,
      period: getText(line, "period"),
      orgUnit: getText(line, "org-unit"),
      knownAt: getText(line, "known-at"),
    });
    if (report === undefined) return reportProblems(problems, output);
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printMethod(report));
    return 0;
  },
};

function printMethod({ period, before, after, effects }: MethodReport): string {
  if (effects.length === 0)
    return `Nel ${period} nessuna cifra cambia fra le formule del ${before} e quelle del ${after}.\n`;
  const write = (value: number | null, decimals = 2): string =>
    value === null ? "—" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(decimals).replace(".", ",")}`;
  const table = formatTable(
    [
      { title: "Cifra", width: 44 },
      { title: "Anno prima", align: "right" },
      { title: `Formule ${before}`, align: "right" },
      { title: `Formule ${after}`, align: "right" },
      { title: "Realtà", align: "right" },
      { title: "Metodo", align: "right" },
    ],
    effects.map(({ past, older, newer, method, reality }) => [
      `${newer.id} ${getWord(facetWords, newer.facet)} (${newer.orgUnit})`,
      past?.display ?? "—",
      older.display,
      newer.display,
      write(reality),
      write(method),
    ]),
  );
  return `Dati del ${period}: la realtà è ciò che cambia con lo stesso metodo, il resto è del metodo.\n\n${table}\n`;
}
