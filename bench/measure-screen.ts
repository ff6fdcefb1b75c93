/**
 * What if on a screen: the page of scenarios over the generated model of national size, in a browser. A field changes,
 * and the browser measures until the frame that shows what follows has been drawn (`piramide:scenario`).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";

const places = [process.env.PIRAMIDE_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

export interface ScreenTimes {
  readonly what: string;
  readonly changes: number;
  /** Until the page has been changed; and until it has been drawn. Median and 95th percentile, in milliseconds. */
  readonly changed: readonly [number, number];
  readonly drawn: readonly [number, number];
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
};

/** Undefined without a browser. */
export async function measureScreen(changes = 100): Promise<readonly ScreenTimes[] | undefined> {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "piramide-banco-"));
  const root = join(import.meta.dirname, "pages");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2_000 },
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = join(folder, extname(pathname) === "" ? "index.html" : pathname);
    if (!existsSync(path)) return response.writeHead(404).end();
    return response
      .writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" })
      .end(readFileSync(path));
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const at = `http://127.0.0.1:${port}/banco`;
    return [
      await measureFields(browser, "un peso", at, "Peso di", changes),
      await measureFields(browser, "un obiettivo", at, "Obiettivo di", changes),
      await measureFields(browser, "un dato di una foglia", `${at}?${leaf}`, "Consuntivo di", changes),
    ];
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An office without offices below, in a month. */
const leaf = "ufficio=U00500&periodo=2023-03";

async function measureFields(
  browser: Browser,
  what: string,
  address: string,
  label: string,
  changes: number,
): Promise<ScreenTimes> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address);
  const fields = page.locator(`input.pm-try-field[aria-label^="${label}"]`);
  await fields.first().waitFor({ timeout: 120_000 });
  const count = await fields.count();
  const found: (readonly [number, number])[] = [];
  // The first ones are those in which the browser still translates.
  for (let run = -15; run < changes; run++) {
    const field = fields.nth((run + 15) % count);
    const value = label.startsWith("Peso") ? 5 + (((run + 15) * 37) % 60) : 1_000 + (run + 15) * 97;
    const took = page.evaluate(
      () =>
        new Promise<readonly [number, number]>((done) => {
          new PerformanceObserver((list, observer) => {
            const [measure] = list.getEntriesByName("piramide:scenario");
            if (measure === undefined) return;
            observer.disconnect();
            const { commit } = (measure as unknown as { readonly detail: { readonly commit: number } })
              .detail;
            done([commit, measure.duration]);
          }).observe({ entryTypes: ["measure"] });
        }),
    );
    await field.fill(String(value));
    const times = await took;
    if (run >= 0) found.push(times);
    // As long as it takes a person to move on: the tornado may then have begun.
    await page.waitForTimeout(30);
  }
  await page.close();
  const pick = (k: 0 | 1, share: number): number =>
    found.map((times) => times[k]).sort((a, b) => a - b)[Math.floor(found.length * share)] ?? Number.NaN;
  return {
    what,
    changes: found.length,
    changed: [pick(0, 0.5), pick(0, 0.95)],
    drawn: [pick(1, 0.5), pick(1, 0.95)],
  };
}
