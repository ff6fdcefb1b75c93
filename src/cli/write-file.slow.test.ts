/** Files appear whole or not at all, whatever happens to the program: seen from outside, with real processes. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { afterAll, describe, expect, test } from "vitest";

const program = join(import.meta.dirname, "main.ts");
const scratch = mkdtempSync(join(tmpdir(), "piramide-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function openFolder(name: string): string {
  const directory = join(scratch, name);
  mkdirSync(directory);
  return directory;
}

function start(model: string, path: string): ChildProcess {
  return spawn(process.execPath, [program, "compute", "--model", model, "--xlsx", path], { stdio: "ignore" });
}

const end = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on("exit", (code) => resolve(code)));

async function countRows(path: string): Promise<number> {
  const [sheet] = await readXlsxFile(path);
  return sheet!.data.length;
}

describe("files are written whole or not at all", () => {
  test("[C7] two commands that write the same workbook at once leave one of the two, whole", async () => {
    const directory = openFolder("insieme");
    const path = join(directory, "cifre.xlsx");
    const alone = await Promise.all(
      ["models/inps-2023", "models/esempio-comune"].map(async (model, k) => {
        const own = join(scratch, `${k}.xlsx`);
        expect(await end(start(model, own))).toBe(0);
        return countRows(own);
      }),
    );
    for (let round = 0; round < 3; round++) {
      const codes = await Promise.all([
        end(start("models/inps-2023", path)),
        end(start("models/esempio-comune", path)),
        end(start("models/inps-2023", path)),
      ]);
      expect(codes).toEqual([0, 0, 0]);
      expect(alone).toContain(await countRows(path));
      expect(readdirSync(directory)).toEqual(["cifre.xlsx"]);
    }
  });

  test("[C7] a program killed while it writes leaves the old file, or the new one whole", async () => {
    const directory = openFolder("ucciso");
    const path = join(directory, "cifre.xlsx");
    const old = "il file di prima";
    for (let round = 0; round < 5; round++) {
      writeFileSync(path, old);
      const child = start("models/inps-2023", path);
      const over = end(child);
      // A draft, or a file that is no longer the old one, is the sign that writing has begun: now it is stopped.
      const watch = setInterval(() => {
        const hasDraft = readdirSync(directory).some((name) => name.endsWith(".part"));
        if (hasDraft || statSync(path).size !== old.length) child.kill("SIGKILL");
      }, 0);
      await over;
      clearInterval(watch);
      const isOld = readFileSync(path).equals(Buffer.from(old));
      expect(isOld || (await countRows(path)) > 1000).toBe(true);
    }
  });

  test("[C7] a disk that refuses half of the file leaves the old one, and no draft", () => {
    const directory = openFolder("pieno");
    const path = join(directory, "cifre.xlsx");
    writeFileSync(path, "il file di prima");
    // A limit of the shell on the size of files: beyond 8 KiB writing fails, as on a full disk.
    const command = 'ulimit -f 8; exec "$0" "$@"';
    const run = spawnSync("bash", ["-c", command, process.execPath, program, "compute", "--xlsx", path], {
      encoding: "utf8",
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/^Non posso scrivere .*cifre\.xlsx: /);
    expect(readFileSync(path, "utf8")).toBe("il file di prima");
    expect(readdirSync(directory)).toEqual(["cifre.xlsx"]);
  });

  test("[C7] a device is written to, never replaced; /dev/full says that the disk is full", () => {
    const run = spawnSync(
      process.execPath,
      [program, "compute", "--model", "models/esempio-comune", "--xlsx", "/dev/full"],
      { encoding: "utf8" },
    );
    expect([run.status, run.stdout, run.stderr]).toEqual([
      1,
      "",
      "Non posso scrivere /dev/full: il disco è pieno: libera spazio e riprova.\n",
    ]);
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
    expect(readdirSync("/dev").filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("[C7] a link keeps leading to its file, which is the one replaced", async () => {
    const directory = openFolder("legame");
    writeFileSync(join(directory, "vero.xlsx"), "il file di prima");
    symlinkSync("vero.xlsx", join(directory, "cifre.xlsx"));
    expect(await end(start("models/esempio-comune", join(directory, "cifre.xlsx")))).toBe(0);
    expect(lstatSync(join(directory, "cifre.xlsx")).isSymbolicLink()).toBe(true);
    expect(await countRows(join(directory, "vero.xlsx"))).toBe(54);
  });

  test("[C7] a reader that closes the pipe early is no failure", () => {
    const command = 'set -o pipefail; "$0" "$1" compute --json | head -c 10';
    const run = spawnSync("bash", ["-c", command, process.execPath, program], { encoding: "utf8" });
    expect([run.status, run.stdout, run.stderr]).toEqual([0, '{\n  "model', ""]);
  });
});
