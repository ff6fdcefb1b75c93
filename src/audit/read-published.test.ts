import { describe, expect, test } from "vitest";
import { readExample } from "../../cases/audit/read-example.ts";
import type { ModelFile } from "../model/index.ts";
import { listOperands } from "./expression.ts";
import { maxExpressionDepth, parseExpression } from "./parse-expression.ts";
import { readPublished } from "./read-published.ts";
import { matchesPattern } from "./reading-desk.ts";

const header = "id;sezione;tabella;riga;colonna;linea;stampato;esattezza;verso;unita;cifra;nota\n";
const document: ModelFile = {
  path: "documento.yaml",
  text: "documento: { id: prova, titolo: Prova, sha256: ab }\n",
};
const figures: ModelFile = {
  path: "cifre.csv",
  text: `${header}a;1;t;a;c;1;10;conteggio;;;;\nb;1;t;b;c;2;20;conteggio;;;;\ns;1;t;s;c;3;30;conteggio;;;;\n`,
};

const codesOf = (files: readonly ModelFile[]) => readPublished(files).problems.map(({ code }) => code);

describe("files", () => {
  test("[A1] their order changes nothing, and files of a whole model stand aside", () => {
    const relations: ModelFile = {
      path: "x.relazioni.yaml",
      text: "relazioni: [ { id: q, tipo: somma, totale: s, addendi: [a, b] } ]\n",
    };
    const nested = [document, figures, relations].map(({ path, text }) => ({
      path: `published/${path}`,
      text,
    }));
    const model = { path: "modello.yaml", text: "modello: { id: x }\n" };
    const stray = { path: "altro.csv", text: "una;due\n1;2\n" };
    const straight = readPublished([...nested, model, stray]);
    const reversed = readPublished([...nested, model, stray].toReversed());
    expect(straight.problems).toEqual([]);
    expect(reversed).toEqual(straight);
    expect(straight.value.document).toEqual({ id: "prova", title: "Prova", act: undefined, sha256: "ab" });
    expect(straight.value.figures.map(({ id }) => id)).toEqual(["a", "b", "s"]);
    expect(straight.value.relations).toHaveLength(1);
  });

  test("[A1] what is wrong in one place is reported there, and the rest is read", () => {
    const { value, problems } = readPublished([
      document,
      figures,
      {
        path: "x.relazioni.yaml",
        text: "relazioni:\n  - { id: q, tipo: soma, totale: s }\n  - { id: r, tipo: somma, totale: s, addendi: [a, b], altro: 1 }\n",
      },
    ]);
    expect(problems.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).toEqual([
      "not-one-of 2:20",
      "unknown-key 3:55",
    ]);
    expect(problems[0]!.sentence).toContain("`somma`");
    expect(value.relations.map(({ id }) => id)).toEqual(["r"]);
  });

  test("[A1] broken files, wrong shapes and missing keys are problems, never exceptions", () => {
    const texts = [
      "relazioni: { a: 1 }",
      "- 1\n- 2",
      "relazioni:\n  - 1\n  - []\n  - {}\n  - { id: [1], tipo: somma }\n  - { id: a, tipo: [] }",
      "relazioni:\n  - { id: a, tipo: somma, totale: s, addendi: [] }\n  - { id: b, tipo: somma, totale: { x: 1 }, addendi: [[a]] }",
      "relazioni:\n  - { id: a, tipo: conteggio, risultato: s, coppie: [[a], 3] , condizione: { verso: su } }",
      "relazioni:\n  - { id: a, tipo: media_ponderata, risultato: s, pesi: noti, componenti: [ { peso: 3 } ], alternative: [ { cifra: a } ] }",
      "ignoti: { a: 1 }\nslegate: [ { cifre: a }, 3 ]",
      "relazioni:\n  - { id: a, tipo: rapporto, risultato: s, numeratore: a, denominatore: b, per: molto }",
      "a: *b",
      "[[[[",
    ];
    for (const text of texts) {
      const found = codesOf([document, figures, { path: "x.relazioni.yaml", text }]);
      expect(found.length, text).toBeGreaterThan(0);
    }
    expect(codesOf([{ path: "documento.yaml", text: "documento: 3" }])).toContain("missing-key");
    expect(codesOf([document, { path: "x.csv", text: "id;altra\nx;1\n" }])).toEqual([
      "unknown-key",
      "missing-key",
      "missing-key",
    ]);
  });
});

