/** The one contract: handlers, the types of the pages and OpenAPI all come from it. */
import { oc } from "@orpc/contract";
import { auditContract } from "./audit.ts";
import { deliveryContract } from "./deliveries.ts";
import { figureContract } from "./figures.ts";
import { workspaceContract } from "./workspaces.ts";

export const contract = oc.router({
  workspaces: workspaceContract,
  figures: figureContract,
  audit: auditContract,
  deliveries: deliveryContract,
});

export type Contract = typeof contract;
