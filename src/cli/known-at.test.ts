/** The day of knowledge, on every command that has one; and the three other questions of when and where. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { type Run, runPiramide } from "../../cases/cli/run-piramide.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-noto-"));
let written: DeliveredModel;
beforeAll(async () => {
  written = await writeDeliveredModel(scratch);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ask = (...words: readonly string[]): Promise<Run> =>
  runPiramide(...words, "--model", written.directory, "--data", written.data);

interface FigureJson {
  readonly id: string;
  readonly facet: string;
  readonly orgUnit: string;
  readonly value: number | null;
  readonly partial: boolean;
}
async function compute(...words: readonly string[]): Promise<readonly FigureJson[]> {
  const { said, warned } = await ask("compute", ...words, "--json");
  expect(warned).toBe("");
  return (JSON.parse(said) as { readonly figures: readonly FigureJson[] }).figures;
}

describe("--known-at", () => {
  const commands: readonly (readonly string[])[] = [
    ["start"],
    ["compute"],
    ["explain", "importo"],
    ["audit"],
    ["check"],
    ["deliveries"],
    ["deliveries", "1"],
    ["trace", "--delivery", "1", "--row", "2"],
    ["forecast", "importo"],
    ["method", "--before", "2022-12-31", "--after", "2023-12-31"],
    ["diff", "--known-at", "2023-01-01"],
  ];

  test("[C22] a day that is not of the calendar is told in the same words by every command", async () => {
    const models = ["diff", written.directory, written.directory];
    for (const day of ["2023-02-29", "2023-04-31", "ieri"]) {
      const runs = await Promise.all([
        ...commands.map((words) => ask(...words, "--known-at", day)),
        runPiramide(...models, "--known-at", day),
      ]);
      const told = `day-not-known   --known-at\n«${day}» non è un giorno del calendario.\nScrivi anno, mese e giorno: 2024-02-29.\n\n1 problema.\n`;
      for (const { said, warned } of runs) expect([said, warned]).toEqual(["", told]);
      expect(runs.map(({ code }) => code)).toEqual(runs.map((_, k) => (k >= commands.length - 1 ? 2 : 1)));
    }
  });

  test("[C22] every command that has a day of knowledge says so in the help", async () => {
    const { said } = await runPiramide("help");
    const lines = said.split("\n").filter((line) => line.startsWith("  piramide "));
    const withDay = lines.filter((line) => line.includes("--known-at")).map((line) => line.split(" ")[3]);
    expect(new Set(withDay)).toEqual(new Set(commands.map(([name]) => name)));
  });

  test("[C22] check counts what was known of the model and of its deliveries", async () => {
    const early = (await ask("check", "--known-at", "2023-02-09")).said;
    expect(early).toContain("1 dati e obiettivi noti il 2023-02-09, 9 unità, 1 consegna.");
    expect((await ask("check")).said).toContain("2 dati e obiettivi, 9 unità, 4 consegne.");
    const { said } = await ask("check", "--known-at", "2023-01-01", "--json");
    expect(JSON.parse(said)).toMatchObject({ observations: 1, deliveries: 0, problems: [] });
  });

  test("[C22] audit compares the printed figures with what was known, deliveries included", async () => {
    const before = await ask("audit", "gennaio", "--known-at", "2023-03-19");
    expect(before.said).toContain("modello: Nel modello vale 310, come stampato.");
    const after = await ask("audit", "gennaio");
    expect(after.said).toContain("modello: Nel modello vale 320, ma è stampata 310.");
    const early = await ask("audit", "gennaio", "--known-at", "2023-01-31");
    expect(early.said).toContain("è assente");
  });

  test("[C22] start takes the day to the pyramid and to the audit", async () => {
    const { code, said } = await ask("start", "--known-at", "2023-03-19");
    expect(code).toBe(0);
    expect(said).toContain("Sedi — 2023, come note il 19/03/2023\n");
    expect(said).toContain("Verifica di: Relazione di prova");
  });

  test("[C22] a delivery recorded later is not there", async () => {
    const known = await ask("deliveries", "4", "--known-at", "2023-03-19");
    expect([known.code, known.warned.split(" ")[0]]).toEqual([1, "delivery-not-found"]);
    expect((await ask("deliveries", "4", "--known-at", "2023-03-20")).code).toBe(0);
  });

  test("[C22] two models are compared as known on one day", async () => {
    const { code, said } = await runPiramide(
      ...["diff", "models/esempio-comune", "models/esempio-comune", "--known-at", "2025-06-30", "--json"],
    );
    expect([code, JSON.parse(said)]).toMatchObject([0, { knownAt: "2025-06-30", figures: [] }]);
  });

  test("[C22] what has no day of knowledge refuses one", async () => {
    for (const words of [
      ["audit", "--mutate"],
      ["deliveries", "--verify"],
    ]) {
      const { code, said, warned } = await ask(...words, "--known-at", "2023-03-19");
      expect([code, said]).toEqual([2, ""]);
      expect(warned).toContain("non stanno insieme");
    }
  });
});

describe("four questions", () => {
  test("[C23] an explained figure is the computed one, on other offices, by another method, without an event", async () => {
    const options = ["--period", "2023-T1", "--boundaries", "2023-03-31"];
    const more = ["--method-on", "2022-06-30", "--without-event", "alluvione"];
    for (const asked of [options, [...options, ...more]]) {
      const figures = await compute(...asked);
      for (const [id, orgUnit] of [
        ["importo", "E"],
        ["importo", "A"],
        ["medio", "F"],
      ] as const) {
        const { said } = await ask("explain", id, "--org-unit", orgUnit, ...asked, "--json");
        const { explanation } = JSON.parse(said) as { readonly explanation: { readonly figure: FigureJson } };
        const own = figures.find(
          (each) => each.id === id && each.orgUnit === orgUnit && each.facet === "result",
        );
        expect(explanation.figure).toEqual(own);
      }
    }
  });

  test("[C23] what was asked stands above the figures, of whoever answers", async () => {
    const asked = [
      ...["--known-at", "2023-03-19", "--method-on", "2022-06-30"],
      ...["--boundaries", "2023-03-31", "--without-event", "alluvione"],
    ];
    const told =
      "come note il 19/03/2023, con le formule in vigore il 30/06/2022, sugli uffici del 31/03/2023, senza gli uffici dell'evento «Alluvione» finché dura";
    for (const words of [["compute"], ["explain", "importo"], ["forecast", "importo"]]) {
      const { said, warned } = await ask(...words, ...asked);
      expect([said.split("\n")[0]!.includes(told), warned]).toEqual([true, ""]);
    }
  });

  test("[C23] a day that is not one, and an event that is not there, are told by each of the three", async () => {
    for (const words of [["compute"], ["explain", "importo"], ["forecast", "importo"]]) {
      for (const [option, value, code] of [
        ["--method-on", "2023-02-29", "day-not-known"],
        ["--boundaries", "2023-04-31", "day-not-known"],
        ["--without-event", "alluvioni", "event-not-known"],
      ] as const) {
        const { said, warned } = await ask(...words, option, value);
        expect([said, warned.split("\n")[0]]).toEqual(["", `${code}   ${option}`]);
      }
    }
  });

  test("[C23] a command that explain suggests asks the same questions", async () => {
    const asked = ["--boundaries", "2023-03-31", "--without-event", "alluvione"];
    const { warned } = await ask("explain", "importo", "--facet", "consuntivo", "--member", "x=y", ...asked);
    expect(warned).toContain(asked.join(" "));
    expect(warned).toContain(`--data ${written.data}`);
  });

  test("[C20] forecast stands on the offices of 31 December, or of the day that is asked for", async () => {
    const read = async (...words: readonly string[]): Promise<Run> =>
      ask("forecast", "importo", "--known-at", "2023-03-19", ...words);
    expect((await read("--org-unit", "C")).warned).toContain("org-unit-not-known");
    const { said } = await read("--org-unit", "C", "--boundaries", "2023-02-28", "--json");
    expect(JSON.parse(said)).toMatchObject({
      orgUnit: "C",
      conditions: ["come note il 19/03/2023", "sugli uffici del 28/02/2023"],
    });
  });

  test("[C20] forecast leaves out the offices of an event, and what is to come follows from the other months", async () => {
    const { said } = await ask(
      ...["forecast", "importo", "--org-unit", "A", "--known-at", "2023-03-01"],
      ...["--boundaries", "2023-02-28", "--without-event", "alluvione", "--json"],
    );
    const { months, forecasts } = JSON.parse(said) as {
      readonly months: readonly FigureJson[];
      readonly forecasts: readonly { readonly months: readonly FigureJson[] }[];
    };
    expect(months.slice(0, 2).map(({ value }) => value)).toEqual([10, null]);
    expect(forecasts[0]!.months.slice(3).map(({ value }) => value)).toEqual(
      Array.from({ length: 9 }, () => 10),
    );
  });

  test("[D22] forecast keeps the months of an office that closed in the year and has no heir", async () => {
    const { said } = await ask("forecast", "importo", "--known-at", "2023-03-19", "--json");
    const { months } = JSON.parse(said) as { readonly months: readonly FigureJson[] };
    expect(months.slice(0, 2).map(({ value, partial }) => [value, partial])).toEqual([
      [310, false],
      [305, false],
    ]);
    const later = await ask("forecast", "importo", "--known-at", "2023-03-19", "--boundaries", "2023-12-31");
    expect(later.said).toContain("parziale: non si confronta con un obiettivo");
  });

  test("[D25] [D26] what stands nowhere on the boundaries asked for is told, sums and counts alike", async () => {
    const asked = ["--period", "2023-T1", "--boundaries", "2023-03-31"];
    const figures = await compute(...asked);
    const show = (id: string, orgUnit: string) =>
      figures.flatMap((each) =>
        each.id === id && each.orgUnit === orgUnit ? [[each.value, each.partial]] : [],
      );
    expect([show("importo", "E"), show("importo", "R"), show("importo", "S")]).toEqual([
      [[322, true]],
      [[110, false]],
      [[212, true]],
    ]);
    expect([show("utenti", "S"), show("utenti", "A"), show("utenti", "D")]).toEqual([
      [[2, true]],
      [[2, false]],
      [[null, false]],
    ]);
    expect((await ask("explain", "utenti", ...asked, "--org-unit", "D")).said).toContain(
      "non si sa di quale di questi uffici è",
    );
    const told = "Z (Sede Z), soppresso il 01/03/2023 (Determina 7)";
    expect((await ask("compute", ...asked)).said).toContain(told);
    expect((await ask("compute", ...asked, "--org-unit", "D")).said).not.toContain(told);
    expect((await ask("explain", "utenti", ...asked, "--org-unit", "S")).said).toContain(
      `manca ciò che ha fatto ${told}`,
    );
  });
});
