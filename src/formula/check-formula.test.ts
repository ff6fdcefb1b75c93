import { describe, expect, test } from "vitest";
import { getWord, type Kind, kindWords } from "../model/index.ts";
import { checkFormula, type Measure, parseFormula, printQuantity, type Quantity } from "./index.ts";

const euro: Quantity = { euro: 1 };
const days: Quantity = { giorno: 1 };
const measure = (kind: Kind, quantity: Quantity, dimensions: readonly string[] = []): Measure => ({
  kind,
  quantity,
  dimensions,
});
const measures: Readonly<Record<string, Measure>> = {
  spesa: measure("flow", euro),
  incasso: measure("flow", euro),
  debito: measure("stock", euro),
  credito: measure("stock", euro),
  organico: measure("level", { persona: 1 }),
  assenze: measure("level", { persona: 1 }),
  attesa: measure("score", days),
  tasso: measure("ratio", {}),
  punti: measure("score", {}),
  tasso_genere: measure("ratio", {}, ["genere"]),
  spesa_genere: measure("flow", euro, ["genere"]),
  personale: measure("stock", { persona: 1 }, ["genere", "area"]),
};
const names = {
  indicators: new Map(Object.entries(measures).map(([id, { dimensions }]) => [id, dimensions])),
  members: new Map([
    ["genere", new Set(["F", "M"])],
    ["area", new Set(["N", "S"])],
  ]),
};
const place = { file: "f.yaml", line: 3, column: 12 };

const check = (text: string, owner: Partial<Measure> & { rollUp?: boolean } = {}) => {
  const formula = parseFormula({ text, place }, names).value;
  if (formula === undefined) throw new Error(`${text} cannot be read`);
  const whole = { quantity: {}, kind: "score" as const, dimensions: [], rollUp: false, ...owner };
  return checkFormula(
    formula,
    { text, place },
    whole,
    ({ indicator }) => measures[indicator]!,
    "indicatore z",
  );
};
const codes = (text: string, owner: Partial<Measure> & { rollUp?: boolean } = {}): string =>
  check(text, owner)
    .problems.map((problem) => problem.code)
    .join(" ");
/** What is inferred, whatever the owner declares: `flusso in euro`. */
const infer = (text: string): string => {
  const { value, problems } = check(text);
  if (value === undefined) return problems.map((problem) => problem.code).join(" ");
  if (value.type === "boolean") return "boolean";
  return `${getWord(kindWords, value.kind)} in ${value.quantity === undefined ? "quel che serve" : printQuantity(value.quantity)}`;
};

describe("quantities", () => {
  test.each([
    ["spesa / organico", "rapporto in euro/persona"],
    ["spesa * organico", "punteggio in euro·persona"],
    ["1 / attesa", "rapporto in 1/giorno"],
    ["spesa ** 2", "punteggio in euro^2"],
    ["sqrt(spesa * spesa)", "punteggio in euro"],
    ["spesa / organico / attesa", "rapporto in euro/persona/giorno"],
    ["spesa / incasso", "rapporto in un numero puro"],
    ["tasso * 100 + punti", "punteggio in un numero puro"],
    ["spesa ** 0", "punteggio in un numero puro"],
    ["count(spesa, organico)", "punteggio in un numero puro"],
    ['media_gruppo(attesa, "cluster", spesa)', "punteggio in giorno"],
  ])("[F10] %s is %s", (text, result) => {
    expect(infer(text)).toBe(result);
  });

  test.each([
    "spesa + attesa",
    "spesa - attesa",
    "spesa > attesa",
    "spesa = attesa",
    "spesa between 1 and attesa",
    "if spesa > 1 then spesa else attesa",
    "sum(spesa, attesa)",
    "max(spesa, incasso, attesa)",
    "spesa / organico + spesa",
    "tasso + spesa",
  ])("[F10] %s mixes quantities", (text) => {
    expect(codes(text)).toContain("quantities-differ");
  });

  test("[F10] the result has the declared quantity", () => {
    expect(codes("spesa / organico", { quantity: { euro: 1, persona: -1 } })).toBe("");
    expect(codes("spesa / organico", { quantity: euro })).toBe("computed-quantity-differs");
    expect(codes("spesa / incasso * 365", { quantity: days })).toBe("computed-quantity-differs");
    expect(check("1 + spesa", { quantity: days }).problems[0]?.sentence).toMatch(
      /^La formula dà euro, ma .* in giorno\./,
    );
  });

  test.each([
    ["spesa + 10", "punteggio in euro"],
    ["10 - spesa", "punteggio in euro"],
    ["spesa * 2 / 1000", "flusso in euro"],
    ["2 * 3 - 1", "punteggio in quel che serve"],
    ["-(2 ** 3) + spesa", "punteggio in euro"],
    ["if spesa > 0 then 100 else attesa", "punteggio in giorno"],
    ["max(0, spesa)", "punteggio in euro"],
    ["round half up(1.5, 0) + abs(-1) + spesa", "punteggio in euro"],
  ])("[F11] %s is %s", (text, result) => {
    expect(infer(text)).toBe(result);
  });

  test("[F11] a written number fits any declared quantity", () => {
    expect(codes("100", { quantity: euro })).toBe("");
  });
});

