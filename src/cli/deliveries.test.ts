/** The commands of deliveries, from the outermost language. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Run, runPiramide } from "../../cases/cli/run-piramide.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-consegne-"));
const model = join(scratch, "modello");
const more = `
unita_di_misura: [ { id: quota, simbolo: "", grandezza: numero } ]
indicatori:
  - { id: peso, titolo: Peso, unita: quota, natura: rapporto, formula: importi / definite, formule_precedenti: [ { fino_al: 2023-01-01, formula: importi / (definite + 1) } ] }
  - { id: importi_prima, titolo: Importi di un anno prima, unita: quota, natura: flusso, formula: anno_precedente(importi) }
obiettivi:
  - { indicatore: definite, unita_organizzativa: ENTE, periodo: 2023, valore: 60 }
`;
beforeAll(() => {
  mkdirSync(model);
  for (const name of ["ente.yaml", "fonti.yaml", "prodotti.csv"])
    cpSync(join("cases/model", name), join(model, name));
  writeFileSync(join(model, "altro.yaml"), more);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const header = "pratica;sede;giorno;prodotto;esito;aperta_il;importo";
const row = (number: number, month: string, amount: string): string =>
  `${number};${number % 2 === 0 ? "SUD" : "NORD"};2023-${month}-05;P1;accolta;;${amount}`;
let count = 0;
function write(...rows: readonly string[]): string {
  const file = join(scratch, `consegna-${count++}.csv`);
  writeFileSync(file, `${[header, ...rows].join("\n")}\n`);
  return file;
}
function openData(): string {
  return join(scratch, `dati-${count++}`);
}
const send = (data: string, file: string, month: string, ...others: readonly string[]): Promise<Run> =>
  runPiramide(
    ...["import", file, "--model", model, "--data", data, "--source", "pratiche"],
    ...["--period", `2023-${month}`],
    ...(others.includes("--recorded-at") ? [] : ["--recorded-at", `2023-${month}-28`]),
    ...others,
  );
const ask = (data: string, ...words: readonly string[]): Promise<Run> =>
  runPiramide(...words, "--model", model, "--data", data);

interface FigureJson {
  readonly id: string;
  readonly orgUnit: string;
  readonly period: string;
  readonly value: number | null;
}
async function readFigure(data: string, id: string, ...words: readonly string[]): Promise<number | null> {
  const { said } = await ask(data, "compute", "--org-unit", "ENTE", "--json", ...words);
  const { figures } = JSON.parse(said) as { readonly figures: readonly FigureJson[] };
  return figures.find((figure) => figure.id === id)!.value;
}

describe("import and deliveries", () => {
  test("[C18] import says what it took in and what it did not; --json says the same, --strict refuses", async () => {
    const data = openData();
    const file = write(row(1, "02", "10"), row(1, "02", "11"), row(2, "03", "12"), row(3, "02", "x"));
    const { code, said, warned } = await send(data, file, "02");
    expect([code, warned]).toEqual([0, ""]);
    expect(said).toContain("1 riga presa in consegna");
    expect(said).toContain("3 righe in quarantena");
    for (const line of ["riga 3, colonna pratica", "riga 4, colonna giorno", "riga 5, colonna importo"])
      expect(said).toContain(line);
    const shown = await ask(data, "deliveries", "1");
    expect(shown.said.replace("\uFEFF", "").split("\r\n")[0]).toBe("riga;colonna;valore;motivo;rimedio");
    const other = openData();
    const strict = await send(other, file, "02", "--strict");
    expect([strict.code, strict.said, strict.warned.split(" ")[0]]).toEqual([1, "", "delivery-refused"]);
    expect(readdirSync(join(other, "consegne"))).toEqual([]);
    const json = JSON.parse((await send(other, file, "02", "--json")).said) as {
      readonly delivery: { readonly number: number; readonly rows: number };
      readonly bad: { readonly count: number; readonly rows: readonly { readonly line: number }[] };
    };
    expect([json.delivery.number, json.delivery.rows, json.bad.count]).toEqual([1, 1, 3]);
    expect(json.bad.rows.map(({ line }) => line)).toEqual([3, 4, 5]);
  });

  test("[C18] control totals: what agrees is not told, what differs is told and with --strict refused", async () => {
    const data = openData();
    const file = write(row(1, "02", "10,50"), row(2, "02", "1.000"));
    const good = await send(data, file, "02", "--control", "righe=2", "--control", "importo=1.010,50");
    expect([good.code, good.said.includes("attenzione")]).toEqual([0, false]);
    const wrong = await send(openData(), file, "02", "--control", "importo=1.010,51");
    expect([wrong.code, wrong.said.includes("dichiarato è 1.010,51, il file dà 1.010,50")]).toEqual([
      0,
      true,
    ]);
    const strict = await send(openData(), file, "02", "--strict", "--control", "importo=1.010,51");
    expect([strict.code, strict.warned.split(" ")[0]]).toEqual([1, "control-total-differs"]);
  });

  test("[C18] wrong use: what is missing or cannot be is said, and nothing is made", async () => {
    const data = openData();
    const file = write(row(1, "02", "1"));
    const wrong: readonly (readonly string[])[] = [
      ["import"],
      ["import", file],
      ["import", file, "--source", "pratiche"],
      ["import", file, "--source", "pratiche", "--period", "2023-02", "--mode", "intera"],
      ["import", file, "--source", "pratiche", "--period", "2023-02", "--control", "righe"],
      ["import", file, "altro", "--source", "pratiche", "--period", "2023-02"],
      ["deliveries", "prima"],
      ["trace", "--delivery", "1"],
      ["retract", "1"],
      ["forecast"],
      ["method", "--before", "2022-12-31"],
      ["diff", "--known-at", "2023-01-01"],
    ];
    for (const words of wrong) {
      const { code, said, warned } = await ask(data, ...words);
      expect({ words, code, said, hasWords: warned.length > 20 }).toEqual({
        words,
        code: 2,
        said: "",
        hasWords: true,
      });
    }
    const problems: readonly (readonly [string, ...string[]])[] = [
      ["source-not-known", "import", file, "--source", "pratica", "--period", "2023-02"],
      ["period-not-known", "import", file, "--source", "pratiche", "--period", "2023-13"],
      ["period-not-of-source", "import", file, "--source", "pratiche", "--period", "2023"],
      ["year-outside-model", "import", file, "--source", "pratiche", "--period", "1999-01"],
      ["delivery-file-not-found", "import", scratch, "--source", "pratiche", "--period", "2023-02"],
      ["day-not-known", "deliveries", "--known-at", "2023-02-30"],
      ["day-not-known", "forecast", "definite", "--known-at", "ieri"],
      ["figure-not-known", "forecast", "definita"],
      ["year-outside-model", "forecast", "definite", "--year", "1999"],
      ["org-unit-not-known", "forecast", "definite", "--org-unit", "NRD"],
      ["day-not-known", "method", "--before", "ieri", "--after", "2023-12-31"],
      ["day-not-known", "method", "--before", "2022-12-31", "--after", "2023-12-31", "--known-at", "ieri"],
      ["figure-not-known", "method", "pesi", "--before", "2022-12-31", "--after", "2023-12-31"],
      ["year-outside-model", "method", "--before", "2022-12-31", "--after", "2023-12-31", "--period", "1999"],
    ];
    for (const [told, ...words] of problems) {
      const { code, said, warned } = await ask(data, ...words);
      expect({ words, code, said, told: warned.split(" ")[0] }).toEqual({ words, code: 1, said: "", told });
    }
  });

  test("[C24] nothing is recorded on a day to come, and memory is an amount", async () => {
    const data = openData();
    const file = write(row(1, "02", "10"));
    const later = await send(data, file, "02", "--recorded-at", "2999-01-01");
    expect([later.code, later.said]).toEqual([2, ""]);
    expect(later.warned).toContain("--recorded-at 2999-01-01 deve ancora venire.");
    const much = await send(data, file, "02", "--memory", "tanta");
    expect([much.code, much.said]).toEqual([2, ""]);
    expect(much.warned).toContain("--memory «tanta» non è una quantità di memoria.");
    expect((await send(data, file, "02", "--memory", "256MB")).code).toBe(0);
    const taken = await ask(data, "retract", "1", "--reason", "prova", "--recorded-at", "2999-01-01");
    expect([taken.code, taken.said]).toEqual([2, ""]);
  });

  test("[C19] deliveries lists what holds, what does not, and what is owed on a day", async () => {
    const data = openData();
    await send(data, write(row(1, "01", "1")), "01");
    await send(data, write(row(1, "01", "2")), "01", "--recorded-at", "2023-02-01");
    const { said } = await ask(data, "deliveries", "--known-at", "2023-03-15", "--json");
    const report = JSON.parse(said) as {
      readonly deliveries: readonly { readonly number: number; readonly holds: boolean }[];
      readonly owed: readonly { readonly period: string; readonly daysLate: number }[];
    };
    expect(report.deliveries.map(({ number, holds }) => [number, holds])).toEqual([
      [1, false],
      [2, true],
    ]);
    // February was due ten days after its end.
    expect(report.owed.map(({ period, daysLate }) => [period, daysLate])).toEqual([["2023-02", 5]]);
    expect((await ask(data, "deliveries", "--verify")).said).toBe(
      "2 consegne: ogni file è quello che era.\n",
    );
    expect((await ask(data, "deliveries", "2")).said).toBe("La consegna 2 non ha righe in quarantena.\n");
  });
});

describe("questions to deliveries", () => {
  test("[C19] trace, retract and diff between days say what one row did and undid", async () => {
    const data = openData();
    await send(data, write(row(1, "02", "10"), row(2, "02", "20")), "02");
    await send(
      data,
      write(row(2, "02", "25"), row(4, "02", "1")),
      "02",
      "--mode",
      "delta",
      "--recorded-at",
      "2023-03-05",
    );
    expect(await readFigure(data, "importi", "--period", "2023-02")).toBe(36);
    const traced = await ask(data, "trace", "--delivery", "2", "--row", "2", "--json");
    const { figures } = JSON.parse(traced.said) as {
      readonly figures: readonly { readonly with: FigureJson; readonly without: FigureJson }[];
    };
    const own = figures.find((each) => each.with.id === "importi" && each.with.orgUnit === "SUD")!;
    expect([own.with.value, own.without.value]).toEqual([26, 1]);
    expect(figures.some((each) => each.with.orgUnit === "NORD")).toBe(false);
    const periods = (id: string) =>
      figures.flatMap(({ with: each }) => (each.id === id && each.orgUnit === "SUD" ? [each.period] : []));
    expect(periods("importi")).toEqual(["2023-02"]);
    // A figure of the year after that looks back is touched too.
    expect(periods("importi_prima")).toEqual(["2024-02"]);
    expect((await ask(data, "trace", "--delivery", "1", "--row", "3")).said).toContain(
      "Non tocca nessuna cifra.",
    );

    const words = ["diff", "--known-at", "2023-03-01", "--known-at", "2023-03-31", "--period", "2023-02"];
    const moved = await ask(data, ...words);
    expect([moved.code, moved.warned]).toEqual([1, ""]);
    expect(moved.said).toContain("importi consuntivo, ENTE: 30,00 → 36,00 (+6)");
    expect(moved.said).toContain("− consegna 1, riga 3: 2 · SUD");
    expect(moved.said).toContain("+ consegna 2, riga 2: 2 · SUD");
    expect((await ask(data, ...words.map((word) => word.replace("03-01", "03-30")))).code).toBe(0);

    const first = await ask(data, "retract", "1", "--reason", "prova", "--recorded-at", "2023-03-10");
    expect([first.code, first.warned.split(" ")[0]]).toEqual([1, "retract-later-first"]);
    const second = await ask(
      data,
      "retract",
      "2",
      "--reason",
      "estrazione sbagliata",
      "--recorded-at",
      "2023-03-10",
    );
    expect([second.code, second.said]).toEqual([
      0,
      "La consegna 2 non vale più dal 2023-03-10: estrazione sbagliata\n",
    ]);
    expect(await readFigure(data, "importi", "--period", "2023-02")).toBe(30);
    expect(await readFigure(data, "importi", "--period", "2023-02", "--known-at", "2023-03-09")).toBe(36);
    expect((await ask(data, "deliveries")).said).toContain("estrazione sbagliata");
  });

  test("[C20] forecast: the pace kept, the distance from the target, and what each month must bring", async () => {
    const data = openData();
    for (let month = 1; month <= 10; month++) {
      const code = String(month).padStart(2, "0");
      const rows = Array.from({ length: 4 }, (_, k) => row(100 * month + k, code, "1"));
      await send(data, write(...rows), code);
    }
    const { code, said } = await ask(data, "forecast", "definite", "--year", "2023", "--json");
    expect(code).toBe(0);
    const report = JSON.parse(said) as {
      readonly forecasts: readonly {
        readonly way: string;
        readonly year: FigureJson;
        readonly distance: number;
      }[];
      readonly target: FigureJson;
      readonly needed: readonly FigureJson[];
    };
    const [pace] = report.forecasts;
    expect([pace!.way, pace!.year.value, pace!.distance, report.target.value]).toEqual([
      "run-rate",
      48,
      -12,
      60,
    ]);
    expect(report.needed.map(({ value }) => value)).toEqual([10, 10]);
    const earlier = await ask(data, "forecast", "definite", "--known-at", "2023-06-30");
    expect(earlier.said).toContain("al ritmo tenuto finora: 48");
  });

  test("[C20] method: the same data by the formulas of two days", async () => {
    const data = openData();
    await send(data, write(row(1, "02", "30"), row(2, "02", "30")), "02");
    const words = [
      "method",
      "peso",
      "--before",
      "2022-12-31",
      "--after",
      "2023-12-31",
      "--period",
      "2023-02",
      "--json",
    ];
    const { code, said } = await ask(data, ...words);
    expect(code).toBe(0);
    const { effects } = JSON.parse(said) as {
      readonly effects: readonly {
        readonly older: FigureJson;
        readonly newer: FigureJson;
        readonly method: number;
      }[];
    };
    // The other facets have no value before or after.
    const told = effects.filter(({ older, newer }) => older.value !== null || newer.value !== null);
    expect(told.map(({ older, newer, method }) => [older.value, newer.value, method])).toEqual([
      [20, 30, 10],
    ]);
  });
});

describe("the workspace as a whole", () => {
  test("[C21] a backup is restored elsewhere with the same bytes of answer; nothing is written over", async () => {
    const data = openData();
    await send(data, write(row(1, "02", "10"), row(1, "02", "x")), "02");
    const [copy, elsewhere] = [openData(), openData()];
    const made = await runPiramide("backup", copy, "--data", data);
    expect([made.code, made.said]).toEqual([0, `1 consegne e 1 file di fatti copiati in ${copy}\n`]);
    expect((await runPiramide("restore", copy, "--data", elsewhere)).code).toBe(0);
    for (const words of [
      ["compute", "--json"],
      ["deliveries", "--json"],
      ["deliveries", "1"],
    ])
      expect((await ask(elsewhere, ...words)).said).toBe((await ask(data, ...words)).said);
    const again = await runPiramide("restore", copy, "--data", elsewhere);
    expect([again.code, again.warned.split(" ")[0]]).toEqual([1, "copy-not-empty"]);
  });

  test("[C21] format 0 is copied and brought to today's format with the same figures; a newer one is refused", async () => {
    const data = openData();
    await send(data, write(row(1, "02", "10")), "02");
    const before = (await ask(data, "compute", "--json")).said;
    rmSync(join(data, "materiali"), { recursive: true });
    rmSync(join(data, "quarantena"), { recursive: true });
    const head = join(data, "spazio.json");
    const { model: id } = JSON.parse(readFileSync(head, "utf8")) as { readonly model: string };
    writeFileSync(head, JSON.stringify({ model: id }));
    expect((await ask(data, "compute")).warned.split(" ")[0]).toBe("workspace-too-old");
    expect((await runPiramide("backup", openData(), "--data", data)).code).toBe(0);
    const migrated = await runPiramide("migrate", "--data", data);
    expect([migrated.code, migrated.said]).toEqual([0, "Spazio di lavoro portato dal formato 0 al 1.\n"]);
    expect((await ask(data, "compute", "--json")).said).toBe(before);
    expect((await runPiramide("migrate", "--data", data)).said).toBe(
      "Lo spazio di lavoro è già nel formato 1.\n",
    );
    writeFileSync(head, JSON.stringify({ model: id, format: 2 }));
    for (const words of [["compute"], ["deliveries"]])
      expect((await ask(data, ...words)).warned.split(" ")[0]).toBe("workspace-too-new");
    const newer = await runPiramide("migrate", "--data", data);
    expect([newer.code, newer.warned.split(" ")[0]]).toEqual([1, "workspace-too-new"]);
    expect(JSON.parse(readFileSync(head, "utf8"))).toEqual({ model: id, format: 2 });
  });

  test("[C21] a PIRAMIDE_MEMORY that is no amount of memory is wrong use", async () => {
    const former = process.env.PIRAMIDE_MEMORY;
    try {
      process.env.PIRAMIDE_MEMORY = "molta";
      const { code, warned } = await ask(openData(), "deliveries");
      expect([code, warned]).toEqual([
        2,
        "PIRAMIDE_MEMORY «molta» non è una quantità di memoria.\nScrivi per esempio 512MB o 4GB.\n",
      ]);
    } finally {
      if (former === undefined) delete process.env.PIRAMIDE_MEMORY;
      else process.env.PIRAMIDE_MEMORY = former;
    }
  });

  test("[C21] PIRAMIDE_DATA is the workspace where no --data is given", async () => {
    const [data, other] = [openData(), openData()];
    const former = process.env.PIRAMIDE_DATA;
    process.env.PIRAMIDE_DATA = data;
    try {
      const words = ["--model", model, "--source", "pratiche", "--period", "2023-02"];
      const { code } = await runPiramide("import", write(row(1, "02", "10")), ...words);
      expect(code).toBe(0);
      const list = await runPiramide("deliveries", "--model", model);
      expect(list.said).toContain("pratiche");
      expect((await ask(other, "deliveries")).said).toMatch(/^Nessuna consegna\./);
    } finally {
      if (former === undefined) delete process.env.PIRAMIDE_DATA;
      else process.env.PIRAMIDE_DATA = former;
    }
  });
});
