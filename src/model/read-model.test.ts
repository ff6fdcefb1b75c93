import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Model } from "./model.ts";
import type { ModelFile } from "./open-files.ts";
import { readModel } from "./read-model.ts";

const base: ModelFile = {
  path: "ente.yaml",
  text: readFileSync(new URL("../../cases/model/ente.yaml", import.meta.url), "utf8"),
};
const read = (...files: ModelFile[]) => readModel([base, ...files]);
const yaml = (text: string, path = "a.yaml"): ModelFile => ({ path, text });

describe("files", () => {
  test("[M1] published/ and files that nobody names are not read, and do not change the hash", () => {
    const plain = read();
    expect(plain.problems).toEqual([]);
    const more = read(
      yaml("not: [a block", "published/x.relazioni.yaml"),
      yaml("x", "sub/published/y.yaml"),
      yaml("a;b\u0000", "list.csv"),
      yaml("{", "README.md"),
    );
    expect(more).toEqual(plain);
  });

  test("[M29] the hash follows path and text of what is read, not the order", () => {
    const extra = yaml("stato: definitivo", "b.yml");
    const { hash } = read(extra).value;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(readModel([extra, base]).value.hash).toBe(hash);
    expect(read({ ...extra, path: "c.yml" }).value.hash).not.toBe(hash);
    expect(read({ ...extra, text: "stato: provvisorio" }).value.hash).not.toBe(hash);
  });

  test("[M2] problems come by file, line and column, whatever the order of the files", () => {
    const one = yaml("x: 1\natti: 3", "z.yaml");
    const two = yaml("gerarchie: 3\ny: 1", "b.yaml");
    const { problems } = read(one, two);
    expect(problems.map(({ place }) => `${place.file}:${place.line}`)).toEqual([
      "b.yaml:1",
      "b.yaml:2",
      "z.yaml:1",
      "z.yaml:2",
    ]);
    expect(read(two, one).problems).toEqual(problems);
  });

  test("[M4] what may be a consequence of an unread file is not reported", () => {
    const broken = yaml("indicatori: [", "rotto.yaml");
    const uses = yaml("rilevazioni:\n  - { indicatore: altrove, valore: 1 }");
    expect(read(broken, uses).problems.map(({ code }) => code)).toEqual(["yaml-syntax"]);
    expect(read(uses).problems.map(({ code }) => code)).toEqual(["unknown-reference"]);
  });

  test("[M6] an entry of a wrong shape is left out, and what refers to it is not wrong as well", () => {
    const wrong = yaml(
      "indicatori:\n  - { id: costi, titolo: C, unita: numero, natura: flusso, nota: x }\nrilevazioni:\n  - { indicatore: costi, valore: 1 }",
    );
    const { value, problems } = read(wrong);
    expect(problems.map(({ code }) => code)).toEqual(["unknown-key"]);
    expect(value.indicators.map(({ id }) => id)).toEqual(["pratiche", "personale"]);
  });

  test("[M10] a list is found from the folder of the block that names it", () => {
    const block = yaml("rilevazioni:\n  - { file: ./dati/v.csv, indicatore: pratiche }", "sub/a.yaml");
    const { value, problems } = read(block, yaml("valore\n7", "sub/dati/v.csv"));
    expect(problems).toEqual([]);
    expect(value.observations[0]).toMatchObject({ scaled: 7, orgUnit: "ENTE", period: "2023" });
  });
});