describe("kinds", () => {
  test.each([
    ["spesa + incasso", "flusso in euro"],
    ["debito - credito", "consistenza in euro"],
    ["organico - assenze", "livello in persona"],
    ["-spesa", "flusso in euro"],
    ["spesa + debito", "punteggio in euro"],
    ["precedente(debito) + spesa", "punteggio in euro"],
    ["tasso + tasso", "punteggio in un numero puro"],
    ["tasso * 100", "rapporto in un numero puro"],
    ["abs(spesa)", "punteggio in euro"],
    ["round half up(spesa, 2)", "punteggio in euro"],
    ["if tasso > 1 then spesa else incasso", "punteggio in euro"],
    ["sum(spesa, incasso)", "flusso in euro"],
    ["sum(spesa, debito)", "punteggio in euro"],
    ["sum(tasso, punti)", "punteggio in un numero puro"],
    ["mean(spesa, incasso)", "punteggio in euro"],
    ["min(spesa, incasso)", "punteggio in euro"],
    ["sum(personale)", "consistenza in persona"],
    ["mean(personale)", "punteggio in persona"],
    ["count(personale)", "punteggio in un numero puro"],
  ])("[F12] %s is %s", (text, result) => {
    expect(infer(text)).toBe(result);
  });

  test.each([
    ["spesa + incasso", "flow", ""],
    ["spesa + incasso", "stock", "kind-too-strong"],
    ["spesa + debito", "flow", "kind-too-strong"],
    ["debito - credito", "stock", ""],
    ["max(spesa, 0)", "flow", "kind-too-strong"],
    ["spesa", "score", ""],
    ["spesa", "ratio", ""],
    ["100", "flow", "kind-too-strong"],
  ] as const)("[F13] %s declared %s: %j", (text, kind, problem) => {
    expect(codes(text, { kind, quantity: euro })).toBe(problem);
  });

  test("[F13] rolled up, the declared kind decides and must be additive", () => {
    expect(codes("max(spesa, 0)", { kind: "flow", quantity: euro, rollUp: true })).toBe("");
    expect(codes("max(spesa, 0)", { kind: "score", quantity: euro, rollUp: true })).toBe(
      "roll-up-not-additive",
    );
    expect(codes("spesa / incasso", { kind: "ratio", rollUp: true })).toBe("roll-up-not-additive");
  });

  test.each([
    ["sum(tasso_genere)", "sum-of-ratios"],
    ["totale_sottoalbero(tasso)", "sum-of-ratios"],
    ["cumulato(punti)", "sum-of-ratios"],
    ["da_inizio_anno(tasso)", "sum-of-ratios"],
    ["cumulato(debito)", "cumulated-not-flow"],
    ["da_inizio_anno(organico)", "cumulated-not-flow"],
    ['media_gruppo(tasso, "cluster", punti)', "weight-not-additive"],
    ['media_gruppo_anno_precedente(tasso, "cluster", tasso)', "weight-not-additive"],
    ['media_gruppo_anno_precedente(attesa, "cluster", spesa)', "punteggio in giorno"],
    ["cumulato(spesa)", "consistenza in euro"],
    ["da_inizio_anno(spesa)", "consistenza in euro"],
    ["totale_sottoalbero(spesa)", "flusso in euro"],
    ["precedente(tasso)", "rapporto in un numero puro"],
    ["anno_precedente(debito) - debito", "consistenza in euro"],
    ["edizione_precedente(debito) - debito", "consistenza in euro"],
    ["mean(tasso_genere)", "punteggio in un numero puro"],
  ])("[F14] %s: %s", (text, result) => {
    expect(infer(text)).toBe(result);
  });
});

