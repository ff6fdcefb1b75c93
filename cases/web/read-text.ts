/** What a reader sees of something on a page, on one line. */
import type { Locator } from "playwright-core";

export async function readText(locator: Locator): Promise<string> {
  const texts = await readTexts(locator);
  if (texts.length !== 1) throw new Error(`se ne cercava uno, sono ${texts.length}`);
  return texts[0]!;
}

export async function readTexts(locator: Locator): Promise<string[]> {
  await locator.first().waitFor();
  return (await locator.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
}
