/**
 * What a server keeps: workspaces, and the figures that somebody has asked of them. They are computed once for a
 * model, its deliveries and a viewpoint; when a delivery lands, only what it touches is computed again.
 *
 * Nothing is watched to be right: at each question the workspace is stamped anew (which files, how long, since when;
 * which deliveries), and figures of another stamp are not given. Watching only tells open pages to ask again.
 */
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { computeModel, type Figures, updateFigures } from "../engine/index.ts";
import { findPeriod, type Model, type Outcome, type Period } from "../model/index.ts";
import { listEntries } from "../warehouse/index.ts";
import type { Computed, FigureSource } from "./compute.ts";
import { type KeptAudit, keepAudits } from "./keep-audits.ts";
import { openModel } from "./open-model.ts";
import { workspaceNotKnown } from "./problems.ts";
import { openView, type View, type Viewpoint, type ViewRequest } from "./viewpoint.ts";

/** A model with its deliveries, under the name by which it is asked for. Two of them never mix. */
export interface WorkspacePlace {
  readonly id: string;
  readonly directory: string;
  readonly data?: string | undefined;
  readonly warehouse?: string | undefined;
}

export interface OpenWorkspace {
  readonly place: WorkspacePlace;
  readonly model: Model;
  /** Of model files and deliveries: another stamp, other figures. */
  readonly stamp: string;
  readonly deliveries: number;
  /** Whether the model's folder holds a printed report to audit. */
  readonly hasReport: boolean;
}

/** Figures seen from somewhere, and what they were computed from. */
export interface Snapshot extends Computed {
  readonly workspace: OpenWorkspace;
  readonly view: View;
  /** SHA-256 of stamp and viewpoint: the same version is the same figures. */
  readonly version: string;
}

/** Told when a workspace is no longer what it was. */
export interface WorkspaceChange {
  readonly workspace: string;
  readonly stamp: string;
  readonly deliveries: number;
}

export interface Platform {
  readonly places: readonly WorkspacePlace[];
  readonly open: (id: string) => Outcome<OpenWorkspace | undefined>;
  readonly compute: (id: string, asked: Asked) => Promise<Outcome<Snapshot | undefined>>;
  /** The audit of the printed report, as known on a day. */
  readonly audit: (id: string, knownAt: string | undefined) => Promise<Outcome<KeptAudit | undefined>>;
  /** The same, as operations want it. */
  readonly source: (id: string) => FigureSource;
  /** Calls back at every change until the returned function is called. */
  readonly watch: (listener: (change: WorkspaceChange) => void) => () => void;
  readonly close: () => void;
}

export interface Asked extends Viewpoint {
  readonly period?: string | undefined;
}

interface Kept {
  readonly stamp: string;
  readonly version: string;
  readonly snapshot: Promise<Outcome<Snapshot | undefined>>;
}

export interface PlatformOptions {
  /** Viewpoints whose figures are held at the same time. */
  readonly held?: number;
  /** Milliseconds between two looks at the folders while somebody watches. */
  readonly lookEvery?: number;
}

