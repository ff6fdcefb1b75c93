/**
 * A golden case seen from the outermost language: literate Italian whose fenced blocks are files, commands and
 * the whole of what they answer. Links to `../*.yaml` and `../*.csv` add files to the model's folder. `MODELLO`
 * stands for that folder, `DATI` for the workspace and `ARRIVO` for a folder beside them, in commands, in names of
 * files and in answers.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Run, runPiramide } from "./run-piramide.ts";

export interface GoldenCase {
  /** What the words for folders stand for. */
  readonly folders: Readonly<Record<"MODELLO" | "DATI" | "ARRIVO", string>>;
  readonly commands: readonly (readonly string[])[];
  readonly expected: string;
}

/** Names of the cases of a folder such as `warehouse/bad`. */
export function listGoldenCases(folder: string): readonly string[] {
  return readdirSync(join(import.meta.dirname, "..", folder)).filter((name) => name.endsWith(".md"));
}

/**
 * `copie=N` writes the file N times, with the number for `#`; `ripeti=N` repeats its text; `codifica=latin1`
 * writes it in that encoding. A `pipe`, a `link` and `hex` are what they say; `[[TAB]]` is a tabulator.
 */
function writeFile(path: string, kind: string, options: readonly string[], body: string): void {
  const find = (key: string) => options.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1);
  const times = Number(find("ripeti") ?? 1);
  const text = body.replaceAll("[[TAB]]", "\t").repeat(times);
  for (let copy = 0; copy < Number(find("copie") ?? 1); copy++) {
    const name = path.replace("#", String(copy));
    mkdirSync(dirname(name), { recursive: true });
    if (kind === "link") symlinkSync(body.trim(), name);
    else if (kind === "pipe") execFileSync("mkfifo", [name]);
    else if (kind === "hex") writeFileSync(name, Buffer.from(body.replace(/\s+/g, ""), "hex"));
    else writeFileSync(name, text, (find("codifica") ?? "utf8") as BufferEncoding);
  }
}

/** Writes the files of a case under `scratch`. */
export function writeGoldenCase(folder: string, name: string, scratch: string): GoldenCase {
  const source = join(import.meta.dirname, "..", folder);
  const text = readFileSync(join(source, name), "utf8");
  const model = join(scratch, folder, name);
  const folders = { MODELLO: model, DATI: `${model}-dati`, ARRIVO: `${model}-arrivo` };
  mkdirSync(model, { recursive: true });
  const place = (words: string) =>
    words.replace(/^(MODELLO|DATI|ARRIVO)(?=\/|$)/, (name) => folders[name as keyof typeof folders]);
  for (const [, link = ""] of text.matchAll(/\]\((\.\.\/[a-z./-]+\.(?:yaml|csv))\)/g))
    writeFileSync(join(model, link.split("/").at(-1) ?? ""), readFileSync(join(source, link)));
  const commands: (readonly string[])[] = [];
  let expected = "";
  for (const [, info = "", body = ""] of text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [kind = "", file = "", ...options] = info.split(" ");
    if (file === "comando") {
      for (const line of body.trim().split("\n")) commands.push(splitWords(line).slice(1).map(place));
    } else if (file === "atteso") expected = body;
    else writeFile(place(file).startsWith("/") ? place(file) : join(model, file), kind, options, body);
  }
  return { folders, commands, expected };
}

/** Words between blanks; quotes keep blanks together. */
function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain);
}

/** The commands one after the other, with the folders' names put back. */
export async function runGoldenCase({ commands, folders }: GoldenCase): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const hide = (text: string) =>
    text
      // Cases are kept with the ends of lines of this project.
      .replaceAll("\r\n", "\n")
      .replaceAll(folders.DATI, "DATI")
      .replaceAll(folders.ARRIVO, "ARRIVO")
      .replaceAll(folders.MODELLO, "MODELLO");
  for (const command of commands) {
    const { code, said, warned } = await runPiramide(...command);
    runs.push({ code, said: hide(said), warned: hide(warned) });
  }
  return runs;
}
