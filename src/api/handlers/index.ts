/** Every resource with its handler. */
import { figureHandlers } from "./figures.ts";
import { implementer } from "./implementer.ts";
import { indicatorHandlers } from "./indicator.ts";
import { officeHandlers } from "./office.ts";
import { workspaceHandlers } from "./workspaces.ts";

export const handlers = implementer.router({
  workspaces: workspaceHandlers,
  figures: figureHandlers,
  office: officeHandlers,
  indicator: indicatorHandlers,
});
