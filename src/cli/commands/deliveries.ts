/** `piramide deliveries`: what has been delivered, what is owed, and the quarantine of one delivery. */
import {
  type DeliveriesReport,
  listDeliveries,
  showQuarantine,
  verifyWorkspace,
} from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  getFacts,
  getText,
  hasFlag,
  refuseTogether,
  refuseWords,
} from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";
import { getToday } from "../today.ts";

export const deliveriesCommand: Command = {
  name: "deliveries",
  usage: "deliveries [NUMERO] [--known-at GIORNO] [--verify] [--data CARTELLA] [--model CARTELLA] [--json]",
  purpose:
    "elenca le consegne note in un giorno e quelle dovute; con un numero mostra le righe in quarantena, con --verify controlla i file di tutte",
  options: { model: "value", data: "value", "known-at": "value", verify: "flag", json: "flag" },
  run: async (line, output) => {
    refuseWords(line, 1);
    // A file is whole or not, whenever one knew of it.
    refuseTogether(line, ["verify", "known-at"]);
    const request = {
      directory: getText(line, "model") ?? defaultModel,
      data: getFacts(line).data,
      knownAt: getText(line, "known-at"),
    };
    const [word] = line.words;
    if (hasFlag(line, "verify")) {
      const { value, problems } = await verifyWorkspace(request);
      if (problems.length > 0) return reportProblems(problems, output);
      output.write(`${value} consegne: ogni file è quello che era.\n`);
      return 0;
    }
    if (word !== undefined) {
      if (!/^\d+$/.test(word))
        throw new UsageError(
          `«${word}» non è il numero di una consegna.\nPer esempio: piramide deliveries 3`,
        );
      const { value, problems } = showQuarantine(request, Number(word));
      if (problems.length > 0) return reportProblems(problems, output);
      output.write(value ?? `La consegna ${word} non ha righe in quarantena.\n`);
      return 0;
    }
    const { value: report, problems } = listDeliveries({ ...request, today: getToday() });
    if (report === undefined) return reportProblems(problems, output);
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printDeliveries(report));
    return 0;
  },
};

const modeNames = {
  full: "completa",
  delta: "delta",
  removal: "ritiro di righe",
  retraction: "ritirata",
} as const;
/** More than these are counted. */
const owedAtMost = 20;

function printDeliveries({ deliveries, owed }: DeliveriesReport): string {
  const table = formatTable(
    [
      { title: "N.", align: "right" },
      { title: "Fonte" },
      { title: "Periodo" },
      { title: "Modo" },
      { title: "Registrata" },
      { title: "Righe", align: "right" },
      { title: "Quarantena", align: "right" },
      { title: "Vale" },
      { title: "Da sapere", width: 44 },
    ],
    deliveries.map((each) => [
      String(each.number),
      each.source,
      each.period,
      each.mode === "retraction" ? `ritira la ${each.of}` : modeNames[each.mode],
      each.recordedOn,
      each.rows.toLocaleString("it-IT"),
      each.quarantined.toLocaleString("it-IT"),
      each.mode === "retraction" ? "" : each.holds ? "sì" : "no",
      [...each.notes, ...(each.reason === undefined ? [] : [each.reason])].join("; "),
    ]),
  );
  const lines = owed
    .slice(0, owedAtMost)
    .map(
      ({ source, period, owner, daysLate }) =>
        `  ${source} ${period}: ${daysLate} ${daysLate === 1 ? "giorno" : "giorni"} di ritardo${owner === undefined ? "" : `, la deve ${owner}`}`,
    );
  const more = owed.length > owedAtMost ? `  e altre ${owed.length - owedAtMost}\n` : "";
  const debts = owed.length === 0 ? "" : `\nConsegne dovute e non arrivate:\n${lines.join("\n")}\n${more}`;
  return deliveries.length === 0 ? `Nessuna consegna.\n${debts}` : `${table}\n${debts}`;
}
