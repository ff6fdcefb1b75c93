/** Builds the pages once before the tests that open them, into a folder of their own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built pages. */
    readonly pages: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "piramide-pagine-"));
  await build({ logLevel: "error", build: { outDir: folder } });
  project.provide("pages", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
