/** `piramide generate`: a synthetic nation, as the deliveries that its systems would send. */
import { type GenerateReport, generate } from "../../operations/index.ts";
import { type Command, getText, hasFlag, refuseWords } from "../command.ts";
import { type CommandLine, UsageError } from "../parse-command.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";
import { makeProgressBar } from "../show-progress.ts";

/** The model of the nation, unless told otherwise. */
const nationModel = "models/nazione";

export const generateCommand: Command = {
  name: "generate",
  usage: "generate --like inps-2023 --out CARTELLA [--rows 300k] [--seed 1] [--model CARTELLA] [--json]",
  purpose:
    "inventa le consegne di una nazione che non esiste, calibrate sulle cifre stampate di un modello; scrive in una cartella vuota",
  options: { like: "value", out: "value", rows: "value", seed: "value", model: "value", json: "flag" },
  run: (line, output) => {
    refuseWords(line, 0);
    const [like, out] = [getText(line, "like"), getText(line, "out")];
    if (like === undefined || out === undefined)
      throw new UsageError(
        "Servono il modello da imitare e la cartella in cui scrivere.\nPer esempio: piramide generate --like inps-2023 --rows 300k --out nazione",
      );
    const bar = makeProgressBar("Genero la nazione");
    const { value: report, problems } = generate({
      directory: getText(line, "model") ?? nationModel,
      // A bare name is one of the models that come with Piramide.
      like: /[\\/]/.test(like) ? like : `models/${like}`,
      seed: readSeed(line),
      rows: readRows(getText(line, "rows") ?? "300k"),
      out,
      onProgress: bar.show,
    });
    bar.end();
    if (report === undefined) return reportProblems(problems, output);
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printReport(report, out));
    return 0;
  },
};

/** `50M`, `300k`, `1,5M`, `20000`. A point could be thousands or decimals, so there is none. */
export function readRows(text: string): number {
  const match = /^(\d+)(?:,(\d+))?([kM]?)$/.exec(text);
  const factor = match?.[3] === "M" ? 1_000_000 : match?.[3] === "k" ? 1_000 : 1;
  const rows = match === null ? Number.NaN : Number(`${match[1]}.${match[2] ?? "0"}`) * factor;
  if (!Number.isSafeInteger(Math.round(rows)) || (factor === 1 && match?.[2] !== undefined))
    throw new UsageError(
      `«${text}» non è un numero di righe.\nScrivi per esempio --rows 300k, 1,5M o 20000.`,
    );
  return Math.round(rows);
}

function readSeed(line: CommandLine): number {
  const text = getText(line, "seed") ?? "1";
  if (!/^\d{1,10}$/.test(text))
    throw new UsageError(`«${text}» non è un seme.\nScrivi un numero intero, per esempio --seed 1.`);
  return Number(text);
}

const count = (value: number): string => value.toLocaleString("it-IT");

function printReport({ deliveries, rows, scale }: GenerateReport, out: string): string {
  const bySource = Object.entries(rows).map(([source, total]) => {
    const own = deliveries.filter((delivery) => delivery.source === source);
    const wrong = own
      .flatMap(({ wrongRows }) => Object.values(wrongRows))
      .reduce((sum, each) => sum + each, 0);
    const bytes = own.reduce((sum, delivery) => sum + delivery.bytes, 0);
    return [
      source,
      count(own.length),
      count(total),
      count(wrong),
      `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`,
    ];
  });
  const table = formatTable(
    [
      { title: "Fonte" },
      { title: "Consegne", align: "right" },
      { title: "Righe", align: "right" },
      { title: "di cui errate", align: "right" },
      { title: "Peso", align: "right" },
    ],
    bySource,
  );
  const total = Object.values(rows).reduce((sum, each) => sum + each, 0);
  const share = `${(scale * 100).toFixed(3).replace(".", ",")} %`;
  return `${table}\n\n${count(total)} righe in ${count(deliveries.length)} consegne; gli eventi in \`pratiche\` sono il ${share} dei pezzi in \`volumi\`.\nL'ordine in cui importarle sta in ${out}/consegne.csv\n`;
}
