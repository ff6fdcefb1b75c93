import { describe, expect, test } from "vitest";
import { computeText, readSmallModel } from "../../cases/engine/small-model.ts";
import { chooseMethod } from "./choose-method.ts";

const text = `
indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, valori: { 2022: 10, 2023: 20 } }
  - id: y
    titolo: Y
    unita: numero
    natura: rapporto
    formula: x * 3
    formule_precedenti:
      - { fino_al: 2022-01-01, formula: x }
      - { fino_al: 2023-01-01, formula: x * 2 }
  - { id: z, titolo: Z, unita: numero, natura: rapporto, formula: y + 1 }
`;
const model = readSmallModel(text);

describe("the method of a day", () => {
  test.each([
    ["2021-12-31", "x"],
    ["2022-01-01", "x * 2"],
    ["2022-12-31", "x * 2"],
    ["2023-01-01", "x * 3"],
    ["2030-01-01", "x * 3"],
  ])("[D21] on %s is %s", (day, formula) => {
    const chosen = chooseMethod(model, day).indicators.find(({ id }) => id === "y");
    expect(chosen!.formula!.text).toBe(formula);
  });

  test("[D21] where nothing has changed since, the model is the same one", () => {
    expect(chooseMethod(model, "2023-01-01")).toBe(model);
  });

  test("[D21] is that of the end of the year that is computed, unless another day is asked for", () => {
    const see = (year: number, methodOn?: string) => {
      const look = computeText(text, { year, methodOn });
      return ["y", "z"].map((id) => look.figure(`${id}@ENTE#${year}`).value);
    };
    expect(see(2023)).toEqual([60, 61]);
    expect(see(2022)).toEqual([20, 21]);
    expect(see(2023, "2022-12-31")).toEqual([40, 41]);
    expect(see(2022, "2023-06-30")).toEqual([30, 31]);
  });
});
