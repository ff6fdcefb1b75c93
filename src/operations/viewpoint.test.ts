/** From where figures are seen, in words. */
import { expect, test } from "vitest";
import { computeText } from "../../cases/engine/small-model.ts";
import { tellViewpoint } from "./viewpoint.ts";

const { model } = computeText(`eventi: [{ id: e, titolo: Alluvione, dal: 2023-01-01, fino_al: 2023-06-01 }]
indicatori: [{ id: x, titolo: X, natura: punteggio, unita: numero }]`).figures.graph;
const viewpoint = { methodOn: "2023-06-30", withoutEvent: "e" };

test("[S28] [X10] [P114] conditions are told in the tongue asked for, the title of an event between marks", () => {
  expect(tellViewpoint(viewpoint, model)).toEqual([
    "con le formule in vigore il 30/06/2023",
    "senza gli uffici dell'evento «Alluvione» finché dura",
  ]);
  expect(tellViewpoint(viewpoint, model, { language: "en", isMarked: true })).toEqual([
    "by the formulas in force on 30/06/2023",
    "without the offices of the event “\u2068Alluvione\u2069” while it lasts",
  ]);
});