describe("dimensions", () => {
  const both = { dimensions: ["genere", "area"], quantity: { persona: 1 } };

  test.each([
    ["personale", both, ""],
    ["personale", { ...both, dimensions: ["area"] }, "free-dimension"],
    ['personale[genere = "F"]', { ...both, dimensions: ["area"] }, ""],
    ['personale[genere = "F"]', both, ""],
    ["sum(personale)", { ...both, dimensions: ["area"] }, ""],
    ["sum(personale)", both, "nothing-to-aggregate"],
    ["sum(organico)", both, "nothing-to-aggregate"],
    ["sum(organico, assenze)", both, ""],
    ["sum(personale * 2)", { quantity: { persona: 1 } }, "free-dimension nothing-to-aggregate"],
    ["sum(precedente(personale), 1)", { quantity: { persona: 1 } }, "free-dimension"],
    ["precedente(personale)", both, ""],
    ['media_gruppo(tasso, "cluster", personale)', {}, "free-dimension"],
    ["organico", both, ""],
  ])("[F15] %s in %j: %j", (text, owner, problem) => {
    expect(codes(text, owner)).toBe(problem);
  });

  test("[F15] the problem says how to write it", () => {
    const sentence = check("personale", { dimensions: ["area"], quantity: { persona: 1 } }).problems[0]
      ?.sentence;
    expect(sentence).toContain('personale[genere = "…"]');
    expect(sentence).toContain("sum(personale)");
  });
});

describe("numbers and booleans", () => {
  test.each([
    ["spesa > 1", "number-expected"],
    ["(spesa > 1) + 1", "number-expected"],
    ["-true", "number-expected"],
    ["if (spesa > 1) < 2 then 1 else 2", "number-expected"],
    ["if 1 = true then 1 else 2", "number-expected"],
    ["abs(spesa > 1)", "number-expected"],
    ["sum(spesa > 1, spesa > 2)", "number-expected number-expected"],
    ["if spesa then 1 else 2", "boolean-expected"],
    ["if spesa > 1 then 1 else false", "number-expected"],
    ["if true and spesa then 1 else 2", "boolean-expected"],
    ["if not(spesa) then 1 else 2", "boolean-expected"],
    ["if (spesa > 1) = (debito > 1) then 1 else 2", ""],
    ["if (if spesa > 1 then true else false) then 1 else 2", ""],
  ])("[F16] %s: %j", (text, problem) => {
    expect(codes(text)).toBe(problem);
  });

  test("[F16] one mistake is one problem, at its place, and the others are still found", () => {
    const { problems } = check("(spesa + attesa) * 2 + organico + (organico > 1)");
    expect(problems.map(({ code, place: { line, column } }) => `${code} ${line}:${column}`)).toEqual([
      "quantities-differ 3:13",
      "number-expected 3:47",
    ]);
  });
});
