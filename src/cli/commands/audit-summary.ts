/** The verdicts of an audit on one screen: how many, and what does not hold. */
import type { Audit, AuditedRelation, Verdict } from "../../operations/index.ts";
import { formatTable } from "../print-table.ts";
import { wrapText } from "../wrap-text.ts";

export const verdictNames: Readonly<Record<Verdict, string>> = {
  exact: "torna",
  "within-rounding": "torna entro l'arrotondamento",
  "weights-undisclosed": "pesi non divulgati",
  "no-admissible-weights": "nessun peso ammissibile",
  contradicted: "non torna",
  unbound: "non legata",
};

/** How many figures and relations have each verdict, then what does not hold, then the undisclosed weights. */
export function printVerdicts(audited: Audit): string {
  const weights = audited.relations.filter((relation) => relation.weights !== undefined);
  const studied = weights.map((relation) => wrapText(`· ${relation.id}: ${relation.why}`));
  return `${printSummary(audited)}\nPesi non divulgati\n${studied.join("\n\n")}\n`;
}

export function printSummary(audited: Audit): string {
  const { summary } = audited;
  const names = Object.entries(verdictNames) as [Verdict, string][];
  const counts = formatTable(
    [
      { title: "Verdetto" },
      { title: "Cifre", align: "right" },
      { title: "Relazioni", align: "right" },
      { title: "Ripetizioni", align: "right" },
    ],
    names.map(([verdict, name]) => [
      name,
      String(summary.figureVerdicts[verdict]),
      String(summary.relationVerdicts[verdict]),
      String(summary.restatementVerdicts[verdict]),
    ]),
  );
  const failed = audited.relations.filter((relation) => summary.failed.includes(relation.id));
  const heading = `Verifica di: ${summary.document.title}${summary.document.act === undefined ? "" : ` (${summary.document.act})`}`;
  const scope = `${summary.figures} cifre stampate, ${summary.bound} legate da ${summary.relations} relazioni e ${summary.restatements} ripetizioni; ${summary.results} sono il risultato di una relazione.`;
  const found =
    failed.length === 0
      ? "Tutto torna.\n"
      : `${printSuspects(failed)}Che cosa non torna\n${failed.map(printFailure).join("\n")}\n`;
  return `${heading}\n${scope}\n\n${counts}\n\n${found}`;
}

/** A figure may stand in what does not hold without being to blame: others confirm it. */
function printSuspects(failed: readonly AuditedRelation[]): string {
  const suspects = [...new Set(failed.flatMap((relation) => relation.suspects.map(({ figure }) => figure)))];
  if (suspects.length === 0) return "";
  return `${wrapText(`Sospette, perché cambiando da sole rimetterebbero a posto ciò che non torna: ${suspects.join(", ")}. Le altre cifre che non tornano stanno nelle stesse relazioni o in altre che non reggono: «piramide audit CIFRA» dice che cosa le conferma.`)}\n\n`;
}

function printFailure(relation: AuditedRelation): string {
  return wrapText(`· ${relation.id}: ${relation.why}`);
}