export function openPlatform(
  places: readonly WorkspacePlace[],
  { held = 8, lookEvery = 500 }: PlatformOptions = {},
): Platform {
  const workspaces = new Map<string, OpenWorkspace>();
  // In the order in which they were last asked for.
  const kept = new Map<string, Kept>();

  const open = (id: string): Outcome<OpenWorkspace | undefined> => {
    const place = places.find((each) => each.id === id);
    if (place === undefined)
      return {
        value: undefined,
        problems: [
          workspaceNotKnown(
            id,
            places.map((each) => each.id),
          ),
        ],
      };
    const files = stampFiles(place.directory);
    const entries = place.data === undefined ? [] : listEntries(place.data);
    const stamp = hash([place, files, entries]);
    const known = workspaces.get(id);
    if (known?.stamp === stamp) return { value: known, problems: [] };
    const opened = openModel(place.directory);
    if (opened.problems.length > 0) return { value: undefined, problems: opened.problems };
    const hasReport = opened.files.some(({ path }) => path.startsWith("published/"));
    const workspace = { place, model: opened.model, stamp, deliveries: entries.length, hasReport };
    workspaces.set(id, workspace);
    return { value: workspace, problems: [] };
  };

  const compute = async (id: string, asked: Asked): Promise<Outcome<Snapshot | undefined>> => {
    const { value: workspace, problems } = open(id);
    if (workspace === undefined) return { value: undefined, problems };
    const period = findPeriod(asked.period ?? String(workspace.model.year));
    const { period: _, ...viewpoint } = pickAsked(asked);
    const key = hash([id, period && findYearAndOffices(workspace.model, period), viewpoint]);
    const before = kept.get(key);
    const isSame = before?.stamp === workspace.stamp;
    const version = hash([workspace.stamp, key]);
    const snapshot = isSame ? before.snapshot : makeSnapshot(workspace, asked, version, before);
    kept.delete(key);
    kept.set(key, { stamp: workspace.stamp, version, snapshot });
    for (const oldest of kept.keys()) if (kept.size > held) kept.delete(oldest);
    const outcome = await snapshot;
    // What could not be computed may be asked for again: a cluster may be back.
    if (outcome.value === undefined) {
      if (kept.get(key)?.snapshot === snapshot) kept.delete(key);
      return outcome;
    }
    return period === undefined ? outcome : { ...outcome, value: { ...outcome.value, period } };
  };

  const audits = keepAudits(held);
  const audit: Platform["audit"] = async (id, knownAt) => {
    const { value: workspace, problems } = open(id);
    if (workspace === undefined) return { value: undefined, problems };
    const { directory, data, warehouse } = workspace.place;
    const version = hash([workspace.stamp, "audit", knownAt]);
    return audits.find(version, { directory, data, warehouse, knownAt });
  };

  const listeners = new Set<(change: WorkspaceChange) => void>();
  let looking: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const { id } of places) {
      const before = workspaces.get(id);
      const now = open(id).value;
      if (before === undefined || now === undefined || before.stamp === now.stamp) continue;
      const change = { workspace: id, stamp: now.stamp, deliveries: now.deliveries };
      for (const listener of listeners) listener(change);
    }
  };
  const watch: Platform["watch"] = (listener) => {
    listeners.add(listener);
    looking ??= setInterval(look, lookEvery).unref();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(looking);
      looking = undefined;
    };
  };
  const close = (): void => {
    clearInterval(looking);
    listeners.clear();
    kept.clear();
    audits.close();
  };
  return { places, open, compute, audit, source: (id) => (request) => compute(id, request), watch, close };
}

/** Computed anew, or from what was held before the deliveries that have come since. */
async function makeSnapshot(
  workspace: OpenWorkspace,
  asked: Asked,
  version: string,
  before: Kept | undefined,
): Promise<Outcome<Snapshot | undefined>> {
  const { directory, data, warehouse } = workspace.place;
  const request: ViewRequest = { ...pickAsked(asked), directory, data, warehouse };
  const opened = await openView(request);
  const view = opened.value;
  if (view === undefined) return { value: undefined, problems: opened.problems };
  const held = await before?.snapshot;
  const figures = revise(held?.value, view) ?? computeModel(view.graph, view.answers);
  return { value: { workspace, view, figures, period: view.period, version }, problems: [] };
}

function pickAsked({ period, knownAt, methodOn, boundariesOn, withoutEvent }: Asked): Asked {
  return { period, knownAt, methodOn, boundariesOn, withoutEvent };
}

/** The figures held, carried on to what is measured now; undefined where the model is another, or too much has moved. */
function revise(held: Snapshot | undefined, view: View): Figures | undefined {
  if (held === undefined || held.view.model.hash !== view.model.hash) return undefined;
  return updateFigures(held.figures, view.answers);
}

/** The year of a period, and the last day up to its end on which some office changed: that is all that figures depend on. */
function findYearAndOffices(model: Model, { year, until }: Period): readonly [number, string] {
  const days = [
    ...model.hierarchies.flatMap(({ units }) => units.flatMap((unit) => [unit.validFrom, unit.validUntil])),
    ...model.reorganisations.map(({ on }) => on),
  ];
  const past = days.filter((day): day is string => day !== undefined && day < until);
  return [year, past.toSorted().at(-1) ?? ""];
}

/** Names, lengths and times of a folder's files; nothing where there is no folder. */
function stampFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const { size, mtimeMs } = statSync(join(parentPath, name));
        return `${parentPath}/${name} ${size} ${mtimeMs}`;
      })
      .sort();
  } catch {
    return [];
  }
}

function hash(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
