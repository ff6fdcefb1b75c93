/** How strong an audit is, on one screen. */
import { type MutationReport, type Rate, relationTitles, type Table } from "../../operations/index.ts";
import { formatTable } from "../print-table.ts";

const reasonNames: Readonly<Record<string, string>> = {
  unbound: "nessuna relazione la lega",
  "already-failed": "le sue relazioni già non tornano",
  "within-rounding": "più piccola dell'arrotondamento di ciò con cui si confronta",
  "weights-undisclosed": "ne parla solo una media con pesi non divulgati",
  "claim-only": "ne parlano solo affermazioni che restano vere",
  compensated: "due addendi della stessa somma scambiati fra loro",
  "not-explained": "senza spiegazione",
};

const sizeNames: Readonly<Record<string, string>> = {
  transpose: "due cifre scambiate",
  swap: "scambio con la vicina",
};

/** Rates by type of relation and size of change, then what must be caught, then what was missed and why. */
export function printStrength(report: MutationReport): string {
  const sizes = Object.keys(report.bySize) as (keyof MutationReport["bySize"])[];
  const types = Object.entries(report.byType);
  const table = formatTable(
    [
      { title: "Relazioni" },
      ...sizes.map((size) => ({ title: sizeNames[size] ?? `± ${size}`, align: "right" as const })),
    ],
    [
      ...types.map(([type, rates]) => [
        Object.entries(relationTitles).find(([name]) => name === type)?.[1] ?? type,
        ...sizes.map((size) => printRate(rates[size])),
      ]),
      ["tutte le cifre", ...sizes.map((size) => printRate(report.bySize[size]))],
    ],
  );
  const missed = report.missed.map(
    (miss) => `  ${miss.figure}: ${miss.from} → ${miss.to}, ${reasonNames[miss.reason] ?? miss.reason}`,
  );
  return [
    `${report.figures} cifre, ${report.all.tried} alterazioni, ${report.all.caught} scoperte (${printRate(report.all)}).`,
    "",
    table,
    "",
    `Alterazioni che devono essere scoperte: ${report.required.caught} su ${report.required.tried} (${printRate(report.required)})`,
    `  conteggi e decretati: ${report.requiredExact.caught} su ${report.requiredExact.tried} (${printRate(report.requiredExact)})`,
    `  arrotondate: ${report.requiredRounded.caught} su ${report.requiredRounded.tried} (${printRate(report.requiredRounded)})`,
    `Ogni alterazione di conteggi e decretati che una relazione determina: ${report.exact.caught} su ${report.exact.tried} (${printRate(report.exact)})`,
    `  insieme alle arrotondate: ${report.stated.caught} su ${report.stated.tried} (${printRate(report.stated)})`,
    `Conteggi e decretati di cui parlano solo affermazioni, limiti o pesi non divulgati: ${report.claimed.caught} su ${report.claimed.tried} (${printRate(report.claimed)})`,
    "",
    "Non scoperte, per motivo",
    ...Object.entries(report.reasons).map(
      ([reason, count]) => `  ${reasonNames[reason] ?? reason}: ${count}`,
    ),
    "",
    "Non scoperte fra quelle che devono esserlo, e fra conteggi e decretati",
    ...missed,
    "",
  ].join("\n");
}

function printRate({ tried, caught }: Rate): string {
  return tried === 0 ? "–" : `${((caught / tried) * 100).toFixed(1).replace(".", ",")} %`;
}

/** What was not caught, one change a row. */
export function makeMissTable({ missed }: MutationReport): Table {
  const rows = missed.map(({ figure, size, from, to, reason }) => [
    figure,
    sizeNames[size] ?? `± ${size}`,
    from,
    to,
    reasonNames[reason] ?? reason,
  ]);
  return { name: "non scoperte", columns: ["cifra", "alterazione", "stampato", "alterato", "perche"], rows };
}
