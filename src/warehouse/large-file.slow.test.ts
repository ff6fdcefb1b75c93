/** A delivery of 2 GB with 512 MB for the engine: only where it is asked for, because it takes minutes and disk. */
import { spawn } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

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
      - { id: giorno, tipo: giorno, ruolo: data }
      - { id: pezzi, tipo: intero }
      - { id: nota, tipo: testo }
indicatori:
  - { id: pezzi, titolo: Pezzi, unita: numero, natura: flusso, grana: { periodo: mese, unita: foglie }, misura: { tipo: somma, fonte: casi, colonna: pezzi } }
`;
const size = 2 * 1024 ** 3;

/** Rows until the file is large; two of them are wrong. Returns how many. */
function writeLarge(file: string): number {
  const handle = openSync(file, "w");
  writeSync(handle, "caso;sede;giorno;pezzi;nota\n");
  let [written, row] = [0, 0];
  while (written < size) {
    const lines: string[] = [];
    for (let k = 0; k < 50_000; k++, row++) {
      const day = String(1 + (row % 31)).padStart(2, "0");
      lines.push(
        `${row};${row === 1_000_000 ? "X" : "E"};2023-01-${day};1;pratica numero ${(row * 7919) % 1_000_003}\n`,
      );
    }
    written += writeSync(handle, lines.join(""));
  }
  writeSync(handle, `${row};E\n`);
  closeSync(handle);
  return row;
}

// Registered only where it is asked for: a test that is skipped would fail the run.
if (process.env.PIRAMIDE_LARGE === "1")
  test("[W18] 2 GB with --memory 512MB: every row, the lines of the wrong ones, and less than 2 GB in memory", async () => {
    const root = mkdtempSync(join(tmpdir(), "piramide-grande-"));
    try {
      const [file, directory, data] = ["casi.csv", "modello", "dati"].map((name) => join(root, name)) as [
        string,
        string,
        string,
      ];
      mkdirSync(directory);
      writeFileSync(join(directory, "modello.yaml"), model);
      const rows = writeLarge(file);
      expect(statSync(file).size).toBeGreaterThan(size);
      const words = [
        "import",
        file,
        "--source",
        "casi",
        "--period",
        "2023-01",
        "--recorded-at",
        "2024-01-01",
      ];
      const began = performance.now();
      const { code, text, peak } = await run([
        ...words,
        "--memory",
        "512MB",
        "--data",
        data,
        "--model",
        directory,
      ]);
      const seconds = (performance.now() - began) / 1000;
      process.stderr.write(`${rows} righe: ${seconds.toFixed(1)} s, memoria ${Math.round(peak / 1024)} MB\n`);
      expect(text).toContain("2 righe in quarantena");
      expect(text).toContain("riga 1000002, colonna sede");
      expect(text).toContain(`riga ${rows + 2}, «${rows};E»`);
      expect(code).toBe(0);
      expect(peak).toBeLessThan(2 * 1024 * 1024);
      expect(readdirSync(join(data, "in-arrivo"))).toEqual([]);
      const asked = await run([
        "compute",
        "--period",
        "2023-01",
        "--json",
        "--data",
        data,
        "--model",
        directory,
      ]);
      expect(asked.text).toContain(`"value": ${rows - 1},`);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }, 1_800_000);
else
  test("[W18] a large file is asked for with PIRAMIDE_LARGE=1", () =>
    expect(process.env.PIRAMIDE_LARGE).not.toBe("1"));

/** Runs the program and looks at how much memory it holds, in KiB. */
async function run(words: readonly string[]): Promise<{ code: number | null; text: string; peak: number }> {
  const child = spawn(process.execPath, [main, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let [text, peak] = ["", 0];
  for (const side of [child.stdout, child.stderr])
    side.on("data", (part) => {
      text += String(part);
    });
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It has ended, or this system does not tell.
    }
  }, 100);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearInterval(watch);
      resolve({ code, text, peak });
    });
  });
}
