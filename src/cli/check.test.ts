import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { writeModel } from "../../cases/cli/write-model.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const head = `modello: { id: prova, titolo: Prova, amministrazione: Ente, esercizio: 2023, anni: { da: 2023, a: 2023 } }
unita_di_misura: [ { id: numero, simbolo: "", grandezza: numero } ]
gerarchie: [ { id: uffici, titolo: Uffici, nodi: [ { codice: ENTE, titolo: Ente, tipo: ente } ] } ]
`;
const indicator = (id: string, rest: string): string =>
  `  - { id: ${id}, titolo: T, unita: numero, natura: punteggio, ${rest} }\n`;

interface CheckJson {
  readonly problems: readonly {
    readonly code: string;
    readonly place: { readonly file: string; readonly line: number };
  }[];
}

/** What `check` finds, by code and file; that nothing else happens is part of each case. */
async function findProblems(directory: string): Promise<string[]> {
  const { code, said, warned } = await runPiramide("check", "--model", directory, "--json");
  expect([code, warned]).toEqual([1, ""]);
  const { problems } = JSON.parse(said) as CheckJson;
  const text = await runPiramide("compute", "--model", directory);
  expect([text.code, text.said]).toEqual([1, ""]);
  return problems.map((problem) => `${problem.code} ${problem.place.file}`);
}

describe("check", () => {
  test("[C9] a model without problems says how much was read, and its hash", async () => {
    const { code, said, warned } = await runPiramide("check", "--model", "models/esempio-comune");
    expect([code, warned]).toEqual([0, ""]);
    expect(said).toMatch(
      /: nessun problema in \d+ indicatori, \d+ dati e obiettivi, \d+ unità\.\nimpronta [0-9a-f]{64}\n$/,
    );
  });

  test("[C9] a broken model: all its problems in one run, by file and line, and their number", async () => {
    const model = writeModel(scratch, "rotto", {
      "a.yaml": head,
      "b.yaml": `indicatori:\n${indicator("x", "formula: y + 1")}${indicator("z", "verso: crescent")}rilevazioni:\n  - { indicatore: w, valore: 1 }\n`,
      "c.yaml": "atti: [ { id: a, titolo: A, titol: B } ]\n",
    });
    const { code, said, warned } = await runPiramide("check", "--model", model);
    expect([code, said]).toEqual([1, ""]);
    expect(warned).toMatch(/not-one-of {3}b\.yaml:3:/);
    expect(warned).toMatch(/unknown-reference {3}b\.yaml:5:/);
    expect(warned).toMatch(/unknown-key {3}c\.yaml:1:/);
    expect(warned).toMatch(/\n3 problemi\.\n$/);
  });

  test("[C9] what is wrong in formulas is told too, when the rest is right", async () => {
    const model = writeModel(scratch, "formule", {
      "a.yaml": `${head}indicatori:\n${indicator("x", "formula: y + 1")}${indicator("z", "formula: x +")}`,
    });
    const found = await findProblems(model);
    expect(found).toHaveLength(2);
    expect(found.every((each) => each.endsWith(" a.yaml"))).toBe(true);
  });
});

describe("hostile folders: a clear problem, and nothing else", () => {
  test("[C10] 50 MB of YAML", async () => {
    const model = writeModel(scratch, "grande", {
      "a.yaml": head,
      "b.yaml": Buffer.alloc(50 * 1024 * 1024, "# nulla\n"),
    });
    expect(await findProblems(model)).toEqual(["file-beyond-limit b.yaml"]);
  });

  test("[C10] an alias bomb", async () => {
    const lines = Array.from({ length: 30 }, (_, k) => `l${k + 1}: &l${k + 1} [${`*l${k}, `.repeat(10)}]`);
    const model = writeModel(scratch, "bomba", {
      "a.yaml": head,
      "b.yaml": `l0: &l0 [x]\n${lines.join("\n")}\n`,
    });
    expect(await findProblems(model)).toEqual(["yaml-alias b.yaml"]);
  });

  test("[C10] a formula nested 10,000 deep", async () => {
    const formula = `${"(".repeat(4000)}1${")".repeat(4000)}`;
    const deep = `${"(".repeat(10_000)}1${")".repeat(10_000)}`;
    const model = writeModel(scratch, "profonda", {
      "a.yaml": `${head}indicatori:\n${indicator("x", `formula: "${formula}"`)}${indicator("y", `formula: "${deep}"`)}`,
    });
    expect(await findProblems(model)).toEqual(["formula-too-deep a.yaml", "formula-too-long a.yaml"]);
  });

  test("[C10] YAML nested 10,000 deep", async () => {
    const model = writeModel(scratch, "annidato", {
      "a.yaml": head,
      "b.yaml": `atti: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
    });
    expect(await findProblems(model)).toEqual(["yaml-too-deep b.yaml"]);
  });

  test("[C10] a cycle of 1,000 indicators", async () => {
    const indicators = Array.from({ length: 1000 }, (_, k) =>
      indicator(`i${k}`, `formula: i${(k + 1) % 1000} + 1`),
    );
    const model = writeModel(scratch, "cerchio", { "a.yaml": `${head}indicatori:\n${indicators.join("")}` });
    expect(await findProblems(model)).toEqual(["circular-definition a.yaml"]);
  });

  const list =
    "indicatori: [ { id: x, titolo: T, unita: numero, natura: flusso } ]\nrilevazioni: [ { file: d.csv, indicatore: x } ]\n";
  const csvs: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
    ["a NUL", Buffer.from("valore;nota\n1;a\0b\n"), ["nul-character d.csv"]],
    [
      "UTF-16",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("valore\n1\n", "utf16le")]),
      ["file-not-text d.csv"],
    ],
    ["UTF-16 without its mark", Buffer.from("valore\n1\n", "utf16le"), ["nul-character d.csv"]],
    ["Windows-1252", Buffer.from("valore;nota\n1;pi\xf9\n", "latin1"), ["file-not-text d.csv"]],
  ];
  test.each(csvs)("[C10] a CSV with %s", async (name, bytes, expected) => {
    const model = writeModel(scratch, `csv ${name}`, { "a.yaml": `${head}${list}`, "d.csv": bytes });
    expect(await findProblems(model)).toEqual(expected);
  });

  test("[C10] duplicated ids", async () => {
    const model = writeModel(scratch, "doppi", {
      "a.yaml": `${head}indicatori:\n${indicator("x", "decimali: 1")}`,
      "b.yaml": `indicatori:\n${indicator("x", "decimali: 2")}`,
    });
    expect(await findProblems(model)).toEqual(["duplicate b.yaml"]);
  });

  test.each(["../../etc/passwd", "/etc/passwd", "../fuori.csv", "..\\\\fuori.csv"])(
    "[C10] a list at %s",
    async (path) => {
      writeFileSync(join(scratch, "fuori.csv"), "valore\n1\n");
      const model = writeModel(scratch, "sale", { "a.yaml": `${head}${list.replace("d.csv", `"${path}"`)}` });
      expect(await findProblems(model)).toEqual(["file-outside a.yaml"]);
    },
  );

  test("[C10] links that leave the folder, that lead nowhere, that go round", async () => {
    const model = writeModel(scratch, "legami", { "a.yaml": head });
    symlinkSync("/etc/passwd", join(model, "b.yaml"));
    symlinkSync("altrove.yaml", join(model, "c.yaml"));
    symlinkSync("..", join(model, "d"));
    symlinkSync(".", join(model, "e"));
    expect(await findProblems(model)).toEqual([
      "link-leaves-folder b.yaml",
      "link-leaves-folder c.yaml",
      "link-leaves-folder d",
    ]);
  });

  test("[C10] a FIFO, an empty folder, a file in the place of a folder, nothing at all", async () => {
    const model = writeModel(scratch, "coda", { "a.yaml": head });
    execFileSync("mkfifo", [join(model, "b.yaml")]);
    expect(await findProblems(model)).toEqual(["file-not-readable b.yaml"]);
    const empty = join(scratch, "vuota");
    mkdirSync(empty);
    expect(await findProblems(empty)).toEqual(["no-model .", "no-principal-hierarchy ."]);
    const file = join(model, "a.yaml");
    expect(await findProblems(file)).toEqual([`folder-not-found ${file}`]);
    expect(await findProblems(join(scratch, "nessuna"))).toEqual([
      `folder-not-found ${join(scratch, "nessuna")}`,
    ]);
  });
});
