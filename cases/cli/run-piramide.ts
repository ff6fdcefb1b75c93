/** Runs a command line as a terminal would, and keeps what it said on either side. */
import { runCommand } from "../../src/cli/index.ts";

export interface Run {
  readonly code: number;
  /** The side of results. */
  readonly said: string;
  /** The side of problems. */
  readonly warned: string;
}

export async function runPiramide(...argv: readonly string[]): Promise<Run> {
  const said: string[] = [];
  const warned: string[] = [];
  const code = await runCommand(argv, {
    write: (text) => said.push(text),
    warn: (text) => warned.push(text),
  });
  return { code, said: said.join(""), warned: warned.join("") };
}
