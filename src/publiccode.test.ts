/** `publiccode.yml` against the mandatory keys and value lists of the standard, version 0.5. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "./house.ts";

const text = (min: number, max: number) => z.string().min(min).max(max);
const description = z.object({
  localisedName: z.string().optional(),
  shortDescription: text(1, 150).regex(/^[^\n]+$/),
  longDescription: text(150, 10_000),
  features: z.array(z.string()).min(1),
});
const contacts = z.array(z.object({ name: z.string().min(1) })).min(1);
const maintenance = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none") }),
  z.strictObject({ type: z.enum(["internal", "community"]), contacts }),
  z.strictObject({ type: z.literal("contract"), contractors: contacts, contacts: contacts.optional() }),
]);
const publiccode = z.strictObject({
  publiccodeYmlVersion: z.literal("0.5"),
  name: z.string(),
  url: z.url({ protocol: /^https$/ }),
  softwareVersion: z.string(),
  platforms: z.array(z.enum(["web", "windows", "mac", "linux", "ios", "android"])).min(1),
  categories: z.array(z.enum(["business-intelligence", "compliance-management", "data-analytics"])).min(1),
  developmentStatus: z.enum(["concept", "development", "beta", "stable", "obsolete"]),
  softwareType: z.enum([
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "library",
  ]),
  intendedAudience: z.strictObject({
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
    scope: z.array(z.string()),
  }),
  description: z.record(z.string().regex(/^[a-z]{2}$/), description),
  legal: z.strictObject({ license: z.string() }),
  maintenance,
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string()).min(1),
  }),
  dependsOn: z.strictObject({ open: z.array(z.strictObject({ name: z.string(), versionMin: z.string() })) }),
  IT: z.strictObject({ countryExtensionVersion: z.literal("1.0") }),
});

const written: unknown = parse(readFileSync(join(root, "publiccode.yml"), "utf8"), { version: "1.2" });

test("[H15] publiccode.yml has the mandatory keys of the standard, and agrees with package.json", () => {
  const read = publiccode.parse(written);
  const settings = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
    license: string;
  };
  expect(read.softwareVersion).toBe(settings.version);
  expect(read.legal.license).toBe(settings.license);
  expect(Object.keys(read.description)).toContain("it");
});

test("[H15] a catalogue entry without a mandatory key is refused", () => {
  const mandatory = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
  ];
  for (const key of mandatory) {
    const without = Object.fromEntries(Object.entries(written as object).filter(([name]) => name !== key));
    expect(publiccode.safeParse(without).success, key).toBe(false);
  }
  const anonymous = { ...(written as object), maintenance: { type: "internal" } };
  expect(publiccode.safeParse(anonymous).success).toBe(false);
});
