/** Files as they come, and files that mean harm: what is read of them, what is told, and what is refused. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { makeSource, plain } from "../../cases/warehouse/trial-source.ts";
import { type Contract, readContract } from "../facts/index.ts";
import { type FactColumn, type FileFormat, findPeriod, type Model } from "../model/index.ts";
import { type DuckDb, openDuckDb } from "./duck-db.ts";
import { importDelivery } from "./import-delivery.ts";
import { quarantineFile } from "./quarantine.ts";
import { factsFile, openWorkspace } from "./workspace.ts";

const columns: readonly FactColumn[] = [
  { ...plain, id: "sede", type: "text", role: "office", optional: false },
  { ...plain, id: "giorno", type: "day" },
  { ...plain, id: "pezzi", type: "integer" },
  { ...plain, id: "ore", type: "number", decimals: 2 },
  { ...plain, id: "nota", type: "text" },
];

function makeContract(format: Partial<FileFormat>): Contract {
  const context = {
    model: { tables: [] } as unknown as Model,
    period: findPeriod("2024-03")!,
    knownAt: undefined,
    offices: new Map([["A", "open"]] as const),
  };
  return readContract(makeSource(columns, format), context).value;
}

let root = "";
let count = 0;
let database: DuckDb;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "piramide-file-"));
  database = await openDuckDb({ folder: root });
});
afterAll(() => {
  database.close();
  rmSync(root, { recursive: true, force: true });
});

interface Taken {
  /** Codes of problems, or of what was taken in and told. */
  readonly problems: readonly string[];
  readonly said: string;
  readonly rows: readonly (readonly unknown[])[];
  readonly bad: readonly { readonly line: number; readonly column: string; readonly reason: string }[];
  readonly quarantine: string;
}

async function take(name: string, format: Partial<FileFormat> = {}): Promise<Taken> {
  const workspace = openWorkspace(join(root, `dati-${count++}`), "prova").value!;
  const { value, problems } = await importDelivery({
    workspace,
    database,
    contract: makeContract(format),
    file: join(root, name),
    mode: "full",
    recordedOn: "2024-04-01",
    totals: new Map(),
    strict: false,
  });
  const nothing = { rows: [], bad: [], quarantine: "" };
  if (value === undefined)
    return { ...nothing, problems: problems.map(({ code }) => code), said: problems[0]!.sentence };
  const facts = factsFile(workspace, "prova", value.delivery.facts!.sha256);
  const [sede = [], giorno = [], pezzi = [], ore = [], nota = []] = await database.readColumns(
    `SELECT sede, giorno::VARCHAR, pezzi::DOUBLE, ore::DOUBLE, nota FROM read_parquet('${facts}')`,
  );
  return {
    problems: [],
    said: value.delivery.notes.join("\n"),
    rows: sede.map((_, k) => [sede, giorno, pezzi, ore, nota].map((column) => column[k])),
    bad: value.bad.rows.flatMap(({ line, faults }) =>
      faults.map(({ column, reason }) => ({ line, column, reason })),
    ),
    quarantine: value.bad.count > 0 ? readFileSync(quarantineFile(workspace, value.delivery), "utf8") : "",
  };
}

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(root, name), content);
  return name;
}

const header = "sede;giorno;pezzi;ore;nota";

