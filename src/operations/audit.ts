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
import type { Outcome } from "../model/index.ts";
import { makeReferenceLookup } from "./find-reference.ts";
import { openGraph } from "./open-model.ts";
import { nothingPublished } from "./problems.ts";

export interface AuditReport {
  readonly model: string;
  readonly audit: Audit;
  /** For each relation, the arithmetic as an official would redo it. */
  readonly papers: readonly WorkingPaper[];
}

interface OpenedReport {
  readonly model: string;
  readonly published: Published;
  readonly lookup: ReturnType<typeof makeReferenceLookup>;
}

/** The folder `published/` of a model, and the model's figures. */
function openReport(directory: string): Outcome<OpenedReport | undefined> {
  const { value: graph, problems, opened } = openGraph(directory, {});
  if (graph === undefined) return { value: undefined, problems };
  const files = opened.files.filter((file) => file.path.startsWith("published/"));
  if (files.length === 0) return { value: undefined, problems: [nothingPublished(directory)] };
  const published = readPublished(files);
  if (published.problems.length > 0) return { value: undefined, problems: published.problems };
  const { model } = graph;
  return {
    value: { model: model.id, published: published.value, lookup: makeReferenceLookup(model) },
    problems: [],
  };
}

export function audit(directory: string): Outcome<AuditReport | undefined> {
  const opened = openReport(directory);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  const { model, published, lookup } = opened.value;
  const audited = auditReport(published, lookup);
  return { value: { model, audit: audited, papers: writeWorkingPapers(published, audited) }, problems: [] };
}

/** How strong the audit is: every printed figure changed in turn, and whether it is noticed. */
export function measureAudit(directory: string): Outcome<MutationReport | undefined> {
  const opened = openReport(directory);
  if (opened.value === undefined) return { value: undefined, problems: opened.problems };
  return { value: mutateReport(opened.value.published), problems: [] };
}
