import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { writeModel } from "../../cases/cli/write-model.ts";

interface JsonFigure {
  readonly id: string;
  readonly facet: string;
  readonly members: Readonly<Record<string, string>>;
  readonly orgUnit: string;
  readonly period: string;
  readonly value: number | null;
  readonly absence: string | null;
  readonly unit: string;
  readonly display: string;
  readonly coverage: number | null;
  readonly status: string;
  readonly provenance: string;
}
interface JsonReport {
  readonly model: string;
  readonly hash: string;
  readonly figures: readonly JsonFigure[];
}

const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const comune = "models/esempio-comune";

async function computeJson(...options: readonly string[]): Promise<JsonReport> {
  const { code, said, warned } = await runPiramide("compute", ...options, "--json");
  expect(warned).toBe("");
  expect(code).toBe(0);
  return JSON.parse(said) as JsonReport;
}

/** The displays of one indicator's figures, by unit and facet. */
function show({ figures }: JsonReport, id: string): Record<string, string> {
  const own = figures.filter((figure) => figure.id === id);
  return Object.fromEntries(own.map((figure) => [`${figure.orgUnit} ${figure.facet}`, figure.display]));
}

describe("INPS 2023", () => {
  let report: JsonReport;
  beforeAll(async () => {
    report = await computeJson();
  });

  test("[C1] every figure has the twelve keys, with their types", () => {
    expect(report.model).toBe("inps-2023");
    expect(report.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(report.figures.length).toBeGreaterThan(1000);
    const keys = [
      "id",
      "facet",
      "orgUnit",
      "period",
      "value",
      "absence",
      "unit",
      "display",
      "coverage",
      "status",
      "provenance",
    ];
    for (const figure of report.figures) {
      expect(Object.keys(figure)).toEqual(expect.arrayContaining(keys));
      expect(figure.value === null).toBe(figure.absence !== null);
      expect(["result", "target", "deviation", "attainment", "index"]).toContain(figure.facet);
      expect(["provisional", "final"]).toContain(figure.status);
      expect(["published", "inferred", "assumed", "synthetic"]).toContain(figure.provenance);
      expect(figure.period).toBe("2023");
      expect(typeof figure.display).toBe("string");
    }
  });

  const main = [
    ["valore_pubblico", "index", /^100,48$/],
    ["performance_istituzionale", "index", /^90,60$/],
    ["performance_strategica", "index", /^106,92$/],
    ["performance_gestionale", "index", /^non divulgato$/],
    ["salute_risorse", "index", /^100,00$/],
    ["oge_conto_assicurativo", "attainment", /^111,43$/],
    ["oge_invalidita_civile", "attainment", /^89,53$/],
    ["oge_vigilanza", "attainment", /^122,79$/],
    ["oge_accesso_servizi", "attainment", /^100,00$/],
    ["oge_contenzioso", "attainment", /^105,14$/],
    ["ieep_accertato", "result", /^5\.906\.162\.51\d$/],
    ["ieep_incassi_pagamenti", "result", /^8\.704\.631\.39\d$/],
    ["indice_economico_gestione", "deviation", /^6,16$/],
  ] as const;

  test.each(main)("[C1] %s, %s", (id, facet, display) => {
    const found = report.figures.filter(
      (figure) => figure.id === id && figure.facet === facet && figure.orgUnit === "INPS",
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.display).toMatch(display);
  });
});

describe("what is asked for", () => {
  test("[C1] the same model gives the same report, byte for byte", async () => {
    const [first, second] = [
      await runPiramide("compute", "--model", comune, "--json"),
      await runPiramide("compute", "--model", comune, "--json"),
    ];
    expect(first.said).toBe(second.said);
  });

  test.each([
    ["2025", "7.105"],
    ["2025-S1", "3.650"],
    ["2025-T3", "1.480"],
  ])("[C2] --period %s", async (period, display) => {
    const report = await computeJson("--model", comune, "--period", period);
    expect(report.figures.map((figure) => figure.period)).toEqual(report.figures.map(() => period));
    expect(show(report, "pratiche_definite")["COMUNE result"]).toBe(display);
  });

  test("[C2] a month below the grain has no figures", async () => {
    expect((await computeJson("--model", comune, "--period", "2025-03")).figures).toEqual([]);
  });

  test("[C2] --org-unit chooses one office, and the figures of one office are those of all", async () => {
    const all = await computeJson("--model", comune);
    const one = await computeJson("--model", comune, "--org-unit", "TRIBUTI");
    expect(one.figures.length).toBeGreaterThan(4);
    expect(one.figures).toEqual(all.figures.filter((figure) => figure.orgUnit === "TRIBUTI"));
  });

  test("[C2] --known-at: before the revision the first term holds, before the plan nothing is known", async () => {
    const before = show(await computeJson("--model", comune, "--known-at", "2025-06-30"), "carta_servizi");
    const after = show(await computeJson("--model", comune, "--known-at", "2025-07-01"), "carta_servizi");
    const done = show(await computeJson("--model", comune, "--known-at", "2026-01-20"), "carta_servizi");
    expect([before, after, done].map((shown) => shown["COMUNE target"])).toEqual([
      "30/06/2025",
      "31/10/2025",
      "31/10/2025",
    ]);
    expect([before, after, done].map((shown) => shown["COMUNE result"])).toEqual([
      "non dovuto",
      "non dovuto",
      "04/11/2025",
    ]);
    const early = await computeJson("--model", comune, "--known-at", "2025-01-30");
    expect(early.figures.filter((figure) => figure.value !== null)).toEqual([]);
  });

  test("[C2] --known-at: what was not yet recorded, of a year that is over, is missing", async () => {
    const shown = show(await computeJson("--model", comune, "--known-at", "2026-01-10"), "carta_servizi");
    expect(shown["COMUNE result"]).toBe("mancante");
    expect(shown["COMUNE attainment"]).toBe("assente a monte");
  });

  test("[C4] 29 February is a day of leap years only", async () => {
    const leap = await runPiramide("compute", "--model", comune, "--known-at", "2024-02-29", "--json");
    expect(leap.code).toBe(0);
    const plain = await runPiramide("compute", "--model", comune, "--known-at", "2023-02-29", "--json");
    expect(plain.code).toBe(1);
    expect(plain.said).toBe("");
    expect(plain.warned).toContain("«2023-02-29» non è un giorno del calendario");
  });

  test.each(["", "2025-00", "2025-S3", "2025-T0", "25", "2025-1", "2025 ", "anno", "2025-T1-01"])(
    "[C4] «%s» is no period",
    async (period) => {
      const { code, said, warned } = await runPiramide("compute", "--model", comune, "--period", period);
      expect([code, said]).toEqual([1, ""]);
      expect(warned).toMatch(/^period-not-known {3}--period\n/);
    },
  );
});

describe("the forms", () => {
  test("[C5] as text: the first unit's figures, with what one must know of them", async () => {
    const { code, said } = await runPiramide("compute", "--model", comune);
    expect(code).toBe(0);
    expect(said).toMatch(/^Comune di Valdesempio — 2025\n/);
    expect(said).toMatch(/ reclami +consuntivo +21 +reclami +parziale, sintetico\n/);
    expect(said).toMatch(/Altre 26 cifre di 4 unità: --org-unit CODICE/);
  });

  test("[C5] CSV: parsed back it has the figures, numbers with the comma", async () => {
    const { said } = await runPiramide("compute", "--model", comune, "--csv");
    const { figures } = await computeJson("--model", comune);
    const rows = parse(said, { bom: true, delimiter: ";", columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(figures.length);
    rows.forEach((row, k) => {
      const figure = figures[k]!;
      expect([row.indicatore, row.unita_organizzativa, row.periodo]).toEqual([
        figure.id,
        figure.orgUnit,
        figure.period,
      ]);
      expect(row.valore === "" ? null : Number(row.valore?.replace(",", "."))).toBe(figure.value);
      expect(row.assenza).toBe(figure.value === null ? figure.display : "");
    });
    expect(said.startsWith("\uFEFFindicatore;faccia;")).toBe(true);
    expect(said).toContain("giornate di lavoro");
  });

  test("[C6] XLSX: numbers are numbers, texts are texts with their accents", async () => {
    const path = join(scratch, "cifre.xlsx");
    const { code, said } = await runPiramide("compute", "--model", comune, "--xlsx", path);
    expect([code, said]).toEqual([0, `53 cifre scritte in ${path}\n`]);
    const [sheet] = await readXlsxFile(path);
    const [head, ...rows] = sheet!.data;
    const { figures } = await computeJson("--model", comune);
    const [value, absence, partial] = ["valore", "assenza", "parziale"].map((name) => head!.indexOf(name));
    expect(rows.map((row) => row[value!])).toEqual(figures.map((figure) => figure.value));
    expect(rows.map((row) => row[absence!])).toContain("mancante");
    expect(rows.map((row) => row[partial!])).toContain("sì");
  });

  test("[C6] a text that looks like a formula stays a text, in XLSX and in CSV", async () => {
    const formula = '=HYPERLINK("http://esempio.invalid","clicca")';
    const model = writeModel(scratch, "formula", {
      "modello.yaml": `
modello: { id: prova, titolo: Prova, amministrazione: Ente, esercizio: 2023, anni: { da: 2023, a: 2023 } }
unita_di_misura: [ { id: numero, simbolo: '${formula}', grandezza: numero } ]
gerarchie: [ { id: uffici, titolo: Uffici, nodi: [ { codice: "+1+1", titolo: Ente, tipo: ente } ] } ]
indicatori: [ { id: pratiche, titolo: Pratiche, unita: numero, natura: flusso, valori: { 2023: -5 } } ]
`,
    });
    const path = join(scratch, "formula.xlsx");
    expect((await runPiramide("compute", "--model", model, "--xlsx", path)).code).toBe(0);
    const [sheet] = await readXlsxFile(path);
    const row = sheet!.data[1]!;
    expect(row).toContain(formula);
    expect(row).toContain("+1+1");
    expect(row).toContain(-5);
    expect(readFileSync(path).includes(Buffer.from("<f>"))).toBe(false);
    const { said } = await runPiramide("compute", "--model", model, "--csv");
    const [record] = parse(said, { bom: true, delimiter: ";", columns: true }) as Record<string, string>[];
    expect([record?.unita_di_misura, record?.unita_organizzativa, record?.valore]).toEqual([
      `'${formula}`,
      "'+1+1",
      "-5",
    ]);
  });

  test("[C7] a workbook replaces the old file whole; where it cannot be written nothing is left", async () => {
    const path = join(scratch, "vecchio.xlsx");
    writeFileSync(path, "vecchio");
    expect((await runPiramide("compute", "--model", comune, "--xlsx", join(path, "sotto.xlsx"))).code).toBe(
      1,
    );
    expect(readFileSync(path, "utf8")).toBe("vecchio");
    expect((await runPiramide("compute", "--model", comune, "--xlsx", path)).code).toBe(0);
    expect((await readXlsxFile(path))[0]!.data.length).toBe(54);
  });
});
