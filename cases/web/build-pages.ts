/** Builds the pages once before the tests that open them, into a folder that goes when all have run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built pages. */
    readonly pages: string;
    /** For what several files of tests look at. */
    readonly scratch: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const scratch = mkdtempSync(join(tmpdir(), "piramide-pagine-"));
  const pages = join(scratch, "pagine");
  await build({ logLevel: "error", build: { outDir: pages } });
  project.provide("pages", pages);
  project.provide("scratch", scratch);
  return () => rmSync(scratch, { recursive: true, force: true });
}
