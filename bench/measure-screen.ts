/**
 * What if on a screen: the page of scenarios over the generated model of national size, in a browser. A field changes,
 * and the browser measures until the frame that shows what follows has been drawn (`piramide:scenario`).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
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

/**
 * Undefined without a browser.
 * @param warmUp changes before those that count, in which the browser still translates
 */
export async function measureScreen(changes = 100, warmUp = 15): Promise<readonly ScreenTimes[] | undefined> {
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
      await measureFields(browser, "un peso", at, "Peso di", changes, warmUp),
      await measureFields(browser, "un obiettivo", at, "Obiettivo di", changes, warmUp),
      await measureFields(
        browser,
        "un dato di una foglia",
        `${at}?${leaf}`,
        "Consuntivo di",
        changes,
        warmUp,
      ),
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
  warmUp: number,
): Promise<ScreenTimes> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address);
  const fields = page.locator(`input.pm-try-field[aria-label^="${label}"]`);
  await fields.first().waitFor({ timeout: 120_000 });
  const count = await fields.count();
  const found: Change[] = [];
  const refused = new Set<number>();
  for (let run = 0; found.length < changes + warmUp; run++) {
    const at = run % count;
    if (refused.has(at)) continue;
    const value = label.startsWith("Peso") ? 5 + ((run * 37) % 60) : 1_000 + run * 97;
    const change = await changeField(page, fields.nth(at), String(value));
    if (change.isComputed) found.push(change);
    else {
      // All weights of a synthesis cannot be said at random: nothing was computed, and this one is left alone.
      refused.add(at);
      await changeField(page, fields.nth(at), "");
    }
  }
  await page.close();
  const counted = found.slice(warmUp);
  const pick = (name: "commit" | "duration", share: number): number =>
    counted.map((change) => change[name]).sort((a, b) => a - b)[Math.floor(counted.length * share)] ??
    Number.NaN;
  return {
    what,
    changes: counted.length,
    changed: [pick("commit", 0.5), pick("commit", 0.95)],
    drawn: [pick("duration", 0.5), pick("duration", 0.95)],
  };
}

/** What the page tells of a change; milliseconds. */
interface Change {
  readonly commit: number;
  readonly duration: number;
  /** False: the scenario was refused, and nothing was computed. */
  readonly isComputed: boolean;
}

async function changeField(page: Page, field: Locator, text: string): Promise<Change> {
  const took = page.evaluate(
    () =>
      new Promise<Change>((done) => {
        new PerformanceObserver((list, observer) => {
          const [measure] = list.getEntriesByName("piramide:scenario");
          if (measure === undefined) return;
          observer.disconnect();
          const { detail } = measure as unknown as { readonly detail: Omit<Change, "duration"> };
          done({ ...detail, duration: measure.duration });
        }).observe({ entryTypes: ["measure"] });
      }),
  );
  await field.fill(text);
  const change = await took;
  // As long as it takes a person to move on to another field: the rest of the year is then computed.
  await page.waitForTimeout(120);
  return change;
}
