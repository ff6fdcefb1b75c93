#!/usr/bin/env node
/**
 * Where the program begins. The source is TypeScript, and what the runtime makes of it is kept for the next command;
 * this file is none, because it would have to be translated before there is anywhere to keep it.
 */
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./main.ts");
