/**
 * The public surface: what each room lets out of its door, as a file that a reviewer reads. `npm run surface`
 * rewrites it, and a guard refuses a door that the file does not describe.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readExports, root } from "./house.ts";
import { rooms } from "./rooms.ts";

/** The whole file, rooms in the order of the house, names in alphabetical order. */
export function renderPublicSurface(): string {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const parts = rooms
    .filter(({ name }) => existsSync(join(root, `src/${name}/index.ts`)))
    .map(({ name, purpose }) => {
      const exported = [...readExports(`src/${name}/index.ts`, read)].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      );
      const lines = exported.map((each) => `- \`${each.name}\` ${each.kind}`);
      return `## ${name}\n\n${purpose}\n\n${lines.join("\n")}\n`;
    });
  return `# Public surface\n\nWhat the rooms let out of their doors. Written by \`npm run surface\`; a change here is a change for whoever uses the room.\n\n${parts.join("\n")}`;
}

if (import.meta.main) writeFileSync(join(root, "docs/public-surface.md"), renderPublicSurface());
