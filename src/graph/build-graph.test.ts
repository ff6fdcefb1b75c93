/** The rules of section G of the spec on small models. */
import { expect, test } from "vitest";
import { readSmallModel } from "../../cases/engine/small-model.ts";
import { buildGraph } from "./build-graph.ts";
import { type GraphNode, isStep } from "./graph.ts";
import { prepareModel } from "./prepare-model.ts";

const build = (text: string) => buildGraph(readSmallModel(text));
const listKeys = (text: string) =>
  build(text)
    .value.nodes.map(({ key }) => key)
    .sort();
const dimension = `dimensioni:
  - { id: genere, titolo: Genere, membri: [ { codice: F, titolo: Donne }, { codice: M, titolo: Uomini } ] }
  - { id: area, titolo: Area, membri: [ { codice: A, titolo: A } ] }
`;

function getNode(text: string, key: string): GraphNode {
  const { value, problems } = build(text);
  expect(problems).toEqual([]);
  return value.nodes[value.indexOf.get(key) ?? -1]!;
}

function listReads(text: string, key: string): string[] {
  const { value } = build(text);
  return (value.nodes[value.indexOf.get(key) ?? -1]?.operands ?? []).map(
    (operand) => value.nodes[operand]!.key,
  );
}

test("[G1] the facets of an indicator, once for every combination of members, dimensions in alphabetical order", () => {
  expect(
    listKeys(`${dimension}indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, verso: crescente, dimensioni: [genere, area], scostamento: differenza, raggiungimento: rapporto }
  - { id: i, titolo: I, unita: numero, natura: punteggio, faccia: indice }`),
  ).toEqual([
    "i.index",
    ...["attainment", "deviation", "result", "target"].flatMap((facet) =>
      ["F", "M"].map((member) => `x.${facet}[area=A,genere=${member}]`),
    ),
  ]);
});

test("[G2] each node comes after what it reads", () => {
  const { value } = build(`indicatori:
  - { id: c, titolo: C, unita: numero, natura: punteggio, formula: b + precedente(a) }
  - { id: b, titolo: B, unita: numero, natura: punteggio, formula: a * 2 }
  - { id: a, titolo: A, unita: numero, natura: punteggio }`);
  for (const node of value.nodes) expect(node.operands.every((operand) => operand < node.index)).toBe(true);
});

test("[G2] a circle of a thousand indicators is one problem, and nothing else is lost", () => {
  const circle = Array.from(
    { length: 1000 },
    (_, k) =>
      `  - { id: c${k}, titolo: C, unita: numero, natura: punteggio, faccia: indice, formula: c${(k + 1) % 1000} + 1 }`,
  );
  const { value, problems } = build(`indicatori:
${circle.join("\n")}
  - { id: lettore, titolo: L, unita: numero, natura: punteggio, formula: c5 + 1 }
  - { id: libero, titolo: F, unita: numero, natura: flusso }`);
  expect(problems.map(({ code }) => code)).toEqual(["circular-definition"]);
  expect(problems[0]?.sentence).toContain("… altri 988 …");
  expect(value.nodes.map(({ key }) => key)).toEqual(expect.arrayContaining(["libero.result"]));
  expect(value.indexOf.has("lettore.result")).toBe(false);
});

test("[G2] a chain of a thousand indicators is in order", () => {
  const chain = Array.from(
    { length: 1000 },
    (_, k) =>
      `  - { id: c${k}, titolo: C, unita: numero, natura: punteggio, ${k === 0 ? "valori: { 2023: 1 }" : `formula: c${k - 1} + 1`} }`,
  );
  const { value, problems } = build(`indicatori:\n${chain.reverse().join("\n")}`);
  expect(problems).toEqual([]);
  expect(value.nodes.filter(({ kind }) => kind === "formula").map(({ key }) => key)).toHaveLength(999);
});

