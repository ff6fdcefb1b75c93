/**
 * `npm run pictures`: the main pages as they are, into `docs/images/`. Whoever changes a page takes them again, and
 * looks at them.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";
import { createApi } from "../../src/api/index.ts";
import { openPlatform } from "../../src/operations/index.ts";
import { fillNation } from "./fill-nation.ts";
import { findChromium, inpsPlace } from "./open-pages.ts";

const folder = join(import.meta.dirname, "../../docs/images");
const pictures = [
  { name: "piramide", path: "/inps-2023?open=valore_pubblico.index/performance_strategica.index" },
  { name: "perche", path: "/inps-2023?why=indice_economico_gestione" },
  { name: "ufficio", path: "/nazione/uffici/ENTE" },
  { name: "indicatore", path: "/nazione/indicatori/produttivita" },
  { name: "e-se", path: "/inps-2023/e-se" },
  { name: "verifica", path: "/inps-2023/verifica" },
  { name: "dati", path: "/nazione/dati" },
] as const;

mkdirSync(folder, { recursive: true });
const pages = mkdtempSync(join(tmpdir(), "piramide-pagine-"));
await build({ logLevel: "error", build: { outDir: pages } });
const nation = mkdtempSync(join(tmpdir(), "piramide-nazione-"));
const platform = openPlatform([inpsPlace, await fillNation(nation, 60_000)]);
const server = await createApi({ platform, today: () => "2024-07-01", pages });
const address = await server.listen({ host: "127.0.0.1", port: 0 });
const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
for (const { name, path } of pictures) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "it-IT" });
  await context.addInitScript("localStorage.setItem('piramide.visita', 'fatta')");
  const page = await context.newPage();
  await page.goto(`${address}${path}`);
  await page.locator(".pm-loading").first().waitFor({ state: "detached", timeout: 60_000 });
  await page.waitForTimeout(8_000);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  process.stdout.write(`docs/images/${name}.png\n`);
}
await browser.close();
await server.close();
platform.close();
for (const each of [pages, nation]) rmSync(each, { recursive: true, force: true });
