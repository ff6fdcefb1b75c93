/** What the figures of a workspace stand on, for whoever computes them again somewhere else. */
import { type Figures, type Ground, packAnswers } from "../engine/index.ts";
import { getDayNumber, getDayOfNumber, type Outcome } from "../model/index.ts";
import { compute } from "./compute.ts";
import type { Asked, Platform, Snapshot } from "./platform.ts";
import { readFolder } from "./read-folder.ts";
import { tellViewpoint } from "./viewpoint.ts";

export interface GroundReport extends Ground {
  readonly version: string;
  /** Of the figures as this machine computed them. */
  readonly hash: string;
}

/** Of a viewpoint and a period, with the hash of what was computed here. */
export async function findGround(
  platform: Platform,
  workspace: string,
  asked: Asked,
): Promise<Outcome<GroundReport | undefined>> {
  const snapshot = await platform.compute(workspace, asked);
  if (snapshot.value === undefined) return { value: undefined, problems: snapshot.problems };
  const { view, version, period } = snapshot.value;
  const hash = await findHash(platform, workspace, asked, snapshot.value);
  if (hash.value === undefined) return { value: undefined, problems: hash.problems };
  const { directory } = snapshot.value.workspace.place;
  const { files } = readFolder(directory);
  const { knownAt, methodOn, boundariesOn } = asked;
  // A period that nobody asked for is the model's year, whose offices stand as the year has them.
  const organisedOn = asked.period === undefined ? undefined : getDayOfNumber(getDayNumber(period.until) - 1);
  return {
    value: {
      version,
      hash: hash.value,
      // What was printed is no part of the model.
      files: files.filter(({ path }) => !/(^|\/)published\//.test(path)),
      period: period.code,
      knownAt: knownAt ?? null,
      methodOn: methodOn ?? null,
      organisedOn: organisedOn ?? null,
      boundariesOn: boundariesOn ?? null,
      conditions: tellViewpoint({ ...asked, knownAt: undefined }, view.model),
      answers: view.answers === undefined ? null : packAnswers(view.answers),
    },
    problems: [],
  };
}

/** Listing all figures takes longer than all the rest: of the same figures, seen from the same place, it is done once. */
const hashes = new WeakMap<Figures, Map<string, string>>();

async function findHash(
  platform: Platform,
  workspace: string,
  asked: Asked,
  { figures, period }: Snapshot,
): Promise<Outcome<string | undefined>> {
  const own = hashes.get(figures) ?? new Map<string, string>();
  const { knownAt, methodOn, boundariesOn, withoutEvent } = asked;
  const name = JSON.stringify([period.code, knownAt, methodOn, boundariesOn, withoutEvent]);
  const known = own.get(name);
  if (known !== undefined) return { value: known, problems: [] };
  const { value: report, problems } = await compute({ ...asked, directory: "" }, platform.source(workspace));
  if (report === undefined) return { value: undefined, problems };
  hashes.set(figures, own.set(name, report.hash));
  return { value: report.hash, problems: [] };
}
