import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const comune = "models/esempio-comune";
const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A copy of the tutorial with some words of its files replaced. */
function copyModel(name: string, changes: readonly (readonly [string, string, string])[]): string {
  const directory = join(scratch, name);
  cpSync(comune, directory, { recursive: true });
  for (const [file, from, to] of changes) {
    const text = readFileSync(join(directory, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(directory, file), text.replace(from, to));
  }
  return directory;
}

interface Side {
  readonly value: number | null;
  readonly absence: string | null;
  readonly display: string;
}
interface DiffJson {
  readonly period: string | null;
  readonly changes: readonly { readonly type: string; readonly sentence: string }[];
  readonly figures: readonly {
    readonly id: string;
    readonly facet: string;
    readonly orgUnit: string;
    readonly before: Side | null;
    readonly after: Side | null;
  }[];
}

describe("diff", () => {
  test("[C12] a weight: the sentence, and the figures that move, before and after", async () => {
    const after = copyModel("pesi", [
      ["piramide.yaml", "efficienza, peso: 50", "efficienza, peso: 60"],
      ["piramide.yaml", "qualita, peso: 30", "qualita, peso: 20"],
    ]);
    const { code, said, warned } = await runPiramide("diff", comune, after, "--json");
    expect([code, warned]).toEqual([1, ""]);
    const report = JSON.parse(said) as DiffJson;
    expect(report.period).toBe("2025");
    expect(report.changes.map(({ sentence }) => sentence)).toEqual([
      "Il peso di efficienza.indice in performance_comune passa da 50 a 60.",
      "Il peso di qualita.indice in performance_comune passa da 30 a 20.",
    ]);
    expect(
      report.figures.map(({ id, facet, orgUnit, before, after: now }) => [
        id,
        facet,
        orgUnit,
        before?.display,
        now?.display,
      ]),
    ).toEqual([["performance_comune", "index", "COMUNE", "88,38", "89,49"]]);
  });

  test("[C12] a datum that arrives: the absence becomes a value, and its sums move", async () => {
    const after = copyModel("dato", [
      [
        "rilevazioni.csv",
        "TRIBUTI;2025;;mancante;Il registro dei reclami non è stato consegnato",
        "TRIBUTI;2025;7;;",
      ],
    ]);
    const { said } = await runPiramide("diff", comune, after);
    expect(said).toMatch(/^Cambia una cosa:\n/);
    expect(said).toContain(
      "- reclami, TRIBUTI, 2025: il valore passa da un'assenza (mancante) a 7; la nota passa da «Il registro dei reclami non è stato consegnato» a niente.\n    rilevazioni.csv:39\n",
    );
    expect(said).toMatch(/Si muovono 3 cifre nel 2025:/);
    expect(said).toMatch(/ reclami, COMUNE +consuntivo +21 reclami +28 reclami\n/);
    expect(said).toMatch(/ reclami, TRIBUTI +consuntivo +mancante +7 reclami\n/);
  });

  test("[C12] an office that moves carries its figures with it; --period chooses when", async () => {
    const after = copyModel("ufficio", [
      [
        "modello.yaml",
        "titolo: Ufficio tributi, tipo: ufficio, padre: CITTADINI",
        "titolo: Ufficio tributi, tipo: ufficio, padre: COMUNE",
      ],
    ]);
    const { said } = await runPiramide("diff", comune, after, "--period", "2025-T1", "--json");
    const report = JSON.parse(said) as DiffJson;
    expect(report.changes.map(({ type, sentence }) => [type, sentence])).toEqual([
      ["org-unit-moved", "TRIBUTI (Ufficio tributi) passa da CITTADINI a COMUNE."],
    ]);
    expect(report.period).toBe("2025-T1");
    expect(new Set(report.figures.map(({ orgUnit }) => orgUnit))).toEqual(new Set(["CITTADINI"]));
    const flow = report.figures.find(({ id }) => id === "pratiche_definite");
    expect([flow?.before?.value, flow?.after?.value]).toEqual([1530, 1010]);
  });

  test("[C12] a figure that only one model has is shown beside nothing", async () => {
    const after = copyModel("senza", [
      [
        "modello.yaml",
        "\n      - { codice: EDILIZIA, titolo: Ufficio edilizia, tipo: ufficio, padre: COMUNE }",
        "",
      ],
    ]);
    const data = readFileSync(join(after, "rilevazioni.csv"), "utf8");
    writeFileSync(
      join(after, "rilevazioni.csv"),
      data
        .split("\n")
        .filter((line) => !line.includes(";EDILIZIA;"))
        .join("\n"),
    );
    const rest = readFileSync(join(after, "dati.yaml"), "utf8");
    writeFileSync(
      join(after, "dati.yaml"),
      rest
        .split("\n")
        .filter((line) => !line.includes("EDILIZIA"))
        .join("\n"),
    );
    const { said } = await runPiramide("diff", comune, after, "--json");
    const gone = (JSON.parse(said) as DiffJson).figures.filter(({ orgUnit }) => orgUnit === "EDILIZIA");
    expect(gone.length).toBeGreaterThan(4);
    expect(gone.every(({ after: now }) => now === null)).toBe(true);
    expect((await runPiramide("diff", comune, after)).said).toMatch(
      / reclami, EDILIZIA +consuntivo +9 reclami +non c'è\n/,
    );
  });

  test("[C12] models without a year in common are compared in words only", async () => {
    const { code, said } = await runPiramide("diff", "models/inps-2023", comune);
    expect(code).toBe(1);
    expect(said).toContain("L'esercizio del modello passa da 2023 a 2025.");
    expect(said).toMatch(/I due modelli non hanno anni in comune: le cifre non si confrontano\.\n$/);
  });

  test("[C13] exit codes are those of diff: 0 the same, 1 different, 2 not comparable", async () => {
    const same = copyModel("uguale", [["dati.yaml", "cause:", "# solo un commento\ncause:"]]);
    renameSync(join(same, "piramide.yaml"), join(same, "a.yaml"));
    expect(await runPiramide("diff", comune, same)).toEqual({
      code: 0,
      said: "I due modelli dicono le stesse cose.\n",
      warned: "",
    });
    const broken = copyModel("rotto", [["piramide.yaml", "efficienza, peso: 50", "efficienza, peso: 51"]]);
    const { code, said, warned } = await runPiramide("diff", comune, broken);
    expect([code, said]).toEqual([2, ""]);
    expect(warned).toContain(`weights-do-not-sum   ${broken}/piramide.yaml:`);
    expect((await runPiramide("diff", comune, join(scratch, "nessuna"))).code).toBe(2);
    expect((await runPiramide("diff", comune, comune, "--period", "2031")).code).toBe(2);
  });
});
