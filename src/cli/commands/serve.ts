/** `piramide serve`: the pages and the resources, on loopback, until it is stopped. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { createApi } from "../../api/index.ts";
import { openPlatform, ownFolder, type Platform, type WorkspacePlace } from "../../operations/index.ts";
import {
  type Command,
  defaultModel,
  getFacts,
  getText,
  hasFlag,
  type Output,
  refuseWords,
} from "../command.ts";
import { type CommandLine, UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";
import { getToday } from "../today.ts";

type Server = Awaited<ReturnType<typeof createApi>>;

const loopback = "127.0.0.1";
const usualPort = 7530;
/** Where `vite build` puts the pages. */
const pages = join(import.meta.dirname, "../../../dist/web");

export const serveCommand: Command = {
  name: "serve",
  usage:
    "serve [--port N] [--no-open] [--log] [--workspace NOME] [--model CARTELLA] [--data CARTELLA] [--warehouse INDIRIZZO]",
  purpose:
    "calcola e mostra nel navigatore, solo su questa macchina: la piramide, gli uffici, il perché di ogni cifra, la verifica",
  options: {
    port: "value",
    "no-open": "flag",
    log: "flag",
    workspace: "value",
    model: "value",
    data: "value",
    warehouse: "value",
  },
  run: async (line, output) => {
    refuseWords(line, 0);
    const platform = openPlatform(listPlaces(line), { keepIn: ownFolder });
    const shown = getText(line, "workspace") ?? platform.places[0]!.id;
    // The first page shall not wait for what can be computed before it is asked.
    const first = await platform.compute(shown, {});
    if (first.value === undefined) return reportProblems(first.problems, output);
    if (!existsSync(join(pages, "index.html"))) {
      output.warn("Le pagine non sono ancora costruite: esegui `npm run pages`, poi riprova.\n");
      return 1;
    }
    // Only who serves waits for what serves.
    const { createApi } = await import("../../api/index.ts");
    const log = hasFlag(line, "log") ? { write: output.warn } : undefined;
    const server = await createApi({ platform, today: getToday, pages, log });
    const forget = prepareAudit(server, platform, shown);
    const address = await listen(server, readPort(line), output);
    if (address === undefined) {
      forget();
      return 1;
    }
    output.write(`Piramide è su ${address}/${shown}\nPer fermarla: Ctrl+C.\n`);
    if (!hasFlag(line, "no-open")) openBrowser(`${address}/${shown}`);
    await waitForEnd();
    forget();
    await server.close();
    platform.close();
    return 0;
  },
};

/** A model of one's own, or those of the checkout: INPS as printed, and the nations that are invented. */
function listPlaces(line: CommandLine): readonly WorkspacePlace[] {
  const { data, warehouse } = getFacts(line);
  const directory = getText(line, "model");
  if (directory !== undefined)
    return [
      { id: directory.split("/").findLast((part) => part !== "") ?? "modello", directory, data, warehouse },
    ];
  const nation = { id: "nazione", directory: "models/nazione", data: "nazione/dati" };
  return [
    { id: "inps-2023", directory: defaultModel, data, warehouse },
    ...[nation, { id: "esempio-comune", directory: "models/esempio-comune" }].filter((place) =>
      existsSync(place.directory),
    ),
  ];
}

function readPort(line: CommandLine): number | undefined {
  const written = getText(line, "port");
  if (written === undefined) return undefined;
  const port = Number(written);
  if (/^\d{1,5}$/.test(written) && port <= 65_535) return port;
  throw new UsageError(
    `«${written}» non è una porta.\nScrivi un numero da 0 a 65535; 0 ne sceglie una libera.`,
  );
}

/** The port asked for, or the usual one, or another if somebody has that. */
async function listen(
  server: Server,
  asked: number | undefined,
  output: Output,
): Promise<string | undefined> {
  for (const port of asked === undefined ? [usualPort, 0] : [asked]) {
    try {
      return await server.listen({ host: loopback, port });
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
      if (asked === undefined) continue;
      output.warn(`La porta ${port} è già occupata, o non è permessa.\nScegline un'altra con --port, o 0.\n`);
    }
  }
  return undefined;
}

/** Milliseconds without an answer, once figures were asked for: the first page stands. */
const quietAfter = 700;
/** By when the audit is begun, whoever has come. */
const auditAfter = 3_000;

/**
 * Auditing a report takes a second or two: begun before anybody asks for it, and not before the first page stands,
 * which would stand half a second later for it.
 * @returns what lets it be, if it has not begun
 */
function prepareAudit(server: Server, platform: Platform, workspace: string): () => void {
  let waiting: NodeJS.Timeout | undefined;
  const begin = (): void => {
    forget();
    // Whoever asks is told what is wrong with it.
    if (platform.open(workspace).value?.hasReport === true)
      void platform.audit(workspace, undefined).catch(() => {});
  };
  const atLast = setTimeout(begin, auditAfter);
  let isOver = false;
  const forget = (): void => {
    isOver = true;
    clearTimeout(waiting);
    clearTimeout(atLast);
  };
  server.addHook("onResponse", ({ url }, _reply, done) => {
    // Its scripts come first: until it asks for figures there is nothing on it.
    if (!isOver && (waiting !== undefined || url.startsWith("/api/"))) {
      clearTimeout(waiting);
      waiting = setTimeout(begin, quietAfter);
    }
    done();
  });
  return forget;
}

/** Nobody is troubled if there is no browser: the address has been written. */
function openBrowser(address: string): void {
  const [program, ...words] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", ""]
        : ["xdg-open"];
  const child = spawn(program!, [...words, address], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

function waitForEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
