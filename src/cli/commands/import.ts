/** `piramide import`: a file that a source system sends, into the workspace. */
import { type ImportFileReport, importFile, importList } from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  getFacts,
  getMemory,
  getRecordedDay,
  getText,
  hasFlag,
  type Output,
  refuseWords,
} from "../command.ts";
import { type CommandLine, UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";
import { makeProgressBar } from "../show-progress.ts";

const modes = { completa: "full", delta: "delta", ritiro: "removal" } as const;

export const importCommand: Command = {
  name: "import",
  usage:
    "import FILE --source FONTE --period 2023-11 [--mode completa|delta|ritiro] [--recorded-at GIORNO] [--control VOCE=TOTALE]… [--strict] [--memory 512MB] [--data CARTELLA] [--model CARTELLA] [--json]\n  piramide import ELENCO --list [--strict] [--memory 512MB] [--data CARTELLA] [--model CARTELLA]",
  purpose: "prende in consegna un file: le righe buone entrano, le altre vanno in quarantena con il motivo",
  options: {
    model: "value",
    source: "value",
    period: "value",
    mode: "value",
    "recorded-at": "value",
    control: "values",
    strict: "flag",
    list: "flag",
    data: "value",
    memory: "value",
    json: "flag",
  },
  run: async (line, output) => {
    refuseWords(line, 1);
    const [file] = line.words;
    if (file !== undefined && hasFlag(line, "list")) return runList(line, file, output);
    const [source, period] = [getText(line, "source"), getText(line, "period")];
    if (file === undefined || source === undefined || period === undefined)
      throw new UsageError(
        "Servono il file, la fonte e il periodo.\nPer esempio: piramide import pratiche.csv --source pratiche --period 2023-11",
      );
    const bar = makeProgressBar(`Importo ${file}`);
    const { value: report, problems } = await importFile({
      directory: getText(line, "model") ?? defaultModel,
      data: getFacts(line).data,
      file,
      source,
      period,
      mode: readMode(getText(line, "mode")),
      recordedAt: getRecordedDay(line),
      totals: readTotals(line.options.control),
      strict: hasFlag(line, "strict"),
      memory: getMemory(line),
      onProgress: bar.show,
    });
    bar.end();
    if (report === undefined) return reportProblems(problems, output);
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printImport(report));
    return 0;
  },
};

/** The files of a list, one after the other. */
async function runList(line: CommandLine, list: string, output: Output): Promise<number> {
  const bar = makeProgressBar(`Importo ${list}`);
  const { value: count, problems } = await importList({
    directory: getText(line, "model") ?? defaultModel,
    data: getFacts(line).data,
    list,
    recordedAt: getRecordedDay(line),
    strict: hasFlag(line, "strict"),
    memory: getMemory(line),
    onProgress: bar.show,
    onDelivery: ({ delivery, isRepeated, bad }) => {
      bar.end();
      const rows = countRows(delivery.rows, "presa in consegna", "prese in consegna");
      const apart = bad.count > 0 ? `, ${countRows(bad.count, "in quarantena", "in quarantena")}` : "";
      const told = isRepeated ? "già presa in consegna" : `${rows}${apart}`;
      output.write(`${delivery.number}  ${delivery.source} ${delivery.period}: ${told}\n`);
    },
  });
  bar.end();
  if (count > 0 || problems.length === 0)
    output.write(`${count === 1 ? "1 consegna" : `${count.toLocaleString("it-IT")} consegne`}.\n`);
  return problems.length > 0 ? reportProblems(problems, output) : 0;
}

function readMode(text: string | undefined): "full" | "delta" | "removal" {
  if (text === undefined) return "full";
  if (text === "completa" || text === "delta" || text === "ritiro") return modes[text];
  throw new UsageError(`Il modo «${text}» non esiste.\nScrivi --mode completa, delta o ritiro.`);
}

function readTotals(given: string | boolean | readonly string[] | undefined): ReadonlyMap<string, string> {
  const pairs = Array.isArray(given) ? given : [];
  return new Map(
    pairs.map((pair: string): [string, string] => {
      const at = pair.indexOf("=");
      if (at < 1) throw new UsageError(`«${pair}» non dice voce e totale.\nScrivi --control righe=1234.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** Bad rows shown in the terminal; the quarantine file has them all. */
const shownAtMost = 10;

function countRows(count: number, one: string, many: string): string {
  return `${count.toLocaleString("it-IT")} ${count === 1 ? `riga ${one}` : `righe ${many}`}`;
}

function printImport({ delivery, isRepeated, bad, replaced, quarantine }: ImportFileReport): string {
  if (isRepeated)
    return `Questo stesso file è già la consegna ${delivery.number}, registrata il ${delivery.recordedOn}: non c'è nulla da fare.\n`;
  const lines = [
    `Consegna ${delivery.number}: fonte ${delivery.source}, periodo ${delivery.period}, registrata il ${delivery.recordedOn}`,
    `  ${countRows(delivery.rows, "presa in consegna", "prese in consegna")}${replaced > 0 ? `, ${countRows(replaced, "di prima non vale più", "di prima non valgono più")}` : ""}`,
    ...delivery.notes.map((note) => `  attenzione: ${note}`),
  ];
  if (bad.count > 0) {
    lines.push(`  ${countRows(bad.count, "in quarantena", "in quarantena")}: ${quarantine ?? ""}`);
    for (const { line, faults } of bad.rows.slice(0, shownAtMost))
      for (const { column, found, reason, remedy } of faults)
        lines.push(
          `    riga ${line}${column === "" ? "" : `, colonna ${column}`}${found === "" ? "" : `, «${found}»`}: ${reason}. ${remedy}`,
        );
    if (bad.rows.length > shownAtMost) lines.push("    …");
  }
  lines.push(`  impronta del file ${delivery.file.sha256}`);
  return `${lines.join("\n")}\n`;
}
