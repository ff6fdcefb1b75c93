/** What failed, and may not the next time. */
import { ORPCError } from "@orpc/client";

/** Whether to ask again may help: not where the server has said what is wrong with the question. */
export function mayPass(error: Error): boolean {
  return !(error instanceof ORPCError) || error.status >= 500;
}
