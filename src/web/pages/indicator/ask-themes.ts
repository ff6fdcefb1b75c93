/** All indicators by theme. */
import { client } from "../../client.ts";

export function askThemes(workspace: string) {
  return {
    queryKey: [workspace, "themes"],
    queryFn: () => client.indicator.themes({ workspace }),
  };
}
