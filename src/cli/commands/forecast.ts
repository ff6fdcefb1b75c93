/** `piramide forecast`: where a figure is going by 31 December, and the pace that reaches the target. */
import { type ForecastReport, forecast } from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  factsOptions,
  getFacts,
  getText,
  getView,
  hasFlag,
  readMembers,
  refuseWords,
  viewOptions,
  viewUsage,
} from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { formatTable } from "../print-table.ts";
import { reportProblems } from "../report-problems.ts";

export const forecastCommand: Command = {
  name: "forecast",
  usage: `forecast ID [--member DIMENSIONE=MEMBRO]… [--org-unit CODICE] [--year 2023] ${viewUsage} [--data CARTELLA] [--warehouse INDIRIZZO] [--model CARTELLA] [--json]`,
  purpose:
    "prevede una cifra al 31 dicembre e dice il ritmo che serve per l'obiettivo; sugli uffici del 31 dicembre, o di un altro giorno con --boundaries",
  options: {
    model: "value",
    member: "values",
    "org-unit": "value",
    year: "value",
    ...viewOptions,
    ...factsOptions,
    json: "flag",
  },
  run: async (line, output) => {
    refuseWords(line, 1);
    const [id] = line.words;
    const year = getText(line, "year");
    if (id === undefined || (year !== undefined && !/^\d{4}$/.test(year)))
      throw new UsageError(
        "Serve il nome di un indicatore.\nPer esempio: piramide forecast produttivita --known-at 2023-10-15",
      );
    const { value: report, problems } = await forecast({
      directory: getText(line, "model") ?? defaultModel,
      ...getFacts(line),
      id,
      members: readMembers(line),
      orgUnit: getText(line, "org-unit"),
      year: year === undefined ? undefined : Number(year),
      ...getView(line),
    });
    if (report === undefined) return reportProblems(problems, output);
    output.write(hasFlag(line, "json") ? `${JSON.stringify(report, null, 2)}\n` : printForecast(report));
    return 0;
  },
};

const wayNames = {
  "run-rate": "al ritmo tenuto finora",
  seasonal: "con la stagione dell'anno prima",
} as const;

function printForecast(report: ForecastReport): string {
  const { title, orgUnit, year, conditions, months, forecasts, target, needed } = report;
  const table = formatTable(
    [
      { title: "Mese" },
      { title: "Noto", align: "right" },
      ...forecasts.map(({ way }) => ({
        title: way === "run-rate" ? "Ritmo" : "Stagione",
        align: "right" as const,
      })),
      { title: "Serve", align: "right" },
    ],
    months.map((figure, k) => [
      figure.period,
      figure.display,
      ...forecasts.map((each) => (figure.absence === null ? "" : (each.months[k]?.display ?? ""))),
      needed?.find(({ period }) => period === figure.period)?.display ?? "",
    ]),
  );
  const lines = forecasts.map(({ way, year: whole, distance }) => {
    const far =
      distance === null
        ? ""
        : ` (${distance >= 0 ? "+" : "−"}${Math.abs(distance).toLocaleString("it-IT", { maximumFractionDigits: 2 })} sull'obiettivo)`;
    const partial = whole.partial ? ", parziale: non si confronta con un obiettivo" : "";
    return `  ${wayNames[way]}: ${`${whole.display} ${whole.unit}`.trimEnd()}${far}${partial}`;
  });
  const aim = target === null ? "senza obiettivo" : `obiettivo ${target.display} ${target.unit}`;
  const pace =
    needed === null && target?.value != null && !forecasts.some((each) => each.year.partial)
      ? "\nUn ritmo dei mesi che restano che dia proprio l'obiettivo non si è trovato: o non ne resta nessuno, o la cifra non cresce in proporzione a loro.\n"
      : "";
  const heading = [title, orgUnit, String(year), ...conditions].join(", ");
  return `${heading}: ${aim}\n\nAl 31 dicembre, valori assunti:\n${lines.join("\n")}\n\n${table}\n${pace}`;
}
