/** What is broken down is called by the titles of its members, wherever its figures stand. */
import { expect, test } from "vitest";
import { openDesk } from "../engine/index.ts";
import { computeDirectory } from "./open-figures.ts";
import { outline } from "./outline.ts";
import { showDesk } from "./show-desk.ts";

const directory = "models/nazione";
const computed = await computeDirectory({ directory });
const source = async () => computed;
const codes = computed.value!.figures.graph.model.dimensions.flatMap(({ members }) =>
  members.map(({ code, title }) => ({ code, title })),
);

test("[P110] the blocks of a pyramid have names of their own, with the titles of their members", async () => {
  const { rows } = (await outline({ directory }, source)).value!;
  const elementary = rows.filter(({ figure }) => figure.id === "qualita_elementare");
  expect(elementary.length).toBe(12);
  expect(new Set(elementary.map(({ title }) => title)).size).toBe(12);
  expect(elementary[0]!.title).toBe("Indicatori elementari di qualità, Pensioni definite nei termini");
});

test("[P110] a desk of scenarios names them alike, and is told what members are called", async () => {
  const { standing } = (await showDesk({ directory }, source)).value!;
  const told = JSON.stringify(standing.rankable.map(({ title }) => title));
  for (const { code } of codes.filter(({ code }) => code.includes("_"))) expect(told).not.toContain(code);
  expect(standing.dimensions.flatMap(({ members }) => members)).toEqual(codes);
});

test("[P110] a desk finds them by the whole name, by a part of it, and by code", async () => {
  const { figures, period } = (await computeDirectory({ directory: "models/inps-2023" })).value!;
  const desk = openDesk(figures, period);
  const name = "Realizzazione degli obiettivi per la salute di genere, Conciliazione vita-lavoro";
  for (const text of [name, "salute genere vita", "attuazione_salute_genere conciliazione"])
    expect(desk.find(text, undefined).map(({ title }) => title)).toContain(name);
});
