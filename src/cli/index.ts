/** The operations in a terminal: words in, Italian text out. `runCommand` is the door; `main.ts` the program. */
export type { Command, Output } from "./command.ts";
export { runCommand } from "./run-command.ts";
