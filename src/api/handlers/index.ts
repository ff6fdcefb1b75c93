/** Every resource with its handler. */
import { auditHandlers } from "./audit.ts";
import { deliveryHandlers } from "./deliveries.ts";
import { differenceHandlers } from "./differences.ts";
import { figureHandlers } from "./figures.ts";
import { forecastHandlers } from "./forecasts.ts";
import { implementer } from "./implementer.ts";
import { indicatorHandlers } from "./indicator.ts";
import { indicatorListHandlers } from "./indicators.ts";
import { officeHandlers } from "./office.ts";
import { scenarioHandlers } from "./scenario.ts";
import { searchHandlers } from "./search.ts";
import { workspaceHandlers } from "./workspaces.ts";

export const handlers = implementer.router({
  workspaces: workspaceHandlers,
  figures: figureHandlers,
  audit: auditHandlers,
  deliveries: deliveryHandlers,
  indicators: indicatorListHandlers,
  forecasts: forecastHandlers,
  differences: differenceHandlers,
  search: searchHandlers,
  office: officeHandlers,
  indicator: indicatorHandlers,
  scenario: scenarioHandlers,
});
