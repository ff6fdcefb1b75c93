/** A page in one of its states: those too in which what it asked for is awaited, or has failed. */
import type { BrowserContextOptions, Page } from "playwright-core";
import type { OpenedPages } from "./open-pages.ts";

export interface PageState {
  readonly path: string;
  /** What shows that it is there. */
  readonly shown: string;
  /** What becomes of what it asks the server for. */
  readonly answer?: "never" | "failed";
}

/** @param held the resources that are held back, or fail, where the state says so */
export async function openState(
  pages: OpenedPages,
  { path, shown, answer }: PageState,
  held: RegExp,
  language: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const address = `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
  // Another page of the workspace comes first: what it asks for is answered.
  const first = answer === undefined ? address : `/${path.split("/")[1]}/e-se?lang=${language}`;
  const page = await pages.open(first, options);
  page.setDefaultTimeout(110_000);
  if (answer !== undefined) {
    await page.route(held, (route) =>
      answer === "failed" ? route.fulfill({ status: 503, body: "{}" }) : undefined,
    );
    await page.goto(`${pages.address}${address}`);
  }
  await page.locator(shown).first().waitFor();
  return page;
}
