/** The sections `rilevazioni`, `obiettivi` and `cause`, and the shortcuts of the indicators. */
import {
  findMap,
  findScalar,
  findText,
  getPlace,
  type LocatedMap,
  type LocatedScalar,
  overlayMaps,
} from "./located.ts";
import type { DeviationCause, Indicator, Observation, Origin, Revision, Target } from "./model.ts";
import {
  type Cell,
  type CellFrame,
  type CellUse,
  checkCellUnit,
  findOnlyRoot,
  readCell,
  readPeriod,
} from "./read-cell.ts";
import { type ActReference, readHead } from "./read-head.ts";
import { readScaled, readTargetValue } from "./read-value.ts";
import {
  checkName,
  type Entry,
  makeOrigin,
  type Reading,
  readDay,
  readInterval,
  readRequired,
  readWord,
} from "./reading.ts";
import { rowKeys } from "./schema.ts";
import { absenceWords, causeWords, facetWords, getWord } from "./words.ts";

type Section = "rilevazioni" | "obiettivi" | "cause";

/** A row of a CSV is placed at the cell that says its value. */
function placeRow(row: LocatedMap): LocatedMap["place"] {
  for (const key of ["valore", "assenza", "causa"]) {
    const cell = row.entries.get(key);
    if (cell !== undefined) return cell.value.place;
  }
  return row.place;
}

/** The entries of a section, those with a `file` replaced by its rows; wrong shapes left out. */
function* listEntries(
  reading: Reading,
  entries: readonly Entry[],
  section: Section,
  references: ActReference[],
): Generator<Entry> {
  const keys: readonly string[] = rowKeys[section];
  for (const entry of entries) {
    if (reading.suspect.has(entry.map)) continue;
    const path = findScalar(entry.map, "file");
    if (path === undefined) {
      yield entry;
      continue;
    }
    const table = reading.readTable(path, "");
    if (table === undefined) continue;
    for (const { name, place } of table.headers) {
      if (name === "" || keys.includes(name) || reading.names.dimension.has(name)) continue;
      const nearest = reading.reporter.findNearest(name, [...keys, ...reading.names.dimension.keys()]);
      reading.reporter.report("unknown-column", place, "", { name, nearest, allowed: keys });
    }
    const known = (column: string) => keys.includes(column) || reading.names.dimension.has(column);
    for (const row of table.rows) {
      // A column that is not known has been reported once, at its header.
      const cells = new Map([...row.entries].filter(([column]) => known(column)));
      const own: LocatedMap = { ...row, entries: cells };
      const map = overlayMaps(entry.map, own, placeRow(row));
      yield { map, head: readHead(reading, entry.head, own, references, "") };
    }
  }
}

/** Either a value or a stated absence: never both, never neither. */
function readValueOrAbsence(reading: Reading, map: LocatedMap, subject: string) {
  const value = findScalar(map, "valore");
  const absence = readWord(reading, map, "assenza", absenceWords, subject);
  const isAbsent = map.entries.has("assenza");
  if (value !== undefined && isAbsent) {
    reading.reporter.report("value-and-absence", getPlace(map, "assenza"), subject, {});
    return undefined;
  }
  if (value === undefined && !isAbsent) {
    reading.reporter.report("no-value", map.place, subject, {});
    return undefined;
  }
  return value === undefined && absence === undefined ? undefined : { value, absence };
}

/** A synthesis computes its value when every component has its weight, also where the whole has more of them. */
function isComputed(synthesis: Indicator["synthesis"]): boolean {
  if (synthesis === undefined || synthesis.weights === "undisclosed") return false;
  return (
    synthesis.weights === "disclosed" ||
    synthesis.components.every((component) => component.weight !== undefined)
  );
}

/** Only what is observed, or printed as the outcome of weights that are not known, may be written. */
function checkObserved(reading: Reading, indicator: Indicator, place: Origin["place"]): void {
  const how =
    indicator.formula !== undefined ? "formula" : isComputed(indicator.synthesis) ? "sintesi" : undefined;
  if (how === undefined) return;
  const details = { id: indicator.id, how } as const;
  reading.reporter.report("observation-of-computed", place, `indicatore ${indicator.id}`, details);
}

