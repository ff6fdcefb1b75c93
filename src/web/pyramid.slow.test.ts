import { describe, expect, test } from "vitest";
import { requirePresent } from "../../cases/needs.ts";
import { findChromium, howToHaveChromium, inpsPlace, openPages } from "../../cases/web/open-pages.ts";

const pages = await openPages([inpsPlace]);

describe("the pyramid in a browser", () => {
  test("[P1] a figure explains itself at one press, at an address of its own", async (context) => {
    requirePresent(context, findChromium() !== undefined, howToHaveChromium);
    const page = await pages.open("/inps-2023");
    await page.getByRole("button", { name: /^Tempi medi di definizione: 46,88/ }).click();
    const panel = page.getByRole("dialog", { name: "Perché?" });
    await panel.getByText("100 + (32 − 49) / |32| × 100").waitFor();
    expect(new URL(page.url()).searchParams.get("why")).toContain("tempi_medi");

    const again = await pages.open(new URL(page.url()).pathname + new URL(page.url()).search);
    await again.getByRole("dialog").getByText("100 + (32 − 49) / |32| × 100").waitFor();
    expect(pages.complaints).toEqual([]);
  });
});
