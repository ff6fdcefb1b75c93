/**
 * The verb of this room: text files in, a checked model and all its problems out. It reads as it
 * works: open the files, take the blocks apart, collect the names, then read section by section, each
 * with what stands before it.
 */
import { checkConflicts, checkTypedAndDelivered } from "./check-conflicts.ts";
import { checkGroupings, checkOrganisation } from "./check-organisation.ts";
import { checkSyntheses } from "./check-syntheses.ts";
import { collectBlocks, type SectionKey, type Sections } from "./collect-blocks.ts";
import { compareProblems } from "./format-problem.ts";
import { maxYears } from "./limits.ts";
import { findMap, findNumber, findText, getPlace, type Located } from "./located.ts";
import type { Model } from "./model.ts";
import { type ModelFile, openFiles } from "./open-files.ts";
import { arrangeOrganisation } from "./organisation.ts";
import type { Outcome, Place, Problem } from "./problem.ts";
import type { CellFrame } from "./read-cell.ts";
import { distributionNames, readDistributions, readFrequencies } from "./read-distributions.ts";
import { readIndicators } from "./read-indicators.ts";
import { readActs, readEvents, readUnits } from "./read-lists.ts";
import { checkMeasures, measureNames } from "./read-measure.ts";
import { readDimensions, readGroupings, readHierarchies } from "./read-organisation.ts";
import { readReorganisations } from "./read-reorganisations.ts";
import { readSources } from "./read-sources.ts";
import { readTables } from "./read-tables.ts";
import { readCauses, readObservations, readShortcuts, readTargets } from "./read-values.ts";
import { checkName, createNames, declareName, type NameKind, type Reading } from "./reading.ts";
import { createReporter } from "./report.ts";

const nowhere: Place = { file: ".", line: 1, column: 1 };

type ModelHead = Pick<Model, "id" | "title" | "administration" | "years" | "year">;

/** `modello`, once. Without it every year is allowed, so that its absence is one problem and not many. */
function readModelHead(reading: Reading, sections: Sections): ModelHead {
  const [map, ...others] = sections.heads;
  for (const other of others) {
    const details = { first: map!.place, here: other.place };
    reading.reporter.report("several-models", other.place, "", details);
  }
  if (map === undefined) reading.reporter.report("no-model", nowhere, "", {});
  const anni = map && findMap(map, "anni");
  const from = anni && findNumber(anni, "da");
  const to = anni && findNumber(anni, "a");
  const year = map && findNumber(map, "esercizio");
  if (
    map === undefined ||
    reading.suspect.has(map) ||
    from === undefined ||
    to === undefined ||
    year === undefined
  ) {
    const id = (map && findText(map, "id")) ?? "";
    return { id, title: "", administration: "", years: { from: 1, to: 9998 }, year: year ?? 1 };
  }
  const isInOrder = from >= 1 && from <= year && year <= to && to <= 9998 && to - from < maxYears;
  if (!isInOrder) {
    const details = { from, to, year, most: maxYears };
    reading.reporter.report("years-out-of-order", getPlace(map, "anni"), "", details);
  }
  return {
    id: findText(map, "id") ?? "",
    title: findText(map, "titolo") ?? "",
    administration: findText(map, "amministrazione") ?? "",
    years: { from, to },
    year,
  };
}

const kindOfSection: Partial<Record<SectionKey, NameKind>> = {
  atti: "act",
  unita_di_misura: "unit",
  gerarchie: "hierarchy",
  dimensioni: "dimension",
  raggruppamenti: "grouping",
  indicatori: "indicator",
  eventi: "event",
  tabelle: "table",
  fonti: "source",
  riorganizzazioni: "reorganisation",
};

/** Every declared id, also of entries whose shape is wrong: what refers to them is not wrong as well. */
function declareNames(reading: Reading, sections: Sections): void {
  for (const [section, kind] of Object.entries(kindOfSection) as [SectionKey, NameKind][]) {
    for (const { map } of sections.entries[section]) {
      const id = findText(map, "id");
      if (id !== undefined) declareName(reading, kind, id, getPlace(map, "id"));
    }
  }
  for (const { map } of sections.entries.indicatori) {
    const id = findText(map, "id");
    for (const name of id === undefined ? [] : measureNames(map, id))
      declareName(reading, "indicator", name, getPlace(map, "misura"));
  }
  for (const { map } of sections.entries.distribuzioni) {
    const id = findText(map, "id");
    if (id === undefined) continue;
    const place = getPlace(map, "id");
    // A name that is taken is one problem, not one for each thing that the distribution becomes.
    if (!declareName(reading, "dimension", id, place)) continue;
    for (const name of distributionNames(id)) declareName(reading, "indicator", name, place);
  }
}

