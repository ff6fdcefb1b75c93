/** How pages write a figure, whatever its engine has written. */
import { expect, test } from "vitest";
import { computeText } from "../../../cases/engine/small-model.ts";
import { getFigure } from "../../engine/index.ts";
import { en } from "../words/en.ts";
import { it } from "../words/it.ts";
import { writeDifference, writeFigure, writeValue } from "./write-figure.ts";

const text = `indicatori:
  - { id: s, titolo: S, natura: punteggio, unita: numero, decimali: 1, valori: { 2022: 1, 2023: -1234.5 } }
  - { id: y, titolo: Y, natura: punteggio, unita: numero, raggiungimento: si_no, valori: { 2022: no, 2023: si } }
`;
const { figures } = computeText(text);

/** Of the year; `unit` as another model could have it. */
function show(key: string, unit = "") {
  const node = figures.graph.nodes[figures.graph.indexOf.get(key)!]!;
  return { ...getFigure(figures, node, 18), unit };
}

test("[P105] a figure has a true minus, and its unit", () => {
  expect(writeValue(show("s.result"), en)).toBe("−1.234,5");
  expect(writeFigure(show("s.result", "giorni"), it)).toBe("−1.234,5 giorni");
  expect(writeDifference(show("s.result"), { ...show("s.result"), value: 0 })).toBe("−1.234,5");
});

test("[P105] yes, no and absent are said in the reader's tongue, absent without a unit", () => {
  const yes = show("y.result");
  const no = { ...yes, display: "no" };
  const absent = { ...yes, value: null, absence: "missing", display: "mancante", unit: "giorni" } as const;
  expect([yes, no, absent].map((figure) => writeFigure(figure, en))).toEqual(["yes", "no", "missing"]);
  expect([yes, no, absent].map((figure) => writeFigure(figure, it))).toEqual(["sì", "no", "mancante"]);
  expect(writeValue({ display: "04/12/2023" }, en)).toBe("04/12/2023");
});
