/** Every resource with its handler. */
import { figureHandlers } from "./figures.ts";
import { implementer } from "./implementer.ts";
import { scenarioHandlers } from "./scenario.ts";
import { workspaceHandlers } from "./workspaces.ts";

export const handlers = implementer.router({
  workspaces: workspaceHandlers,
  figures: figureHandlers,
  scenario: scenarioHandlers,
});
