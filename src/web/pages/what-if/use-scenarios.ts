/**
 * What is supposed, as the page changes it: several scenarios with their names, one at work, one perhaps beside it.
 * Every change can be taken back. The address has them a moment later, so that moving a slider does not fill it.
 */
import { useCallback, useEffect, useReducer, useRef } from "react";
import { emptyScenario, type Scenario } from "../../../engine/index.ts";
import { type AddressFault, findWrongValue, makeOwnFault } from "../../address-faults.ts";
import type { PageSearch } from "../../address-words.ts";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { changeScenario, type ScenarioChange } from "./change-scenario.ts";
import {
  longestName,
  mostCharacters,
  mostScenarios,
  type NamedScenario,
  readScenarios,
  type ScenarioFault,
  writeScenarios,
} from "./scenario-address.ts";

export interface Scenarios {
  readonly list: readonly NamedScenario[];
  readonly active: number;
  /** The one beside it; undefined = only the real figures are. */
  readonly beside: number | undefined;
}

interface State {
  readonly now: Scenarios;
  readonly past: readonly Scenarios[];
  readonly future: readonly Scenarios[];
  /** Which field moved last: what it does in a row is taken back in one step. */
  readonly last: string | undefined;
}

export type ScenarioAction =
  | { readonly type: "change"; readonly change: ScenarioChange }
  | { readonly type: "add"; readonly name: string; readonly copy: boolean }
  | { readonly type: "rename"; readonly name: string }
  | { readonly type: "remove" }
  | { readonly type: "select"; readonly at: number }
  | { readonly type: "compare"; readonly at: number | undefined }
  | { readonly type: "clear" }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "load"; readonly now: Scenarios };

export function reduceScenarios(state: State, action: ScenarioAction): State {
  const { now, past, future } = state;
  if (action.type === "load") return { now: action.now, past: [], future: [], last: undefined };
  if (action.type === "undo") {
    const before = past.at(-1);
    if (before === undefined) return state;
    return { now: before, past: past.slice(0, -1), future: [now, ...future], last: undefined };
  }
  if (action.type === "redo") {
    const [after, ...rest] = future;
    if (after === undefined) return state;
    return { now: after, past: [...past, now], future: rest, last: undefined };
  }
  const next = act(now, action);
  if (next === now) return state;
  // Who looks at another scenario has changed nothing.
  if (action.type === "select" || action.type === "compare") return { ...state, now: next, last: undefined };
  const field = action.type === "change" ? nameField(action.change) : undefined;
  const isSameField = field !== undefined && field === state.last;
  return { now: next, past: isSameField ? past : [...past, now], future: [], last: field };
}

function nameField(change: ScenarioChange): string {
  const { type } = change;
  if (type === "weight") return `${change.synthesis} ${change.component}`;
  if (type === "value") {
    const { facet, indicator, orgUnit, period, members } = change.place;
    return JSON.stringify([facet, indicator, orgUnit, period, members]);
  }
  return JSON.stringify(change);
}

/** The scenario at work, and the one beside it. */
export function listSeen({ list, active, beside }: Scenarios): readonly NamedScenario[] {
  return [list[active]!, ...(beside === undefined ? [] : [list[beside]!])];
}

/** What is supposed after a change of the scenario at work; as it was, where an address could not hold it. */
export function changeScenarios(now: Scenarios, change: ScenarioChange): Scenarios {
  const { list, active } = now;
  const current = list[active]!;
  const scenario = changeScenario(current.scenario, change);
  const next = { ...now, list: list.with(active, { ...current, scenario }) };
  return writeScenarios(next.list).length > mostCharacters ? now : next;
}

