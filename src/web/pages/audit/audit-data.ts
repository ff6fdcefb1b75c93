/** What the page asks for. */
import { useQuery } from "@tanstack/react-query";
import { verdicts } from "../../../audit/index.ts";
import { type Answers, client } from "../../client.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { askAudit } from "./ask-audit.ts";

export type AuditReport = Answers["audit"]["report"];
export type PrintedFigure = AuditReport["figures"][number];
export type Paper = AuditReport["failed"][number];
export type Weights = AuditReport["undisclosed"][number]["weights"];
export type Verdict = PrintedFigure["verdict"];

/** From what asks for attention to what does not. */
export const verdictOrder = verdicts.toReversed();

export function useAudit(enabled: boolean) {
  const { workspace, search } = useWorkspace();
  return useQuery({ ...askAudit(workspace, search.knownAt), enabled });
}

export function useAuditedFigure(figure: string) {
  const { workspace, search } = useWorkspace();
  const asked = { workspace, figure, ...(search.knownAt === undefined ? {} : { knownAt: search.knownAt }) };
  return useQuery({
    queryKey: [workspace, "audit", asked],
    queryFn: () => client.audit.figure(asked),
    retry: false,
  });
}

export function nameFigureShort({ place: { row, column } }: PrintedFigure): string {
  return column === "" || fold(column) === fold(row) ? row : `${row}, ${column}`;
}

export interface Filters {
  readonly section: string | undefined;
  readonly verdict: string | undefined;
  readonly isDiffering: boolean;
  readonly text: string;
}

/** What is chosen, of what is asked for; the section only where nothing else is, since filters look everywhere. */
export function filterFigures(figures: readonly PrintedFigure[], filters: Filters): readonly PrintedFigure[] {
  const { section, verdict, isDiffering, text } = filters;
  const wanted = fold(text);
  return figures.filter(
    (figure) =>
      (section === undefined || figure.place.section === section) &&
      (verdict === undefined || figure.verdict === verdict) &&
      (!isDiffering || isUnlikeModel(figure)) &&
      (wanted === "" || fold(tellPlace(figure)).includes(wanted)),
  );
}

export function isUnlikeModel({ model }: PrintedFigure): boolean {
  return model !== null && model !== "matching";
}

function tellPlace({ id, printed, place }: PrintedFigure): string {
  return `${printed} ${id} ${place.row} ${place.column} ${place.table}`;
}

/** `1.065`, whatever the tongue: the numbers of the document are written so. */
export function writeCount(count: number): string {
  return new Intl.NumberFormat("it-IT", { useGrouping: "always" }).format(count);
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
