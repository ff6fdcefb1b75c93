/** Explanations of the large model. */
import { describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

interface Step {
  readonly figure: { readonly id: string; readonly value: number | null; readonly display: string };
  readonly parts: readonly { readonly explanation: Step }[];
}

describe("explain, on INPS 2023", () => {
  test("[C8] the undisclosed gestionale index of INPS is said to be absent because it is not disclosed", async () => {
    const { code, said } = await runPiramide("explain", "performance_gestionale", "--json");
    expect(code).toBe(0);
    const report = JSON.parse(said) as { explanation: Step; debts: { absence: string; figure?: unknown }[] };
    expect(report.explanation.figure).toMatchObject({
      value: null,
      absence: "undisclosed",
      display: "non divulgato",
    });
    expect(report.debts.length).toBeGreaterThan(0);
  });

  test("[C4] a part of a name suggests the names that contain it", async () => {
    const { code, warned } = await runPiramide("explain", "oge_conto");
    expect(code).toBe(1);
    expect(warned).toContain("Forse intendevi «oge_conto_assicurativo».");
    const { warned: several } = await runPiramide("explain", "conto_assicurativo");
    expect(several).toMatch(/Forse intendevi «[a-z_]*conto_assicurativo[a-z_]*»/);
    const { warned: none } = await runPiramide("explain", "xyzxyzxyz");
    expect(none).toContain("`piramide compute` li elenca tutti.");
  });

  test("[C4] without a root that is meant, the command that it suggests is the one to run", async () => {
    const { code, warned } = await runPiramide("explain", "risultato_rsu");
    expect(code).toBe(1);
    expect(warned).toContain("org-unit-needed");
    const [, command = ""] = warned.match(/Per esempio: piramide (.*)/) ?? [];
    const { code: answered, said } = await runPiramide(...command.split(" "));
    expect(answered).toBe(0);
    expect(said).toContain("risultato_rsu");
  });

  test("[C8] members and facet choose the figure", async () => {
    const { code, said } = await runPiramide(
      "explain",
      "misure_specifiche",
      "--member",
      "ambito_rischio=centrale",
      "--member",
      "tipo_misura=controllo",
    );
    expect(code).toBe(0);
    expect(said).toMatch(/: 111 misure\n/);
    const { said: deviation } = await runPiramide("explain", "ieep_accertato", "--facet", "raggiungimento");
    expect(deviation).toMatch(/^IEEP Accertato \[ieep_accertato, raggiungimento, INPS, 2023\]: 141,37 %/);
  });
});

test("[X3] nobody owes what cannot be evaluated", async () => {
  const { said } = await runPiramide("explain", "attuazione_linea_guida", "--member", "linea_guida=20.1");
  expect(said).toContain("non valutabile; nessuno lo deve");
});
