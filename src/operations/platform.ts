/**
 * What a server keeps: workspaces, and the figures that somebody has asked of them. They are computed once for a
 * model, its deliveries and a viewpoint; when a delivery lands, only what it touches is computed again.
 *
 * Nothing is watched to be right: at each question the workspace is stamped anew (which files, how long, since when;
 * which deliveries), and figures of another stamp are not given as if they were of this one. Where what is on the disk
 * cannot be read any more, or computed from, what was held before is given, together with what is wrong. Watching only
 * tells open pages to ask again.
 */
import { computeModel, type Figures, updateFigures } from "../engine/index.ts";
import { findPeriod, type Model, type Outcome, type Period, type Problem } from "../model/index.ts";
import { notAWorkspace } from "../warehouse/index.ts";
import { type KeptAudit, keepAudits } from "./keep-audits.ts";
import type { Computed, FigureSource } from "./open-figures.ts";
import { openModel } from "./open-model.ts";
import { workspaceNotKnown } from "./problems.ts";
import { hash, stampWorkspace, type WorkspacePlace } from "./stamp-workspace.ts";
import { openView, type View, type Viewpoint, type ViewRequest } from "./viewpoint.ts";

export interface OpenWorkspace {
  readonly place: WorkspacePlace;
  readonly model: Model;
  /** Of model files and deliveries as they are on the disk: another stamp, other answers. */
  readonly stamp: string;
  readonly deliveries: number;
  /** Whether the model's folder holds a printed report to audit. */
  readonly hasReport: boolean;
  /** Why what is on the disk now is not what is served; empty where it is. */
  readonly outdated: readonly Problem[];
}

/** Figures seen from somewhere, and what they were computed from. */
export interface Snapshot extends Computed {
  readonly workspace: OpenWorkspace;
  /** SHA-256 of stamp and viewpoint: the same version is the same figures. */
  readonly version: string;
  /** Why these are figures of before, where what is there now cannot be computed; empty otherwise. */
  readonly outdated: readonly Problem[];
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
  /** As `ViewRequest` has it. */
  readonly onYearEnd?: boolean | undefined;
}

interface Kept {
  readonly stamp: string;
  readonly snapshot: Promise<Outcome<Snapshot | undefined>>;
  /** What was given in place of what could not be computed is tried again after this moment. */
  retryAt?: number;
}

export interface PlatformOptions {
  /** Viewpoints whose figures are held at the same time. */
  readonly held?: number;
  /** A folder for audits, which then are there when the next process starts; nowhere unless told. */
  readonly keepIn?: string | undefined;
  /** Milliseconds between two looks at the folders while somebody watches. */
  readonly lookEvery?: number;
}

/** Milliseconds before what could not be computed is tried again though nothing seems to have changed. */
const retryEvery = 5_000;

export function openPlatform(
  places: readonly WorkspacePlace[],
  { held = 8, lookEvery = 500, keepIn }: PlatformOptions = {},
): Platform {
  const open = makeOpener(places);
  // In the order in which they were last asked for.
  const kept = new Map<string, Kept>();

  const compute = async (id: string, asked: Asked): Promise<Outcome<Snapshot | undefined>> => {
    const { value: workspace, problems } = open(id);
    if (workspace === undefined) return { value: undefined, problems };
    const period = findPeriod(asked.period ?? String(workspace.model.year));
    const { period: _, ...viewpoint } = pickAsked(asked);
    const key = hash([id, period && findYearAndOffices(workspace.model, period), viewpoint]);
    const before = kept.get(key);
    const isSame =
      before?.stamp === workspace.stamp && (before.retryAt === undefined || before.retryAt > Date.now());
    const entry: Kept = isSame
      ? before
      : { stamp: workspace.stamp, snapshot: renew(open, workspace, asked, key, before) };
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) if (kept.size > held) kept.delete(oldest);
    const outcome = await entry.snapshot;
    // What could not be computed may be asked for again: a cluster may be back.
    if (outcome.value === undefined) {
      if (kept.get(key) === entry) kept.delete(key);
      return outcome;
    }
    if (outcome.value.outdated.length > 0) entry.retryAt ??= Date.now() + retryEvery;
    return period === undefined ? outcome : { ...outcome, value: { ...outcome.value, period } };
  };

  const audits = keepAudits(held, keepIn);
  const audit: Platform["audit"] = async (id, knownAt) => {
    const { value: workspace, problems } = open(id);
    if (workspace === undefined) return { value: undefined, problems };
    const { directory, data, warehouse } = workspace.place;
    const version = hash([workspace.stamp, "audit", knownAt]);
    return audits.find(version, { directory, data, warehouse, knownAt });
  };

  const { watch, close: stopWatching } = watchWorkspaces(places, open, lookEvery);
  const close = (): void => {
    stopWatching();
    kept.clear();
    audits.close();
  };
  return { places, open, compute, audit, source: (id) => (request) => compute(id, request), watch, close };
}

