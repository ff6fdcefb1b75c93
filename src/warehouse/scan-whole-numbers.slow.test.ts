/** Columns taken from files as they lie, against what the engine says of the same files. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSource, plain } from "../../cases/warehouse/trial-source.ts";
import { absent, decodeNumbers, decodeTexts, holdsNumbers, holdsTexts } from "./decode-parquet.ts";
import { type DuckDb, openDuckDb } from "./duck-db.ts";
import { openParquet } from "./parquet-chunks.ts";
import type { Patterns } from "./patterns.ts";
import { factsDamaged } from "./problems.ts";
import { readPatterns, type ValueRows } from "./read-patterns.ts";
import { scanColumns } from "./scan-apart.ts";
import { scanWholeNumbers } from "./scan-whole-numbers.ts";
import { WarehouseError } from "./warehouse-error.ts";

const source = makeSource(
  [
    { ...plain, id: "pratica", type: "integer" },
    { ...plain, id: "sede", type: "text", role: "office" },
  ],
  {},
  [],
);
const query = { source: source.id, office: "sede", column: "pratica", when: undefined };

let root: string;
let database: DuckDb;
let written = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "piramide-colonne-"));
  database = await openDuckDb({ folder: root });
});
afterAll(() => {
  database.close();
  rmSync(root, { recursive: true });
});

interface Writing {
  readonly version: "V1" | "V2";
  readonly compression: "zstd" | "uncompressed" | "snappy";
  readonly rowsInGroup: number;
}

const writings = fc.record({
  version: fc.constantFrom("V1" as const, "V2" as const),
  compression: fc.constantFrom("zstd" as const, "uncompressed" as const),
  rowsInGroup: fc.constantFrom(2048, 4096, 122_880),
});

/** How the numbers of a file lie: from where, how far apart, how often absent, how many rows, how many offices. */
interface Layout {
  readonly least: string;
  readonly span: number;
  readonly order: "ascending" | "any" | "pairs";
  readonly absences: number;
  readonly rows: number;
  readonly offices: number;
  readonly seed: number;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  least: fc.constantFrom("0", "1", "-7", "2147483640", "-4000000000", "9007199254740000"),
  span: fc.constantFrom(1, 3, 40, 1000, 60_000),
  order: fc.constantFrom("ascending" as const, "any" as const, "pairs" as const),
  absences: fc.constantFrom(0, 0.001, 0.3, 1),
  rows: fc.constantFrom(0, 1, 7, 255, 3000, 9000),
  offices: fc.constantFrom(1, 2, 9, 300),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

const near: Layout = { least: "5", span: 40, order: "any", absences: 0, rows: 300, offices: 2, seed: 1 };
const wide: Layout = { ...near, span: 60_000, rows: 9000 };
const usual: Writing = { version: "V2", compression: "zstd", rowsInGroup: 2048 };
const old: Writing = { ...usual, version: "V1" };

async function write(layout: Layout, { version, compression, rowsInGroup }: Writing): Promise<string> {
  const { least, span, order, absences, rows, offices, seed } = layout;
  written += 1;
  const path = join(root, `${written}.parquet`);
  const draw = (salt: number): string => `(hash(i * 31 + ${salt + seed}) % 1000003)`;
  const number = { ascending: `(i % ${span})`, any: `(${draw(1)} % ${span})`, pairs: `((i // 2) % ${span})` }[
    order
  ]!;
  const missing = (salt: number): string => `${draw(salt)} < ${Math.round(absences * 1_000_003)}`;
  await database.run(
    `COPY (SELECT CASE WHEN ${missing(2)} THEN NULL ELSE ${least} + ${number}::BIGINT END AS pratica,` +
      ` CASE WHEN ${missing(3)} THEN NULL ELSE 'S' || (${draw(4)} % ${offices}) END AS sede, 202301 AS _periodo` +
      ` FROM range(${rows}) AS r(i)) TO '${path}' (FORMAT parquet, COMPRESSION ${compression}, PARQUET_VERSION ${version}, ROW_GROUP_SIZE ${rowsInGroup})`,
  );
  return path;
}

/** What files had been when they were recorded, where they are something else now. */
const recorded = new Map<string, string>();

const rowsOf = (paths: readonly string[], periods: readonly number[]): ValueRows => ({
  source,
  query,
  files: paths.map((path, k) => ({
    ...{ path, period: periods[k]!, rows: 1, delivery: k + 1 },
    sha256: recorded.get(path) ?? createHash("sha256").update(readFileSync(path)).digest("hex"),
  })),
  signed: false,
  among: undefined,
  bits: new Map(periods.map((period, k) => [period, 1 << k])),
});

/** Every bit of some bytes turned. */
const turn = (bytes: Buffer, from: number, until: number): Buffer =>
  Buffer.from(bytes.map((byte, k) => (k >= from && k < until ? byte ^ 255 : byte)));

/** In one order, whatever the order in which they were found. */
function sort({ alone, spread }: Patterns): unknown {
  const found = alone.flatMap(({ office, masks, counts }) =>
    masks.map((mask, k) => `${office} ${mask} ${counts[k]}`),
  );
  const several = spread.map(({ offices, masks }) =>
    offices
      .map((office, k) => `${office} ${masks[k]}`)
      .toSorted()
      .join(),
  );
  return [found.toSorted(), several.toSorted()];
}

describe("[W34] a column as it lies in its file", () => {
  test("[W34] has the values and absences that the engine reads, in every encoding it writes", async () => {
    const encodings = new Set<string>();
    await fc.assert(
      fc.asyncProperty(layouts, writings, async (layout, writing) => {
        const path = await write(layout, writing);
        const [numbers = [], texts = []] = await database.readColumns(
          `SELECT pratica - ${layout.least}, sede FROM read_parquet('${path}')`,
        );
        const file = openParquet(path);
        const found: { readonly numbers: unknown[]; readonly texts: unknown[] } = { numbers: [], texts: [] };
        for (const [sede, pratica] of file.listChunks(["sede", "pratica"])) {
          expect(holdsNumbers(pratica!)).toBe(true);
          const out = new Int32Array(sede!.rows);
          decodeNumbers(pratica!, file.readPages(pratica!), BigInt(layout.least), out);
          for (const each of pratica!.encodings) encodings.add(each);
          found.numbers.push(...Array.from(out, (each) => (each === absent ? null : each)));
          // Texts most of which differ have no dictionary.
          if (!holdsTexts(sede!)) return;
          const { texts: own, places, ends } = decodeTexts(sede!, file.readPages(sede!));
          for (const [run, end] of ends.entries()) {
            const rows = end - (ends[run - 1] ?? 0);
            found.texts.push(...Array.from({ length: rows }, () => own[places[run]!] ?? null));
          }
        }
        file.close();
        expect(found).toEqual({
          numbers: numbers.map((each) => (each === null ? null : Number(each))),
          texts,
        });
      }),
      {
        numRuns: 60,
        // Every encoding for certain: few and many different values, in both versions of the format.
        examples: [near, wide].flatMap((each) => [old, usual].map((way): [Layout, Writing] => [each, way])),
      },
    );
    expect([...encodings].toSorted()).toEqual(
      expect.arrayContaining(["DELTA_BINARY_PACKED", "PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY"]),
    );
  });

  test("[W34] gives the patterns of different values that a question to the engine gives", async () => {
    let scanned = 0;
    await fc.assert(
      fc.asyncProperty(layouts, layouts, writings, writings, async (first, second, one, other) => {
        // Near each other, and of few offices: others are left to the engine.
        const alike = { least: first.least, offices: 1 + (first.offices % 4) };
        const paths = [
          await write(
            { ...first, ...alike, rows: Math.max(first.rows, 255), span: Math.min(first.span, 40) },
            one,
          ),
          await write(
            { ...second, ...alike, rows: Math.max(second.rows, 255), span: Math.min(second.span, 40) },
            other,
          ),
        ];
        const rows = rowsOf(paths, [202301, 202302]);
        // The engine takes the period from the rows.
        const engine = { ...rows, bits: new Map([[202301, 1]]) };
        const found = await scanWholeNumbers({
          ...rows,
          bits: new Map([
            [202301, 1],
            [202302, 1],
          ]),
        });
        if (found === undefined) return;
        scanned += 1;
        expect(sort(found)).toEqual(sort(await readPatterns(database, engine)));
      }),
      { numRuns: 40, examples: [[near, { ...near, seed: 2 }, usual, usual]] },
    );
    expect(scanned).toBeGreaterThan(0);
  });

  test("[W34] is left to the engine where conditions are asked, and where it is written in another way", async () => {
    const path = await write(near, { ...old, compression: "snappy" });
    expect(await scanWholeNumbers(rowsOf([path], [202301]))).toBeUndefined();
    const rows = rowsOf([await write(near, usual)], [202301]);
    expect(await scanWholeNumbers(rows)).toBeDefined();
    const when = {
      type: "comparison",
      operator: "=",
      left: { type: "column", column: "sede" },
      right: { type: "text", value: "S1" },
    } as const;
    expect(await scanWholeNumbers({ ...rows, query: { ...query, when } })).toBeUndefined();
    expect(await scanWholeNumbers({ ...rows, query: { ...query, column: "altra" } })).toBeUndefined();
  });

  test("[W34] in a thread of its own: the same patterns, nothing where it is left to the engine", async () => {
    const apart = (path: string): Promise<Patterns | undefined> => scanColumns(rowsOf([path], [202301]), 0);
    const path = await write(wide, usual);
    expect(await apart(path)).toEqual(await scanWholeNumbers(rowsOf([path], [202301])));
    expect(await apart(await write(near, { ...old, compression: "snappy" }))).toBeUndefined();
  });

  test("[W34] of a damaged file one hears the same problem from the thread as from here: code, place and remedy", async () => {
    const sound = await write(wide, usual);
    const bytes = readFileSync(sound);
    const damaged = join(root, "rovinato.parquet");
    const ask = (worthThread: number): Promise<unknown> =>
      scanColumns(rowsOf([sound, damaged], [202301, 202302]), worthThread).catch((error: unknown) => error);
    recorded.set(damaged, createHash("sha256").update(bytes).digest("hex"));
    for (const now of [bytes.subarray(0, -100), turn(bytes, 4, bytes.length / 2), undefined]) {
      rmSync(damaged, { force: true });
      if (now !== undefined) writeFileSync(damaged, now);
      for (const told of [await ask(Infinity), await ask(0)]) {
        assert(told instanceof WarehouseError);
        expect(told.problem).toEqual(factsDamaged(damaged, 2));
        expect(told.message).toContain("Ripristina lo spazio di lavoro da una copia");
      }
    }
    recorded.delete(damaged);
    // What was recorded so is no damage: it stays the error it is, with the same words.
    writeFileSync(damaged, bytes.subarray(0, -100));
    const [here, apart] = [await ask(Infinity), await ask(0)];
    for (const told of [here, apart]) {
      assert(told instanceof Error);
      expect(told).not.toBeInstanceOf(WarehouseError);
      expect(told.message).toBe((here as Error).message);
    }
  });

  test("[W34] is an error where the file contradicts itself", async () => {
    const layout: Layout = { ...near, span: 1000, absences: 0.3, rows: 9000, offices: 9 };
    const path = await write(layout, { version: "V2", compression: "uncompressed", rowsInGroup: 122_880 });
    const bytes = readFileSync(path);
    const damaged = join(root, "damaged.parquet");
    const scan = async (content: Uint8Array): Promise<unknown> => {
      writeFileSync(damaged, content);
      return sort((await scanWholeNumbers(rowsOf([damaged], [202301])))!);
    };
    const sound = await scan(bytes);
    await expect(scan(bytes.subarray(0, bytes.length - 100))).rejects.toThrow(/./);
    await expect(scan(new Uint8Array(0))).rejects.toThrow(/./);
    const outcomes = { refused: 0, asItWas: 0, other: 0 };
    for (let at = 4; at < bytes.length; at += 211) {
      const turned = Buffer.from(bytes);
      turned[at]! ^= 255;
      const outcome = await scan(turned).then(
        (found) => (JSON.stringify(found) === JSON.stringify(sound) ? "asItWas" : "other"),
        () => "refused" as const,
      );
      outcomes[outcome] += 1;
    }
    // A number that is another within the range is what only the file's hash can tell.
    expect(outcomes.refused).toBeGreaterThan(5);
  });
});
