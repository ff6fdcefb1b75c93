/** The verb of this room: a workspace to the engine that answers of its facts. */
import { join } from "node:path";
import { openDuckDb } from "./duck-db.ts";
import { openDuckDbWarehouse } from "./sum-in-duckdb.ts";
import type { Warehouse } from "./warehouse.ts";
import { folders, type Workspace } from "./workspace.ts";

/** The cluster at an address; without one, the engine of this machine over the workspace's files. */
export async function openWarehouse(workspace: Workspace, address?: string): Promise<Warehouse> {
  if (address === undefined)
    return openDuckDbWarehouse(workspace, () =>
      openDuckDb({ folder: join(workspace.folder, folders.arriving) }),
    );
  const { openClickHouseWarehouse } = await import("./click-house.ts");
  return openClickHouseWarehouse(address, workspace);
}
