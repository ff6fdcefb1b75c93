/** What has to come from whom, and what has come in the year that is looked at, as known on a day. */
import type { ViewSearch } from "../../address.ts";
import { client } from "../../client.ts";

export function askSources(workspace: string) {
  return {
    queryKey: [workspace, "sources"],
    queryFn: () => client.deliveries.sources({ workspace }),
  };
}

export function askCalendar(workspace: string, { period, knownAt }: ViewSearch) {
  const year = Number(period?.slice(0, 4));
  const asked = {
    workspace,
    ...(knownAt !== undefined && { knownAt }),
    ...(Number.isInteger(year) && { year }),
  };
  return {
    queryKey: [workspace, "deliveries", asked],
    queryFn: () => client.deliveries.list(asked),
  };
}
