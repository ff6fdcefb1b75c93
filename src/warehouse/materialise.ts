/**
 * Sums are kept beside the facts they are the sums of: a file for each delivery and question, named by the hash of
 * all that decides it (the facts, the question, the tables it is joined with). Facts never change, so a kept sum
 * cannot be out of date: whatever changes asks for another name. Sums of several deliveries add up, because
 * corrections carry signs.
 */
import {
  type Delivery,
  encodePeriod,
  type FactColumns,
  type FactQuery,
  type TableVersion,
} from "../facts/index.ts";
import { findPeriod } from "../model/index.ts";
import { hashOf, readKeptFile, writeKeptFile } from "./kept-file.ts";
import type { FactScope, Warehouse } from "./warehouse.ts";
import type { Workspace } from "./workspace.ts";

/** What the kept files look like; another number gives every sum another name. */
const keptFormat = 5;

/** The sums of a query, of which only those are asked that nobody has asked before. */
export async function sumMaterialised(
  workspace: Workspace,
  warehouse: Warehouse,
  query: FactQuery,
  scope: FactScope,
): Promise<FactColumns> {
  const names = new Map(scope.deliveries.map((delivery) => [delivery, nameSum(query, scope, delivery)]));
  const fileOf = (delivery: Delivery): string => `${names.get(delivery)}.bin`;
  const parts: FactColumns[] = [];
  const unknown: Delivery[] = [];
  for (const delivery of scope.deliveries) {
    const kept = readKept(workspace, fileOf(delivery));
    if (kept === undefined) unknown.push(delivery);
    else parts.push(kept);
  }
  // Whole deliveries of different periods are asked together, read once; a correction is asked alone.
  const whole = unknown.filter(({ facts }) => facts?.signed === false);
  if (whole.length > 0) {
    const all = await warehouse.sumFacts(query, { ...scope, deliveries: whole });
    for (const delivery of whole) {
      const period = encodePeriod(findPeriod(delivery.period)!);
      const own = pickPeriod(all, period);
      keep(workspace, fileOf(delivery), period, own);
      parts.push(own);
    }
  }
  for (const delivery of unknown.filter(({ facts }) => facts?.signed === true)) {
    const own = await warehouse.sumFacts(query, { ...scope, deliveries: [delivery] });
    keep(workspace, fileOf(delivery), encodePeriod(findPeriod(delivery.period)!), own);
    parts.push(own);
  }
  return joinColumns(parts, query);
}

function nameSum(query: FactQuery, { source, tables }: FactScope, { facts, period }: Delivery): string {
  const number = encodePeriod(findPeriod(period)!);
  const days = source.columns.filter(({ type }) => type === "day").map(({ id }) => id);
  const joined = tables.map(({ id, versions }) => {
    const version = versions.find(({ periods }) => periods.includes(number));
    return [id, version === undefined ? "" : nameVersion(version)];
  });
  return hashOf(JSON.stringify([keptFormat, query, days, facts?.sha256, number, joined]));
}

const namesOfVersions = new WeakMap<TableVersion, string>();

/** The hash of what a version of a table says, whatever the periods in which it holds. */
function nameVersion(version: TableVersion): string {
  const known = namesOfVersions.get(version);
  if (known !== undefined) return known;
  const { keys, numbers, texts } = version;
  const columns = Object.entries(numbers).map(([name, values]) => [name, [...values]]);
  const name = hashOf(JSON.stringify([keys, columns, Object.entries(texts)]));
  namesOfVersions.set(version, name);
  return name;
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
  readonly period: number;
  /** Offices, then each group: the texts that occur; the places in them of every row follow. */
  readonly texts: readonly (readonly string[])[];
  readonly values: number;
}

/** A line of JSON, then columns of bytes. */
function keep(workspace: Workspace, name: string, period: number, columns: FactColumns): void {
  const coded = [columns.offices, ...columns.members].map(codeTexts);
  const head: KeptHead = {
    rows: columns.rows,
    period,
    texts: coded.map(({ texts }) => texts),
    values: columns.values.length,
  };
  const bytes = [...columns.values, ...coded.map(({ places }) => places)].map((column) =>
    Buffer.from(column.buffer, column.byteOffset, column.byteLength),
  );
  writeKeptFile(workspace, name, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...bytes]));
}

/** Few different texts in many rows: each once, and its place in every row. */
function codeTexts(texts: readonly string[]): {
  readonly texts: readonly string[];
  readonly places: Int32Array;
} {
  const placeOf = new Map<string, number>();
  const places = Int32Array.from(texts, (text) => {
    const place = placeOf.get(text) ?? placeOf.size;
    placeOf.set(text, place);
    return place;
  });
  return { texts: [...placeOf.keys()], places };
}

function readKept(workspace: Workspace, name: string): FactColumns | undefined {
  const all = readKeptFile(workspace, name);
  if (all === undefined) return undefined;
  const end = all.indexOf(10);
  const { rows, period, texts, values } = JSON.parse(all.toString("utf8", 0, end)) as KeptHead;
  // Copied, so that numbers lie where numbers may.
  const { buffer } = Uint8Array.prototype.slice.call(all, end + 1);
  const [offices, ...members] = texts.map((own, k) => {
    const places = new Int32Array(buffer, rows * (8 * values + 4 * k), rows);
    return Array.from(places, (place) => own[place]!);
  });
  return {
    rows,
    offices: offices!,
    periods: new Int32Array(rows).fill(period),
    members,
    values: Array.from({ length: values }, (_, k) => new Float64Array(buffer, 8 * k * rows, rows)),
  };
}

/** One after the other: who reads them adds up what belongs to the same cell. */
export function joinColumns(parts: readonly FactColumns[], query: FactQuery): FactColumns {
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
    offices: joinTexts(parts.map(({ offices }) => offices)),
    periods,
    members: query.groups.map((_, k) => joinTexts(parts.map(({ members }) => members[k] ?? []))),
    values,
  };
}

function joinTexts(lists: readonly (readonly string[])[]): string[] {
  const none: string[] = [];
  return none.concat(...lists);
}
