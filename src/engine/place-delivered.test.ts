import { describe, expect, test } from "vitest";
import { seeFigure } from "../../cases/engine/small-model.ts";
import { computeAnswer, type Group, type Setting } from "../../cases/facts/answer.ts";
import { readFactsModel } from "../../cases/facts/facts-model.ts";

const grain = "grana: { periodo: mese, unita: foglie }";

/** A model with a source that says `zero` of silent offices, and the indicators a test needs. */
function build(indicators: string, more = "", empty = "mancante") {
  return readFactsModel(
    `
fonti:
  - id: volumi
    titolo: Volumi
    grana: flusso
    ufficio_senza_righe: ${empty}
    colonne:
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: area, tipo: testo }
      - { id: prodotto, tipo: testo, tabella: prodotti }
      - { id: pezzi, tipo: intero, facoltativa: true }
indicatori:
${indicators}
${more}`,
  );
}

function indicator(
  rest: string,
  measure = "tipo: somma, fonte: volumi, colonna: pezzi",
  kind = "flusso",
): string {
  return `  - { id: pezzi, titolo: Pezzi, unita: numero, natura: ${kind}, ${grain}, ${rest}misura: { ${measure} } }`;
}

const at = (office: string, period: string, pezzi: number, rest: Partial<Group> = {}): Group => ({
  office,
  period,
  sums: { pezzi },
  ...rest,
});

function see(model: ReturnType<typeof build>, groups: readonly Group[], setting: Setting = {}) {
  const figures = computeAnswer(model, groups, setting);
  const figure = (name: string) => seeFigure(figures, name);
  return Object.assign((name: string) => figure(name).value ?? figure(name).absence, { figure });
}

describe("sums in their cells", () => {
  test("[D13] a sum stands at its office and period, and is summed above by the indicator's kind", () => {
    const look = see(build(indicator("")), [
      at("NORD", "2023-01", 3),
      at("SUD", "2023-01", 4),
      at("NORD", "2023-02", 5),
      at("SUD", "2023-02", 0),
      at("NORD", "2022-01", 99),
    ]);
    expect(look("pezzi@NORD#2023-01")).toBe(3);
    expect(look("pezzi@ENTE#2023-01")).toBe(7);
    expect(look("pezzi@ENTE#2023-02")).toBe(5);
    expect(look("pezzi@NORD#2023-03")).toBe("missing");
    expect(look("pezzi@ENTE#2023-T1")).toBe("upstream");
  });

  test.each([
    ["zero", 3, 0],
    ["mancante", "upstream", "missing"],
  ])("[D13] an office without rows in a delivered period is %s", (empty, whole, own) => {
    const look = see(build(indicator(""), "", empty), [at("NORD", "2023-01", 3)]);
    expect([look("pezzi@ENTE#2023-01"), look("pezzi@SUD#2023-01")]).toEqual([whole, own]);
    // Nothing is said of a period that was not delivered.
    expect(look("pezzi@SUD#2023-02")).toBe("missing");
  });

  test("[D13] to an office of a type that the source does not speak of nothing of it applies, unless facts are there", () => {
    const counts =
      "  - { id: diversi, titolo: Diversi, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: volumi, colonna: prodotto } }";
    const model = build(`${indicator("")}\n${counts}`, "", "zero");
    const spokenOf: typeof model = {
      ...model,
      sources: model.sources.map((source) => ({ ...source, officeTypes: ["direzione"] })),
      hierarchies: model.hierarchies.map((hierarchy) => ({
        ...hierarchy,
        units: hierarchy.units.map((unit) => (unit.code === "SUD" ? { ...unit, type: "punto" } : unit)),
      })),
    };
    const rows = [at("NORD", "2023-01", 3), at("NORD", "2023-02", 5)];
    const months = ["2023-01", "2023-03", "2023"];
    const all = see(model, rows);
    const some = see(spokenOf, rows);
    expect(months.map((month) => all(`pezzi@SUD#${month}`))).toEqual([0, "missing", "upstream"]);
    // Neither in a period that was not delivered: nothing will come.
    expect(months.map((month) => some(`pezzi@SUD#${month}`))).toEqual(months.map(() => "not-applicable"));
    expect([all("diversi@SUD#2023-01"), some("diversi@SUD#2023-01")]).toEqual([0, "not-applicable"]);
    // What is summed above is what it was: an office that counts for nothing is no hole.
    for (const month of ["2023-01", "2023-02"])
      expect(some(`pezzi@ENTE#${month}`)).toBe(all(`pezzi@ENTE#${month}`));
    const inherited = see(spokenOf, [...rows, at("SUD", "2023-01", 4)]);
    expect([inherited("pezzi@SUD#2023-01"), inherited("pezzi@ENTE#2023-01")]).toEqual([4, 7]);
    expect(inherited("pezzi@SUD#2023-02")).toBe("not-applicable");
    // Rows that a correction has taken back add up to nothing.
    expect(see(spokenOf, [...rows, at("SUD", "2023-01", 0)])("pezzi@SUD#2023-01")).toBe("not-applicable");
  });

  test("[D13] a period that is not delivered is not due yet if it ends after the day of knowledge", () => {
    const look = see(build(indicator("")), [at("NORD", "2023-01", 3)], { knownAt: "2023-02-15" });
    expect([look("pezzi@NORD#2023-02"), look("pezzi@SUD#2023-01")]).toEqual(["not-due", "missing"]);
  });

  test("[D11] a row goes to its member; one whose member the model does not have goes nowhere", () => {
    const membri = "tipo: somma, fonte: volumi, colonna: pezzi, membri: { area: area }";
    const look = see(build(indicator("dimensioni: [area], ", membri), "", "zero"), [
      at("NORD", "2023-01", 3, { members: { area: "pensioni" } }),
      at("NORD", "2023-01", 4, { members: { area: "sostegni" } }),
      at("NORD", "2023-01", 5, { members: { area: "altro" } }),
    ]);
    expect(look("pezzi[area=pensioni]@NORD#2023-01")).toBe(3);
    expect(look("pezzi[area=sostegni]@NORD#2023-01")).toBe(4);
    expect(look("pezzi[area=sostegni]@ENTE#2023-01")).toBe(4);
  });

  test("[D9] decimals that the indicator has beyond its column are zeros", () => {
    const look = see(build(indicator("decimali: 2, ")), [at("NORD", "2023-01", 3)]);
    expect(look.figure("pezzi@NORD#2023-01").display).toBe("3,00");
  });
});

