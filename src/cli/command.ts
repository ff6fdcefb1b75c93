/** The noun of this room: a command, what it takes and what it does. */
import type { Viewpoint } from "../operations/index.ts";
import { type CommandLine, type OptionTable, UsageError } from "./parse-command.ts";
import { getToday } from "./today.ts";

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

/** Where deliveries are kept, and what sums them. */
export const factsOptions = { data: "value", warehouse: "value" } as const satisfies OptionTable;

/**
 * The folder of deliveries: `--data`, or PIRAMIDE_DATA, or `.piramide`. The cluster that sums them: `--warehouse`, or
 * PIRAMIDE_WAREHOUSE, which keeps its password out of the list of processes. The engine reads PIRAMIDE_MEMORY itself.
 */
export function getFacts(line: CommandLine): { data: string; warehouse: string | undefined } {
  checkMemory("PIRAMIDE_MEMORY", process.env.PIRAMIDE_MEMORY);
  return {
    data: getText(line, "data") ?? process.env.PIRAMIDE_DATA ?? ".piramide",
    warehouse: getText(line, "warehouse") ?? process.env.PIRAMIDE_WAREHOUSE,
  };
}

function checkMemory(name: string, memory: string | undefined): void {
  if (memory !== undefined && !/^\d+(\.\d+)?[ ]?[KMGT]i?B$/i.test(memory))
    throw new UsageError(
      `${name} «${memory}» non è una quantità di memoria.\nScrivi per esempio 512MB o 4GB.`,
    );
}

/** What the engine may take; what the environment says unless told otherwise. */
export function getMemory(line: CommandLine): string | undefined {
  const memory = getText(line, "memory");
  checkMemory("--memory", memory);
  return memory;
}

/** The day on which something is recorded, today unless told otherwise: none that is still to come. */
export function getRecordedDay(line: CommandLine): string {
  const today = getToday();
  const day = getText(line, "recorded-at") ?? today;
  // What is no day at all is told by who reads it.
  if (/^\d{4}-\d\d-\d\d$/.test(day) && day > today)
    throw new UsageError(
      `--recorded-at ${day} deve ancora venire.\n` +
        "Fino a quel giorno non si potrebbe registrare più nulla della stessa fonte e dello stesso periodo: scrivi il giorno in cui la consegna è arrivata.",
    );
  return day;
}

/** From where figures are seen: what was known, by which formulas, on which offices, without which event. */
export const viewOptions = {
  "known-at": "value",
  "method-on": "value",
  boundaries: "value",
  "without-event": "value",
} as const satisfies OptionTable;

export const viewUsage =
  "[--known-at GIORNO] [--method-on GIORNO] [--boundaries GIORNO] [--without-event EVENTO]";

export function getView(line: CommandLine): Viewpoint {
  return {
    knownAt: getText(line, "known-at"),
    methodOn: getText(line, "method-on"),
    boundariesOn: getText(line, "boundaries"),
    withoutEvent: getText(line, "without-event"),
  };
}

/** Dimension → member, from `--member genere=F`, as often as it is written. */
export function readMembers(line: CommandLine): Record<string, string> {
  const given = line.options.member;
  const pairs = Array.isArray(given) ? given : [];
  return Object.fromEntries(
    pairs.map((pair: string) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new UsageError(`«${pair}» non dice dimensione e membro.\nScrivi --member genere=F.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

export function hasFlag(line: CommandLine, option: string): boolean {
  return line.options[option] === true;
}

/** Refuses words that the command would pass over in silence. */
export function refuseWords(line: CommandLine, most: number): void {
  const word = line.words[most];
  if (word === undefined) return;
  throw new UsageError(
    `Qui «${word}» è di troppo.\nLe cartelle si danno con --model, gli uffici con --org-unit; \`piramide help\` mostra come.`,
  );
}

/** Of these options at most one: each says where the result goes. */
export function refuseTogether(line: CommandLine, names: readonly string[]): void {
  const given = names.filter((name) => line.options[name] !== undefined);
  if (given.length > 1)
    throw new UsageError(
      `Le opzioni ${given.map((name) => `--${name}`).join(" e ")} non stanno insieme.\nScegline una.`,
    );
}