test("[G3] a name of another hierarchy, or a facet that is not there, is one problem and no circle", () => {
  const { problems } = build(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: punteggio, faccia: indice }
  - { id: y, titolo: Y, unita: numero, natura: punteggio, formula: x.obiettivo + precedente(x.obiettivo) }`);
  expect(problems.map(({ code }) => code)).toEqual(["facet-not-available"]);
});

test("[G4] a name is the main facet, in a target's formula the target; dimensions are matched, fixed or spelled out", () => {
  const text = `${dimension}indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, dimensioni: [genere] }
  - { id: y, titolo: Y, unita: numero, natura: flusso, dimensioni: [genere], formula: x + x, obiettivo: stessa_formula }
  - { id: donne, titolo: D, unita: numero, natura: flusso, formula: 'x[genere = "F"]' }
  - { id: tutti, titolo: T, unita: numero, natura: flusso, formula: sum(x) }`;
  expect(listReads(text, "y.result[genere=M]")).toEqual(["x.result[genere=M]"]);
  expect(listReads(text, "y.target[genere=M]")).toEqual(["x.target[genere=M]"]);
  expect(listReads(text, "donne.result")).toEqual(["x.result[genere=F]"]);
  expect(listReads(text, "tutti.result")).toEqual(["x.result[genere=F]", "x.result[genere=M]"]);
});

test("[G4] a component's members are its own, or else those of the synthesis", () => {
  const text = `${dimension}indicatori:
  - { id: x, titolo: X, unita: numero, natura: punteggio, dimensioni: [genere] }
  - { id: s, titolo: S, unita: numero, natura: punteggio, dimensioni: [genere], sintesi: { pesi: noti, componenti: [ { indicatore: x, peso: 100 } ] } }`;
  expect(listReads(text, "s.result[genere=M]")).toEqual(["x.result[genere=M]"]);
});

test("[G5] a synthesis is an input when its weights are not disclosed, or not all", () => {
  const text = (weights: string) => `indicatori:
  - { id: a, titolo: A, unita: numero, natura: punteggio }
  - { id: b, titolo: B, unita: numero, natura: punteggio }
  - { id: s, titolo: S, unita: numero, natura: punteggio, sintesi: { ${weights} } }`;
  const find = (weights: string) => getNode(text(weights), "s.result");
  expect(
    find("pesi: noti, componenti: [ { indicatore: a, peso: 40 }, { indicatore: b, peso: 60 } ]").kind,
  ).toBe("synthesis");
  expect(
    find("pesi: parziali, componenti: [ { indicatore: a, peso: 40 }, { indicatore: b, peso: 20 } ]"),
  ).toMatchObject({ kind: "synthesis", partial: true });
  expect(
    find("pesi: parziali, componenti: [ { indicatore: a, peso: 40 }, { indicatore: b } ]"),
  ).toMatchObject({ kind: "input", printed: true });
  expect(find("pesi: non_divulgati, componenti: [ { indicatore: a }, { indicatore: b } ]")).toMatchObject({
    kind: "input",
    printed: true,
  });
});

test("[G6] a step over time is one figure for all formulas, and measures what it reads", () => {
  const text = `${dimension}indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, dimensioni: [genere] }
  - { id: i, titolo: I, unita: numero, natura: punteggio, faccia: indice, formula: 'precedente(x[genere = "F"]) * 2' }
  - { id: j, titolo: J, unita: numero, natura: flusso, dimensioni: [genere], formula: x - precedente(x) }`;
  expect(
    build(text)
      .value.nodes.filter(({ kind }) => kind === "series")
      .map(({ key }) => key)
      .sort(),
  ).toEqual(["precedente(x.result[genere=F])", "precedente(x.result[genere=M])"]);
  expect(getNode(text, "precedente(x.result[genere=F])")).toMatchObject({
    facet: "result",
    members: { genere: "F" },
  });
});

test("[G7] up to 20,000 combinations of members", () => {
  const members = (count: number) =>
    Array.from({ length: count }, (_, k) => `{ codice: m${k}, titolo: M }`).join(", ");
  const text = (count: number) => `dimensioni:
  - { id: d, titolo: D, membri: [ ${members(100)} ] }
  - { id: e, titolo: E, membri: [ ${members(count)} ] }
