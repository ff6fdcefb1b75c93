/** The operations, as the server of this page offers them. */
import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient, InferContractRouterOutputs } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import type { Contract } from "../api/index.ts";

export const client: ContractRouterClient<Contract> = createORPCClient(
  new OpenAPILink(contractRoutes, { url: `${globalThis.location.origin}/api/v1` }),
);

/** What the resources answer. */
export type Answers = InferContractRouterOutputs<Contract>;
export type Figure = Answers["figures"]["list"]["figures"][number];
export type ExplanationStep = Answers["figures"]["explain"]["explanation"];
