/** The verb of this room: an address to the engine that answers there. */
import { join } from "node:path";
import { openDuckDb } from "./duck-db.ts";
import { openDuckDbWarehouse } from "./sum-in-duckdb.ts";
import type { Warehouse } from "./warehouse.ts";
import { folders, type Workspace } from "./workspace.ts";

/** Without an address, the engine of this machine over the workspace's files. */
export async function openWarehouse(workspace: Workspace): Promise<Warehouse> {
  const database = await openDuckDb({ folder: join(workspace.folder, folders.arriving) });
  return openDuckDbWarehouse(workspace, database);
}
