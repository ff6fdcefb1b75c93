/** The verb of this room: a workspace to the engine that answers of its facts. */
import { join } from "node:path";
import { openDuckDb } from "./duck-db.ts";
import { openDuckDbWarehouse } from "./sum-in-duckdb.ts";
import type { Warehouse } from "./warehouse.ts";
import { folders, type Workspace } from "./workspace.ts";

/** The engine of this machine, over the workspace's files. */
export async function openWarehouse(workspace: Workspace): Promise<Warehouse> {
  const database = await openDuckDb({ folder: join(workspace.folder, folders.arriving) });
  return openDuckDbWarehouse(workspace, database);
}
