/**
 * A golden case of figures is a page in Italian: a title, why it matters, the model (```yaml modello, added to
 * the linked files) and the figures that must come of it (```cifre), a line each, or the problems (```text atteso).
 */
import { readdirSync, readFileSync } from "node:fs";
import type { Scenario } from "../../src/engine/index.ts";
import { formatProblem, type Model, type ModelFile, readModel } from "../../src/model/index.ts";

export interface GoldenCase {
  readonly name: string;
  readonly title: string;
  readonly model: Model;
  readonly figures: readonly { readonly name: string; readonly display: string }[];
  readonly expected: string;
  /** What is supposed (```json scenario), where the case is about that. */
  readonly scenario: Partial<Scenario> | undefined;
}

const root = new URL("../", import.meta.url);

/** The cases of `cases/<folder>/`, by name; a model that is itself wrong is an error of the case. */
export function listGoldenCases(folder: string): readonly GoldenCase[] {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readGoldenCase(folder, name));
}

function readGoldenCase(folder: string, name: string): GoldenCase {
  const page = readFileSync(new URL(`${folder}/${name}`, root), "utf8");
  const links = [...page.matchAll(/\]\(((?:\.\.\/)+[a-z/-]+\.yaml)\)/g)].map(([, link = ""]) => link);
  const read = (info: string) =>
    new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ?? "";
  const files: ModelFile[] = links.map((link) => ({
    path: link.replace(/^.*\//, ""),
    text: readFileSync(new URL(link, new URL(`${folder}/${name}`, root)), "utf8"),
  }));
  files.push({ path: "caso.yaml", text: read("yaml modello").replace(/«(.+) × (\d+)»/g, repeatText) });
  const { value, problems } = readModel(files);
  if (problems.length > 0) throw new Error(`${name}:\n${problems.map(formatProblem).join("\n\n")}`);
  const lines = read("cifre")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const figures = lines.map((line) => {
    const [figure = "", display = ""] = line.split(" = ");
    return { name: figure.trim(), display: display.trim() };
  });
  const scenario = read("json scenario");
  return {
    name,
    scenario: scenario === "" ? undefined : readScenario(scenario),
    title: /^# (.+)$/m.exec(page)?.[1] ?? "",
    model: value,
    figures,
    expected: read("text atteso").trimEnd(),
  };
}

/** In JSON a weight that is not said is null. */
function readScenario(text: string): Partial<Scenario> {
  const { weights, ...rest } = JSON.parse(text) as Partial<Scenario>;
  if (weights === undefined) return rest;
  const said = weights.map((each) => ({ ...each, weights: each.weights.map((one) => one ?? undefined) }));
  return { ...rest, weights: said };
}

/** `«testo # × 3»`: the text three times, with the number of the copy in place of `#`. */
function repeatText(_: string, text: string, times: string): string {
  return Array.from({ length: Number(times) }, (_each, k) => text.replaceAll("#", String(k + 1))).join("");
}
