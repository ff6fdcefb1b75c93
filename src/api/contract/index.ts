/** The one contract: handlers, the types of the pages and OpenAPI all come from it. */
import { oc } from "@orpc/contract";
import { auditContract } from "./audit.ts";
import { deliveryContract } from "./deliveries.ts";
import { differenceContract } from "./differences.ts";
import { figureContract } from "./figures.ts";
import { forecastContract } from "./forecasts.ts";
import { indicatorContract } from "./indicator.ts";
import { indicatorListContract } from "./indicators.ts";
import { officeContract } from "./office.ts";
import { scenarioContract } from "./scenario.ts";
import { searchContract } from "./search.ts";
import { workspaceContract } from "./workspaces.ts";

export const contract = oc.router({
  workspaces: workspaceContract,
  figures: figureContract,
  audit: auditContract,
  deliveries: deliveryContract,
  indicators: indicatorListContract,
  forecasts: forecastContract,
  differences: differenceContract,
  search: searchContract,
  office: officeContract,
  indicator: indicatorContract,
  scenario: scenarioContract,
});

export type Contract = typeof contract;