describe("names", () => {
  test("[A4] a star stands for any text, in linear time", () => {
    expect(matchesPattern("rsu.genova.risultato", "rsu.*.risultato")).toBe(true);
    expect(matchesPattern("rsu.risultato", "rsu.*.risultato")).toBe(false);
    expect(matchesPattern("abcabc", "a*b*c")).toBe(true);
    expect(matchesPattern("ab", "a*b*b")).toBe(false);
    expect(matchesPattern("x", "*")).toBe(true);
    expect(matchesPattern(`${"a".repeat(5000)}b`, `${"*a".repeat(500)}*c`)).toBe(false);
  });

  test("[A4] a list with a star takes the figures in the order of the files", () => {
    const { relations } = readExample(
      "s 6 conteggio\nx.b 1 conteggio\nx.a 2 conteggio\ny 3 conteggio",
      'relazioni: [ { id: q, tipo: somma, totale: s, addendi: ["x.*", y] } ]',
    );
    expect(relations[0]).toMatchObject({
      added: [
        { type: "figure", id: "x.b" },
        { type: "figure", id: "x.a" },
        { type: "figure", id: "y" },
      ],
    });
  });
});

describe("relations written once", () => {
  test("[A5] every combination of lists, or every map of a list", () => {
    const { relations } = readExample(
      "a1 1 conteggio\na2 2 conteggio\nb1 3 conteggio\nb2 4 conteggio",
      `relazioni:
  - { per: { r: [a, b], c: [1, 2] }, id: "limite-{r}{c}", tipo: limite, cifra: "{r}{c}", almeno: "{c}", perche: "riga {r}" }
  - ripeti: [ { x: a1, n: 3 }, { x: b1, n: 4 } ]
    id: "rapporto-{x}"
    tipo: rapporto
    risultato: "{n}"
    numeratore: "{x}"
    denominatore: a2
    per: 100`,
    );
    expect(relations.map(({ id }) => id)).toEqual([
      ...["limite-a1", "limite-a2", "limite-b1", "limite-b2", "rapporto-a1", "rapporto-b1"],
    ]);
    expect(relations[3]).toMatchObject({
      why: "riga b",
      left: { id: "b2" },
      right: { type: "constant", value: { n: 2n, d: 1n } },
    });
    expect(relations[5]).toMatchObject({ result: { value: { n: 4n, d: 1n } }, factor: { n: 100n, d: 1n } });
  });
});

describe("expressions", () => {
  const read = (text: string) =>
    parseExpression(text, (name) =>
      name === "x" ? { type: "unknown", name } : { type: "figure", id: name },
    );

  test("[A8] names may hold points and hyphens, so a minus stands between blanks", () => {
    const found = read("100 - ieep.a-b_c − (x + 2.5) × 3 / abs(-y)");
    expect(
      "expression" in found &&
        listOperands(found.expression).map((operand) =>
          JSON.stringify(operand, (_, value) => (typeof value === "bigint" ? Number(value) : value)),
        ),
    ).toEqual([
      '{"type":"constant","value":{"n":100,"d":1},"text":"100"}',
      '{"type":"figure","id":"ieep.a-b_c"}',
      '{"type":"unknown","name":"x"}',
      '{"type":"constant","value":{"n":5,"d":2},"text":"2.5"}',
      '{"type":"constant","value":{"n":3,"d":1},"text":"3"}',
      '{"type":"figure","id":"y"}',
    ]);
  });

  test.each([
    ["", "unfinished"],
    ["1 +", "unfinished"],
    ["(a", "unfinished"],
    ["a b", "unexpected"],
    ["a ; b", "unexpected"],
    ["1,5", "unexpected"],
    [`${"(".repeat(200)}a${")".repeat(200)}`, "too-deep"],
    ["-".repeat(3000), "too-deep"],
    [`${"a/".repeat(100)}a`, "too-deep"],
    ["a+".repeat(3000), "too-long"],
    ["9".repeat(100), "number"],
  ])("[A3] %j is refused", (text, what) => {
    const found = read(text);
    expect("fault" in found && found.fault.what).toBe(what);
  });

  test("[A3] just within the limits it is read", () => {
    expect("expression" in read(`${"(".repeat(maxExpressionDepth)}a${")".repeat(maxExpressionDepth)}`)).toBe(
      true,
    );
    expect("expression" in read(Array.from({ length: 900 }, () => "a").join(" + "))).toBe(true);
  });
});

describe("work limits", () => {
  const relationsOf = (text: string) => codesOf([document, figures, { path: "x.relazioni.yaml", text }]);
  const list = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`).join(", ");

  test("[A3] more combinations than relations may be", () => {
    const entry = `per: { a: [${list(1000)}], b: [${list(1000)}], c: [${list(1000)}] }, id: "{a}{b}{c}", tipo: limite, cifra: a, almeno: 1`;
    expect(relationsOf(`relazioni:\n  - { ${entry} }\n`)).toEqual(["too-many-relations"]);
  });
});