describe("CSV as it comes", () => {
  const good = ["A", "2024-03-05", 7, 150, "è"];
  test.each([
    ["plain", `${header}\nA;2024-03-05;7;1,5;è\n`],
    ["no final line break", `${header}\nA;2024-03-05;7;1,5;è`],
    ["mark of UTF-8", `\uFEFF${header}\nA;2024-03-05;7;1,5;è\n`],
    ["CR LF", `${header}\r\nA;2024-03-05;7;1,5;è\r\n`],
    ["mark and CR LF, no final line break", `\uFEFF${header}\r\nA;2024-03-05;7;1,5;è`],
    [
      "quoted header, other order, more columns",
      `"nota";"x";"pezzi";"ore";"giorno";"sede"\nè;1;7;1,50;2024-03-05;A\n`,
    ],
    ["empty lines at the end", `${header}\nA;2024-03-05;7;1,5;è\n\n\n`],
  ])("[W15] %s", async (_name, text) => {
    const { problems, rows, bad } = await take(put(`csv-${count}.csv`, text));
    expect({ problems, rows, bad }).toEqual({ problems: [], rows: [good], bad: [] });
  });

  test("[W15] a header alone is a delivery without rows; an empty file is none", async () => {
    expect(await take(put("sola.csv", `${header}\n`))).toMatchObject({ problems: [], rows: [], bad: [] });
    for (const [name, text] of [
      ["vuoto.csv", ""],
      ["riga.csv", "\n"],
      ["marca.csv", "\uFEFF"],
    ] as const)
      expect((await take(put(name, text))).problems).toEqual(["delivery-empty"]);
  });

  test("[W15] another separator, a header of other words and a folder of bytes are told", async () => {
    const wrong = await take(put("virgole.csv", `${header.replaceAll(";", ",")}\nA,2024-03-05,7,1,è\n`));
    expect(wrong.problems).toEqual(["delivery-separator"]);
    const missing = await take(put("manca.csv", "sede;giorno;pezi;ore;nota\n"));
    expect([missing.problems, missing.said.includes("Forse intendevi `pezi`?")]).toEqual([
      ["delivery-column-missing"],
      true,
    ]);
    const bytes = Uint8Array.from({ length: 4096 }, (_, k) => (k * 97 + 31) % 256);
    expect((await take(put("byte.csv", bytes))).problems.length).toBeGreaterThan(0);
  });

  test("[W15] another encoding than the contract's: lines that are not UTF-8 are in quarantine", async () => {
    const latin = Buffer.from(`${header}\nA;2024-03-05;7;1,5;perché\nA;2024-03-05;8;;b\n`, "latin1");
    const { rows, bad } = await take(put("latino.csv", latin));
    expect(rows).toEqual([["A", "2024-03-05", 8, null, "b"]]);
    expect(bad).toMatchObject([
      { line: 2, reason: "la riga ha caratteri che non sono nella codifica del contratto" },
    ]);
    const read = await take(put("latino-2.csv", latin), { encoding: "windows-1252" });
    expect(read.rows.map((row) => row[4])).toEqual(["perché", "b"]);
  });

  test("[W15] a NUL is no end: what is before and after it is one cell", async () => {
    const { problems, rows, bad } = await take(put("nul.csv", `${header}\nA\0;;1;;\nA;;2;;x\0y\nA;;3;;z\n`));
    expect(problems).toEqual([]);
    expect(bad).toMatchObject([{ line: 2, column: "sede" }]);
    expect(rows.map((row) => [row[2], row[4]])).toEqual([
      [2, "x\0y"],
      [3, "z"],
    ]);
  });

  test("[W15] line breaks of two kinds are told, not guessed", async () => {
    const { problems, said } = await take(put("misto.csv", `${header}\r\nA;;1;;\nA;;2;;\r\n`));
    if (problems.length > 0) expect(said).toContain("non finiscono tutte allo stesso modo");
  });

  test("[W16] nothing that a file holds is a formula in the quarantine", async () => {
    const harmful = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK(""http://x"")', "=cmd|' /C calc'!A0"];
    const lines = harmful.map((cell) => `"${cell}";;x;;`);
    const uncut = ["=1+1;2", "+2", '-3;"', "@x;1;2"];
    const { quarantine, bad } = await take(
      put("formule.csv", `${[header, ...lines, ...uncut].join("\n")}\n`),
    );
    expect(bad.length).toBeGreaterThan(2 * harmful.length);
    const cells = readCells(quarantine.replace("\uFEFF", ""));
    for (const cell of cells) expect(cell).not.toMatch(/^[=+@\t\r\n]|^-(?![\d.,]+$)/);
    expect(cells).toContain("'=1+1");
  });
});

/** Cells of a CSV as a spreadsheet cuts it. */
function readCells(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|[^;"\r\n]+/g)].map(
    ([cell, quoted]) => quoted?.replaceAll('""', '"') ?? cell,
  );
}

describe("Parquet of other types", () => {
  async function write(select: string): Promise<string> {
    const name = `tipi-${count}.parquet`;
    await database.run(`COPY (${select}) TO '${join(root, name)}' (FORMAT parquet)`);
    return name;
  }
  test("[W17] numbers and days are read by their value, with either mark and either way of writing days", async () => {
    const name = await write(
      "SELECT 'A' sede, DATE '2024-02-29' giorno, 1234.0::DOUBLE pezzi, 1.5::DOUBLE ore, 7 nota UNION ALL" +
        " SELECT 'A', DATE '2024-03-31', -2, 12.25, 8",
    );
    for (const format of [
      {},
      { decimalMark: "." },
      { days: "italian" },
      { days: "italian", decimalMark: "." },
    ] as const)
      expect(await take(name, format)).toMatchObject({
        bad: [],
        rows: [
          ["A", "2024-02-29", 1234, 150, "7"],
          ["A", "2024-03-31", -2, 1225, "8"],
        ],
      });
  });

  test("[W17] a fraction is never read as thousands, nor as a whole number", async () => {
    const name = await write(
      "SELECT 'A' sede, NULL::DATE giorno, 1.234::DOUBLE pezzi, 0.125::DOUBLE ore, '' nota",
    );
    for (const format of [{}, { decimalMark: "." }] as const) {
      const { rows, bad } = await take(name, format);
      expect(rows).toEqual([]);
      expect(bad.map(({ line, column }) => [line, column])).toEqual([
        [1, "pezzi"],
        [1, "ore"],
      ]);
    }
  });

  test("[W17] times, decimals, texts, truths and lists", async () => {
    const name = await write(
      "SELECT 'A' sede, TIMESTAMP '2024-03-31 02:30:00' giorno, 12::HUGEINT pezzi, 1.50::DECIMAL(10, 4) ore, true nota UNION ALL" +
        " SELECT 'A', NULL, NULL, 0, NULL",
    );
    for (const format of [{}, { days: "italian" }] as const)
      expect(await take(name, format)).toMatchObject({
        bad: [],
        rows: [
          ["A", "2024-03-31", 12, 150, "true"],
          ["A", null, null, 0, null],
        ],
      });
    const texts = await write(
      "SELECT 'A' sede, '2024-03-01' giorno, '1.234' pezzi, '1.234,5' ore, [1, 2] nota",
    );
    expect(await take(texts)).toMatchObject({ rows: [["A", "2024-03-01", 1234, 123450, "[1, 2]"]], bad: [] });
  });

  test("[W15] a heading that comes twice, another encoding and an archive are told as what they are", async () => {
    const heading = columns.map(({ id }) => id).join(";");
    const told = async (name: string, bytes: Buffer | string): Promise<readonly string[]> =>
      (await take(put(name, bytes))).problems;
    expect(await told("doppia.csv", `${heading};sede\nA;;1;1;;B\n`)).toEqual(["delivery-not-readable"]);
    expect(await told("larga.csv", Buffer.from(`${heading}\nA;;1;1;\n`, "utf16le"))).toEqual([
      "delivery-not-readable",
    ]);
    expect(await told("zip.csv", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 10, 65]))).toEqual([
      "delivery-not-readable",
    ]);
    // What the contract does not read may be named as it likes.
    expect(await take(put("altre.csv", `${heading};x;x\nA;;1;1;;B;C\n`))).toMatchObject({
      bad: [],
      problems: [],
    });
  });

  test("[W35] a file is read by its name, and no other whose name it would be a pattern of", async () => {
    const text = (sede: string) => `${header}\n${sede};2024-03-05;1;1;\n`;
    for (const name of ["c1.csv", "ab.csv", "qx.csv"]) put(name, text("B"));
    for (const name of ["c[1].csv", "a*.csv", "q?.csv", "o'x.csv", "b\\c.csv", "**.csv"]) {
      const { problems, rows } = await take(put(name, text("A")));
      expect([name, problems, rows.map(([sede]) => sede)]).toEqual([name, [], ["A"]]);
    }
    // Of a folder the engine would make a column.
    mkdirSync(join(root, "sede=B"));
    const made = await write("SELECT 'A' sede, DATE '2024-03-05' giorno, 1 pezzi, 1::DOUBLE ore, '' nota");
    renameSync(join(root, made), join(root, "sede=B", "p[1].parquet"));
    expect((await take("sede=B/p[1].parquet")).rows.map(([sede]) => sede)).toEqual(["A"]);
  });

  test("[W17] a moment with its zone is of the day that it is in Italy, wherever it is read", async () => {
    const name = await write(
      "SELECT 'A' sede, TIMESTAMPTZ '2024-03-01 23:30:00+00' giorno, 1 pezzi, 1.00::DECIMAL(4, 2) ore, '' nota",
    );
    for (const format of [{}, { days: "italian" }] as const)
      expect(await take(name, format)).toMatchObject({ bad: [], rows: [["A", "2024-03-02", 1, 100, null]] });
  });

  test("[W17] a file that is cut, or is no Parquet, is told", async () => {
    const bytes = readFileSync(join(root, await write("SELECT 1 AS x")));
    for (const wrong of [bytes.subarray(0, bytes.length - 20), Buffer.from("PAR1"), Buffer.alloc(0)])
      expect((await take(put("rotto.parquet", wrong))).problems).toEqual(["delivery-not-readable"]);
    expect((await take(put("intero.parquet", bytes))).problems).toContain("delivery-column-missing");
  });
});

