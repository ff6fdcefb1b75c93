/** How strong the audit is on its real input. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mutateReport } from "./mutate-report.ts";
import { readPublished } from "./read-published.ts";

const folder = new URL("../../models/inps-2023/published/", import.meta.url);
const { value: published } = readPublished(
  readdirSync(folder).map((name) => ({ path: name, text: readFileSync(new URL(name, folder), "utf8") })),
);

test("[A27] at least 98 % of what must be caught is caught, and every miss has its reason", () => {
  const strength = mutateReport(published);
  expect(strength.required.caught / strength.required.tried).toBeGreaterThanOrEqual(0.98);
  expect(strength.stated.caught / strength.stated.tried).toBeGreaterThanOrEqual(0.98);
  // Of what only claims speak of, few changes are noticed: they are counted apart, not left out.
  expect(strength.claimed.tried).toBe(227);
  expect(strength.reasons["not-explained"]).toBe(0);
  expect(strength.isComplete).toBe(true);
});
