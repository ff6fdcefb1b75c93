/** The README is kept true: every command in it runs, and what it shows is what one gets. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "./cli/index.ts";
import { root } from "./house.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const fences = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
  language,
  text,
}));

/** `$ command` followed by what it prints; a line `…` stands for any lines. */
const shown = fences
  .filter(({ language }) => language === "console")
  .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
  .map((piece) => {
    const [command = "", ...lines] = piece.trimEnd().split("\n");
    return { command, lines };
  });

const named = fences
  .filter(({ language }) => language === "")
  .flatMap(({ text }) => text.split("\n"))
  .map((line) => line.split("#")[0]!.trim())
  .filter((line) => line !== "");

/** What commands write goes where it harms nobody: the README's own `nazione` is a folder of the reader's. */
const written = mkdtempSync(join(tmpdir(), "piramide-readme-"));
const place = (word: string): string => (/^nazione(\/|$)/.test(word) ? join(written, word) : word);

beforeAll(() => process.chdir(root));
afterAll(() => {
  rmSync(written, { recursive: true, force: true });
});

async function run(command: string): Promise<{ code: number; text: string; problems: string }> {
  const [, ...words] = command.replace(/^npx /, "").split(/\s+/).map(place);
  let text = "";
  let problems = "";
  const code = await runCommand(words, {
    write: (piece) => {
      text += piece;
    },
    warn: (piece) => {
      problems += piece;
    },
  });
  return { code, text, problems };
}

describe("README", () => {
  test.each(shown)("[H17] $command prints what is shown", async ({ command, lines }) => {
    const { code, text, problems } = await run(command);
    expect({ code, problems }).toEqual({ code: 0, problems: "" });
    const pattern = lines
      .map((line) => (line.trim() === "…" ? "[\\s\\S]*?" : `${escapeText(line.trimEnd())}[ ]*\\n`))
      .join("");
    expect(
      text
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n"),
    ).toMatch(new RegExp(`^${pattern}`));
  });

  test.each(named.filter((line) => line.startsWith("npx piramide")))("[H17] %s runs", async (command) => {
    const { code, text, problems } = await run(command);
    const found = command.includes(" diff ") ? 1 : 0;
    expect({ code, problems }).toEqual({ code: found, problems: "" });
    expect(text.length).toBeGreaterThan(100);
  });

  test.each(named.filter((line) => line.startsWith("npm ")))(
    "[H17] %s is a script of the package",
    async (line) => {
      const scripts = (
        JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> }
      ).scripts;
      const asked = line
        .split("&&")
        .map((part) => part.trim().replace(/^npm (run )?/, ""))
        .filter((name) => name !== "ci");
      expect(asked.filter((name) => scripts[name] === undefined)).toEqual([]);
      if (!asked.includes("start")) return;
      // As who has just come does it, but for the browser that would open.
      const service = spawn("npm", ["start", "--", "--no-open", "--port", "0"], {
        cwd: root,
        detached: true,
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        const address = await readAddress(service.stdout);
        const page = await fetch(address);
        expect(await page.text()).toContain("<title>Piramide</title>");
        const pyramid = await fetch(`${new URL(address).origin}/api/v1/workspaces/inps-2023/pyramid`);
        expect(await pyramid.text()).toContain('"display":"100,48"');
      } finally {
        process.kill(-service.pid!, "SIGTERM");
      }
    },
  );

  test("[H17] its pictures, and the pages that it leads to, are there", () => {
    const places = [...readme.matchAll(/\]\(((?:docs|src)\/[^)]+)\)/g)].map(([, place]) => place!);
    expect(places.filter((place) => place.endsWith(".png")).length).toBeGreaterThan(5);
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });
});

/** What `serve` says when it listens. */
async function readAddress(output: Readable): Promise<string> {
  let said = "";
  for await (const piece of output) {
    said += String(piece);
    const [, address] = /Piramide è su (\S+)/.exec(said) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`il servizio si è fermato: ${said}`);
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
