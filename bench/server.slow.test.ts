/** The bench of the server asks for the same on both sides. */
import { expect, test } from "vitest";
import { measureServer } from "./measure-server.ts";

test("[S25] the bare route sends the bytes that the server sends, and each is asked for as often", async () => {
  const { resources, unchanged } = await measureServer(16);
  expect(resources.map(({ isSame }) => isSame)).toEqual(resources.map(() => true));
  for (const { bytes, served, bare } of resources) {
    expect(bytes).toBeGreaterThan(500);
    for (const { perSecond, late } of [served, bare]) expect(Math.min(perSecond, late)).toBeGreaterThan(0);
  }
  expect(unchanged.perSecond).toBeGreaterThan(0);
});