/** Workspaces as they are on the disk; their models are read again only when one of their files has changed. */
function makeOpener(places: readonly WorkspacePlace[]): Platform["open"] {
  const opened = new Map<string, { readonly files: string; readonly workspace: OpenWorkspace }>();
  return (id) => {
    const place = places.find((each) => each.id === id);
    if (place === undefined) {
      const ids = places.map((each) => each.id);
      return { value: undefined, problems: [workspaceNotKnown(id, ids)] };
    }
    const { files, stamp, deliveries } = stampWorkspace(place);
    const known = opened.get(id);
    if (known?.workspace.stamp === stamp) return { value: known.workspace, problems: [] };
    const keep = (workspace: OpenWorkspace): Outcome<OpenWorkspace> => {
      opened.set(id, { files, workspace });
      return { value: workspace, problems: [] };
    };
    // Deliveries are never taken away: where all of them are gone, so is their folder.
    const isGone = known !== undefined && known.workspace.deliveries > 0 && deliveries === 0;
    if (isGone)
      return keep({ ...known.workspace, stamp, outdated: [notAWorkspace(place.data ?? place.directory)] });
    if (known?.files === files && known.workspace.outdated.length === 0)
      return keep({ ...known.workspace, stamp, deliveries });
    const { model, files: texts, problems } = openModel(place.directory);
    if (problems.length > 0) {
      if (known === undefined) return { value: undefined, problems };
      return keep({ ...known.workspace, stamp, outdated: problems });
    }
    const hasReport = texts.some(({ path }) => path.startsWith("published/"));
    return keep({ place, model, stamp, deliveries, hasReport, outdated: [] });
  };
}

/** Looks at the folders now and then while somebody listens. */
function watchWorkspaces(
  places: readonly WorkspacePlace[],
  open: Platform["open"],
  lookEvery: number,
): Pick<Platform, "watch" | "close"> {
  const listeners = new Set<(change: WorkspaceChange) => void>();
  const told = new Map<string, string>();
  let looking: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const place of places) {
      const { stamp, deliveries } = stampWorkspace(place);
      const before = told.get(place.id);
      told.set(place.id, stamp);
      if (before === undefined || before === stamp) continue;
      open(place.id);
      for (const listener of listeners) listener({ workspace: place.id, stamp, deliveries });
    }
  };
  const close = (): void => {
    clearInterval(looking);
    looking = undefined;
    listeners.clear();
    told.clear();
  };
  const watch: Platform["watch"] = (listener) => {
    if (listeners.size === 0) look();
    listeners.add(listener);
    looking ??= setInterval(look, lookEvery).unref();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) close();
    };
  };
  return { watch, close };
}

/** What is there now; or, if that cannot be computed, what was held, with what is wrong. */
async function renew(
  open: Platform["open"],
  workspace: OpenWorkspace,
  asked: Asked,
  key: string,
  before: Kept | undefined,
): Promise<Outcome<Snapshot | undefined>> {
  const held = (await before?.snapshot)?.value;
  const keepHeld = (problems: readonly Problem[]): Outcome<Snapshot | undefined> =>
    held === undefined
      ? { value: undefined, problems }
      : {
          value: { ...held, workspace, version: hash([workspace.stamp, key]), outdated: problems },
          problems: [],
        };
  if (workspace.outdated.length > 0) return keepHeld(workspace.outdated);
  const made = await makeSnapshot(workspace, asked, hash([workspace.stamp, key]), held);
  if (made.value === undefined) return keepHeld(made.problems);
  // What landed while it was computed may be in it, or not: then it is computed again, under the name of what it is.
  const now = open(workspace.place.id).value;
  if (now === undefined || now.stamp === workspace.stamp || now.outdated.length > 0) return made;
  const again = await makeSnapshot(now, asked, hash([now.stamp, key]), made.value);
  return again.value === undefined ? made : again;
}

/** Computed anew, or from what was held before the deliveries that have come since. */
async function makeSnapshot(
  workspace: OpenWorkspace,
  asked: Asked,
  version: string,
  held: Snapshot | undefined,
): Promise<Outcome<Snapshot | undefined>> {
  const { directory, data, warehouse } = workspace.place;
  const request: ViewRequest = { ...pickAsked(asked), directory, data, warehouse };
  const opened = await openView(request);
  const view = opened.value;
  if (view === undefined) return { value: undefined, problems: opened.problems };
  const figures = revise(held, view) ?? computeModel(view.graph, view.answers);
  return {
    value: { workspace, view, figures, period: view.period, version, outdated: [] },
    problems: [],
  };
}

function pickAsked({ period, knownAt, methodOn, boundariesOn, withoutEvent, onYearEnd }: Asked): Asked {
  return { period, knownAt, methodOn, boundariesOn, withoutEvent, onYearEnd };
}

/** The figures held, carried on to what is measured now; undefined where the model is another, or too much has moved. */
function revise(held: Snapshot | undefined, view: View): Figures | undefined {
  if (held === undefined || held.view.model.hash !== view.model.hash) return undefined;
  return updateFigures(held.figures, held.view.answers, view.answers);
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
