/** `piramide audit`: a printed report checked figure by figure. */
import {
  type Audit,
  type AuditReport,
  audit,
  findNearestName,
  formatCsv,
  measureAudit,
  type Table,
  type WorkingPaper,
  writeWorkbook,
} from "../../operations/index.ts";
import { type Command, defaultModel, getText, hasFlag } from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";
import { wrapText } from "../wrap-text.ts";
import { printStrength } from "./audit-strength.ts";
import { printVerdicts, verdictNames } from "./audit-summary.ts";

export const auditCommand: Command = {
  name: "audit",
  usage:
    "audit [CIFRA | RELAZIONE] [--model CARTELLA] [--papers] [--strict] [--mutate] [--json | --csv | --xlsx FILE]",
  purpose:
    "verifica il documento stampato, cifra per cifra; --papers mostra le carte di lavoro, --mutate misura la forza della verifica",
  options: {
    model: "value",
    papers: "flag",
    strict: "flag",
    mutate: "flag",
    json: "flag",
    csv: "flag",
    xlsx: "value",
  },
  run: async (line, output) => {
    const directory = getText(line, "model") ?? defaultModel;
    if (hasFlag(line, "mutate")) {
      const { value: strength, problems } = measureAudit(directory);
      if (strength === undefined) return reportProblems(problems, output);
      output.write(
        hasFlag(line, "json") ? `${JSON.stringify(strength, null, 2)}\n` : printStrength(strength),
      );
      return 0;
    }
    const { value: report, problems } = audit(directory);
    if (report === undefined) return reportProblems(problems, output);
    const [id] = line.words;
    const workbook = getText(line, "xlsx");
    if (hasFlag(line, "json")) output.write(`${JSON.stringify(report.audit, null, 2)}\n`);
    else if (hasFlag(line, "csv")) output.write(formatCsv(makeFigureTable(report.audit)));
    else if (workbook !== undefined) {
      await writeWorkbook(workbook, [
        makeFigureTable(report.audit),
        makeRelationTable(report.audit),
        makePaperTable(report.papers),
      ]);
      output.write(`Cifre, relazioni e carte di lavoro scritte in ${workbook}\n`);
    } else if (id !== undefined) output.write(printOne(report, id));
    else output.write(hasFlag(line, "papers") ? printPapers(report.papers) : printVerdicts(report.audit));
    return hasFlag(line, "strict") && report.audit.summary.failed.length > 0 ? 1 : 0;
  },
};

/** One figure with all its relations, or one relation, with the arithmetic. */
function printOne({ audit: audited, papers }: AuditReport, id: string): string {
  const figure = audited.figures.find((candidate) => candidate.id === id);
  const relation = audited.relations.find((candidate) => candidate.id === id);
  if (figure === undefined && relation === undefined) {
    const nearest = findNearestName(
      id,
      [...audited.figures, ...audited.relations].map((candidate) => candidate.id),
    );
    throw new UsageError(
      `Nessuna cifra e nessuna relazione si chiama «${id}».${nearest === undefined ? "" : ` Forse intendevi «${nearest}».`}\n\`piramide audit --csv\` le elenca.`,
    );
  }
  if (figure === undefined) return printPapers(papers.filter((paper) => paper.relation === id));
  // The relations that decide the verdict are shown whole, the others are named.
  const own = papers.filter((paper) => figure.relations.includes(paper.relation));
  const [deciding, others] = [
    own.filter((paper) => paper.verdict === figure.verdict),
    own.filter((paper) => paper.verdict !== figure.verdict),
  ];
  const { section, table, row, column } = figure.place;
  const line = figure.line === undefined ? "" : `, riga ${figure.line} del testo`;
  const heading = `${figure.id}: stampato ${figure.printed} — ${verdictNames[figure.verdict]}\n${[`sezione ${section}`, table, row, column].filter((word) => word !== "").join(" · ")}${line}`;
  const compared = audited.model.find((comparison) => comparison.figure === id);
  const model = compared === undefined ? "" : `\nmodello: ${compared.why}`;
  const reason = deciding.length === 0 ? `${wrapText(figure.why)}\n` : printPapers(deciding);
  const also = others.map((paper) => `· ${paper.relation}: ${verdictNames[paper.verdict]}`);
  return `${heading}${model}\n\n${reason}${also.length === 0 ? "" : `\nNelle altre relazioni\n${also.join("\n")}\n`}`;
}

function printPapers(papers: readonly WorkingPaper[]): string {
  return `${papers.map((paper) => wrapText(paper.lines.join("\n"))).join("\n\n")}\n`;
}

function makeFigureTable(audited: Audit): Table {
  const columns = [
    "id",
    "sezione",
    "tabella",
    "riga",
    "colonna",
    "linea",
    "stampato",
    "verdetto",
    "ricalcolato",
    "perche",
    "relazioni",
  ];
  const rows = audited.figures.map((figure) => [
    figure.id,
    figure.place.section,
    figure.place.table,
    figure.place.row,
    figure.place.column,
    figure.line ?? null,
    figure.printed,
    verdictNames[figure.verdict],
    figure.recomputed,
    figure.why,
    figure.relations.join(" "),
  ]);
  return { name: "cifre", columns, rows };
}

function makeRelationTable(audited: Audit): Table {
  const columns = ["id", "tipo", "verdetto", "cifre", "ricalcolato", "perche", "sospette"];
  const rows = audited.relations.map((relation) => [
    relation.id,
    relation.type,
    verdictNames[relation.verdict],
    relation.figures.join(" "),
    relation.recomputed,
    relation.why,
    relation.suspects.map((suspect) => `${suspect.figure}: ${suspect.wouldBe}`).join(" · "),
  ]);
  return { name: "relazioni", columns, rows };
}

function makePaperTable(papers: readonly WorkingPaper[]): Table {
  return {
    name: "carte di lavoro",
    columns: ["relazione", "verdetto", "conti"],
    rows: papers.map((paper) => [paper.relation, verdictNames[paper.verdict], paper.lines.join("\n")]),
  };
}
