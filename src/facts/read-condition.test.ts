import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSource, makeRow, readFactsModel } from "../../cases/facts/facts-model.ts";
import { getDayNumber } from "../model/index.ts";
import { readCondition } from "./read-condition.ts";
import { evaluateRow, listColumns, type Row, type RowExpression } from "./row-expression.ts";

const source = findSource(
  readFactsModel(`
fonti:
  - id: prova
    titolo: Prova
    grana: evento
    colonne:
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: esito, tipo: testo, facoltativa: true }
      - { id: pezzi, tipo: intero, facoltativa: true }
      - { id: importo, tipo: numero, decimali: 2, facoltativa: true }
      - { id: quota, tipo: numero, decimali: 3, facoltativa: true }
      - { id: aperta_il, tipo: giorno, facoltativa: true }
      - { id: giorno, tipo: giorno }
      - { id: urgente, tipo: si_no, facoltativa: true }
`),
  "prova",
);
const place = { file: "prova.yaml", line: 1, column: 1 };

function parse(text: string): RowExpression {
  const { value, problems } = readCondition({ text, place }, source, "prova");
  if (value === undefined) throw new Error(`${text}: ${problems.map(({ code }) => code).join()}`);
  return value;
}

const row = makeRow({
  esito: "accolta",
  pezzi: 3,
  importo: 12_50,
  quota: 12_500,
  aperta_il: getDayNumber("2023-02-27"),
  giorno: getDayNumber("2023-03-01"),
  urgente: 1,
});
const empty: Row = { sede: "NORD", giorno: row.giorno };

describe("what a condition may say", () => {
  test.each([
    ['esito = "accolta"', 1],
    ['esito != "accolta"', 0],
    ['esito = "Accolta"', 0],
    ["pezzi = 3", 1],
    ["pezzi = 3.0", 1],
    ["importo = 12.5", 1],
    ["importo > 12.49", 1],
    ["importo > 12.501", 0],
    ["importo < 12.501", 1],
    ["importo = quota", 1],
    ["importo + quota = 25", 1],
    ["importo * pezzi = 37.5", 1],
    ["importo * quota = 156.25", 1],
    ["importo - 20 < -7", 1],
    ["pezzi >= 3 and pezzi <= 3", 1],
    ["giorni(aperta_il, giorno) = 2", 1],
    ["giorni(giorno, aperta_il) = -2", 1],
    ['giorno = date("2023-03-01")', 1],
    ['aperta_il < date("2023-02-28")', 1],
    ["urgente = true", 1],
    ["urgente", 1],
    ["not(urgente)", 0],
    ["(pezzi = 1 or pezzi = 3) and not(importo = 0)", 1],
  ])("[D5] %s is %i", (text, expected) => {
    expect(evaluateRow(parse(text), row)).toBe(expected);
  });

  test.each([
    ["pezzi / 2 = 1", ["condition-unusable"]],
    ["if urgente then true else false", ["condition-unusable"]],
    ['giorno > date("2023-02-29")', ["condition-unusable"]],
    ["pezzi = 99999999999999999999", ["condition-unusable"]],
    ["giorni(giorno) > 1", ["condition-unusable"]],
    ["sum(pezzi) > 1", ["condition-unusable"]],
    ["pezzo > 1", ["unknown-fact-column"]],
    ["pezzi + 1", ["condition-without-answer"]],
    ["esito", ["condition-without-answer"]],
    ["esito = 1", ["condition-mixes"]],
    ['esito < "b"', ["condition-mixes"]],
    ["urgente > false", ["condition-mixes"]],
    ["pezzi and urgente", ["condition-mixes"]],
    ["giorno - aperta_il > 3", ["condition-mixes"]],
    ["giorni(aperta_il, pezzi) > 3", ["condition-mixes"]],
    ["pezzi >", ["formula-syntax"]],
    ["", ["formula-empty"]],
  ])("[D5] %s is refused", (text, codes) => {
    const { value, problems } = readCondition({ text, place }, source, "prova");
    expect([value, problems.map(({ code }) => code)]).toEqual([undefined, codes]);
  });

  test("[D5] a problem stands at the word it is about", () => {
    const { problems } = readCondition({ text: "pezzi > 0 and pezzo > 1", place }, source, "prova");
    expect(problems.map((problem) => problem.place)).toEqual([{ ...place, column: 15 }]);
  });

  test("[D5] a text stays a text, whatever it holds", () => {
    const text = `esito = "'; DROP TABLE x; --"`;
    expect(parse(text)).toMatchObject({ right: { type: "text", value: "'; DROP TABLE x; --" } });
  });

  test("[D5] decimals are compared as written, never through a float", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: -1e12, max: 1e12 }),
        (cents, mills) => {
          const sides = { ...row, importo: cents, quota: mills };
          const expected = BigInt(cents) * 10n < BigInt(mills) ? 1 : 0;
          expect(evaluateRow(parse("importo < quota"), sides)).toBe(expected);
        },
      ),
    );
  });
});

describe("what an empty cell makes of it", () => {
  test.each([
    ["pezzi > 0", undefined],
    ["not(pezzi > 0)", undefined],
    ["pezzi = pezzi", undefined],
    ['esito != "accolta"', undefined],
    ["pezzi + 1 > 0", undefined],
    ["giorni(aperta_il, giorno) < 30", undefined],
    ['pezzi > 0 and sede = "SUD"', 0],
    ['sede = "SUD" and pezzi > 0', 0],
    ['pezzi > 0 and sede = "NORD"', undefined],
    ['pezzi > 0 or sede = "NORD"', 1],
    ['sede = "NORD" or pezzi > 0', 1],
    ['pezzi > 0 or sede = "SUD"', undefined],
    ['not(pezzi > 0 and sede = "SUD")', 1],
  ])("[D6] %s is %s", (text, expected) => {
    expect(evaluateRow(parse(text), empty)).toBe(expected);
  });

  test("[D6] and, or and not are those of three values, whatever the order of the sides", () => {
    const truth = fc.constantFrom(0, 1, undefined);
    const both = (operator: string) =>
      parse(`a ${operator} b`.replace("a", "urgente").replace("b", "(pezzi = 1)"));
    fc.assert(
      fc.property(truth, truth, (a, b) => {
        const cells = { urgente: a, pezzi: b };
        const least = a === 0 || b === 0 ? 0 : a === undefined || b === undefined ? undefined : 1;
        const most = a === 1 || b === 1 ? 1 : a === undefined || b === undefined ? undefined : 0;
        expect(evaluateRow(both("and"), cells)).toBe(least);
        expect(evaluateRow(both("or"), cells)).toBe(most);
      }),
    );
  });

  test("[D6] a condition reads the columns that it names", () => {
    expect(listColumns(parse('not(pezzi > 0) or giorni(aperta_il, giorno) * 2 = 4 and esito = "x"'))).toEqual(
      [...["pezzi", "giorno", "aperta_il", "esito"]],
    );
  });
});
