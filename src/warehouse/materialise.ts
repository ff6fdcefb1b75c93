/**
 * Sums are kept beside the facts they are the sums of: a file for each delivery and question, named by the hash of
 * all that decides it (the facts, the question, the tables it is joined with). Facts never change, so a kept sum
 * cannot be out of date: whatever changes asks for another name. Sums of several deliveries add up, because
 * corrections carry signs.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Delivery,
  encodePeriod,
  type FactColumns,
  type FactQuery,
  type ResolvedTable,
} from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import type { FactScope, Warehouse } from "./warehouse.ts";
import { folders, type Workspace } from "./workspace.ts";

/** What the kept files look like; another number gives every sum another name. */
const keptFormat = 2;

/** The sums of a query, of which only those are asked that nobody has asked before. */
export async function sumMaterialised(
  workspace: Workspace,
  warehouse: Warehouse,
  query: FactQuery,
  scope: FactScope,
): Promise<FactColumns> {
  const names = new Map(scope.deliveries.map((delivery) => [delivery, nameSum(query, scope, delivery)]));
  const fileOf = (delivery: Delivery): string =>
    join(workspace.folder, folders.materialised, `${names.get(delivery)}.bin`);
  const parts: FactColumns[] = [];
  const unknown: Delivery[] = [];
  for (const delivery of scope.deliveries) {
    const kept = readKept(fileOf(delivery), query);
    if (kept === undefined) unknown.push(delivery);
    else parts.push(kept);
  }
  // Whole deliveries of different periods are asked together, read once; a correction is asked alone.
  const whole = unknown.filter(({ facts }) => facts?.signed === false);
  if (whole.length > 0) {
    const all = await warehouse.sumFacts(query, { ...scope, deliveries: whole });
    for (const delivery of whole) {
      const own = pickPeriod(all, encodePeriod(findPeriod(delivery.period)!));
      keep(fileOf(delivery), own);
      parts.push(own);
    }
  }
  for (const delivery of unknown.filter(({ facts }) => facts?.signed === true)) {
    const own = await warehouse.sumFacts(query, { ...scope, deliveries: [delivery] });
    keep(fileOf(delivery), own);
    parts.push(own);
  }
  return joinColumns(parts, query);
}

function nameSum(query: FactQuery, { source, tables }: FactScope, { facts, period }: Delivery): string {
  const number = encodePeriod(findPeriod(period)!);
  const days = source.columns.filter(({ type }) => type === "day").map(({ id }) => id);
  const hash = createHash("sha256");
  hash.update(JSON.stringify([keptFormat, query, days, facts?.sha256, number]));
  for (const table of tables) hash.update(JSON.stringify(pickRows(table, number)));
  return hash.digest("hex");
}

function pickRows({ id, periods, keys, numbers, texts }: ResolvedTable, period: number): unknown {
  const rows: number[] = [];
  periods.forEach((own, row) => {
    if (own === period) rows.push(row);
  });
  const pick = (values: ArrayLike<unknown>): unknown[] => rows.map((row) => values[row]);
  return [
    id,
    pick(keys),
    Object.entries(numbers).map(([name, values]) => [name, pick(values)]),
    Object.entries(texts).map(([name, values]) => [name, pick(values)]),
  ];
}

function pickPeriod(columns: FactColumns, period: number): FactColumns {
  const rows: number[] = [];
  columns.periods.forEach((own, row) => {
    if (own === period) rows.push(row);
  });
  return {
    rows: rows.length,
    offices: rows.map((row) => columns.offices[row]!),
    periods: Int32Array.from(rows, (row) => columns.periods[row]!),
    members: columns.members.map((codes) => rows.map((row) => codes[row]!)),
    values: columns.values.map((values) => Float64Array.from(rows, (row) => values[row]!)),
  };
}

interface KeptHead {
  readonly rows: number;
  readonly offices: readonly string[];
  readonly periods: readonly number[];
  readonly members: readonly (readonly string[])[];
  readonly values: number;
  /** Of the numbers that follow. */
  readonly sha256: string;
}

/** A line of JSON, then the numbers. Written beside and renamed, so that two writers do no harm. */
function keep(file: string, columns: FactColumns): void {
  const numbers = Buffer.concat(
    columns.values.map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );
  const head: KeptHead = {
    rows: columns.rows,
    offices: columns.offices,
    periods: [...columns.periods],
    members: columns.members,
    values: columns.values.length,
    sha256: createHash("sha256").update(numbers).digest("hex"),
  };
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), numbers]));
    renameSync(draft, file);
  } catch {
    // A kept sum only saves time: where it cannot be written, it is asked again.
    rmSync(draft, { force: true });
  }
}

/** Undefined where there is none, or where it is not whole: it is then asked again. */
function readKept(file: string, query: FactQuery): FactColumns | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(10);
    const head = JSON.parse(bytes.toString("utf8", 0, end)) as KeptHead;
    const numbers = Buffer.from(bytes.subarray(end + 1));
    const isWhole =
      numbers.byteLength === head.values * head.rows * 8 && head.values === query.aggregates.length;
    if (!isWhole || createHash("sha256").update(numbers).digest("hex") !== head.sha256) return undefined;
    const all = new Float64Array(numbers.buffer, numbers.byteOffset, head.values * head.rows);
    return {
      rows: head.rows,
      offices: head.offices,
      periods: Int32Array.from(head.periods),
      members: head.members,
      values: Array.from({ length: head.values }, (_, k) => all.slice(k * head.rows, (k + 1) * head.rows)),
    };
  } catch {
    return undefined;
  }
}

/** One after the other: who reads them adds up what belongs to the same cell. */
function joinColumns(parts: readonly FactColumns[], query: FactQuery): FactColumns {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const periods = new Int32Array(rows);
  const values = query.aggregates.map(() => new Float64Array(rows));
  let at = 0;
  for (const part of parts) {
    periods.set(part.periods, at);
    for (const [k, own] of part.values.entries()) values[k]!.set(own, at);
    at += part.rows;
  }
  return {
    rows,
    offices: parts.flatMap(({ offices }) => offices),
    periods,
    members: query.groups.map((_, k) => parts.flatMap(({ members }) => members[k] ?? [])),
    values,
  };
}
