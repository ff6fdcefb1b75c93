/** Why a figure is what it is, as seen from where the page sees it, in the language of the page. */
import { useQuery } from "@tanstack/react-query";
import { readWhy, type WhyAsked } from "../address.ts";
import { client, type Figure } from "../client.ts";
import { useWorkspace } from "../shell/use-workspace.ts";
import { useAskedTongue } from "../words/language.tsx";

export function useExplanation(
  { indicator, facet, orgUnit, period, members = [] }: WhyAsked,
  enabled: boolean,
) {
  const { asked, search } = useWorkspace();
  const tongue = useAskedTongue();
  // All steps of one explanation are seen from the same day.
  const { knownAt } = readWhy(search.why ?? "");
  const input = {
    ...asked,
    ...(knownAt === undefined ? {} : { knownAt }),
    ...tongue,
    indicator,
    ...(facet === undefined ? {} : { facet: facet as Figure["facet"] }),
    ...(orgUnit === undefined ? {} : { orgUnit }),
    ...(period === undefined ? {} : { period }),
    ...(members.length === 0 ? {} : { member: [...members] }),
  };
  return useQuery({
    queryKey: [asked.workspace, "explain", input],
    queryFn: () => client.figures.explain(input),
    enabled,
  });
}
