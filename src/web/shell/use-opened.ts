/** The workspaces that the server has open, and the one that the address names. */
import { useQuery } from "@tanstack/react-query";
import { type Answers, client } from "../client.ts";
import { useWorkspace } from "./use-workspace.ts";

type Workspace = Answers["workspaces"]["list"][number];

/** `current` is undefined until they are known, and where the address names none of them. */
export function useOpened(): {
  readonly workspaces: readonly Workspace[];
  readonly current: Workspace | undefined;
} {
  const { workspace } = useWorkspace();
  const { data: workspaces = [] } = useQuery({
    queryKey: ["workspaces"],
    queryFn: () => client.workspaces.list(),
  });
  return { workspaces, current: workspaces.find(({ id }) => id === workspace) };
}
