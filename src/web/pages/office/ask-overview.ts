/** All offices, each with a figure and the state of its targets. */
import { client } from "../../client.ts";

/** @param beside the indicator whose figure stands beside each office; undefined = the usual one */
export function askOverview(asked: { readonly workspace: string }, beside: string | undefined) {
  const input = { ...asked, ...(beside !== undefined && { indicator: beside }) };
  return {
    queryKey: [asked.workspace, "overview", input],
    queryFn: () => client.office.overview(input),
  };
}
