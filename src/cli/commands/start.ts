/** `piramide start`: the main job on one model: the pyramid computed, and its printed report audited. */
import { audit, type Outline, type OutlineRow, outline } from "../../operations/index.ts";
import { type Command, defaultModel, factsOptions, getFacts, getText } from "../command.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";
import { printSummary } from "./audit-summary.ts";

export const startCommand: Command = {
  name: "start",
  usage: "start [--model CARTELLA] [--known-at GIORNO] [--data CARTELLA] [--warehouse INDIRIZZO]",
  purpose:
    "il lavoro intero su un modello, come noto in un giorno: calcola la piramide e verifica il documento stampato",
  options: { model: "value", "known-at": "value", ...factsOptions },
  run: async (line, output) => {
    const directory = getText(line, "model") ?? defaultModel;
    const request = { directory, knownAt: getText(line, "known-at"), ...getFacts(line) };
    const computed = await outline(request);
    if (computed.value === undefined) return reportProblems(computed.problems, output);
    output.write(printOutline(computed.value));
    const audited = await audit(request);
    // A model need not have a printed report: the pyramid is then the whole job.
    const hasReport = !audited.problems.some(({ code }) => code === "nothing-published");
    if (audited.value === undefined && hasReport) return reportProblems(audited.problems, output);
    output.write(
      `\n${audited.value === undefined ? "Nessun documento stampato da verificare.\n" : printSummary(audited.value.audit)}`,
    );
    output.write(`\nPer sapere perché: piramide explain ID · piramide audit ID · piramide help\n`);
    return 0;
  },
};

function printOutline({ title, period, conditions, rows }: Outline): string {
  const table = formatTable(
    [
      { title: "Piramide", width: 72 },
      { title: "Peso", align: "right" },
      { title: "Valore", align: "right" },
      { title: "Unità" },
      { title: "Nome per explain", width: 40 },
    ],
    rows.map((row) => [
      `${"  ".repeat(row.depth)}${row.title}`,
      printWeight(row),
      row.figure.display,
      row.figure.unit,
      row.figure.id,
    ]),
  );
  const heading = [`${title} — ${period}`, ...conditions].join(", ");
  return `${heading}\n\n${table}\n\nn.d. = peso non divulgato\n`;
}

function printWeight(row: OutlineRow): string {
  if (!row.isComponent) return "";
  return row.weight === undefined ? "n.d." : String(row.weight).replace(".", ",");
}
