/** A printed report checked figure by figure, beside the figures that its model computes. */
import {
  type Audit,
  auditReport,
  type MutationReport,
  mutateReport,
  type Published,
  readPublished,
  type WorkingPaper,
  writeWorkingPapers,
} from "../audit/index.ts";
import type { Model, Outcome } from "../model/index.ts";
import { makeReferenceLookup } from "./find-reference.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { openGraph } from "./open-model.ts";
import { nothingPublished } from "./problems.ts";
import { checkDays } from "./viewpoint.ts";

export interface AuditRequest {
  readonly directory: string;
  /** The report is checked beside what the model says on this day, and what had been delivered until then. */
  readonly knownAt?: string | undefined;
  readonly data?: string | undefined;
  readonly warehouse?: string | undefined;
}

export interface AuditReport {
  readonly model: string;
  readonly audit: Audit;
  /** For each relation, the arithmetic as an official would redo it. */
  readonly papers: readonly WorkingPaper[];
}

interface OpenedReport {
  readonly model: Model;
  readonly published: Published;
}

/** The folder `published/` of a model, and the model. */
function openReport(directory: string): Outcome<OpenedReport | undefined> {
  const { value: graph, problems, opened } = openGraph(directory, {});
  if (graph === undefined) return { value: undefined, problems };
  const files = opened.files.filter((file) => file.path.startsWith("published/"));
  if (files.length === 0) return { value: undefined, problems: [nothingPublished(directory)] };
  const published = readPublished(files);
  if (published.problems.length > 0) return { value: undefined, problems: published.problems };
  return { value: { model: opened.model, published: published.value }, problems: [] };
}

export async function audit(request: AuditRequest): Promise<Outcome<AuditReport | undefined>> {
  const { directory, knownAt } = request;
  const wrong = checkDays({ knownAt });
  if (wrong.length > 0) return { value: undefined, problems: wrong };
  const opened = openReport(directory);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const { model, published } = opened.value;
  const answers = await gatherAnswers(model, request);
  if (answers.problems.length > 0) return { value: undefined, problems: answers.problems };
  const references = published.figures.flatMap(({ reference }) =>
    reference === undefined ? [] : [reference],
  );
  const audited = auditReport(published, makeReferenceLookup(model, knownAt, answers.value, references));
  const papers = writeWorkingPapers(published, audited);
  return { value: { model: model.id, audit: audited, papers }, problems: [] };
}

/** How strong the audit is: every printed figure changed in turn, and whether it is noticed. */
export function measureAudit(directory: string): Outcome<MutationReport | undefined> {
  const opened = openReport(directory);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  return { value: mutateReport(opened.value.published), problems: [] };
}
