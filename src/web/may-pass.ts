/** What failed, and may not the next time. */
import { ORPCError } from "@orpc/client";

/** No answer came, or one that is not of the server of these pages: of something before it that does not reach it. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/** Whether to ask again may help: not where the server has said what is wrong with the question. */
export function mayPass(error: Error): boolean {
  return !(error instanceof ORPCError) || error.status >= 500;
}
