/**
 * A delivered file into the workspace, in four steps: its rows are read and checked over columns into a staging
 * file; what is wrong with single rows goes to quarantine; a correction is written with its signs; and facts and
 * quarantine are linked into place, then recorded. Until the record is linked nothing has happened: whatever stops before
 * leaves only a staging folder, which the next import clears.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Contract, chooseDeliveries, type Delivery, listKeys, writeScaled } from "../facts/index.ts";
import { type Day, getDayNumber, type Outcome, type Problem } from "../model/index.ts";
import { describeColumns, findUnreadable } from "./changed-columns.ts";
import { compareTotals } from "./compare-totals.ts";
import { hashFile, isFactsFileWhole } from "./hash-file.ts";
import type { ImportReport, ImportRequest } from "./import-request.ts";
import { type OpenedDelivery, openDelivery } from "./open-delivery.ts";
import { printCorrection } from "./print-correction.ts";
import { noKeyToCorrect, nothingToCorrect, recordedBeforeLast } from "./problems.ts";
import { collectBadRows, nameQuarantine, writeQuarantine } from "./quarantine.ts";
import { type Staged, stageRows } from "./stage-rows.ts";
import { watchLines } from "./uneven-lines.ts";
import {
  factsFile,
  folders,
  linkOnce,
  readDeliveries,
  recordDelivery,
  syncFile,
  type Workspace,
} from "./workspace.ts";

export async function importDelivery(request: ImportRequest): Promise<Outcome<ImportReport | undefined>> {
  const { workspace, contract, mode } = request;
  if (mode !== "full" && listKeys(contract.source).length === 0)
    return fail(noKeyToCorrect(contract.source.id));
  clearStopped(workspace);
  const staging = join(workspace.folder, folders.arriving, `${process.pid}-${randomUUID()}`);
  mkdirSync(staging, { recursive: true });
  try {
    return await takeIn(request, staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function fail(...problems: readonly Problem[]): Outcome<undefined> {
  return { value: undefined, problems };
}

async function takeIn(request: ImportRequest, staging: string): Promise<Outcome<ImportReport | undefined>> {
  const { workspace, database, contract, file } = request;
  const reading = readThrough(file);
  const before = readDeliveries(workspace).filter((each) => isSamePlace(each, contract));
  const same = before.length === 0 ? undefined : findRepeated(request, before, (await reading).sha256);
  // What was refused of a whole delivery may be good by now, and what was taken in may have been damaged.
  const isKept = same !== undefined && (await isWhole(workspace, same));
  if (isKept && (same.quarantined === 0 || same.mode !== "full")) return repeat(same);

  // 1. Every cell is read and checked, over columns, into a file that keeps bad rows apart.
  const [{ sha256 }, { opened, staged, refused }] = await Promise.all([
    reading,
    openAndStage(request, staging, reading),
  ]);
  if (opened === undefined || staged === undefined) return fail(...refused);

  // 2. Bad rows are told to their sender; what the sender declared is compared with what came.
  const bad = await collectBadRows(database, contract, staged);
  const totals = await compareTotals(request, staged, bad);
  if (totals.problems.length > 0) return fail(...totals.problems);

  // 3. The rest needs to know what holds now, and is done again if somebody else has been quicker.
  let replaced = 0;
  let isRepeated = false;
  const problems: Problem[] = [];
  const delivery = await recordDelivery(workspace, async (known) => {
    problems.push(...findObstacles(request, known));
    if (problems.length > 0) return undefined;
    const base = findBase(request, known);
    const made = await printCorrection({ ...request, staged: staged, staging, known, base });
    replaced = made.replaced;
    const quarantine = writeQuarantine(workspace, staging, bad);
    isRepeated = isKept && isLike(same, { rows: made.rows, quarantined: bad.count, quarantine });
    if (isRepeated) return undefined;
    const facts = await placeFacts(workspace, contract.source.id, made.path, made.sha256);
    return {
      source: contract.source.id,
      period: contract.period.code,
      mode: request.mode,
      recordedOn: request.recordedOn,
      file: { name: basename(file), sha256 },
      rows: made.rows,
      quarantined: bad.count,
      quarantine,
      facts: {
        sha256: made.sha256,
        bytes: facts,
        signed: made.signed,
        firstLine: made.firstLine,
        columns: describeColumns(contract.columns),
      },
      of: base?.number,
      notes: [...noteArrival(request, made.rows), ...noteColumns(opened.unknown), ...totals.value],
      reason: undefined,
    };
  });
  if (isRepeated && same !== undefined) return repeat(same);
  if (delivery === undefined) return fail(...problems);
  nameQuarantine(workspace, delivery);
  return { value: { delivery, isRepeated: false, bad, replaced }, problems: [] };
}

function repeat(delivery: Delivery): Outcome<ImportReport> {
  return { value: { delivery, isRepeated: true, bad: { count: 0, rows: [] }, replaced: 0 }, problems: [] };
}

async function isWhole(workspace: Workspace, { source, facts }: Delivery): Promise<boolean> {
  return facts === undefined || isFactsFileWhole(factsFile(workspace, source, facts.sha256), facts.sha256);
}

/** Whether of the same file the same rows are refused, and all others taken in, as before. */
function isLike(before: Delivery, now: Pick<Delivery, "rows" | "quarantined" | "quarantine">): boolean {
  return (["rows", "quarantined", "quarantine"] as const).every((what) => before[what] === now[what]);
}

