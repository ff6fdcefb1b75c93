import { describe, expect, test } from "vitest";
import { readFactsModel } from "../../cases/facts/facts-model.ts";
import { planMeasures } from "./plan-measures.ts";

function plan(...measures: readonly string[]) {
  const written = measures.map((measure, k) => {
    const [kind, decimals, rest] = /^(\w+) (\d) (.*)$/.exec(measure)!.slice(1);
    return `  - { id: m${k}, titolo: M, unita: numero, natura: ${kind}, decimali: ${decimals}, grana: { periodo: mese, unita: ${kind === "punteggio" ? "tutte" : "foglie"} }, ${rest} }`;
  });
  const outcome = planMeasures(readFactsModel(`indicatori:\n${written.join("\n")}\n`));
  const [source] = outcome.value.sources;
  const find = (id: string) => source!.measures.find(({ indicator }) => indicator.id === id)!;
  const ask = (id: string) => {
    const { total, holes, exponent } = find(id);
    return { total: source!.query.aggregates[total], holes: source!.query.aggregates[holes ?? -1], exponent };
  };
  return { ...outcome, query: source!.query, find, ask };
}

const weighted =
  "misura: { tipo: somma_pesata, fonte: pratiche, colonna: importo, tabella: prodotti, peso: coefficiente }";

describe("one question a source", () => {
  test("[D8] measures that ask the same thing share the answer", () => {
    const { value, query, find } = plan(
      "flusso 2 misura: { tipo: somma, fonte: pratiche, colonna: importo }",
      "flusso 0 misura: { tipo: conteggio, fonte: pratiche }",
      "flusso 0 misura: { tipo: conteggio, fonte: pratiche, quando: 'importo > 0' }",
    );
    expect(value.sources).toHaveLength(1);
    // `importi` and `definite` of the model ask the same two.
    expect(query.aggregates).toHaveLength(3);
    expect(find("m0").total).toBe(find("importi").total);
    expect(find("m1").total).toBe(find("definite").total);
    expect(query.office).toBe("sede");
  });

  test("[D8] a member comes from a column, or from the row of a table", () => {
    const { query, find } = plan(
      "flusso 0 dimensioni: [area], misura: { tipo: conteggio, fonte: pratiche, membri: { area: prodotti.area } }",
      "flusso 0 dimensioni: [genere], misura: { tipo: conteggio, fonte: pratiche, membri: { genere: esito } }",
    );
    expect(query.groups[find("m0").groups.area!]).toEqual({
      type: "attribute",
      table: "prodotti",
      by: "prodotto",
      attribute: "area",
    });
    expect(query.groups[find("m1").groups.genere!]).toEqual({ type: "column", column: "esito" });
  });

  test("[D8] each count of different values is a question of its own, and days of the period are none", () => {
    const { value } = plan(
      "punteggio 0 misura: { tipo: distinti, fonte: pratiche, colonna: prodotto, quando: 'importo > 0' }",
      "punteggio 0 misura: { tipo: giorni_del_periodo }",
    );
    expect(value.distincts.map(({ query }) => query)).toMatchObject([
      { source: "pratiche", office: "sede", column: "prodotto", when: { type: "comparison" } },
    ]);
    expect(value.periodDays.map(({ id }) => id)).toEqual(["m1"]);
    expect(value.sources[0]!.measures.map(({ indicator }) => indicator.id)).toEqual(["definite", "importi"]);
  });
});

describe("measures of each type", () => {
  test("[D9] a sum keeps the decimals of its column and of its weight, or is refused", () => {
    const { problems } = plan(`flusso 4 ${weighted}`);
    expect(problems.map(({ code, subject }) => [code, subject])).toEqual([
      ["measure-loses-decimals", "indicatore m0"],
    ]);
    const { ask, problems: none } = plan(`flusso 5 ${weighted}`, `flusso 7 ${weighted}`);
    expect(none).toEqual([]);
    expect([ask("m0").exponent, ask("m1").exponent]).toEqual([0, 2]);
    expect(ask("m0").total).toEqual({
      value: { type: "column", column: "importo" },
      weight: { table: "prodotti", by: "prodotto", column: "coefficiente" },
      when: undefined,
      of: "total",
    });
  });

  test("[D9] a share is what is within the term over what satisfies the condition", () => {
    const { ask } = plan(
      "rapporto 2 misura: { tipo: quota, fonte: pratiche, quando: 'esito = \"accolta\"', entro: 'importo > 5' }",
    );
    const accepted = { type: "comparison", left: { column: "esito" } };
    const within = { type: "comparison", left: { column: "importo" }, right: { value: 500 } };
    expect(ask("m0_casi").total).toMatchObject({ value: undefined, when: accepted });
    expect(ask("m0_entro").total).toMatchObject({
      value: undefined,
      when: { type: "logic", operator: "and", left: accepted, right: within },
    });
  });

  test("[D9] a mean of days is their sum over the rows that have both days", () => {
    const { ask } = plan("rapporto 0 misura: { tipo: media, fonte: pratiche, giorni: [aperta_il, giorno] }");
    const [from, to] = ["aperta_il", "giorno"].map((column) => ({ type: "column", column }));
    expect(ask("m0_somma").total!.value).toEqual({
      type: "arithmetic",
      operator: "-",
      left: to,
      right: from,
    });
    expect(ask("m0_casi").total).toEqual({
      value: undefined,
      weight: undefined,
      when: { type: "comparison", operator: "=", left: from, right: from },
      of: "total",
    });
  });

  test("[D10] holes are asked for where a row may lack its value or its weight, and only there", () => {
    const { ask } = plan(
      `flusso 5 ${weighted}`,
      "flusso 2 misura: { tipo: somma, fonte: pratiche, colonna: importo }",
      "flusso 0 misura: { tipo: somma, fonte: pratiche, giorni: [aperta_il, giorno] }",
      "flusso 0 misura: { tipo: conteggio, fonte: pratiche }",
    );
    expect(["m0", "m1", "m2", "m3"].map((id) => ask(id).holes?.of)).toEqual([
      "holes",
      undefined,
      "holes",
      undefined,
    ]);
  });
});
