/**
 * The pages in a real browser, from a local server: how soon the first is usable, and each next one, how much script
 * the first needs, and whether a long table scrolls smoothly. Times are the browser's own (performance marks and
 * navigation entries).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
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
  /** From pressing the name of the page of scenarios, and changing a weight as soon as it is there, to what follows. */
  readonly supposed: Times;
  readonly scroll: ScrollTimes;
}

/** What each page promises, by the end of its address: what is only on it, and not on the page before. */
const promised: Readonly<Record<string, string>> = {
  "inps-2023": ".pm-pyramid .pm-why",
  uffici: ".pm-tree-rows .pm-tree-row",
  indicatori: ".pm-theme .pm-theme-name",
  "e-se": ".pm-supposed-pyramid input:enabled",
  verifica: ".pm-audit-head",
  // INPS 2023 as printed has no deliveries, and the page says so.
  dati: ".pm-empty",
};

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
    const supposed: number[] = [];
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
      const page = await context.newPage();
      await page.goto(`${address}/inps-2023`);
      await page.locator(".pm-why").first().waitFor();
      first.push(await page.evaluate<number>("performance.now()"));
      // The first page is come back to last.
      const [here = "", ...names] = await page.locator(".pm-nav a").allTextContents();
      for (const name of [...names, here]) {
        const times = next.get(name) ?? [];
        next.set(name, times);
        times.push(await measureNext(page, name));
      }
      await context.close();
      supposed.push(await measureSupposing(browser, address));
    }
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
    return {
      scroll: await measureScroll(page, address),
      scriptBytes: countScript(pages),
      first: summarizeTimes(first),
      next: [...next].map(([name, times]) => ({ name, times: summarizeTimes(times) })),
      supposed: summarizeTimes(supposed),
    };
  } finally {
    await browser.close();
    await server.close();
    platform.close();
    rmSync(pages, { recursive: true, force: true });
  }
}

/**
 * From the press, as the browser tells it, to the frame in which what the page promises has been drawn and nothing on
 * it is still loading. The page looks at itself before every frame, so that no message to and from it is counted; and
 * at what only this page has, because a title may still be that of the page before.
 */
async function measureNext(page: Page, name: string): Promise<number> {
  const link = page.locator(".pm-nav").getByRole("link", { name, exact: true });
  const end = new URL((await link.getAttribute("href")) ?? "", page.url()).pathname.split("/").at(-1) ?? "";
  const wanted = promised[end];
  if (wanted === undefined) throw new Error(`nobody has said what «${name}» promises`);
  const time = page.evaluate<number>(watchFrames(wanted));
  await link.click();
  return time;
}

/** Run in the page, of whose types nothing is known here. */
const watchFrames = (wanted: string): string => `new Promise((done, fail) => {
  const look = (start) => {
    if (performance.now() - start > 30000) return fail(new Error("it does not come"));
    if (document.querySelector(${JSON.stringify(wanted)}) === null || document.querySelector(".pm-loading") !== null)
      return requestAnimationFrame(() => look(start));
    // What is posted in a frame is heard when the frame has been drawn.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - start);
    port2.postMessage(undefined);
  };
  addEventListener("pointerdown", ({ timeStamp }) => look(timeStamp), { once: true, capture: true });
})`;

/** By somebody who does not wait until the browser computes. */
async function measureSupposing(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
  const page = await context.newPage();
  await page.goto(`${address}/inps-2023`);
  await page.locator(".pm-why").first().waitFor();
  await page.waitForTimeout(500);
  const time = page.evaluate<number>(watchFrames(".pm-supposed-pyramid .pm-supposed"));
  await page.locator('.pm-nav a[href*="/e-se"]').click();
  await page.locator(".pm-supposed-pyramid .pm-try-weight input").first().fill("30");
  const found = await time;
  await context.close();
  return found;
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