indicatori: [{ id: x, titolo: X, unita: numero, natura: punteggio, faccia: indice, dimensioni: [d, e] }]`;
  expect(build(text(200)).value.nodes).toHaveLength(20_000);
  expect(build(text(201)).problems.map(({ code }) => code)).toEqual(["too-many-members"]);
});

test("[G6] a step says that it is one, and the figures that a model declares are not", () => {
  const { value } = build(`raggruppamenti: [{ id: g, titolo: G, gruppi: { A: [NORD, SUD] } }]
indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: foglie } }
  - { id: y, titolo: Y, unita: numero, natura: punteggio, formula: 'precedente(x) + edizione_precedente(x) + media_gruppo(x, "g", x) + media_gruppo_anno_precedente(x, "g", x)' }`);
  expect(value.nodes.filter(isStep).map(({ kind, key }) => [kind, key])).toEqual([
    ["series", "precedente(x.result)"],
    ["series", "edizione_precedente(x.result)"],
    ["group-mean", 'media_gruppo(x.result, "g", x.result)'],
    ["group-mean", 'media_gruppo_anno_precedente(x.result, "g", x.result)'],
  ]);
  expect(value.nodes.filter((node) => !isStep(node)).map(({ key }) => key)).toEqual(
    expect.arrayContaining(["x.result", "x.target", "y.result", "y.target"]),
  );
});

test("[G8] graphs of several years share what was prepared, and its problems are told by each", () => {
  const model = readSmallModel(`indicatori:
  - { id: x, titolo: X, unita: numero, natura: flusso }
  - { id: y, titolo: Y, unita: numero, natura: punteggio, formula: x * 2 }
rilevazioni: [{ indicatore: x, unita_organizzativa: NORD, periodo: 2022, valore: 1 }]`);
  const prepared = prepareModel(model);
  const graphs = [2022, 2023].map((year) => buildGraph(model, { year, prepared }));
  for (const { value, problems } of graphs) {
    expect(value.prepared).toBe(prepared);
    expect(problems.map(({ code }) => code)).toEqual(["org-unit-grain"]);
  }
  const formulas = graphs.map(({ value }) => value.nodes.find((node) => node.kind === "formula")?.formula);
  expect(formulas[0]).toBeDefined();
  expect(formulas[1]).toBe(formulas[0]);
});

test("[T3] every observation beside the grain is a problem at its row, in whatever year; beyond 1,000 they are counted", () => {
  const rows = Array.from(
    { length: 1002 },
    (_, k) =>
      `  - { indicatore: x, unita_organizzativa: NORD, periodo: 2022, registrato_il: ${getDay(k)}, valore: 1 }`,
  );
  const model = readSmallModel(`indicatori: [{ id: x, titolo: X, unita: numero, natura: flusso }]
rilevazioni:
  - { indicatore: x, periodo: 2022, valore: 1 }
${rows.join("\n")}`);
  const { problems } = buildGraph(model);
  expect(problems.length).toBe(1000);
  expect(problems.map(({ place }) => place)).toEqual(
    model.observations.slice(1, 1001).map(({ origin }) => origin.place),
  );
  expect(problems.every(({ code }) => code === "org-unit-grain")).toBe(true);
  expect(problems.at(-1)?.sentence).toContain("Altre 2 rilevazioni hanno lo stesso difetto.");
  expect(problems.at(-2)?.sentence).not.toContain("Altre");
});

test("[T3] where offices move, the grain is that of the tree of the row's own year", () => {
  const model = (code: string, period: string) =>
    readSmallModel(
      `indicatori: [{ id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: foglie } }]
rilevazioni: [{ indicatore: x, unita_organizzativa: ${code}, periodo: ${period}, valore: 1 }]`,
      {
        hierarchy: `
  - { codice: ENTE, titolo: Ente }
  - { codice: A, titolo: A, padre: ENTE }
  - { codice: B, titolo: B, padre: A, valido_dal: 2023-01-01 }`,
      },
    );
  const check = (code: string, period: string) => buildGraph(model(code, period)).problems.length;
  expect([check("A", "2022"), check("A", "2023"), check("B", "2023")]).toEqual([0, 1, 0]);
});

/** A day for each number: 2023-01-01 and on. */
function getDay(k: number): string {
  return new Date(Date.UTC(2023, 0, 1 + k)).toISOString().slice(0, 10);
}
