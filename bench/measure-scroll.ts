/**
 * A table of more than 100,000 rows while it is scrolled: how long the browser needs from one frame to the next,
 * beside the same page at rest. A frame that comes late is seen.
 */
import type { Page } from "playwright-core";

/** Milliseconds from frame to frame: in the middle, and the 95th of a hundred. */
export interface Frames {
  readonly median: number;
  readonly late: number;
}

export interface ScrollTimes {
  readonly rows: number;
  readonly scrolled: Frames;
  readonly still: Frames;
}

const frames = 240;
/** Pixels a frame: some eight rows, as fast as anybody reads along. */
const step = 400;

/** Every office, period and item of the accounts of the synthetic nation. */
export async function measureScroll(page: Page, address: string): Promise<ScrollTimes> {
  await page.goto(`${address}/nazione/indicatori/importo?member=*`);
  const region = page.locator(".pm-figures");
  await region.locator("tbody tr th").first().waitFor({ timeout: 120_000 });
  const rows = Number(await region.locator("table").getAttribute("aria-rowcount")) - 1;
  const still = await measureFrames(page, 0);
  return { rows, still, scrolled: await measureFrames(page, step) };
}

/** Run in the page, of whose names we know nothing here. */
const script = (count: number, pixels: number): string => `new Promise((done) => {
  const region = document.querySelector(".pm-figures");
  const found = [];
  let before = performance.now();
  const next = (now) => {
    found.push(now - before);
    before = now;
    region.scrollTop += ${pixels};
    if (found.length < ${count}) requestAnimationFrame(next);
    else done(found);
  };
  requestAnimationFrame(next);
})`;

async function measureFrames(page: Page, pixels: number): Promise<Frames> {
  const times = await page.evaluate<readonly number[]>(script(frames, pixels));
  // Before the first there was no frame.
  const sorted = times.slice(1).sort((a, b) => a - b);
  const pick = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { median: pick(0.5), late: pick(0.95) };
}
