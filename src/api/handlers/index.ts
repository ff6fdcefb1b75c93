/** Every resource with its handler. */
import { auditHandlers } from "./audit.ts";
import { deliveryHandlers } from "./deliveries.ts";
import { figureHandlers } from "./figures.ts";
import { implementer } from "./implementer.ts";
import { workspaceHandlers } from "./workspaces.ts";

export const handlers = implementer.router({
  workspaces: workspaceHandlers,
  figures: figureHandlers,
  audit: auditHandlers,
  deliveries: deliveryHandlers,
});
