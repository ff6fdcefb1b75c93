/** The command line as data: which command, with which options; what is not understood is said. */
import { parseArgs } from "node:util";
import { findNearestName } from "../operations/index.ts";

export interface CommandLine {
  readonly command: string;
  /** Words after the command. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** Option → whether it takes a value (`multiple`: more than once). */
export type OptionTable = Readonly<Record<string, "flag" | "value" | "values">>;

export class UsageError extends Error {}

/** Throws `UsageError` with an Italian sentence. */
export function parseCommand(
  argv: readonly string[],
  tables: Readonly<Record<string, OptionTable>>,
): CommandLine {
  const [command = "help", ...rest] = argv;
  if (argv.some((word) => word === "--help" || word === "-h"))
    return { command: "help", words: [], options: {} };
  const table = Object.hasOwn(tables, command) ? tables[command] : undefined;
  if (table === undefined) {
    const nearest = findNearestName(command, Object.keys(tables));
    throw new UsageError(
      `«${command}» non è un comando.${nearest === undefined ? "" : ` Forse intendevi «${nearest}».`}\n\`piramide help\` li elenca.`,
    );
  }
  const options = Object.fromEntries(
    Object.entries(table).map(([name, kind]) => [
      name,
      kind === "flag"
        ? { type: "boolean" as const }
        : { type: "string" as const, multiple: kind === "values" },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options,
      allowPositionals: true,
      strict: true,
    });
    return { command, words: positionals, options: values as CommandLine["options"] };
  } catch (error) {
    throw new UsageError(explainParseError(error, Object.keys(table), command));
  }
}

function explainParseError(error: unknown, known: readonly string[], command: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? "";
  const list = known.map((name) => `--${name}`).join(" ");
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const nearest = findNearestName(option.replace(/^-+/, ""), known);
    const hint =
      nearest === undefined ? `Le opzioni di ${command} sono: ${list}.` : `Forse intendevi --${nearest}.`;
    return `L'opzione ${option} non esiste.\n${hint}`;
  }
  if (/argument missing/.test(message))
    return `L'opzione ${option} vuole un valore.\nScrivi ${option} VALORE.`;
  return `L'opzione ${option} è usata male.\nLe opzioni di ${command} sono: ${list}.`;
}