describe("holes", () => {
  const groups = [at("NORD", "2023-01", 3, { holes: { pezzi: 2 } }), at("SUD", "2023-01", 4)];

  test.each([
    ["", "missing", "upstream", false],
    ["quando_assente: assente, ", "missing", "upstream", false],
    ["quando_assente: parziale, ", 3, 7, true],
    ["quando_assente: escludi, atto: smvp, ", 3, 7, false],
  ])("[D10] with «%s» a row that lacks its number makes the sum %s", (rest, own, whole, isPartial) => {
    const look = see(build(indicator(rest)), groups);
    expect([look("pezzi@NORD#2023-01"), look("pezzi@ENTE#2023-01")]).toEqual([own, whole]);
    expect(look.figure("pezzi@ENTE#2023-01").partial).toBe(isPartial);
  });

  test("[D19] a part that cannot be told is absent whatever the indicator does with holes", () => {
    const look = see(build(indicator("quando_assente: parziale, ")), [at("NORD", "2023-01", Number.NaN)]);
    expect(look("pezzi@NORD#2023-01")).toBe("missing");
  });
});

describe("how certain", () => {
  test("[D14] a sum is as certain as the weakest of its indicator, source and table", () => {
    const weigh = "tipo: somma_pesata, fonte: volumi, colonna: pezzi, tabella: prodotti, peso: coefficiente";
    const plain = see(build(indicator("")), [at("NORD", "2023-01", 3)]).figure("pezzi@NORD#2023-01");
    expect([plain.provenance, plain.status]).toEqual(["published", "final"]);
    const model = build(indicator("decimali: 3, ", weigh));
    const groups = [at("NORD", "2023-01", 3000)];
    const soften = <T extends { readonly origin: object }>(each: T, origin: object): T => ({
      ...each,
      origin: { ...each.origin, ...origin },
    });
    const tables = model.tables.map((each) => soften(each, { provenance: "synthetic" }));
    const sources = model.sources.map((each) => soften(each, { status: "provisional" }));
    const look = (changed: typeof model) => {
      const { value, provenance, status } = see(changed, groups).figure("pezzi@NORD#2023-01");
      return [value, provenance, status];
    };
    expect(look({ ...model, tables })).toEqual([3, "synthetic", "final"]);
    expect(look({ ...model, sources })).toEqual([3, "published", "provisional"]);
  });

  test("[D19] what was apportioned is assumed", () => {
    const look = see(build(indicator("")), [
      at("NORD", "2023-01", 3, { apportioned: true }),
      at("SUD", "2023-01", 1),
    ]);
    expect(look.figure("pezzi@NORD#2023-01").provenance).toBe("assumed");
    expect(look.figure("pezzi@SUD#2023-01").provenance).toBe("published");
    expect(look.figure("pezzi@ENTE#2023-01").provenance).toBe("assumed");
  });
});

