/** Trends and forecasts of an office. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { client } from "../../client.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { type Forecast, nameRow, type Trend } from "./arrange-rows.ts";

/** What takes longer to compute comes after, and fills its column. */
export interface Coming {
  readonly trends: ReadonlyMap<string, Trend>;
  readonly forecasts: ReadonlyMap<string, Forecast>;
  readonly isForecastPending: boolean;
  readonly hasForecastFailed: boolean;
}

export function useComing(orgUnit: string): Coming {
  const { asked, workspace } = useWorkspace();
  const input = { ...asked, orgUnit };
  const trends = useQuery({
    queryKey: [workspace, "trends", input],
    queryFn: () => client.office.trends(input),
  });
  const forecasts = useQuery({
    queryKey: [workspace, "forecasts", input],
    queryFn: () => client.office.forecasts(input),
  });
  return useMemo(
    () => ({
      trends: new Map((trends.data?.trends ?? []).map((trend) => [nameRow(trend), trend])),
      forecasts: new Map((forecasts.data?.rows ?? []).map((row) => [nameRow(row), row])),
      isForecastPending: forecasts.isPending,
      hasForecastFailed: forecasts.isError,
    }),
    [trends.data, forecasts.data, forecasts.isPending, forecasts.isError],
  );
}
