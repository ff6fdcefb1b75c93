/** `piramide trace`: where a row went. */
import { facetWords, getWord, type TraceReport, trace } from "../../operations/index.ts";
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

export const traceCommand: Command = {
  name: "trace",
  usage:
    "trace --delivery NUMERO --row RIGA [--known-at GIORNO] [--data CARTELLA] [--warehouse INDIRIZZO] [--model CARTELLA] [--json]",
  purpose: "dice quali cifre tocca una riga di una consegna, e nessun'altra",
  options: {
    model: "value",
    ...factsOptions,
    delivery: "value",
    row: "value",
    "known-at": "value",
    json: "flag",
  },
  run: async (line, output) => {
    refuseWords(line, 0);
    const [delivery, row] = ["delivery", "row"].map((name) => getText(line, name) ?? "");
    if (!/^\d+$/.test(delivery!) || !/^\d+$/.test(row!))
      throw new UsageError(
        "Servono il numero della consegna e la riga.\nPer esempio: piramide trace --delivery 3 --row 120",
      );
    const { value: report, problems } = await trace({
      directory: getText(line, "model") ?? defaultModel,
      ...getFacts(line),
      delivery: Number(delivery),
      row: Number(row),
      knownAt: getText(line, "known-at"),
    });
    if (report === undefined) return reportProblems(problems, output);
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printTrace(report));
    return 0;
  },
};

/** More than these are counted, not shown; `--json` has them all. */
const shownAtMost = 60;

function printTrace({ delivery, row, source, period, cells, figures }: TraceReport): string {
  const written = Object.entries(cells).map(([name, cell]) => `${name} ${cell === "" ? "(vuota)" : cell}`);
  const table = formatTable(
    [
      { title: "Cifra", width: 52 },
      { title: "Unità org." },
      { title: "Periodo" },
      { title: "Con la riga", align: "right" },
      { title: "Senza", align: "right" },
    ],
    figures.slice(0, shownAtMost).map((touched) => {
      const { id, facet, members, orgUnit, period: of } = touched.with;
      const named = Object.entries(members).map(([dimension, member]) => ` ${dimension}=${member}`);
      return [
        `${id}${named.join("")} ${getWord(facetWords, facet)}`,
        orgUnit,
        of,
        touched.with.display,
        touched.without.display,
      ];
    }),
  );
  const more =
    figures.length > shownAtMost
      ? `… e altre ${figures.length - shownAtMost}: --json le elenca tutte.\n`
      : "";
  const head = `Consegna ${delivery}, fonte ${source}, periodo ${period}, riga ${row}: ${written.join(" · ")}`;
  const count =
    figures.length === 0
      ? "Non tocca nessuna cifra."
      : `Tocca ${figures.length === 1 ? "una cifra" : `${figures.length} cifre`}:\n\n${table}`;
  return `${head}\n\n${count}\n${more}`;
}
