/** Writes a model folder for a test: path → text, or bytes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export function writeModel(
  scratch: string,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  const directory = join(scratch, name);
  mkdirSync(directory, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}
