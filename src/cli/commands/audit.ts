/** `piramide audit`: a printed report checked figure by figure. */
import {
  type Audit,
  type AuditReport,
  audit,
  findNearestName,
  measureAudit,
  type Table,
  type WorkingPaper,
} from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  factsOptions,
  getFacts,
  getText,
  hasFlag,
  type Output,
  refuseTogether,
  refuseWords,
} from "../command.ts";
import { deliver, deliveryNames, deliveryOptions } from "../deliver.ts";
import { type CommandLine, UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";
import { wrapText } from "../wrap-text.ts";
import { makeMissTable, printStrength } from "./audit-strength.ts";
import { printVerdicts, verdictNames } from "./audit-summary.ts";

export const auditCommand: Command = {
  name: "audit",
  usage:
    "audit [CIFRA | RELAZIONE] [--model CARTELLA] [--known-at GIORNO] [--data CARTELLA] [--warehouse INDIRIZZO] [--papers] [--strict] [--mutate] [--json [FILE] | --csv [FILE] | --xlsx FILE]",
  purpose:
    "verifica il documento stampato, cifra per cifra, accanto a ciò che il modello e le consegne danno come noto in un giorno; --papers mostra le carte di lavoro, --mutate misura la forza della verifica",
  options: {
    model: "value",
    "known-at": "value",
    ...factsOptions,
    papers: "flag",
    strict: "flag",
    mutate: "flag",
    ...deliveryOptions,
  },
  run: async (line, output) => {
    refuseWords(line, 1);
    refuseTogether(line, deliveryNames);
    // The strength of the relations is theirs alone, whatever was known.
    refuseTogether(line, ["mutate", "known-at"]);
    const directory = getText(line, "model") ?? defaultModel;
    const [word] = line.words;
    if (hasFlag(line, "mutate")) return await measure(directory, line, output);
    const { value: report, problems } = await audit({
      directory,
      knownAt: getText(line, "known-at"),
      ...getFacts(line),
    });
    if (report === undefined) return reportProblems(problems, output);
    const deliverable = {
      json: report.audit,
      tables: [makeFigureTable(report.audit), makeRelationTable(report.audit), makePaperTable(report.papers)],
      content: "Cifre, relazioni e carte di lavoro scritte",
    } as const;
    if (!(await deliver(line, deliverable, word, output)))
      output.write(print(report, word, hasFlag(line, "papers")));
    return hasFlag(line, "strict") && report.audit.summary.failed.length > 0 ? 1 : 0;
  },
};

function print(report: AuditReport, id: string | undefined, withPapers: boolean): string {
  if (id !== undefined) return printOne(report, id);
  return withPapers ? printPapers(report.papers) : printVerdicts(report.audit);
}

async function measure(directory: string, line: CommandLine, output: Output): Promise<number> {
  const { value: strength, problems } = measureAudit(directory);
  if (strength === undefined) return reportProblems(problems, output);
  const deliverable = {
    json: strength,
    tables: [makeMissTable(strength)],
    content: "La misura è scritta",
  } as const;
  if (!(await deliver(line, deliverable, line.words[0], output))) output.write(printStrength(strength));
  return 0;
}

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