/** A target is stated only of a result or an index, and of one that has no formula for it. */
function checkAimed(reading: Reading, indicator: Indicator, place: Origin["place"]): void {
  const { id, mainFacet, targetFormula } = indicator;
  const subject = `indicatore ${id}`;
  if (mainFacet !== "result" && mainFacet !== "index") {
    const details = { id, facet: getWord(facetWords, mainFacet) };
    reading.reporter.report("target-without-result", place, subject, details);
  } else if (targetFormula !== undefined) {
    reading.reporter.report("target-of-computed", place, subject, { id });
  }
}

export function readObservations(
  reading: Reading,
  frame: CellFrame,
  entries: readonly Entry[],
  references: ActReference[],
): readonly Observation[] {
  const keys: ReadonlySet<string> = new Set(rowKeys.rilevazioni);
  const observations: Observation[] = [];
  for (const { map, head } of listEntries(reading, entries, "rilevazioni", references)) {
    const subject = `indicatore ${findText(map, "indicatore") ?? ""}`;
    const cell = readCell(reading, frame, map, keys, "observation");
    const said = readValueOrAbsence(reading, map, subject);
    const covered = findMap(map, "intervallo");
    const { from, until } =
      covered === undefined ? {} : readInterval(reading, covered, ["dal", "fino_al"], subject);
    const extractedOn = readDay(reading, map, "estratto_il", subject);
    if (cell === undefined || said === undefined) continue;
    checkObserved(reading, cell.indicator, map.place);
    const scaled = said.value && readScaled(reading, cell.indicator, frame.organisation, said.value, subject);
    if (said.value !== undefined && scaled === undefined) continue;
    observations.push({
      ...nameCell(cell),
      scaled,
      absence: said.absence,
      interval: from === undefined || until === undefined ? undefined : { from, until },
      extractedOn,
      note: findText(map, "nota"),
      origin: makeOrigin(head, map.place),
    });
  }
  return observations;
}

function nameCell(cell: Cell): Pick<Observation, "indicator" | "orgUnit" | "period" | "members"> {
  const { indicator, orgUnit, period, members } = cell;
  return { indicator: indicator.id, orgUnit, period: period.code, members };
}

function readRevision(reading: Reading, map: LocatedMap, subject: string): Revision | undefined {
  const written = findMap(map, "revisione");
  if (written === undefined) return undefined;
  const event = findScalar(written, "evento");
  if (event !== undefined) checkName(reading, "event", event.text, event.place, subject);
  return {
    authorisedBy: findText(written, "autorizzata_da") ?? "",
    reason: findText(written, "motivo") ?? "",
    event: event?.text,
    previousUnknown: findText(written, "precedente") === "ignoto",
  };
}

export function readTargets(
  reading: Reading,
  frame: CellFrame,
  entries: readonly Entry[],
  references: ActReference[],
): readonly Target[] {
  const keys: ReadonlySet<string> = new Set(rowKeys.obiettivi);
  const targets: Target[] = [];
  for (const { map, head } of listEntries(reading, entries, "obiettivi", references)) {
    const subject = `indicatore ${findText(map, "indicatore") ?? ""}`;
    const cell = readCell(reading, frame, map, keys, "target");
    const said = readValueOrAbsence(reading, map, subject);
    const validFrom = readDay(reading, map, "valido_dal", subject);
    const revision = readRevision(reading, map, subject);
    if (cell === undefined || said === undefined) continue;
    checkAimed(reading, cell.indicator, map.place);
    const value =
      said.value && readTargetValue(reading, cell.indicator, frame.organisation, said.value, subject);
    if (said.value !== undefined && value === undefined) continue;
    targets.push({
      ...nameCell(cell),
      value,
      absence: said.absence,
      validFrom,
      revision,
      origin: makeOrigin(head, map.place),
    });
  }
  return targets;
}