/** What is known of a file by its bytes alone, which are read once, beside the engine. */
interface ReadThrough {
  readonly sha256: string;
  readonly mayBeUneven: boolean;
}

async function readThrough(file: string): Promise<ReadThrough> {
  const watch = watchLines();
  const sha256 = await hashFile(file, watch.see);
  return { sha256, mayBeUneven: watch.mayBeUneven() };
}

interface Arrived {
  readonly opened: OpenedDelivery | undefined;
  readonly staged: Staged | undefined;
  readonly refused: readonly Problem[];
}

async function openAndStage(
  request: ImportRequest,
  staging: string,
  reading: Promise<ReadThrough>,
): Promise<Arrived> {
  const { database, contract, file, onProgress } = request;
  const { value: opened, problems } = await openDelivery(file, contract.source, staging, database);
  if (opened === undefined) return { opened, staged: undefined, refused: problems };
  const mayBeUneven = async (): Promise<boolean> => (await reading).mayBeUneven;
  const staged = await stageRows({
    database,
    contract,
    opened,
    staging,
    file,
    mayBeUneven,
    onProgress,
  });
  return { opened, staged: staged.value, refused: staged.problems };
}

function isSamePlace({ source, period }: Delivery, contract: Contract): boolean {
  return source === contract.source.id && period === contract.period.code;
}

/** The same file for the same source and period, still holding and nothing after it. */
function findRepeated(
  { contract, mode, recordedOn }: ImportRequest,
  known: readonly Delivery[],
  sha256: string,
): Delivery | undefined {
  const last = chooseDeliveries(known, undefined)
    .filter(({ source, period }) => source === contract.source.id && period === contract.period.code)
    .at(-1);
  const isSame =
    last !== undefined &&
    last.file.sha256 === sha256 &&
    last.mode === mode &&
    findUnreadable(contract.source, [last]).length === 0;
  return isSame && last.recordedOn <= recordedOn ? last : undefined;
}

/** The whole delivery that a delta corrects. */
function findBase({ contract, mode }: ImportRequest, known: readonly Delivery[]): Delivery | undefined {
  if (mode === "full") return undefined;
  return chooseDeliveries(known, undefined).find(
    (each) =>
      each.mode === "full" && each.source === contract.source.id && each.period === contract.period.code,
  );
}

/** Knowledge is only added at its end: what was known on a day that is over stays what it was. */
function findObstacles(request: ImportRequest, known: readonly Delivery[]): Problem[] {
  const { contract, recordedOn, mode } = request;
  const own = known.filter(
    ({ source, period }) => source === contract.source.id && period === contract.period.code,
  );
  const latest =
    own
      .map((each) => each.recordedOn)
      .toSorted()
      .at(-1) ?? "";
  if (recordedOn < latest)
    return [recordedBeforeLast(contract.source.id, contract.period.code, recordedOn, latest)];
  if (mode !== "full" && findBase(request, known) === undefined)
    return [
      nothingToCorrect(contract.source.id, contract.period.code, mode === "delta" ? "delta" : "ritiro"),
    ];
  return mode === "full" ? [] : findUnreadable(contract.source, chooseDeliveries(own, undefined));
}

/**
 * Links the facts into place, safe on the disk; the same facts are there once. What was staged stays until the end,
 * for another attempt. Returns their size.
 */
async function placeFacts(
  workspace: Workspace,
  source: string,
  path: string,
  sha256: string,
): Promise<number> {
  const place = factsFile(workspace, source, sha256);
  mkdirSync(join(workspace.folder, folders.facts, source), { recursive: true });
  const { size } = statSync(path);
  if (await isFactsFileWhole(place, sha256)) return size;
  syncFile(path);
  if (linkOnce(path, place)) return size;
  // What is there has been damaged: a second name of the whole file takes its place.
  const second = `${path}.intero`;
  linkOnce(path, second);
  renameSync(second, place);
  return size;
}

/** A correction is neither late nor short: it has what is to be corrected. */
function noteArrival({ contract, recordedOn, mode }: ImportRequest, rows: number): string[] {
  if (mode !== "full") return [];
  const { dueDays, expectedRows } = contract.source;
  const notes: string[] = [];
  const late = dueDays === undefined ? 0 : countDaysLate(contract, recordedOn, dueDays);
  if (late > 0) notes.push(`consegnata con ${late} ${late === 1 ? "giorno" : "giorni"} di ritardo`);
  if (expectedRows.from !== undefined && rows < expectedRows.from)
    notes.push(`${writeScaled(rows, 0)} righe, meno delle ${writeScaled(expectedRows.from, 0)} attese`);
  if (expectedRows.to !== undefined && rows > expectedRows.to)
    notes.push(`${writeScaled(rows, 0)} righe, più delle ${writeScaled(expectedRows.to, 0)} attese`);
  return notes;
}

function countDaysLate({ period }: Contract, recordedOn: Day, dueDays: number): number {
  const due = getDayNumber(period.until) - 1 + dueDays;
  return getDayNumber(recordedOn) - due;
}

function noteColumns(unknown: readonly string[]): string[] {
  return unknown.length === 0
    ? []
    : [`colonne che il contratto non prevede, non lette: ${unknown.join(", ")}`];
}

/** Staging folders of imports that are no longer running. */
function clearStopped(workspace: Workspace): void {
  const folder = join(workspace.folder, folders.arriving);
  for (const name of readdirSync(folder)) {
    const owner = Number(name.split("-")[0]);
    if (!isRunning(owner)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
