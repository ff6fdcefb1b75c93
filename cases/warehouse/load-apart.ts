/** A process that loads deliveries into a cluster, to be killed: address, settings and deliveries as JSON. */
import { openClickHouseWarehouse } from "../../src/warehouse/click-house.ts";
import { source } from "./delivered-facts.ts";

const { url, workspace, deliveries, settings } = JSON.parse(process.argv[2] ?? "{}");
const warehouse = await openClickHouseWarehouse(url, workspace, settings);
await warehouse.load(source, deliveries);
await warehouse.close();
