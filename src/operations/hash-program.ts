/**
 * The program as a hash: its source, the versions of what it is made with and of what runs it. Figures that another
 * program computed may be others, and have another name.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const home = fileURLToPath(new URL("../..", import.meta.url));

/** Of the program that is running; its files are read once. */
export function hashOwnProgram(): string {
  own ??= hashProgram(home);
  return own;
}

let own: string | undefined;

/** What the program keeps for itself: nothing that cannot be made again. */
export const ownFolder = join(home, ".piramide");

/** @param root the folder of `package.json`, which names exact versions, and of `src` */
export function hashProgram(root = home): string {
  const hash = createHash("sha256").update(process.version);
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => join("src", name));
  for (const name of ["package.json", ...sources.sort()]) {
    const bytes = readFileSync(join(root, name));
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
