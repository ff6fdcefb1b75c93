/** The audit of the printed report, as known on a day. */
import { client } from "../../client.ts";

export function askAudit(workspace: string, knownAt: string | undefined) {
  const asked = { workspace, ...(knownAt === undefined ? {} : { knownAt }) };
  return {
    queryKey: [workspace, "audit", asked],
    queryFn: () => client.audit.report(asked),
    retry: false,
  };
}
