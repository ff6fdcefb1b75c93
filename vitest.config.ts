import { defineConfig } from "vitest/config";

const ci = process.env.CI === "true";
const slow = "**/*.slow.test.ts";

// The two projects differ by file name only: `*.slow.test.ts` stays out of `npm run check`.
export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: ["./cases/properties.ts"],
    // A skip is named, and under CI it fails the run; `.ci/run` reads its counts from the JSON.
    reporters: ["default", "./.ci/skip-reporter.ts", ...(ci ? (["json"] as const) : [])],
    outputFile: { json: ".piramide/tests.json" },
    projects: [
      { extends: true, test: { name: "fast", include: ["{src,bench}/**/*.test.ts"], exclude: [slow] } },
      { extends: true, test: { name: "slow", include: [`{src,bench}/${slow}`] } },
    ],
  },
});
