/** `piramide backup`, `restore` and `migrate`: the workspace as a whole. */
import { backup, migrate, restore } from "../../operations/index.ts";
import { type Command, getFacts, refuseWords } from "../command.ts";
import { type CommandLine, UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";

function getFolder(line: CommandLine, example: string): string {
  refuseWords(line, 1);
  const [folder] = line.words;
  if (folder === undefined)
    throw new UsageError(`Serve la cartella della copia.\nPer esempio: piramide ${example}`);
  return folder;
}

export const backupCommand: Command = {
  name: "backup",
  usage: "backup CARTELLA [--data CARTELLA]",
  purpose: "copia lo spazio di lavoro, verificando ogni file",
  options: { data: "value" },
  run: async (line, output) => {
    const folder = getFolder(line, "backup copie/2023-12-31");
    const { value, problems } = await backup(getFacts(line).data, folder);
    if (value === undefined) return reportProblems(problems, output);
    output.write(`${value.deliveries} consegne e ${value.files} file di fatti copiati in ${folder}\n`);
    return 0;
  },
};

export const restoreCommand: Command = {
  name: "restore",
  usage: "restore CARTELLA [--data CARTELLA]",
  purpose: "ripristina lo spazio di lavoro da una copia, dove non ce n'è uno",
  options: { data: "value" },
  run: async (line, output) => {
    const folder = getFolder(line, "restore copie/2023-12-31 --data nuovo");
    const { data } = getFacts(line);
    const { value, problems } = await restore(folder, data);
    if (value === undefined) return reportProblems(problems, output);
    output.write(`${value.deliveries} consegne e ${value.files} file di fatti ripristinati in ${data}\n`);
    return 0;
  },
};

export const migrateCommand: Command = {
  name: "migrate",
  usage: "migrate [--data CARTELLA]",
  purpose: "porta lo spazio di lavoro al formato di questa versione",
  options: { data: "value" },
  run: (line, output) => {
    refuseWords(line, 0);
    const { value, problems } = migrate(getFacts(line).data);
    if (value === undefined) return reportProblems(problems, output);
    output.write(
      value.from === value.to
        ? `Lo spazio di lavoro è già nel formato ${value.to}.\n`
        : `Spazio di lavoro portato dal formato ${value.from} al ${value.to}.\n`,
    );
    return 0;
  },
};
