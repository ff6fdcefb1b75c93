/** The tutorial holds what it promises: it is short, it uses every rule once, and its figures are these. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { getWord, ruleWords } from "../model/index.ts";
import { check } from "./check.ts";
import { type ComputeRequest, compute } from "./compute.ts";
import { openModel } from "./open-model.ts";

const directory = "models/esempio-comune";

/** `indicatore.faccia@UFFICIO` → as shown. */
async function show(request: Omit<ComputeRequest, "directory">): Promise<ReadonlyMap<string, string>> {
  const { value, problems } = await compute({ directory, ...request });
  expect(problems).toEqual([]);
  return new Map(
    value?.figures.map(({ id, facet, orgUnit, display }) => [`${id}.${facet}@${orgUnit}`, display]),
  );
}

describe("models/esempio-comune", () => {
  test("[C15] has no problem, and less than 120 lines of YAML", async () => {
    expect((await check({ directory })).problems).toEqual([]);
    const texts = readdirSync(directory)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => readFileSync(join(directory, name), "utf8"));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.join("").split("\n").length - 1).toBeLessThan(120);
  });

  test("[C15] uses every attainment rule exactly once", () => {
    const used = openModel(directory).model.indicators.flatMap(({ attainment }) =>
      attainment === undefined ? [] : [getWord(ruleWords, attainment.rule.type)],
    );
    expect(used.toSorted()).toEqual(Object.keys(ruleWords).toSorted());
  });

  test("[C15] the figures of the year, rule by rule and up the pyramid", async () => {
    const shown = await show({});
    expect(
      Object.fromEntries(
        [
          "pratiche_definite",
          "arretrato",
          "soddisfazione",
          "tempo_pagamento",
          "carta_servizi",
          "sportello_telematico",
          "archivio_digitale",
          "pagamenti_online",
        ].map((id) => [id, shown.get(`${id}.attainment@COMUNE`)]),
      ),
    ).toEqual({
      pratiche_definite: "101,50", // scostamento: 100 + (7.105 − 7.000) / 7.000 × 100
      arretrato: "94,80", // rapporto, meno è meglio: 225 / 237,354 × 100
      soddisfazione: "71,00", // minimo_massimo: (78,4 − 50) / (90 − 50) × 100
      tempo_pagamento: "60,00", // fasce: 30 apre la fascia [30; 45)
      carta_servizi: "92,00", // data: quattro giorni dopo il termine rivisto, due punti al giorno
      sportello_telematico: "100,00", // si_no
      archivio_digitale: "85,00", // avanzamento
      pagamenti_online: "102,50", // differenza: 100 + (62,5 − 60)
    });
    expect(
      ["efficienza", "qualita", "innovazione", "performance_comune"].map((id) =>
        shown.get(`${id}.index@COMUNE`),
      ),
    ).toEqual(["90,52", "79,40", "96,50", "88,38"]);
  });

  test("[C15] flows add up, stocks do not add up in time, and the ratio is recomputed at every office", async () => {
    const year = await show({});
    const offices = ["ANAGRAFE", "TRIBUTI", "CITTADINI", "EDILIZIA", "COMUNE"];
    const read = (shown: ReadonlyMap<string, string>, id: string) =>
      offices.map((office) => shown.get(`${id}.result@${office}`));
    expect(read(year, "pratiche_definite")).toEqual(["4.100", "2.500", "6.600", "505", "7.105"]);
    expect(read(year, "giacenza")).toEqual(["120", "310", "430", "190", "620"]);
    expect(read(year, "arretrato")).toEqual(["26,3", "84,3", "102,9", "428,9", "237,4"]);
    const third = await show({ period: "2025-T3" });
    expect(read(third, "giacenza")).toEqual(["175", "420", "595", "215", "810"]);
    expect(read(third, "arretrato")).toEqual(["35,4", "136,7", "143,3", "469,1", "312,0"]);
  });

  test("[C15] what an office has not given is missing there, and left out above, which says so", async () => {
    const { value } = await compute({ directory });
    const complaints = value?.figures.filter(({ id }) => id === "reclami") ?? [];
    expect(
      complaints.map(({ orgUnit, display, partial, coverage }) => [orgUnit, display, partial, coverage]),
    ).toEqual([
      ["COMUNE", "21", true, 2 / 3],
      ["CITTADINI", "12", true, 1 / 2],
      ["ANAGRAFE", "12", false, 1],
      ["TRIBUTI", "mancante", false, 0],
      ["EDILIZIA", "9", false, 1],
    ]);
  });

  test("[C15] the whole pyramid is covered, and says that its data are invented", async () => {
    const top = (await compute({ directory })).value?.figures.find(({ id }) => id === "performance_comune");
    expect([top?.coverage, top?.provenance]).toEqual([1, "synthetic"]);
  });

  test("[C15] the revised term tells who authorised it; the first stays known to those who ask for that day", async () => {
    const { targets } = openModel(directory).model;
    const revised = targets.filter(({ revision }) => revision !== undefined);
    expect(revised.map(({ indicator, revision }) => [indicator, revision?.authorisedBy])).toEqual([
      ["carta_servizi", "Segretario generale"],
    ]);
    expect((await show({})).get("carta_servizi.target@COMUNE")).toBe("31/10/2025");
    expect((await show({ knownAt: "2025-06-30" })).get("carta_servizi.target@COMUNE")).toBe("30/06/2025");
  });
});
