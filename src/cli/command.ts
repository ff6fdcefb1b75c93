/** The noun of this room: a command, what it takes and what it does. */
import type { CommandLine, OptionTable } from "./parse-command.ts";

/** Where a command writes: results on one side, problems on the other. */
export interface Output {
  readonly write: (text: string) => void;
  readonly warn: (text: string) => void;
}

export interface Command {
  readonly name: string;
  /** After `piramide`: `explain ID [--facet FACCIA]`. */
  readonly usage: string;
  /** One line, Italian. */
  readonly purpose: string;
  readonly options: OptionTable;
  /** Exit code: 0 done, 1 problems or findings, 2 wrong use. */
  readonly run: (line: CommandLine, output: Output) => Promise<number> | number;
}

/** The model that commands work on unless told otherwise. */
export const defaultModel = "models/inps-2023";

export function getText(line: CommandLine, option: string): string | undefined {
  const value = line.options[option];
  return typeof value === "string" ? value : undefined;
}

export function hasFlag(line: CommandLine, option: string): boolean {
  return line.options[option] === true;
}