function assembleModel(reading: Reading, sections: Sections, hashUsed: () => string): Model {
  const { entries } = sections;
  const references = [...sections.actReferences];
  const head = readModelHead(reading, sections);
  declareNames(reading, sections);
  const acts = readActs(reading, entries.atti);
  const units = readUnits(reading, entries.unita_di_misura);
  const hierarchies = readHierarchies(reading, entries.gerarchie, references);
  const written = readDimensions(reading, entries.dimensioni, references);

  // Distributions are measured on the same offices, and bring dimensions and indicators of their own.
  const offices = arrangeOrganisation(hierarchies, written, units);
  const expansions = readDistributions(reading, entries.distribuzioni, offices, head.year);
  const dimensions = [...written, ...expansions.map((expansion) => expansion.dimension)];
  const organisation = arrangeOrganisation(hierarchies, dimensions, units);
  checkOrganisation(reading, organisation);
  const groupings = readGroupings(reading, entries.raggruppamenti, hierarchies);
  checkGroupings(reading, groupings, organisation);

  const own = readIndicators(reading, entries.indicatori, organisation, references);
  const indicators = new Map(own.map((indicator) => [indicator.id, indicator]));
  for (const indicator of expansions.flatMap((expansion) => expansion.indicators)) {
    if (!indicators.has(indicator.id)) indicators.set(indicator.id, indicator);
  }
  checkSyntheses(reading, indicators, organisation);
  const tables = readTables(reading, entries.tabelle, references);
  const sources = readSources(reading, entries.fonti, organisation);
  checkMeasures(reading, [...indicators.values()], sources, tables);

  const frame: CellFrame = { organisation, indicators, years: head.years, year: head.year };
  const shortcuts = readShortcuts(reading, frame, entries.indicatori);
  const observations = [
    ...shortcuts.observations,
    ...readFrequencies(reading, frame, expansions),
    ...readObservations(reading, frame, entries.rilevazioni, references),
  ];
  const targets = [...shortcuts.targets, ...readTargets(reading, frame, entries.obiettivi, references)];
  checkConflicts(reading, observations, targets);
  checkTypedAndDelivered(reading, [...indicators.values()], observations);
  const causes = readCauses(reading, frame, entries.cause, references);
  const events = readEvents(reading, entries.eventi, organisation);
  const reorganisations = readReorganisations(reading, entries.riorganizzazioni, organisation);
  for (const { name, place } of references) checkName(reading, "act", name, place, "fonte");

  return {
    ...head,
    acts,
    units,
    hierarchies,
    dimensions,
    groupings,
    indicators: [...indicators.values()],
    observations,
    targets,
    causes,
    distributions: expansions.map((expansion) => expansion.distribution),
    events,
    tables,
    sources,
    reorganisations,
    hash: hashUsed(),
  };
}

/** What may be only the consequence of a file that could not be read. */
const consequences: ReadonlySet<string> = new Set([
  "no-model",
  "no-principal-hierarchy",
  "unknown-reference",
  "distribution-needs-unit",
  "unknown-column",
]);

/** A list that stands in the folder but could not be read looks as if it were not there. */
const consequencesOfFolder: ReadonlySet<string> = new Set([...consequences, "file-not-found"]);

/** Codes that say that a file was not read, or not whole: what it declares is unknown. */
const unread: ReadonlySet<string> = new Set([
  ...["file-too-large", "model-too-large", "too-many-files", "wrong-encoding", "nul-character"],
  ...["yaml-syntax", "yaml-too-deep", "yaml-too-many-nodes", "yaml-alias", "yaml-tag", "yaml-directive"],
  ...["yaml-several-documents", "csv-quote", "csv-no-header", "csv-too-long", "too-many-rows"],
  ...["file-not-found", "file-outside", "file-not-csv"],
]);

/**
 * Reads the model in these files: every `.yaml` and `.yml` outside `published/` is a block, a `.csv`
 * is read when a block names it, everything else is ignored. Paths are relative to the model's folder,
 * with `/`. All problems come back in one run, by file and line; nothing is thrown, whatever the files
 * contain. The value holds what could be read and is to be computed with only when there is no problem.
 * `isWhole` is false when the folder holds files that could not be read, which its opener has reported.
 */
export function readModel(files: readonly ModelFile[], isWhole = true): Outcome<Model> {
  const problems: Problem[] = [];
  const reporter = createReporter(problems);
  const suspect = new Set<Located>();
  const opened = openFiles(files, reporter);
  const reading: Reading = { reporter, suspect, names: createNames(), readTable: opened.readTable };
  const sections = collectBlocks(reading, opened, suspect);
  const value = assembleModel(reading, sections, opened.hashUsed);
  const isIncomplete = problems.some((problem) => unread.has(problem.code));
  const dropped = isWhole ? consequences : consequencesOfFolder;
  const told = isIncomplete || !isWhole ? problems.filter((problem) => !dropped.has(problem.code)) : problems;
  const more = reporter.countUntold();
  const rest: Problem[] = [];
  if (more > 0) createReporter(rest).report("too-many-problems", nowhere, "", { more });
  return { value, problems: [...told.toSorted(compareProblems), ...rest] };
}