describe("places", () => {
  test("[M7] entries, formulas, values and cells stand where they were written", () => {
    const block = yaml(
      [
        "indicatori:",
        "  - id: doppio",
        "    titolo: Doppio",
        "    unita: numero",
        "    natura: flusso",
        "    formula: |",
        "      pratiche",
        "      * 2",
        '    obiettivo: "pratiche * 3"',
        "  - { id: code, titolo: Code, unita: numero, natura: flusso, valori: { 2022: 5, 2023: 7 }, obiettivi: { 2023: 3 } }",
        "rilevazioni:",
        "  - { file: v.csv, indicatore: personale }",
      ].join("\n"),
    );
    const { value, problems } = read(block, yaml('genere;nota;valore\nF;"a;b";3\nM;;4', "v.csv"));
    expect(problems).toEqual([]);
    const double = value.indicators.find(({ id }) => id === "doppio");
    expect(double!.origin.place).toEqual({ file: "a.yaml", line: 2, column: 5 });
    expect(double!.formula).toEqual({
      text: "pratiche\n* 2\n",
      place: { file: "a.yaml", line: 7, column: 7 },
    });
    expect(double!.targetFormula).toMatchObject({ place: { line: 9, column: 17 } });
    const places = value.observations.map(({ origin }) => origin.place);
    expect(places).toEqual([
      { file: "a.yaml", line: 10, column: 78 },
      { file: "a.yaml", line: 10, column: 87 },
      { file: "v.csv", line: 2, column: 9 },
      { file: "v.csv", line: 3, column: 4 },
    ]);
    expect(value.targets[0]!.origin.place).toMatchObject({ line: 10, column: 111 });
  });
});

describe("inheritance", () => {
  test("[M8] blocks, entries and rows say what is theirs and inherit the rest", () => {
    const block = yaml(`
atti: [ { id: rel, titolo: Relazione } ]
fonte: { atto: rel, sezione: "3" }
provenienza: desunto
blocchi:
  - fonte: { sezione: 4, tabella: T1 }
    stato: provvisorio
    registrato_il: 2024-06-14
    rilevazioni:
      - { indicatore: pratiche, periodo: 2022, valore: 1, fonte: { tabella: T2 }, provenienza: assunto }
      - { file: v.csv, indicatore: pratiche }
rilevazioni:
  - { indicatore: pratiche, periodo: 2021, valore: 1 }
`);
    const csv = yaml("periodo;valore;stato;registrato_il\n2023;1;definitivo;2024-07-01\n2024;1;;", "v.csv");
    const { value, problems } = read(block, csv);
    expect(problems).toEqual([]);
    const origins = new Map(value.observations.map(({ period, origin }) => [period, origin]));
    const table = (name: string | undefined, section: string) => ({ act: "rel", section, table: name });
    expect(origins.get("2021")).toMatchObject({
      source: { act: "rel", section: "3" },
      provenance: "inferred",
      status: "final",
      recordedOn: undefined,
    });
    expect(origins.get("2022")).toMatchObject({
      source: table("T2", "4"),
      provenance: "assumed",
      status: "provisional",
      recordedOn: "2024-06-14",
    });
    expect(origins.get("2023")).toMatchObject({
      source: table("T1", "4"),
      provenance: "inferred",
      status: "final",
      recordedOn: "2024-07-01",
    });
    expect(origins.get("2024")).toMatchObject({ status: "provisional", recordedOn: "2024-06-14" });
    expect(value.hierarchies[0]!.origin).toMatchObject({
      source: undefined,
      provenance: "published",
      status: "final",
    });
  });

  test("[M9] a key of the entry holds for every row that does not say otherwise", () => {
    const block = yaml(
      "rilevazioni:\n  - { file: v.csv, indicatore: personale, periodo: 2022, membri: { genere: F }, nota: tutti }",
    );
    const { value, problems } = read(
      block,
      yaml("periodo;genere;valore;nota\n;;1;\n2021;M;1.234;uno", "v.csv"),
    );
    expect(problems).toEqual([]);
    expect(value.observations).toMatchObject([
      { period: "2022", members: { genere: "F" }, scaled: 1, note: "tutti" },
      { period: "2021", members: { genere: "M" }, scaled: 1234, note: "uno" },
    ]);
  });
});

/** A model without places and without the order of its lists. */
function normalise(model: Model): unknown {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(strip).sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => key !== "place" && key !== "hash");
    return Object.fromEntries(entries.map(([key, inner]) => [key, strip(inner)]));
  };
  return strip(model);
}

