/** Every resource with its handler. */
import { differenceHandlers } from "./differences.ts";
import { figureHandlers } from "./figures.ts";
import { forecastHandlers } from "./forecasts.ts";
import { implementer } from "./implementer.ts";
import { indicatorHandlers } from "./indicators.ts";
import { searchHandlers } from "./search.ts";
import { workspaceHandlers } from "./workspaces.ts";

export const handlers = implementer.router({
  workspaces: workspaceHandlers,
  figures: figureHandlers,
  indicators: indicatorHandlers,
  forecasts: forecastHandlers,
  differences: differenceHandlers,
  search: searchHandlers,
});
