/**
 * An audit stays from one start of a server to the next, under the hash of all that it follows from: the program, the
 * texts of the model with its printed report, what the workspace has recorded, the day. None of these is ever another
 * under the same name, so a kept audit cannot be out of date; whatever has changed, nothing is found and it is made.
 */
import { deserialize, serialize } from "node:v8";
import type { Outcome } from "../model/index.ts";
import { keepNewest, readKeptFile, writeKeptFile } from "../warehouse/index.ts";
import type { AuditReport, AuditRequest } from "./audit.ts";
import { hashProgram } from "./hash-program.ts";
import { areFactsWhole, type KeptPlace, nameAnswer } from "./kept-figures.ts";

const ending = ".verifica";

/** An audit of 1,000 figures is 2 MB. */
const mostKept = 8;

/**
 * Undefined where nothing can be kept.
 * @param hash of the program as it is on the disk, from where the thread of an audit reads it
 */
export function findAuditPlace(
  request: AuditRequest,
  folder: string,
  hash = hashProgram,
): KeptPlace | undefined {
  // A cluster is asked: nobody knows what it holds.
  if (request.warehouse !== undefined) return undefined;
  const name = nameAnswer(request, ["audit", request.knownAt ?? null], hash());
  return name === undefined ? undefined : { folder, name };
}

/** The audit that was kept in the folder; or made, and kept if what it follows from is still the same. */
export async function openAudit(
  request: AuditRequest,
  folder: string,
  make: () => Promise<Outcome<AuditReport | undefined>>,
): Promise<Outcome<AuditReport | undefined>> {
  const place = findAuditPlace(request, folder);
  const kept = place && readKeptAudit(place, request);
  if (kept !== undefined) return { value: kept, problems: [] };
  const made = await make();
  const { value, problems } = made;
  const isStill = place !== undefined && findAuditPlace(request, folder)?.name === place.name;
  if (value === undefined || problems.length > 0 || !isStill) return made;
  writeKeptFile(place, `${place.name}${ending}`, serialize(value));
  keepNewest(place, ending, mostKept);
  return made;
}

/** Undefined where it is not there or not whole, or where the facts behind it are not. */
function readKeptAudit(place: KeptPlace, { data, knownAt }: AuditRequest): AuditReport | undefined {
  const bytes = readKeptFile(place, `${place.name}${ending}`);
  if (bytes === undefined) return undefined;
  const report = deserialize(bytes) as AuditReport;
  return areFactsWhole(data, report.model, knownAt) ? report : undefined;
}
