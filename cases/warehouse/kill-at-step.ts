/**
 * Loaded before the program (`node --import`): ends it, as `kill -9` does, right after so many of the calls that leave
 * something on the disk.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

let left = Number(process.env.KILL_AT_STEP);

type Call = (...given: readonly unknown[]) => unknown;
const calls = fs as unknown as Record<string, Call>;
for (const name of ["writeFileSync", "fsyncSync", "linkSync", "renameSync", "mkdirSync", "rmSync"]) {
  const call = calls[name]!;
  calls[name] = (...given) => {
    const result = call(...given);
    left--;
    if (left === 0) process.kill(process.pid, "SIGKILL");
    return result;
  };
}
syncBuiltinESMExports();
