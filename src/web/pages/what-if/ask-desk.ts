/** The desk as the server shows it, so that its fields are there before the browser has computed. */
import { type Answers, client } from "../../client.ts";
import { type DeskLook, rankCount, rowsAtOnce } from "./read-look.ts";

export type SentDesk = Answers["scenario"]["desk"];

/** Of what is supposed the server is told nothing. */
export function askDesk(
  asked: { readonly workspace: string },
  { orgUnit, toggled, rankBy }: Pick<DeskLook, "orgUnit" | "toggled" | "rankBy">,
) {
  const sight = {
    ...(orgUnit !== undefined && { orgUnit }),
    ...(toggled.length > 0 && { toggled: [...toggled] }),
    ...(rankBy !== undefined && { rankBy }),
    rows: rowsAtOnce,
    ranked: rankCount,
  };
  return {
    queryKey: [asked.workspace, "scenario-desk", asked, sight],
    queryFn: () => client.scenario.desk({ ...asked, ...sight }),
  };
}