describe("typed as well", () => {
  const typed = `rilevazioni:
  - { indicatore: pezzi, unita_organizzativa: NORD, periodo: 2023-01, valore: 100 }
  - { indicatore: pezzi, unita_organizzativa: NORD, periodo: 2023-02, valore: 200 }
`;
  const measure = (holds: string) =>
    indicator("", `tipo: somma, fonte: volumi, colonna: pezzi, vale: ${holds}`);

  test("[D15] the delivery holds for the whole year where the measure says so", () => {
    const look = see(build(measure("consegna"), typed), [at("NORD", "2023-01", 3)]);
    expect([look("pezzi@NORD#2023-01"), look("pezzi@NORD#2023-02")]).toEqual([3, "missing"]);
  });

  test("[D15] the model holds for the years of which it says something", () => {
    const model = build(measure("modello"), typed);
    const look = see(model, [at("NORD", "2023-01", 3), at("NORD", "2023-03", 5)]);
    expect(["01", "02", "03"].map((month) => look(`pezzi@NORD#2023-${month}`))).toEqual([
      100,
      200,
      "missing",
    ]);
    const before = see(model, [at("NORD", "2022-01", 3)], { year: 2022 });
    expect(before("pezzi@NORD#2022-01")).toBe(3);
  });
});

describe("counts of different values and days", () => {
  const distinct = `  - { id: prodotti, titolo: P, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: volumi, colonna: prodotto } }
  - { id: giorni_periodo, titolo: G, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: giorni_del_periodo } }`;
  const count = (office: string, period: string, prodotti: number): Group => ({
    office,
    period,
    sums: { prodotti },
  });
  const groups = [
    count("NORD", "2023-01", 2),
    count("ENTE", "2023-01", 3),
    count("ENTE", "2023-T1", 4),
    count("ENTE", "2023", 5),
  ];
  const quarter = { delivered: ["2023-01", "2023-02", "2023-03"] };

  test("[D16] a count stands where it was counted, and is never a sum of counts", () => {
    const look = see(build(distinct), groups, quarter);
    expect(look("prodotti@NORD#2023-01")).toBe(2);
    expect(look("prodotti@SUD#2023-01")).toBe(0);
    expect(look("prodotti@ENTE#2023-01")).toBe(3);
    expect(look("prodotti@ENTE#2023-T1")).toBe(4);
    // Nine months are not there: the year cannot be counted.
    expect(look("prodotti@ENTE#2023")).toBe("missing");
  });

  test("[D16] the days of every period are known without any delivery", () => {
    const look = see(build(distinct), [], { year: 2024 });
    const days = ["2024-02", "2024-T1", "2024-S2", "2024"].map((period) =>
      look(`giorni_periodo@SUD#${period}`),
    );
    expect(days).toEqual([29, 91, 184, 366]);
  });

  test("[D20] without some offices a count cannot be told above them", () => {
    const leftOut = { offices: new Set(["NORD"]), from: "2023-01-10", until: "2023-01-20", indicators: [] };
    const look = see(build(distinct), groups, { ...quarter, leftOut });
    expect(["NORD", "SUD", "ENTE"].map((office) => look(`prodotti@${office}#2023-01`))).toEqual([
      ...["not-applicable", 0, "missing"],
    ]);
    expect(look("prodotti@ENTE#2023-02")).toBe(0);
  });
});

describe("an event left out", () => {
  const groups = ["2023-01", "2023-02", "2023-03"].flatMap((period) => [
    at("NORD", period, 3),
    at("SUD", period, 4),
  ]);
  const leave = (from: string, until: string, offices = ["NORD"], indicators: string[] = []) => ({
    leftOut: { offices: new Set(offices), from, until, indicators },
  });

  test("[D20] its offices do not apply while it lasts, and the rest is summed without them", () => {
    const look = see(build(indicator("")), groups, leave("2023-02-10", "2023-03-01"));
    const sums = ["2023-01", "2023-02", "2023-03", "2023-T1"].map((period) => look(`pezzi@ENTE#${period}`));
    expect(sums).toEqual([7, 4, 7, 18]);
    expect(look("pezzi@NORD#2023-02")).toBe("not-applicable");
    expect(look("pezzi@NORD#2023-03")).toBe(3);
  });

  test("[D20] so do the offices below, and only the event's indicators are concerned", () => {
    const look = see(build(indicator("")), groups, leave("2023-01-01", "2024-01-01", ["ENTE"]));
    expect([look("pezzi@SUD#2023-01"), look("pezzi@ENTE#2023-01")]).toEqual([
      "not-applicable",
      "not-applicable",
    ]);
    const others = see(
      build(indicator("")),
      groups,
      leave("2023-01-01", "2024-01-01", ["ENTE"], ["definite"]),
    );
    expect(others("pezzi@ENTE#2023-01")).toBe(7);
  });
});
