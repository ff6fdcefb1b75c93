/** What the page asks for. All of it is asked again when a delivery lands. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Answers, client } from "../../client.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { askCalendar, askSources } from "./ask-deliveries.ts";

export type Calendar = Answers["deliveries"]["list"];
export type CalendarCell = Calendar["cells"][number];
export type Delivery = Calendar["deliveries"][number];
export type Source = Answers["deliveries"]["sources"][number];
export type Differences = Answers["deliveries"]["effectsSince"];
export type Moved = Differences["figures"][number];
export type Cause = Moved["causes"][number];

function useKnown() {
  const { workspace, search } = useWorkspace();
  return { workspace, ...(search.knownAt === undefined ? {} : { knownAt: search.knownAt }) };
}

export function useSources() {
  const { workspace } = useWorkspace();
  return useQuery(askSources(workspace));
}

export function useCalendar() {
  const { workspace, search } = useWorkspace();
  return useQuery({ ...askCalendar(workspace, search), placeholderData: keepPreviousData });
}

export function useQuarantine(number: number, enabled: boolean) {
  const asked = { ...useKnown(), number };
  return useQuery({
    queryKey: [asked.workspace, "quarantine", asked],
    queryFn: () => client.deliveries.quarantine(asked),
    enabled,
  });
}

export interface OfFigures {
  readonly period?: string | undefined;
  readonly orgUnit?: string | undefined;
}

export function useEffects(number: number, { period, orgUnit }: OfFigures) {
  const asked = {
    ...useKnown(),
    number,
    ...(period === undefined ? {} : { period }),
    ...(orgUnit === undefined ? {} : { orgUnit }),
  };
  return useQuery({
    queryKey: [asked.workspace, "effects", asked],
    queryFn: () => client.deliveries.effects(asked),
    placeholderData: keepPreviousData,
  });
}

export function useDifferences(since: string | undefined, { period, orgUnit }: OfFigures) {
  const { workspace, knownAt } = useKnown();
  const asked = {
    workspace,
    since: since ?? "",
    ...(knownAt === undefined ? {} : { until: knownAt }),
    ...(period === undefined ? {} : { period }),
    ...(orgUnit === undefined ? {} : { orgUnit }),
  };
  return useQuery({
    queryKey: [workspace, "differences", asked],
    queryFn: () => client.deliveries.effectsSince(asked),
    enabled: since !== undefined,
    placeholderData: keepPreviousData,
  });
}

export function useTrace(number: number, row: number | undefined) {
  const asked = { ...useKnown(), number, row: row ?? 1 };
  return useQuery({
    queryKey: [asked.workspace, "trace", asked],
    queryFn: () => client.deliveries.trace(asked),
    enabled: row !== undefined,
    retry: false,
  });
}
