/** The offices of the workspace, as they stand in the period that is seen. */
import { useQuery } from "@tanstack/react-query";
import { client } from "../client.ts";
import { useWorkspace } from "../shell/use-workspace.ts";

export function useOrgUnits() {
  const { asked, workspace } = useWorkspace();
  const { period, boundariesOn } = asked;
  const input = {
    workspace,
    ...(period === undefined ? {} : { period }),
    ...(boundariesOn === undefined ? {} : { boundariesOn }),
  };
  return useQuery({
    queryKey: [workspace, "org-units", input],
    queryFn: () => client.workspaces.orgUnits(input),
  });
}
