/** From words to an exit code, with nothing of the process: what the tests run too. */
import type { Command, Output } from "./command.ts";
import { auditCommand } from "./commands/audit.ts";
import { checkCommand } from "./commands/check.ts";
import { computeCommand } from "./commands/compute.ts";
import { deliveriesCommand } from "./commands/deliveries.ts";
import { diffCommand } from "./commands/diff.ts";
import { explainCommand } from "./commands/explain.ts";
import { forecastCommand } from "./commands/forecast.ts";
import { generateCommand } from "./commands/generate.ts";
import { importCommand } from "./commands/import.ts";
import { methodCommand } from "./commands/method.ts";
import { retractCommand } from "./commands/retract.ts";
import { schemaCommand } from "./commands/schema.ts";
import { serveCommand } from "./commands/serve.ts";
import { startCommand } from "./commands/start.ts";
import { traceCommand } from "./commands/trace.ts";
import { backupCommand, migrateCommand, restoreCommand } from "./commands/workspace.ts";
import { parseCommand, UsageError } from "./parse-command.ts";

const helpCommand: Command = {
  name: "help",
  usage: "help",
  purpose: "mostra questo elenco",
  options: {},
  run: (_line, output) => {
    const lines = commands.map((command) => `  piramide ${command.usage}\n      ${command.purpose}`);
    output.write(`Piramide: misurazione e valutazione della performance.\n\n${lines.join("\n")}\n`);
    return 0;
  },
};

const commands: readonly Command[] = [
  startCommand,
  serveCommand,
  computeCommand,
  explainCommand,
  auditCommand,
  checkCommand,
  diffCommand,
  importCommand,
  deliveriesCommand,
  traceCommand,
  retractCommand,
  forecastCommand,
  methodCommand,
  backupCommand,
  restoreCommand,
  migrateCommand,
  generateCommand,
  schemaCommand,
  helpCommand,
];

export async function runCommand(argv: readonly string[], output: Output): Promise<number> {
  try {
    const line = parseCommand(argv, Object.fromEntries(commands.map(({ name, options }) => [name, options])));
    const command = commands.find((candidate) => candidate.name === line.command) ?? helpCommand;
    return await command.run(line, output);
  } catch (error) {
    if (error instanceof UsageError) {
      output.warn(`${error.message}\n`);
      return 2;
    }
    const failure = describeFailure(error);
    if (failure === undefined) throw error;
    output.warn(`${failure}\n`);
    return 1;
  }
}

const failures: Readonly<Record<string, string>> = {
  ENOSPC: "il disco è pieno: libera spazio e riprova",
  EACCES: "manca il permesso di scrivere: scegli un'altra cartella",
  EROFS: "il disco è di sola lettura: scegli un'altra cartella",
  ENOENT: "la cartella non esiste: creala o scegline un'altra",
  EISDIR: "è una cartella: indica un file",
  ENOTDIR: "un pezzo del percorso non è una cartella: controllalo",
  ENAMETOOLONG: "il nome è troppo lungo: scegline uno più corto",
  ELOOP: "il collegamento gira su se stesso: indica un file",
};

/** What the disk refused, in words; nothing has been left half written. */
function describeFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  const reason =
    failures[String(error.code)] ?? `il sistema risponde ${String(error.code)}; prova un altro percorso`;
  const path = "dest" in error ? String(error.dest) : "path" in error ? String(error.path) : "";
  return `Non posso scrivere ${path}: ${reason}.`;
}
