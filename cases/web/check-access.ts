/** What a machine can tell of accessibility, on a page as it stands: WCAG 2.2 A and AA, and what is good practice. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Each thing found, as a sentence with the first element concerned. Pages have no frames of other origins, so that
 * what was found need not be gathered in a window of its own (`legacy`), which takes as long as looking for it.
 */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(rules)
    .setLegacyMode(true)
    .analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0]?.html ?? ""}`);
}

/** Whether the page must be moved sideways to be read; tables may scroll in regions of their own. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

/** What a screen of 1280 × 900 shows at 200 %: half as many of its points, each twice as wide. */
export const zoomed = { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } as const;

/**
 * What is lost on a page that leaves little room: the page itself moved sideways, or something that can be pressed,
 * written in or read as a heading that cannot be brought into sight whole, or on which something else lies. What
 * stands in a region that scrolls by itself is reached there.
 */
export async function findLost(page: Page): Promise<readonly string[]> {
  const lost = await page.evaluate<string[]>(listLost);
  return (await isTooWide(page)) ? ["the page scrolls sideways", ...lost] : lost;
}

/** Run in the page, of whose types nothing is known here. */
const listLost = `(() => {
  // What lies under an open dialog is not to be reached.
  const place = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document;
  const isScrolled = (element) => {
    for (let at = element.parentElement; at !== null && at !== document.body && at !== place; at = at.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  const tell = (element) =>
    (element.localName + " " + (element.ariaLabel ?? element.textContent)).slice(0, 80);
  const isHit = (element, { left, top, width, height }) => {
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  };
  return [...place.querySelectorAll("a, button, input, select, textarea, summary, h1, h2, h3")]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    // One pixel wide is for who hears it.
    .filter((element) => element.getBoundingClientRect().width > 1 && !isScrolled(element))
    .flatMap((element) => {
      element.scrollIntoView({ block: "center", behavior: "instant" });
      // A link on two lines is in two pieces.
      const [rect] = element.getClientRects();
      const isWhole = rect.left >= 0 && rect.right <= document.documentElement.clientWidth + 0.5;
      return isWhole && isHit(element, rect) ? [] : [tell(element)];
    });
})()`;

/** As wide as what is printed of a sheet of A4 between its margins. */
export const onPaper = { viewport: { width: 703, height: 994 } } as const;

/** What paper would cut: nobody scrolls a sheet. */
export function findClipped(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(listClipped);
}

const listClipped = `[...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && element.clientWidth > 1 && element.closest("svg, select, input") === null)
  .filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return (
      (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1)
    );
  })
  .map((element) => (element.localName + "." + element.className + " " + element.textContent).slice(0, 80))`;

/**
 * What is not whole on a page as it stands: a word broken letter by letter because its column is too narrow, or a
 * figure that stands out of its block, card or cell, and is cut or covered there.
 */
export async function findBroken(page: Page): Promise<readonly string[]> {
  const broken = await page.evaluate<string[]>(listBroken);
  return (await isTooWide(page)) ? ["the page scrolls sideways", ...broken] : broken;
}

const listBroken = `(() => {
  const tell = (element, what) => what + ": " + element.textContent.trim().slice(0, 60);
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 3);
  const countLines = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  const isShown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  const words = [...document.querySelectorAll("main :is(td, th, li, p, dt, dd, span, small, code, button, label)")];
  const squeezed = words.filter((element) => isShown(element) && hasText(element)).filter((element) => {
    const lines = countLines(element);
    return lines >= 4 && element.textContent.trim().length / lines < 5;
  });
  const outside = [...document.querySelectorAll("main .pm-why")].filter(isShown).filter((element) => {
    const box = element.closest("article, li, td, th")?.getBoundingClientRect();
    const { left, right } = element.getBoundingClientRect();
    return box !== undefined && (left < box.left - 1 || right > box.right + 1);
  });
  return [
    ...squeezed.map((element) => tell(element, "letter by letter")),
    ...outside.map((element) => tell(element, "out of its place")),
  ].slice(0, 10);
})()`;
