/** What a workspace is after a kill, two writers at once, damaged files, and workbooks that mean harm. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { requirePresent } from "../../cases/needs.ts";
import type { FactSource } from "../model/index.ts";
import { readWorkbook, workbookLimits } from "./read-workbook.ts";
import { openWorkspace, readDeliveries } from "./workspace.ts";

const main = new URL("../cli/piramide.js", import.meta.url).pathname;
const model = `
modello: { id: prova, titolo: Prova, amministrazione: Ente, esercizio: 2023, anni: { da: 2023, a: 2023 } }
unita_di_misura: [ { id: numero, simbolo: "", grandezza: numero } ]
gerarchie: [ { id: uffici, titolo: Uffici, nodi: [ { codice: E, titolo: Ente } ] } ]
fonti:
  - id: casi
    titolo: Casi
    grana: evento
    ufficio_senza_righe: zero
    colonne:
      - { id: caso, tipo: intero, ruolo: chiave }
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: pezzi, tipo: intero }
indicatori:
  - { id: pezzi, titolo: Pezzi, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: casi, colonna: pezzi } }
`;
const rows = 400_000;
let root = "";
let directory = "";
let file = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "piramide-guasti-"));
  directory = join(root, "modello");
  mkdirSync(directory);
  writeFileSync(join(directory, "modello.yaml"), model);
  file = join(root, "casi.csv");
  writeFileSync(file, `caso;sede;pezzi\n${Array.from({ length: rows }, (_, k) => `${k};E;1`).join("\n")}\n`);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function start(...words: readonly string[]): ChildProcess {
  const isOfModel = words[0] !== "backup" && words[0] !== "migrate";
  return spawn(process.execPath, [main, ...words, ...(isOfModel ? ["--model", directory] : [])], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(...words: readonly string[]): Promise<{ code: number | null; text: string }> {
  const child = start(...words);
  let text = "";
  child.stdout?.on("data", (part) => {
    text += String(part);
  });
  child.stderr?.on("data", (part) => {
    text += String(part);
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, text }));
  });
}

const importWords = (data: string, ...more: readonly string[]) => [
  "import",
  file,
  "--source",
  "casi",
  "--period",
  "2023-01",
  "--data",
  data,
  "--recorded-at",
  "2024-01-01",
  ...more,
];
const computePieces = async (data: string): Promise<string | undefined> => {
  const { text } = await run("compute", "--data", data, "--period", "2023-01", "--json");
  return /"value": (\d+|null)/.exec(text)?.[1];
};

describe("what stops in the middle", () => {
  test("[W7] an import killed at any moment leaves the delivery whole or not at all, and the next one clears up", async () => {
    const data = join(root, "uccisa");
    const began = performance.now();
    expect((await run(...importWords(join(root, "intera")))).code).toBe(0);
    const whole = performance.now() - began;
    let kills = 0;
    for (let part = 1; part <= 10; part++) {
      const child = start(...importWords(data));
      const closed = new Promise((resolve) => child.on("close", resolve));
      await new Promise((resolve) => setTimeout(resolve, (whole * part) / 11));
      if (child.kill("SIGKILL")) kills++;
      await closed;
      const pieces = await computePieces(data);
      expect(["null", String(rows)]).toContain(pieces);
    }
    expect(kills).toBeGreaterThan(2);
    expect((await run(...importWords(data))).code).toBe(0);
    expect(readdirSync(join(data, "in-arrivo"))).toEqual([]);
    expect(await computePieces(data)).toBe(String(rows));
  }, 120_000);

  test("[W7] killed after any step that writes, delivery and quarantine are both whole or neither is there", async () => {
    const bad = join(root, "con-errori.csv");
    writeFileSync(bad, "caso;sede;pezzi\n1;E;1\n2;E;x\n3;NESSUNO;1\n");
    const killer = new URL("../../cases/warehouse/kill-at-step.ts", import.meta.url).href;
    const outcomes: number[] = [];
    for (let step = 1; outcomes.at(-1) !== 0; step++) {
      const data = join(root, `passo-${step}`);
      const words = importWords(data).with(1, bad);
      const child = spawn(process.execPath, ["--import", killer, main, ...words, "--model", directory], {
        env: { ...process.env, KILL_AT_STEP: String(step) },
        stdio: "ignore",
      });
      outcomes.push(await new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1))));
      const places = existsSync(join(data, "consegne")) ? readdirSync(join(data, "consegne")) : [];
      const isRecorded = places.some((name) => /^\d+\.json$/.test(name));
      const shown = await run("deliveries", "1", "--data", data);
      if (isRecorded) {
        expect({ step, ...shown }).toMatchObject({ step, code: 0 });
        for (const line of ["3;pezzi;x", "4;sede;NESSUNO"]) expect(shown.text).toContain(line);
        expect(await computePieces(data)).toBe("1");
      } else {
        // Nothing has happened, and it can be done again.
        const again = await run(...words);
        expect({ step, again }).toMatchObject({ step, again: { code: 0 } });
        expect(again.text).not.toContain("nulla da fare");
      }
    }
    expect(outcomes.length).toBeGreaterThan(8);
  }, 240_000);

  test("[W8] two imports at once are both recorded, one after the other, and corrections count once", async () => {
    const data = join(root, "insieme");
    expect((await run(...importWords(data))).code).toBe(0);
    const deltas = [1, 2, 3].map((k) => {
      const delta = join(root, `delta-${k}.csv`);
      writeFileSync(delta, `caso;sede;pezzi\n7;E;${100 * k}\n${rows + k};E;5\n`);
      return run(
        "import",
        delta,
        "--source",
        "casi",
        "--period",
        "2023-01",
        "--mode",
        "delta",
        "--data",
        data,
        "--recorded-at",
        "2024-01-02",
      );
    });
    const codes = await Promise.all(deltas);
    expect(codes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const entries = readDeliveries(openWorkspace(data, "prova").value!);
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    // Case 7 has what the last of the three says, and each of them brings one case more.
    const last = Number(/delta-(\d)/.exec(entries[3]!.file.name)![1]);
    expect(await computePieces(data)).toBe(String(rows - 1 + 100 * last + 15));
  }, 60_000);

  test("[W9] damaged facts and entries are told; a damaged kept sum is asked for again", async () => {
    const data = join(root, "rovinata");
    expect((await run(...importWords(data))).code).toBe(0);
    expect(await computePieces(data)).toBe(String(rows));
    const kept = join(data, "materiali");
    for (const name of readdirSync(kept))
      writeFileSync(
        join(kept, name),
        readFileSync(join(kept, name)).map((byte, k) => (k > 200 ? byte ^ 1 : byte)),
      );
    expect(await computePieces(data)).toBe(String(rows));
    const facts = join(data, "fatti", "casi");
    truncateSync(join(facts, readdirSync(facts)[0]!), 1000);
    const broken = await run("compute", "--data", data);
    expect([broken.code, broken.text.includes("facts-damaged")]).toEqual([1, true]);
    const entries = join(data, "consegne");
    writeFileSync(join(entries, readdirSync(entries)[0]!), "{");
    const unreadable = await run("compute", "--data", data);
    expect([unreadable.code, unreadable.text.includes("delivery-entry-damaged")]).toEqual([1, true]);
  }, 60_000);
});

describe("what the disk refuses", () => {
  const another = (name: string): string => {
    const path = join(root, name);
    writeFileSync(path, readFileSync(file, "utf8").replace("0;E;1", `${name.length};E;1`));
    return path;
  };
  const words = (path: string, data: string) =>
    importWords(data).map((word) => (word === file ? path : word));

  test("[W14] a full disk is told as what it is, and leaves what was there and nothing else", async (context) => {
    const disk = join(root, "disco");
    mkdirSync(disk);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]);
    requirePresent(
      context,
      mounted.status === 0,
      "manca il permesso di montare un disco piccolo: prova da root",
    );
    try {
      const data = join(disk, "dati");
      const small = join(root, "piccola.csv");
      writeFileSync(small, "caso;sede;pezzi\n1;E;7\n");
      expect((await run(...words(small, data))).code).toBe(0);
      // Pieces that follow no order: a file of neighbours is written in a few kilobytes.
      const large = join(root, "grande.csv");
      const lines = Array.from(
        { length: 200_000 },
        (_, k) => `${k};E;${((k * 7919) % 100_003) ** 2 % 999_983}`,
      );
      writeFileSync(large, `caso;sede;pezzi\n${lines.join("\n")}\n`);
      const { code, text } = await run(...words(large, data));
      expect([code, text.includes("il disco è pieno: libera spazio e riprova")]).toEqual([1, true]);
      expect(text).not.toContain("Error");
      expect(readdirSync(join(data, "in-arrivo"))).toEqual([]);
      expect(readdirSync(join(data, "fatti", "casi")).length).toBe(1);
      expect(await computePieces(data)).toBe("7");
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  test("[W14] a workspace that cannot be written is read all the same, and told when it must be written", async (context) => {
    requirePresent(context, process.getuid?.() === 0, "solo root può provare con un altro utente");
    const data = join(root, "sola-lettura");
    expect((await run(...importWords(data))).code).toBe(0);
    const asNobody = (...args: readonly string[]) =>
      spawnSync(process.execPath, [main, ...args, "--model", directory], {
        uid: 65534,
        gid: 65534,
        encoding: "utf8",
        env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" },
      });
    spawnSync("chmod", ["755", root]);
    const read = asNobody("compute", "--data", data, "--period", "2023-01", "--json");
    expect([read.status, read.stdout.includes(`"value": ${rows}`)]).toEqual([0, true]);
    for (const refused of [
      asNobody(...words(another("altra.csv"), data)),
      asNobody("retract", "1", "--reason", "prova", "--data", data),
    ]) {
      expect([refused.status, refused.stdout]).toEqual([1, ""]);
      expect(refused.stderr).toMatch(/^Non posso scrivere .*: manca il permesso di scrivere/);
    }
  });

  test("[W9] facts changed without changing their length, an entry that lacks half and a broken head are told", async () => {
    const data = join(root, "rovinata-2");
    expect((await run(...importWords(data))).code).toBe(0);
    const facts = join(data, "fatti", "casi");
    const name = join(facts, readdirSync(facts)[0]!);
    const bytes = readFileSync(name);
    writeFileSync(
      name,
      bytes.map((byte, k) => (k > bytes.length / 2 && k < bytes.length - 8 ? byte ^ 255 : byte)),
    );
    for (const line of [["compute"], ["deliveries", "--verify"], ["backup", join(root, "mai")]]) {
      const { code, text } = await run(...line, "--data", data);
      expect({ line, code, told: text.split(" ")[0] }).toEqual({ line, code: 1, told: "facts-damaged" });
    }
    writeFileSync(name, bytes);
    const entry = join(data, "consegne", "00000001.json");
    const whole = readFileSync(entry, "utf8");
    for (const damaged of ['{"number": 1}', "null", whole.replace('"casi"', '"../casi"')]) {
      writeFileSync(entry, damaged);
      for (const line of [["compute"], ["backup", join(root, "mai")]]) {
        const { code, text } = await run(...line, "--data", data);
        expect({ damaged, line, code, told: text.split(" ")[0] }).toEqual({
          damaged,
          line,
          code: 1,
          told: "delivery-entry-damaged",
        });
      }
    }
    writeFileSync(join(data, "spazio.json"), "{");
    for (const line of [["compute"], ["migrate"], ["backup", join(root, "mai")]]) {
      const { code, text } = await run(...line, "--data", data);
      expect([line[0], code, text.split(" ")[0]]).toEqual([line[0], 1, "workspace-head-damaged"]);
    }
  }, 120_000);
});

const source = { format: { separator: ";", encoding: "utf-8", decimalMark: ",", days: "iso" } } as FactSource;

describe("workbooks", () => {
  const made = () => join(root, "fatto.csv");
  const refuse = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(root, name);
    writeFileSync(path, bytes);
    const { value, problems } = await readWorkbook(path, source, made());
    expect([value, problems.map(({ code }) => code)]).toEqual([false, ["workbook-unsafe"]]);
    return problems[0]!.sentence;
  };
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);

  test("[W10] a sheet is read with its days and decimals", async () => {
    const path = join(root, "buono.xlsx");
    const data = [
      [{ value: "giorno" }, { value: "importo" }],
      [
        { value: new Date(Date.UTC(2024, 1, 29)), type: Date, format: "dd/mm/yyyy" },
        { value: 0.1 + 0.2, type: Number },
      ],
    ];
    await writeXlsxFile(data as never).toFile(path);
    expect((await readWorkbook(path, source, made())).problems).toEqual([]);
    expect(readFileSync(made(), "utf8").split("\n")).toEqual(['"giorno";"importo"', "2024-02-29;0,3"]);
  });

  test("[W10] what would unpack without bounds, declares entities, has macros or leaves its folder is refused", async () => {
    const bomb = zipSync({ "xl/worksheets/sheet1.xml": [new Uint8Array(64 * 1024 * 1024), { level: 9 }] });
    expect(bomb.length * workbookLimits.ratio).toBeLessThan(64 * 1024 * 1024);
    expect(await refuse("bomba.xlsx", bomb)).toContain("compressa in modo sospetto");
    const lied = Uint8Array.from(bomb);
    const view = new DataView(lied.buffer);
    // The directory at the end says that the part is small.
    for (let at = 0; at < lied.length - 4; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    await refuse("bugia.xlsx", lied);
    const entity = text(
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    );
    expect(await refuse("entita.xlsx", zipSync({ "xl/workbook.xml": entity }))).toContain("entità");
    expect(await refuse("macro.xlsx", zipSync({ "xl/vbaProject.bin": text("x") }))).toContain("macro");
    expect(await refuse("fuori.xlsx", zipSync({ "../fuori.xml": text("<x/>") }))).toContain(
      "esce dalla cartella",
    );
    expect(await refuse("testo.xlsx", text("non uno zip"))).toContain("XLSX");
  });
});
