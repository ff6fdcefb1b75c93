/** The one contract: handlers, the types of the pages and OpenAPI all come from it. */
import { oc } from "@orpc/contract";
import { figureContract } from "./figures.ts";
import { indicatorContract } from "./indicator.ts";
import { officeContract } from "./office.ts";
import { workspaceContract } from "./workspaces.ts";

export const contract = oc.router({
  workspaces: workspaceContract,
  figures: figureContract,
  office: officeContract,
  indicator: indicatorContract,
});

export type Contract = typeof contract;
