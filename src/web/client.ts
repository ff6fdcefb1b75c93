/** The operations, as the server of this page offers them. */
import { createORPCClient, ORPCError } from "@orpc/client";
import type { ContractRouterClient, InferContractRouterOutputs } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import type { Contract } from "../api/index.ts";
import { Unanswered } from "./may-pass.ts";

/** What the server refuses, with its sentences: an RFC 9457 document. */
interface ProblemDocument {
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly {
    readonly place: { readonly file: string; readonly line: number };
    readonly sentence: string;
  }[];
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string";
}

/** What is to be mended in a file is told with its line. */
function tellProblem({ detail, problems = [] }: ProblemDocument): string {
  const isOfFile = problems.some(({ place }) => /\.\w+$/.test(place.file));
  return isOfFile
    ? problems.map(({ place, sentence }) => `${place.file}:${place.line} ${sentence}`).join("\n")
    : detail;
}

export const client: ContractRouterClient<Contract> = createORPCClient(
  new OpenAPILink(contractRoutes, {
    url: `${globalThis.location.origin}/api/v1`,
    // The client reads no body but of plain JSON.
    fetch: async (request, init) => {
      const response = await globalThis.fetch(request, init).catch((cause: unknown) => {
        // What is given up is no failure; all others a browser tells in its own words.
        throw cause instanceof TypeError ? new Unanswered(cause.message, { cause }) : cause;
      });
      if (response.headers.get("content-type")?.startsWith("application/problem+json") !== true) {
        if (response.status >= 500) throw new Unanswered(response.statusText);
        return response;
      }
      const { status, statusText } = response;
      return new Response(response.body, {
        status,
        statusText,
        headers: { "content-type": "application/json" },
      });
    },
    customErrorResponseBodyDecoder: (body, { status }) =>
      isProblem(body) ? new ORPCError("PROBLEM", { status, message: tellProblem(body) }) : undefined,
  }),
);

/** What the resources answer. */
export type Answers = InferContractRouterOutputs<Contract>;
export type Figure = Answers["figures"]["list"]["figures"][number];
export type ExplanationStep = Answers["figures"]["explain"]["explanation"];
