/** The one contract: handlers, the types of the pages and OpenAPI all come from it. */
import { oc } from "@orpc/contract";
import { figureContract } from "./figures.ts";
import { scenarioContract } from "./scenario.ts";
import { workspaceContract } from "./workspaces.ts";

export const contract = oc.router({
  workspaces: workspaceContract,
  figures: figureContract,
  scenario: scenarioContract,
});

export type Contract = typeof contract;