describe("workbooks", () => {
  const cell = (value: unknown) =>
    value instanceof Date
      ? { value, type: Date, format: "dd/mm/yyyy" }
      : value === null
        ? null
        : { value, type: typeof value === "number" ? Number : String };
  async function makeBook(name: string, rows: readonly (readonly unknown[])[]): Promise<string> {
    const data = [columns.map(({ id }) => cell(id)), ...rows.map((row) => row.map(cell))];
    await writeXlsxFile(data as never).toFile(join(root, name));
    return name;
  }
  const day = (month: number, of: number) => new Date(Date.UTC(2024, month - 1, of));

  test("[W10] [W15] days, decimals, texts that look like something else, and an empty row", async () => {
    const name = await makeBook("buono.xlsx", [
      ["A", day(2, 29), 1234, 0.1 + 0.2, "=1+1"],
      [null, null, null, null, null],
      ["A", day(3, 31), -1, 12.25, 'a;b"c"\nd'],
      ["A", null, 1.5, 1e-7, null],
      ["A", null, 1e15, 0, null],
    ]);
    for (const format of [{}, { decimalMark: ".", days: "italian" }] as const) {
      const { rows, bad } = await take(name, format);
      expect(rows).toEqual([
        ["A", "2024-02-29", 1234, 30, "=1+1"],
        ["A", "2024-03-31", -1, 1225, 'a;b"c"\nd'],
      ]);
      // Rows of the sheet: the cell on two lines is one row of it.
      expect(bad.map(({ line, column }) => [line, column])).toEqual([
        [3, "sede"],
        [5, "pezzi"],
        [5, "ore"],
        [6, "pezzi"],
      ]);
    }
  });

  async function change(name: string, edit: (parts: Record<string, Uint8Array>) => unknown): Promise<string> {
    const parts = unzipSync(readFileSync(join(root, await makeBook("base.xlsx", [["A", null, 1, 1, "x"]]))));
    edit(parts);
    return put(name, zipSync(parts));
  }
  function addCell(parts: Record<string, Uint8Array>, column: string, row: number): void {
    const name = Object.keys(parts).find((part) => part.startsWith("xl/worksheets/"))!;
    const cell = `<row r="${row}"><c r="${column}${row}"><v>1</v></c></row></sheetData>`;
    parts[name] = strToU8(strFromU8(parts[name]!).replace("</sheetData>", cell));
  }
  const declared = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const far = `<?xml version="1.0"?><!--${" ".repeat(9000)}-->${declared}<x>&e;</x>`;
  test.each<[string, string, (parts: Record<string, Uint8Array>) => unknown]>([
    ["entità", "lontano", (parts) => (parts["xl/workbook.xml"] = strToU8(far))],
    ["entità", "utf-16", (parts) => (parts["xl/styles.xml"] = Buffer.from(`\uFEFF${far}`, "utf16le"))],
    ["entità", "relazioni", (parts) => (parts["xl/_rels/workbook.xml.rels"] = strToU8(declared))],
    ["macro", "macro", (parts) => (parts["xl/vbaProject.bin"] = strToU8("x"))],
    ["esce dalla cartella", "fuori", (parts) => (parts["xl/../../x.xml"] = strToU8("<x/>"))],
    ["esce dalla cartella", "radice", (parts) => (parts["/etc/x.xml"] = strToU8("<x/>"))],
    ["una cella in XFD2, lontana", "larga", (parts) => addCell(parts, "XFD", 2)],
    ["una cella in A1048576, lontana", "lunga", (parts) => addCell(parts, "A", 1_048_576)],
    ["una cella in XFD1048576, lontana", "smisurata", (parts) => addCell(parts, "XFD", 1_048_576)],
    ["sospetto", "zeri", (parts) => (parts["xl/media/a.bin"] = new Uint8Array(80_000_000))],
    [
      "3009 parti|parti",
      "parti",
      (parts) => {
        for (let k = 0; k < 3000; k++) parts[`xl/p${k}.xml`] = strToU8("<x/>");
      },
    ],
  ])("[W10] refused: %s (%s)", async (said, name, edit) => {
    const found = await take(await change(`${name}.xlsx`, edit));
    expect(found.problems).toEqual(["workbook-unsafe"]);
    expect(found.said).toMatch(new RegExp(said));
  });

  test("[W10] refused: what is no workbook, or is one no longer", async () => {
    const whole = readFileSync(join(root, await makeBook("intero.xlsx", [["A", null, 1, 1, "x"]])));
    const wrong = [
      Buffer.from("non uno zip"),
      Buffer.alloc(0),
      whole.subarray(0, whole.length - 30),
      whole.subarray(whole.length / 2),
      Buffer.from(zipSync({ "a.txt": strToU8("x") })),
      Buffer.from(zipSync({})),
    ];
    for (const bytes of wrong)
      expect((await take(put("rotto.xlsx", bytes))).problems).toEqual(["workbook-unsafe"]);
    expect((await take(put("finto.xlsx", `${header}\nA;;1;;\n`))).problems).toEqual(["workbook-unsafe"]);
  });
});
