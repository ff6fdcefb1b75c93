/** The pages as a reader has them: a server of one's own on a free port of loopback, and a real browser. */
import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, inject } from "vitest";
import { createApi } from "../../src/api/index.ts";
import { openPlatform, type WorkspacePlace } from "../../src/operations/index.ts";

/** Debian's, or the one that `PIRAMIDE_CHROMIUM` names. */
const places = [process.env.PIRAMIDE_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

export function findChromium(): string | undefined {
  return places.find((place) => place !== undefined && existsSync(place));
}

/** What a test says when it is skipped. */
export const howToHaveChromium = "manca Chromium: si installa con il pacchetto `chromium` di Debian";

export interface PageOptions extends BrowserContextOptions {
  /** True: as who has never been here, whom a guide receives. */
  readonly firstVisit?: boolean;
}

export interface OpenedPages {
  readonly address: string;
  /** A page of its own, without memory of others, that has failed if anything went wrong in it. */
  readonly open: (path: string, options?: PageOptions) => Promise<Page>;
  /** The server goes, something happens, and it is there again. */
  readonly restart: (meanwhile: () => Promise<void>) => Promise<void>;
  /** What the pages complained about, in the console or by failing; a test expects none. */
  readonly complaints: readonly string[];
}

export const inpsPlace: WorkspacePlace = { id: "inps-2023", directory: "models/inps-2023" };
export const townPlace: WorkspacePlace = { id: "esempio-comune", directory: "models/esempio-comune" };

let browser: Promise<Browser> | undefined;

/** One for all that a test file opens; what a page remembers is its context's. */
function findBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  browser ??= chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
  return browser;
}

/**
 * Serves until the test file ends; a page is open until its test ends. Nothing but the server of the pages may be
 * asked for anything.
 */
export async function openPages(
  workspaces: readonly WorkspacePlace[],
  today = "2024-07-01",
): Promise<OpenedPages> {
  const serve = async (port: number) => {
    const platform = openPlatform(workspaces, { lookEvery: 100 });
    const server = await createApi({
      platform,
      today: () => today,
      pages: inject("pages"),
      mostRequests: 1e6,
    });
    const address = await server.listen({ host: "127.0.0.1", port });
    const stop = async () => {
      await server.close();
      platform.close();
    };
    return { address, stop };
  };
  let server = await serve(0);
  const { address } = server;
  const restart: OpenedPages["restart"] = async (meanwhile) => {
    await server.stop();
    await meanwhile();
    server = await serve(Number(new URL(address).port));
  };
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await (await browser)?.close();
    await server.stop();
  });
  const open: OpenedPages["open"] = async (path, { firstVisit = false, ...options } = {}) => {
    const context = await (await findBrowser()).newContext({
      viewport: { width: 1280, height: 900 },
      locale: "it-IT",
      ...options,
    });
    contexts.push(context);
    if (!firstVisit) await context.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${path}: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith("data:"))
        complaints.push(`${path}: chiede ${request.url()}`);
    });
    await page.goto(`${address}${path}`);
    return page;
  };
  return { address, open, restart, complaints };
}
