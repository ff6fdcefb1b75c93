/**
 * A skipped test is a hole in the proof: it says its reason, and where everything must be present (`CI=true`)
 * it fails the run. Everywhere else a skip without a reason fails it too.
 */
import type { Reporter, TestModule, Vitest } from "vitest/node";

export default class SkipReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // Who asks for some tests by name (`-t`) leaves the others out on purpose.
    if (this.vitest?.config.testNamePattern !== undefined) return;
    const refused: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state !== "skipped") continue;
        const reason = result.note ?? "";
        console.log(
          `saltato: ${module.relativeModuleId} > ${test.fullName}: ${reason === "" ? "senza motivo" : reason}`,
        );
        if (reason === "" || process.env.CI === "true") refused.push(test.fullName);
      }
    }
    if (refused.length === 0) return;
    console.log(
      `${refused.length} prove saltate che qui non possono esserlo (senza motivo, oppure CI=true).`,
    );
    process.exitCode = 1;
  }
}
