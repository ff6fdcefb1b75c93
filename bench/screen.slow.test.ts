/** The page that the bench of the screen opens, which no server stands behind. */
import { expect, test } from "vitest";
import { requirePresent } from "../cases/needs.ts";
import { measureScreen } from "./measure-screen.ts";

test("[B6] a weight, a target and a result of a leaf are changed, and the page draws what follows", async (context) => {
  const measured = await measureScreen(2, 0);
  requirePresent(context, measured !== undefined, "manca un browser: apt install chromium");
  expect(measured!.map(({ what, changes }) => [what, changes])).toEqual([
    ["un peso", 2],
    ["un obiettivo", 2],
    ["un dato di una foglia", 2],
  ]);
  for (const { changed, drawn } of measured!)
    for (const time of [...changed, ...drawn]) expect(time).toBeGreaterThan(0);
});
