/**
 * The pages in a real browser, from a local server: how soon the first is usable, and each next one, how much script
 * the first needs, and whether a long table scrolls smoothly. Times are the browser's own (performance marks and
 * navigation entries).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "playwright-core";
import { build } from "vite";
import { fillNation } from "../cases/web/fill-nation.ts";
import { findChromium } from "../cases/web/open-pages.ts";
import { createApi } from "../src/api/index.ts";
import { openPlatform } from "../src/operations/index.ts";
import { measureScroll, type ScrollTimes } from "./measure-scroll.ts";
import { summarizeTimes, type Times } from "./measure-time.ts";

export interface PageTimes {
  /** Bytes of the scripts without which the first page does not begin, compressed. */
  readonly scriptBytes: number;
  /** From the request to the first figure that can be pressed; a browser without anything kept. */
  readonly first: Times;
  /** From pressing a name in the menu to its page. */
  readonly next: readonly { readonly name: string; readonly times: Times }[];
  readonly scroll: ScrollTimes;
}

const runs = 7;
/** Enough that every office has every item of the accounts. */
const nationRows = 60_000;

export async function measurePages(): Promise<PageTimes> {
  const pages = mkdtempSync(join(tmpdir(), "piramide-pagine-"));
  await build({ logLevel: "error", build: { outDir: pages } });
  const nation = await fillNation(join(pages, "nazione"), nationRows);
  const platform = openPlatform([{ id: "inps-2023", directory: "models/inps-2023" }, nation]);
  await platform.compute("inps-2023", {});
  const server = await createApi({ platform, today: () => "2024-07-01", pages, mostRequests: 1e6 });
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox"],
  });
  try {
    const first: number[] = [];
    const next = new Map<string, number[]>();
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
      const page = await context.newPage();
      await page.goto(`${address}/inps-2023`);
      await page.locator(".pm-why").first().waitFor();
      first.push(await page.evaluate<number>("performance.now()"));
      for (const name of await page.locator(".pm-nav a").allTextContents()) {
        const times = next.get(name) ?? [];
        next.set(name, times);
        times.push(await measureNext(page, name));
      }
      await context.close();
    }
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
    return {
      scroll: await measureScroll(page, address),
      scriptBytes: countScript(pages),
      first: summarizeTimes(first),
      next: [...next].map(([name, times]) => ({ name, times: summarizeTimes(times) })),
    };
  } finally {
    await browser.close();
    await server.close();
    platform.close();
    rmSync(pages, { recursive: true, force: true });
  }
}

/** Until the page stands there and nothing in it is still loading. */
async function measureNext(page: Page, name: string): Promise<number> {
  const start = await page.evaluate<number>("performance.now()");
  await page.locator(".pm-nav").getByRole("link", { name, exact: true }).click();
  await page.locator('.pm-nav a[aria-current="page"]', { hasText: name }).waitFor();
  await page.locator("#contenuto h1").waitFor();
  await page.locator(".pm-loading").waitFor({ state: "detached" });
  return (await page.evaluate<number>("performance.now()")) - start;
}

/** The script that `index.html` names, and those that it loads before it begins. */
function countScript(pages: string): number {
  const html = readFileSync(join(pages, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, name]) => name!);
  const all = readdirSync(join(pages, "assets"));
  return named
    .filter((name) => all.includes(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(pages, "assets", name))).length, 0);
}
