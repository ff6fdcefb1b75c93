/** The guard of the pure rooms, by the compiler itself. `npm run types` compiles them as well. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "./house.ts";
import { rooms } from "./rooms.ts";

const purePaths = rooms.filter(({ pure }) => pure).map(({ name }) => `src/${name}/`);

describe("purity", () => {
  mkdirSync(join(root, ".piramide"), { recursive: true });
  const scratch = mkdtempSync(join(root, ".piramide/purity-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  /** What the compiler says of `files` put beside all the pure rooms. */
  function compileBesidePureRooms(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(scratch, name), text);
    const include = [...purePaths.map((path) => join(root, path)), scratch];
    const settings = {
      extends: join(root, "tsconfig.pure.json"),
      compilerOptions: { tsBuildInfoFile: join(scratch, "types.tsbuildinfo") },
      include,
      exclude: [join(root, "src/**/*.test.ts")],
    };
    writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify(settings));
    try {
      return execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", scratch, "--pretty", "false"], {
        encoding: "utf8",
        cwd: root,
      });
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout);
    }
  }

  test("[H6] the pure rooms compile without Node and DOM types", () => {
    expect(compileBesidePureRooms({ "clean.ts": "export const two: number = 1 + 1;\n" })).toBe("");
  });

  test("[H6] the disk, the network, the process and the page are compile errors in them", () => {
    const impure: Readonly<Record<string, string>> = {
      "disk.ts": 'import { readFileSync } from "node:fs";\nexport const text = readFileSync("x", "utf8");\n',
      "network.ts": 'export const answer = fetch("http://localhost");\n',
      "process.ts": "export const home = process.cwd();\n",
      "page.ts": "export const title = document.title;\n",
      "timer.ts": "setTimeout(() => undefined, 1);\n",
      "bytes.ts": 'export const bytes = Buffer.from("x");\n',
    };
    const said = compileBesidePureRooms(impure);
    expect(Object.keys(impure).filter((name) => !said.includes(`${name}(`))).toEqual([]);
  });
});