function act(now: Scenarios, action: ScenarioAction): Scenarios {
  const { list, active, beside } = now;
  const current = list[active]!;
  const put = (scenario: NamedScenario): Scenarios => ({ ...now, list: list.with(active, scenario) });
  switch (action.type) {
    case "change":
      return changeScenarios(now, action.change);
    case "add": {
      if (list.length >= mostScenarios) return now;
      const scenario: Scenario = action.copy ? current.scenario : emptyScenario;
      return { list: [...list, { name: action.name, scenario }], active: list.length, beside: active };
    }
    case "rename": {
      const name = action.name.slice(0, longestName);
      return name.trim() === "" || name === current.name ? now : put({ ...current, name });
    }
    case "remove": {
      if (list.length === 1) return now;
      return { list: list.toSpliced(active, 1), active: Math.max(0, active - 1), beside: undefined };
    }
    case "select":
      return { ...now, active: action.at, beside: beside === action.at ? undefined : beside };
    case "compare":
      return { ...now, beside: action.at };
    case "clear":
      return put({ ...current, scenario: emptyScenario });
    default:
      return now;
  }
}

/** What the search of an address says; at worst one scenario that supposes nothing. */
function readSearch(
  search: PageSearch<"whatIf">,
  firstName: string,
): { readonly now: Scenarios; readonly fault: ScenarioFault | undefined } {
  const { scenari, attivo, accanto } = search;
  const { scenarios, fault } =
    scenari === undefined ? { scenarios: [], fault: undefined } : readScenarios(scenari);
  const list = scenarios.length > 0 ? scenarios : [{ name: firstName, scenario: emptyScenario }];
  const find = (at: number | undefined): number | undefined =>
    at !== undefined && at <= list.length ? at - 1 : undefined;
  const active = find(attivo) ?? 0;
  const beside = find(accanto);
  return { now: { list, active, beside: beside === active ? undefined : beside }, fault };
}

/** What of the address is no scenario, or none of those that are there. */
function findFaults(
  { scenari = "", attivo, accanto }: PageSearch<"whatIf">,
  { now, fault }: ReturnType<typeof readSearch>,
  advice: Readonly<Record<ScenarioFault, string>>,
): readonly AddressFault[] {
  const numbers = now.list.map((_, k) => String(k + 1));
  return [
    ...(fault === undefined ? [] : [makeOwnFault("scenari", scenari, advice[fault])]),
    ...findWrongValue("attivo", attivo, numbers),
    ...findWrongValue("accanto", accanto, numbers),
  ];
}

/** Milliseconds after which the address follows. */
const settled = 250;

interface ScenarioWords {
  /** The name of the first scenario, where the address has none. */
  readonly first: string;
  readonly faults: Readonly<Record<ScenarioFault, string>>;
}

export function useScenarios({ first: firstName, faults: advice }: ScenarioWords) {
  const [search, change] = usePageSearch("whatIf");
  const read = readSearch(search, firstName);
  const faults = findFaults(search, read, advice);
  const [state, dispatch] = useReducer(reduceScenarios, {
    now: read.now,
    past: [],
    future: [],
    last: undefined,
  });
  const { now } = state;
  const text = writeScenarios(now.list);
  const isEmpty =
    now.list.length === 1 &&
    now.list[0]!.name === firstName &&
    text === writeScenarios([{ name: firstName, scenario: emptyScenario }]);
  const wanted = isEmpty ? undefined : text;
  const said = JSON.stringify([search.scenari, search.attivo, search.accanto]);
  const ours = useRef(said);
  // Somebody went back, or pressed a link: the page follows the address.
  useEffect(() => {
    if (said === ours.current) return;
    ours.current = said;
    dispatch({ type: "load", now: readSearch(search, firstName).now });
  }, [said]);
  const address = {
    scenari: wanted,
    attivo: now.active === 0 ? undefined : now.active + 1,
    accanto: now.beside === undefined ? undefined : now.beside + 1,
  };
  const written = JSON.stringify([address.scenari, address.attivo, address.accanto]);
  const write = useCallback(() => {
    ours.current = written;
    change(address, true);
  }, [written]);
  const isTouched = state.past.length + state.future.length > 0 || state.last !== undefined;
  useEffect(() => {
    // An address that could not be read stays until something is changed.
    if (written === ours.current || (faults.length > 0 && !isTouched)) return;
    const soon = setTimeout(write, settled);
    return () => clearTimeout(soon);
  }, [written]);
  return {
    scenarios: now,
    faults: isTouched ? [] : faults,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    dispatch,
    write,
  };
}
