import { describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const comune = ["--model", "models/esempio-comune"] as const;

interface Step {
  readonly figure: { readonly id: string; readonly value: number | null; readonly display: string };
  readonly parts: readonly { readonly explanation: Step }[];
}

describe("explain", () => {
  test("[C8] in sentences: the weights, the rule, the cause, the revision and the row of the file", async () => {
    const { code, said, warned } = await runPiramide("explain", "performance_comune", ...comune);
    expect([code, warned]).toEqual([0, ""]);
    expect(said).toMatch(/^Performance del comune \[performance_comune, indice, COMUNE, 2025\]: 88,38 %/);
    for (const sentence of [
      "media ponderata: (50 × 90,52 + 30 × 79,40 + 20 × 96,50) / 100",
      "regola «scostamento»: 100 + (7.105 − 7.000) / |7.000| × 100",
      "si calcola giacenza / pratiche_definite * giornate_lavorate",
      "cioè 620 / 7.105 × 2.720",
      "causa endogena: L'ultima bozza è rimasta ferma quattro giorni fra due uffici",
      "su autorizzazione di: Segretario generale",
      "rilevazioni.csv:2:36",
    ]) {
      expect(said).toContain(sentence);
    }
  });

  test("[C8] as JSON: the figure, its parts down to the data, and the same sentences", async () => {
    const { code, said } = await runPiramide("explain", "arretrato", ...comune, "--json");
    expect(code).toBe(0);
    const report = JSON.parse(said) as {
      model: string;
      explanation: Step;
      debts: unknown[];
      sentences: string[];
    };
    expect(report.model).toBe("esempio-comune");
    expect(report.explanation.figure).toMatchObject({
      id: "arretrato",
      facet: "result",
      orgUnit: "COMUNE",
      period: "2025",
      display: "237,4",
    });
    expect(report.explanation.figure.value).toBeCloseTo((620 / 7105) * 2720, 9);
    expect(report.explanation.parts.map(({ explanation: { figure } }) => [figure.id, figure.value])).toEqual([
      ["giacenza", 620],
      ["pratiche_definite", 7105],
      ["giornate_lavorate", 2720],
    ]);
    expect(report.debts).toEqual([]);
    const text = await runPiramide("explain", "arretrato", ...comune);
    expect(text.said).toBe(`${report.sentences.join("\n")}\n`);
  });

  test("[C8] a ratio is explained at the office and the period that are asked for", async () => {
    const { said } = await runPiramide(
      "explain",
      "arretrato",
      "--org-unit",
      "CITTADINI",
      "--period",
      "2025-T3",
      ...comune,
    );
    expect(said).toMatch(
      /^Arretrato in giornate di lavoro \[arretrato, consuntivo, CITTADINI, 2025-T3\]: 143,3 /,
    );
    expect(said).toContain("cioè 595 / 1.370 × 330");
  });

  test("[C8] an absent figure says what is missing, who owes it and why", async () => {
    const { code, said } = await runPiramide("explain", "reclami", "--org-unit", "TRIBUTI", ...comune);
    expect(code).toBe(0);
    const [, owed = ""] = said.split("Da che cosa dipende l'assenza, e chi deve il dato:\n");
    expect(owed).toContain("[reclami, consuntivo, TRIBUTI, 2025]: mancante");
    expect(owed).toContain("lo deve Ufficio relazioni con il pubblico");
    expect(owed).toContain("nota: Il registro dei reclami non è stato consegnato");
    expect(owed).toMatch(/rilevazioni\.csv:39:\d+/);
  });
});

describe("wrong use", () => {
  const wrong = [
    [["conpute"], "Forse intendevi «compute»."],
    [["--json"], "«--json» non è un comando."],
    [["constructor"], "«constructor» non è un comando."],
    [["compute", "--perod", "2023"], "Forse intendevi --period."],
    [["compute", "--period"], "L'opzione --period vuole un valore."],
    [["compute", "--json=si"], "è usata male"],
    [["compute", "models/esempio-comune"], "«models/esempio-comune» è di troppo."],
    [["compute", "--json", "--csv"], "Le opzioni --json e --csv non stanno insieme."],
    [["explain"], "Serve il nome di un indicatore"],
    [["explain", "a", "b"], "Serve il nome di un indicatore"],
    [["explain", "personale", "--member", "F"], "«F» non dice dimensione e membro."],
    [["check", "a", "b"], "«b» è di troppo."],
    [["diff", "models/esempio-comune"], "Servono le cartelle di due modelli."],
    [["schema"], "Serve il file"],
  ] as const;

  test.each(wrong)("[C3] %j", async (argv, sentence) => {
    const { code, said, warned } = await runPiramide(...argv);
    expect([code, said]).toEqual([2, ""]);
    expect(warned).toContain(sentence);
  });

  test("[C3] help, with nothing and with any command, lists the commands", async () => {
    for (const argv of [[], ["help"], ["--help"], ["-h"], ["compute", "--help"]]) {
      const { code, said, warned } = await runPiramide(...argv);
      expect([code, warned]).toEqual([0, ""]);
      for (const command of ["compute", "explain", "check", "diff", "schema"])
        expect(said).toContain(`\n  piramide ${command}`);
    }
  });
});
