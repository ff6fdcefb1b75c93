/**
 * Where the thread of an audit begins. What the runtime makes of the source is kept, as `cli/piramide.js` keeps it for
 * commands: translating it anew would take a quarter of the time of an audit.
 */
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./audit-worker.ts");
