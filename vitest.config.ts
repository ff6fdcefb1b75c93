import { defineConfig } from "vitest/config";

const ci = process.env.CI === "true";
const slow = "**/*.slow.test.ts";
const property = "**/*.property.test.ts";
const pages = "src/web/**/*.slow.test.ts";

// The projects differ by file name: `*.slow.test.ts` stays out of `npm run check` (those of `src/web` open the built
// pages in a browser), `*.property.test.ts` runs there
// a few times and in the slow project as often as it says. Fast tests change nothing that others see, so that the
// files of a worker share what they import. Node reads the sources itself, as it does for the command: quicker than
// through Vite, and what is tested is what runs; so no test imports a `.tsx`. The projects run one after the other.
export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    experimental: { viteModuleRunner: false },
    setupFiles: ["./cases/properties.ts"],
    // A skip is named, and under CI it fails the run; `.ci/run` reads its counts from the JSON.
    reporters: ["default", "./.ci/skip-reporter.ts", ...(ci ? (["json"] as const) : [])],
    outputFile: { json: ".piramide/tests.json" },
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["{src,bench}/**/*.test.ts"],
          exclude: [slow],
          isolate: false,
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "slow",
          include: [`{src,bench}/${slow}`, `{src,bench}/${property}`],
          exclude: [pages],
          env: { PIRAMIDE_RUNS: "all" },
          sequence: { groupOrder: 1 },
        },
      },
      // A browser and a server each: one file at a time leaves them the machine.
      {
        extends: true,
        test: {
          name: "pages",
          include: [pages],
          globalSetup: ["./cases/web/build-pages.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