export function readCauses(
  reading: Reading,
  frame: CellFrame,
  entries: readonly Entry[],
  references: ActReference[],
): readonly DeviationCause[] {
  const keys: ReadonlySet<string> = new Set(rowKeys.cause);
  const causes: DeviationCause[] = [];
  for (const { map, head } of listEntries(reading, entries, "cause", references)) {
    const subject = `indicatore ${findText(map, "indicatore") ?? ""}`;
    const cell = readCell(reading, frame, map, keys, "cause");
    const choices = Object.keys(causeWords).join(", ");
    readRequired(reading, map, "causa", `una parola fra ${choices}`, subject);
    const cause = readWord(reading, map, "causa", causeWords, subject);
    const note = readRequired(reading, map, "nota", "che cosa è successo", subject);
    if (cell === undefined || cause === undefined || note === undefined) continue;
    causes.push({ ...nameCell(cell), cause, note, origin: makeOrigin(head, map.place) });
  }
  return causes;
}

/** The cells of `valori` or `obiettivi` of one indicator: the root of its hierarchy, by period. */
function* listShortcuts(
  reading: Reading,
  frame: CellFrame,
  indicator: Indicator,
  written: LocatedMap,
  use: CellUse,
): Generator<{ readonly cell: Cell; readonly scalar: LocatedScalar }> {
  const subject = `indicatore ${indicator.id}`;
  if (indicator.dimensions.length > 0) {
    const details = { id: indicator.id, dimensions: indicator.dimensions };
    reading.reporter.report("dimensions-need-members", written.place, subject, details);
    return;
  }
  const tree = frame.organisation.trees.get(indicator.hierarchy);
  const orgUnit = findOnlyRoot(reading, tree, written.place, subject);
  if (tree === undefined || orgUnit === undefined) return;
  for (const [code, { keyPlace, value }] of written.entries) {
    const period = readPeriod(reading, frame, indicator, code, keyPlace, use);
    if (period === undefined || value.type !== "scalar") continue;
    if (!checkCellUnit(reading, tree, indicator, orgUnit, period, keyPlace)) continue;
    yield { cell: { indicator, orgUnit, period, members: {} }, scalar: value };
  }
}

/** `valori` and `obiettivi` written in the indicators themselves. */
export function readShortcuts(
  reading: Reading,
  frame: CellFrame,
  entries: readonly Entry[],
): { readonly observations: readonly Observation[]; readonly targets: readonly Target[] } {
  const observations: Observation[] = [];
  const targets: Target[] = [];
  for (const { map, head } of entries) {
    const indicator = frame.indicators.get(findText(map, "id") ?? "");
    if (indicator === undefined || indicator.origin.place !== map.place) continue;
    const subject = `indicatore ${indicator.id}`;
    const values = findMap(map, "valori");
    if (values !== undefined) {
      checkObserved(reading, indicator, values.place);
      for (const { cell, scalar } of listShortcuts(reading, frame, indicator, values, "observation")) {
        const scaled = readScaled(reading, indicator, frame.organisation, scalar, subject);
        if (scaled === undefined) continue;
        const rest = { absence: undefined, interval: undefined, extractedOn: undefined, note: undefined };
        observations.push({ ...nameCell(cell), scaled, ...rest, origin: makeOrigin(head, scalar.place) });
      }
    }
    const aims = findMap(map, "obiettivi");
    if (aims === undefined) continue;
    // Where the main facet is the target itself, its own definition has been refused already.
    if (indicator.mainFacet !== "target") checkAimed(reading, indicator, aims.place);
    for (const { cell, scalar } of listShortcuts(reading, frame, indicator, aims, "target")) {
      const value = readTargetValue(reading, indicator, frame.organisation, scalar, subject);
      if (value === undefined) continue;
      const rest = { absence: undefined, validFrom: undefined, revision: undefined };
      targets.push({ ...nameCell(cell), value, ...rest, origin: makeOrigin(head, scalar.place) });
    }
  }
  return { observations, targets };
}
