/** What the sender declared of a delivery against what came: the count of rows, and the sums of some columns. */
import { readScaled, writeScaled } from "../facts/index.ts";
import type { Outcome, Problem } from "../model/index.ts";
import { duckDb, printParquet } from "./dialect.ts";
import type { ImportRequest } from "./import-request.ts";
import { readControlFile } from "./open-delivery.ts";
import { controlTotalDiffers, controlTotalUnknown, deliveryRefused } from "./problems.ts";
import type { BadRows } from "./quarantine.ts";
import type { Staged } from "./stage-rows.ts";

/** Differences are notes of the delivery, or problems where the request is strict; so are bad rows. */
export async function compareTotals(
  request: ImportRequest,
  staged: Staged,
  bad: BadRows,
): Promise<Outcome<readonly string[]>> {
  const { contract, file, strict } = request;
  const declared = new Map([...readControlFile(file), ...request.totals]);
  const known = ["righe", ...contract.source.controlTotals];
  const unknown = [...declared.keys()].filter((name) => !known.includes(name));
  const problems: Problem[] = unknown.map((name) => controlTotalUnknown(file, name, known));
  const notes: string[] = [];
  for (const [name, written] of declared) {
    if (unknown.includes(name)) continue;
    const decimals = contract.columns.find(({ id }) => id === name)?.decimals ?? 0;
    const total = await findTotal(request, staged, name);
    const found = writeScaled(total, decimals);
    if (readScaled(written.replace("−", "-"), decimals, ",") === total) continue;
    if (strict) problems.push(controlTotalDiffers(file, name, written, found));
    else notes.push(`il totale «${name}» dichiarato è ${written}, il file dà ${found}`);
  }
  if (strict && bad.count > 0) problems.push(deliveryRefused(file, bad.count, tellFirst(bad)));
  return { value: notes, problems };
}

/** The total, scaled, of every row of the file that can be read, good or bad. */
async function findTotal({ database }: ImportRequest, staged: Staged, name: string): Promise<number> {
  if (name === "righe") return staged.rows + staged.rejected.count;
  const [row] = await database.readRows(
    `SELECT coalesce(sum(${duckDb.quoteName(name)}), 0)::VARCHAR AS total FROM ${printParquet(staged.path)}`,
  );
  return Number(row?.total ?? 0);
}

function tellFirst({ rows }: BadRows): string {
  const [first] = rows;
  const [fault] = first?.faults ?? [];
  if (first === undefined || fault === undefined) return "";
  const where = fault.column === "" ? "" : `, colonna \`${fault.column}\``;
  return `La prima è alla riga ${first.line}${where}: ${fault.reason}.`;
}
