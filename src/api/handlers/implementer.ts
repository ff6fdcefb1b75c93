/** The contract, to be filled with handlers that all see one platform. */
import { implement } from "@orpc/server";
import type { Platform } from "../../operations/index.ts";
import { contract } from "../contract/index.ts";

export interface ApiContext {
  readonly platform: Platform;
  /** The day on which one looks, for what is owed and late. */
  readonly today: () => string;
}

export const implementer = implement(contract).$context<ApiContext>();
