import { describe, expect, test } from "vitest";
import type { Outcome } from "../model/index.ts";
import {
  type Formula,
  formulaLimits,
  getKnownNames,
  locateOffset,
  parseFormula,
  printFormula,
} from "./index.ts";

const names = {
  indicators: new Map<string, readonly string[]>([
    ["a", []],
    ["b", []],
    ["e_o", []],
    ["giacenza_finale", []],
    ["personale", ["genere", "area"]],
  ]),
  members: new Map([
    ["genere", new Set(["F", "M"])],
    ["area", new Set(["Nord", 'detta "Sud"'])],
  ]),
};
const place = { file: "modello.yaml", line: 10, column: 14 };
const parse = (text: string): Outcome<Formula | undefined> =>
  parseFormula({ text, place }, names, "indicatore z");
/** The tree as text with all that was understood, or the problem codes. */
const read = (text: string): string => {
  const { value, problems } = parse(text);
  return value === undefined ? problems.map(({ code }) => code).join(" ") : printFormula(value);
};

describe("limits", () => {
  const nested = (levels: number): string => `${"(".repeat(levels)}a${")".repeat(levels)}`;

  test("[F1] a formula nested 10,000 deep is one problem", () => {
    expect(read(nested(10_000))).toBe("formula-too-long");
    expect(read(nested(4_999))).toBe("formula-too-deep");
    expect(read("-".repeat(9_999).concat("a"))).toBe("formula-too-deep");
    expect(read(Array(5_000).fill("a").join("+"))).toBe("formula-too-deep");
    expect(read("if a > 1 then ".repeat(500))).toBe("formula-too-deep");
    expect(read("sum(".repeat(2_000))).toBe("formula-too-deep");
    expect(read("a[b=".repeat(2_000))).toBe("formula-too-deep");
  });

  test("[F1] the limits themselves are reached", () => {
    expect(read(nested(formulaLimits.depth - 1))).toBe("a");
    expect(read(nested(formulaLimits.depth))).toBe("formula-too-deep");
    const terms = (count: number): string => `sum(${Array(count).fill("-a").join(",")})`;
    expect(read(terms(2_400))).toHaveLength("sum(".length + 2_400 * 4 - 2 + 1);
    expect(read(terms(3_000))).toBe("formula-too-large");
    expect(read(`a${" ".repeat(9_999)}`)).toBe("a");
    expect(read(`a${" ".repeat(10_000)}`)).toBe("formula-too-long");
  });

  test("[F1] a run reports at most twenty problems", () => {
    const { value, problems } = parse(`sum(${Array(2_000).fill("zzz").join(",")})`);
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(20);
    const three = "media_gruppo(1, a, 2)";
    expect(parse(`sum(${"zzz, ".repeat(19)}${three})`).problems).toHaveLength(20);
  });

  test("[F1] a piece repeated to the limit is a problem and nothing else", () => {
    const { value, problems } = parse("a.".repeat(formulaLimits.characters / 2));
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe("what can be written", () => {
  test.each([
    ["a-b", "a - b"],
    ["e_o + 1", "e_o + 1"],
    ["giacenza_finale/a*365", "giacenza_finale / a * 365"],
    ["a in [1..b]", "a between 1 and b"],
    ["a between 1 and 3 and b > .5", "a between 1 and 3 and b > .5"],
    ["round  half up(a, 2)", "round half up(a, 2)"],
    ["if a > 1\nthen b // perché\nelse -1e3", "if a > 1 then b else -1e3"],
    ["not(a = 1) or true", "not(a = 1) or true"],
    ['media_gruppo(a, "cluster", b)', 'media_gruppo(a, "cluster", b)'],
    ['media_gruppo_anno_precedente(a,"cluster",b)', 'media_gruppo_anno_precedente(a, "cluster", b)'],
    ["a ** -2 /* inverso */", "a ** -2"],
  ])("[F2] %s", (text, printed) => {
    expect(read(text)).toBe(printed);
  });

  test.each([
    "null",
    "a = null",
    '"testo"',
    "[a, b]",
    "sum([a, b])",
    "for x in a return x",
    "some x in a satisfies x > 1",
    "function(x) x",
    "{x: 1}",
    '@"2023-12-31"',
    'date("2023-12-31")',
    "a instance of number",
    "sum(list: a)",
    "a in [1..2)",
    "a in (1, 2)",
    "a in > 3",
    "?",
    "+a",
    "a ^ 2",
    "a == b",
    "2(a)",
    "(a + b).obiettivo",
    '(a + b)[genere = "F"]',
  ])("[F2] %s is refused", (text) => {
    expect(read(text)).toBe("unsupported-construct");
  });

  test.each([
    "1,5",
    "50 %",
    "a b",
    "a +",
    "(a",
    "a)",
    '"abc',
    "a × b",
    "sum",
    "if a > 1 then b",
    "sum(a,)",
    "a; b",
    "a\nb",
    "1..3",
  ])("[F2] %s cannot be read", (text) => {
    expect(read(text)).toBe("formula-syntax");
  });

  test("[F2] an empty formula is a problem", () => {
    expect(read(" \n ")).toBe("formula-empty");
  });

  test("[F3] facets are written in Italian, before or after the filters", () => {
    expect(parse('personale.obiettivo[genere = "F"]').value).toMatchObject({
      type: "reference",
      indicator: "personale",
      facet: "target",
      members: { genere: "F" },
    });
    expect(read('personale[genere = "F"].scostamento')).toBe('personale.scostamento[genere = "F"]');
    expect(parse("a").value).toMatchObject({ facet: undefined, members: {} });
    expect(read("a.obiettivo.indice")).toBe("formula-syntax");
  });

  test("[F3] all unknown words are reported at once, each with the nearest known one", () => {
    const { problems } = parse(
      'giacenza_finle + a.obbiettivo + floro(b) + personale[gnere = "F"] + personale[genere = "f"]',
    );
    expect(problems.map(({ code }) => code)).toEqual([
      "unknown-name",
      "unknown-facet",
      "unknown-function",
      "unknown-dimension",
      "unknown-member",
    ]);
    const wanted = ["giacenza_finale", "obiettivo", "floor", "genere", "F"];
    for (const [index, word] of wanted.entries())
      expect(problems[index]?.sentence).toContain(`Forse volevi «${word}»?`);
    expect(problems.every(({ subject }) => subject === "indicatore z")).toBe(true);
  });

  test("[F3] a word of the language's own is not a known name", () => {
    expect(read("constructor + __proto__")).toBe("unknown-name unknown-name");
    expect(read("a.constructor")).toBe("unknown-facet");
    expect(read("toString(a)")).toBe("unknown-function");
  });

  test("[F4] filters choose members of several dimensions, and nothing else", () => {
    const both = { genere: "F", area: 'detta "Sud"' };
    expect(parse('personale[genere = "F" and area = "detta \\"Sud\\""]').value).toMatchObject({
      members: both,
    });
    expect(parse('personale[genere = "F"][area = "detta \\"Sud\\""]').value).toMatchObject({ members: both });
    for (const filter of [
      "1",
      "genere",
      'genere != "F"',
      "genere = F",
      '"F" = genere',
      'genere = "F" or genere = "M"',
      'genere = "F" and genere = "M"',
    ])
      expect(read(`personale[${filter}]`)).toBe("wrong-filter");
  });

  test.each([
    "abs()",
    "abs(a, b)",
    "floor(a, 2)",
    "round half up(a)",
    "sum()",
    "precedente(a, b)",
    'media_gruppo(a, "cluster")',
    'media_gruppo_anno_precedente(a, "cluster")',
    'edizione_precedente(a, "cluster", b)',
  ])("[F5] %s has the wrong number of arguments", (text) => {
    expect(read(text)).toBe("wrong-argument-count");
  });

  test.each([
    "precedente(a + b)",
    "cumulato(precedente(a))",
    "media_gruppo(a, b, b)",
    'media_gruppo(a, "cluster", 3)',
    "media_gruppo_anno_precedente(a, b, b)",
    "edizione_precedente(anno_precedente(a))",
  ])("[F5] %s has an argument of the wrong sort", (text) => {
    expect(read(text)).toBe("wrong-argument");
  });

  test.each([
    "a ** b",
    "a ** 2.5",
    "a ** 100",
    "a ** (1 + 1)",
    "round half up(a, b)",
    "round half up(a, 1.5)",
  ])("[F5] %s needs a written whole number", (text) => {
    expect(read(text)).toBe("whole-number-expected");
  });

  test("[F6] what FEEL and mathematics read differently is refused until parentheses decide", () => {
    for (const text of ["-a ** 2", "-1 ** 2", "a ** 2 ** 3"]) expect(read(text)).toBe("ambiguous-power");
    expect(read("(-a) ** 2")).toBe("(-a) ** 2");
    expect(read("-(a ** 2)")).toBe("-(a ** 2)");
    expect(read("(a ** 2) ** 3")).toBe("(a ** 2) ** 3");
    for (const text of ["a < b < 3", "a = b = 1", "a between 1 and 2 = true"])
      expect(read(text)).toBe("chained-comparison");
    expect(read("(a < b) = true")).toBe("(a < b) = true");
  });

  test("[F7] numbers are finite, without a sign of their own", () => {
    expect(parse("-1").value).toMatchObject({
      type: "negate",
      operand: { type: "number", value: 1, text: "1" },
    });
    expect(parse("- 1.50").value).toMatchObject({
      from: 0,
      to: 6,
      operand: { text: "1.50", from: 2, to: 6 },
    });
    expect(parse("a -1").value).toMatchObject({ type: "arithmetic", operator: "-" });
    expect(read("1e999")).toBe("number-out-of-range");
  });
});

test("[F8] a problem stands at its word, on its line", () => {
  const placeOf = (text: string) => parse(text).problems.map((problem) => problem.place);
  expect(placeOf("a + zzz")).toEqual([{ file: "modello.yaml", line: 10, column: 18 }]);
  expect(placeOf("a +\n  zzz\n  + (b")).toEqual([{ file: "modello.yaml", line: 12, column: 20 }]);
  expect(placeOf("a\n+ zzz\n+\nyyy")).toEqual([
    { file: "modello.yaml", line: 11, column: 16 },
    { file: "modello.yaml", line: 13, column: 14 },
  ]);
  // The end of a line still belongs to it.
  expect(locateOffset({ text: "a\nb", place }, 1)).toEqual({ file: "modello.yaml", line: 10, column: 15 });
});

test("[F3] the names of a model are those of its indicators, with their dimensions and members", () => {
  const origin = {
    place,
    source: undefined,
    provenance: "published",
    recordedOn: undefined,
    status: "final",
  } as const;
  const known = getKnownNames({
    indicators: [],
    dimensions: [
      {
        id: "genere",
        title: "Genere",
        origin,
        members: [{ code: "F", title: "Donne", attributes: {}, origin }],
      },
    ],
  });
  expect(known).toEqual({ indicators: new Map(), members: new Map([["genere", new Set(["F"])]]) });
});