describe("order", () => {
  const blocks = [
    "dimensioni: [ { id: canale, titolo: Canale, file: canali.csv } ]",
    "indicatori: [ { id: accessi, titolo: A, unita: numero, natura: flusso, dimensioni: [canale], grana: { unita: direzione } } ]",
    "rilevazioni: [ { file: accessi.csv, indicatore: accessi } ]",
    "indicatori: [ { id: indice, titolo: I, unita: percento, natura: punteggio, sintesi: { pesi: noti, componenti: [ { indicatore: doppio, peso: 100 } ] } } ]",
    "indicatori: [ { id: doppio, titolo: D, unita: numero, natura: flusso, formula: pratiche * 2 } ]",
    "gerarchie: [ { id: zone, titolo: Z, nodi: [ { codice: Z2, titolo: Z2, padre: Z1, ufficio: SUD }, { codice: Z1, titolo: Z1 } ] } ]",
    "obiettivi: [ { indicatore: pratiche, valore: 3 }, { indicatore: pratiche, valore: 4, valido_dal: 2023-07-01 } ]",
    "distribuzioni: [ { id: voti, titolo: V, si_contano: schede, fasce: [ { codice: b, titolo: B, fino_a: 6, frequenza: 1 }, { codice: a, titolo: A, da: 6, frequenza: 3 } ] } ]",
  ];
  const rows = ["NORD;web;1", "NORD;voce;2", "SUD;web;3", "SUD;voce;4"];
  const make = (order: readonly string[], lines: readonly string[]) => {
    const files = order.map((text, index) => yaml(text, `f${index}.yaml`));
    const lists = [
      yaml(`unita_organizzativa;canale;valore\n${lines.join("\n")}`, "accessi.csv"),
      yaml("codice;titolo\nweb;Sito\nvoce;Telefono", "canali.csv"),
    ];
    return readModel([...lists, ...files, base]);
  };

  test("[M1] the order of files, entries and rows gives the same model", () => {
    const expected = make(blocks, rows);
    expect(expected.problems).toEqual([]);
    const wanted = normalise(expected.value);
    const all = fc.tuple(
      fc.shuffledSubarray(blocks, { minLength: blocks.length }),
      fc.shuffledSubarray(rows, { minLength: rows.length }),
    );
    fc.assert(
      fc.property(all, ([order, lines]) => {
        const { value, problems } = make(order, lines);
        expect(problems).toEqual([]);
        expect(normalise(value)).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });
});

describe("hostile lists", () => {
  const tree =
    "gerarchie: [ { id: zone, titolo: Z, file: nodi.csv } ]\nindicatori: [ { id: x, titolo: X, unita: numero, natura: flusso, gerarchia: zone, grana: { unita: foglie } } ]";

  test("[M16] a ring of 20,000 nodes is one problem, a chain of 20,000 is none", () => {
    const write = (parentOf: (index: number) => string) =>
      `codice;titolo;padre\n${Array.from({ length: 20_000 }, (_, index) => `N${index};n;${parentOf(index)}`).join("\n")}`;
    const ring = read(
      yaml(tree),
      yaml(
        write((index) => `N${(index + 1) % 20_000}`),
        "nodi.csv",
      ),
    );
    expect(ring.problems.map(({ code }) => code)).toEqual(["hierarchy-cycle"]);
    const chain = read(
      yaml(tree),
      yaml(
        write((index) => (index === 0 ? "" : `N${index - 1}`)),
        "nodi.csv",
      ),
    );
    expect(chain.problems).toEqual([]);
    expect(chain.value.hierarchies[1]!.units).toHaveLength(20_000);
  });

  test("[M15] [M5] keys that objects inherit are names like any other", () => {
    const block = yaml(
      "rilevazioni:\n  - { indicatore: constructor, valore: 1 }\n  - { indicatore: personale, membri: { __proto__: F, genere: toString }, valore: 1 }\n  - { indicatore: pratiche, valore: 1, assenza: valueOf }",
    );
    const codes = read(block).problems.map(({ code }) => code);
    expect(codes).toEqual(["unknown-reference", "member-unexpected", "unknown-reference", "not-one-of"]);
    expect(({} as Record<string, unknown>).F).toBeUndefined();
  });
});
