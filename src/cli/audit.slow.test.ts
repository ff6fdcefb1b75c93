/** `piramide audit` and `piramide start`, as their users run them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import readXlsxFile from "read-excel-file/node";
import { afterAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

interface JsonAudit {
  readonly summary: {
    readonly figures: number;
    readonly results: number;
    readonly failed: readonly string[];
  };
  readonly relations: readonly Record<string, unknown>[];
  readonly figures: readonly (Record<string, unknown> & { readonly id: string; readonly verdict: string })[];
}
interface Rate {
  readonly tried: number;
  readonly caught: number;
}

const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const share = ({ tried, caught }: Rate): number => caught / tried;

describe("audit", () => {
  test("[C17] the JSON has the keys that others rely on, for every relation and figure", async () => {
    const { code, said } = await runPiramide("audit", "--json");
    expect(code).toBe(0);
    const audited = JSON.parse(said) as JsonAudit;
    for (const key of ["id", "type", "verdict", "figures", "why"]) {
      expect(audited.relations.filter((relation) => !(key in relation))).toEqual([]);
    }
    for (const key of ["id", "place", "line", "printed", "verdict", "recomputed", "why"]) {
      expect(audited.figures.filter((figure) => !(key in figure))).toEqual([]);
    }
    expect(audited.figures.length).toBe(audited.summary.figures);
    expect(audited.figures.find(({ id }) => id === "pi.tempi.ragg")).toMatchObject({
      printed: "53,13",
      verdict: "contradicted",
      recomputed: "46,88",
      line: 549,
    });
  });

  test("[C17] --strict fails where something does not hold", async () => {
    expect((await runPiramide("audit", "--strict")).code).toBe(1);
  });

  test("[C17] one figure, one relation, or a suggestion", async () => {
    const figure = await runPiramide("audit", "pi.tempi.ragg");
    expect(figure.said).toContain("Regole provate");
    expect(figure.said).toContain("T/R·100 = 65,31");
    const relation = await runPiramide("audit", "performance-istituzionale");
    expect(relation.said).toContain("27.132");
    expect(relation.said.replace(/\s+/g, " ")).toContain("Se pi.tempi.ragg fosse 46,88");
    const wrong = await runPiramide("audit", "pi.tempo.ragg");
    expect(wrong.code).toBe(2);
    expect(wrong.warned).toContain("«pi.tempi.ragg»");
  });

  test("[C17] files: CSV with every figure, a workbook with figures, relations and working papers", async () => {
    const csv = join(scratch, "verifica.csv");
    expect((await runPiramide("audit", "--csv", csv)).code).toBe(0);
    const rows = parse(readFileSync(csv, "utf8"), { bom: true, delimiter: ";", columns: true }) as {
      id: string;
      verdetto: string;
    }[];
    expect(rows.find(({ id }) => id === "pi.tempi.ragg")?.verdetto).toBe("non torna");
    const workbook = join(scratch, "verifica.xlsx");
    expect((await runPiramide("audit", "--xlsx", workbook)).code).toBe(0);
    const sheets = await readXlsxFile(workbook);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["cifre", "relazioni", "carte di lavoro"]);
    expect(sheets[0]!.data.length).toBe(rows.length + 1);
  });

  test("[C17] the working papers redo every relation", async () => {
    const { said } = await runPiramide("audit", "--papers");
    expect(said).toContain("5.906.162.514 = 2.533.277.429 + 3.372.885.085");
    expect(said.split("\n\n").length).toBeGreaterThan(450);
  });

  test("[C17] the strength: at least 98 % of what must be caught is caught", async () => {
    const { code, said } = await runPiramide("audit", "--mutate", "--json");
    expect(code).toBe(0);
    const strength = JSON.parse(said) as Record<"required" | "stated" | "all", Rate> & {
      isComplete: boolean;
    };
    expect(strength.isComplete).toBe(true);
    expect(strength.all.tried).toBeGreaterThan(10_000);
    expect(share(strength.required)).toBeGreaterThanOrEqual(0.98);
    expect(share(strength.stated)).toBeGreaterThanOrEqual(0.98);
  });

  test("[C17] a model without anything published says so", async () => {
    const { code, warned } = await runPiramide("audit", "--model", "models/esempio-comune");
    expect(code).toBe(1);
    expect(warned).toContain("nothing-published");
  });
});

describe("start", () => {
  test("[C17] the pyramid with its weights, then what does not hold", async () => {
    const { code, said } = await runPiramide("start");
    expect(code).toBe(0);
    expect(said).toMatch(/Conto assicurativo\s+30\s+111,43/);
    expect(said).toMatch(/Performance istituzionale\s+n\.d\.\s+90,60/);
    expect(said).toContain("Che cosa non torna");
    expect(said).toContain("pi-tempi-ragg");
  });
});
