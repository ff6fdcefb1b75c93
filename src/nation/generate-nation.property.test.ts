/** The proof of the calibration: national figures worked out from the text of the deliveries, and nothing else. */
import { describe, expect, test } from "vitest";
import {
  findBacklog,
  findJudgement,
  findOutflow,
  inYear,
  lineOf,
  show,
  sum,
  sumPoints,
} from "../../cases/nation/national-figures.ts";
import {
  type Facts,
  makeNation,
  nationModel,
  type Row,
  readFacts,
  writeDelivery,
} from "../../cases/nation/read-deliveries.ts";
import { runsAll } from "../../cases/runs.ts";

const least = { rows: 21_000, seed: 1 };
const sizes = runsAll ? [least, { rows: 60_000, seed: 7 }, { rows: 300_000, seed: 1 }] : [least];

const administrative = new Set(["amministrativo", "consulente_protezione_sociale", "analista_processo"]);
const isAccounting = (area: string) => area === "flussi_contabili";

describe.each(sizes)("a nation of $rows rows, seed $seed", ({ rows, seed }) => {
  const nation = makeNation(rows, seed);
  const written = nation.deliveries.map(writeDelivery);
  const facts = readFacts(written);
  const of = (source: string, year = 2023): readonly Facts[] => inYear(facts.get(source), year);
  const points = sumPoints(of("volumi"));
  const money = (entry: string) => sum(of("contabile"), "importo", ({ voce }) => voce === entry);

  test("[N1] productivity, by the method of each year", () => {
    const quota = sum(
      of("presenze"),
      "fte",
      ({ profilo = "", quota_ottimale }) => administrative.has(profilo) && quota_ottimale === "si",
    );
    expect(show(points / quota, 2)).toBe("138,25");
    const isOld = ({ profilo = "", collocazione }: Row) =>
      collocazione === "sede" && (administrative.has(profilo) || profilo === "operatore_sportello");
    const old = sum(of("presenze", 2022), "fte", isOld);
    expect(show(sumPoints(of("volumi", 2022), (area) => !isAccounting(area)) / old, 2)).toBe("136,73");
    // The change of method moves the year by less than two points: an effect, and not the whole difference.
    const method =
      points / quota -
      sumPoints(of("volumi"), (area) => !isAccounting(area)) / sum(of("presenze"), "fte", isOld);
    expect(Math.abs(method)).toBeLessThan(2);
    expect(Math.abs(method)).toBeGreaterThan(0.05);
  });

  test("[N1] backlog by area and in total, outflow of both years", () => {
    const days = (area: string) =>
      show(
        findBacklog(of("volumi"), (each) => each === area),
        0,
      );
    expect(["nucleo_base", "prestazioni", "conto", "flussi", "presidio"].map(days)).toEqual([
      ...["31", "48", "165", "90", "49"],
    ]);
    expect(
      show(
        findBacklog(of("volumi"), (area) => !isAccounting(area)),
        0,
      ),
    ).toBe("72");
    expect(show(findOutflow(of("volumi")), 2)).toBe("1,03");
    expect(show(findOutflow(of("volumi", 2022)), 2)).toBe("1,04");
  });

  test("[N1] every entry of the ledger in euros, and the totals that a report prints from the same cents", () => {
    const entries = nationModel.model.targets.filter(({ indicator }) => indicator.startsWith("ieep_"));
    const printed: Readonly<Record<string, string>> = {
      ieep_gestione_flussi: "820824614",
      ieep_accertamento_contributi: "1062217649",
      ieep_minori_prestazioni: "227942976",
      ieep_accertamento_eca: "422292191",
      ieep_accertamento_indebite: "3372885085",
      ieep_incassi_vigilanza_ispettiva: "65026024",
      ieep_incassi_vigilanza_documentale: "180701336",
      ieep_incassi_regolarizzazioni: "5108478482",
      ieep_incassi_eca: "20626789",
      ieep_interessi_legali: "47619087",
      ieep_incassi_indebite: "2555373953",
      ieep_incassi_surrogatorie: "43197439",
      ieep_incassi_riscatti: "603797831",
      ieep_incassi_volontari: "166566892",
      ieep_incassi_visite: "8481734",
    };
    const names = Object.keys(printed);
    expect(names.length).toBe(entries.length);
    expect(Object.fromEntries(names.map((entry) => [entry, show(money(entry), 0)]))).toEqual(printed);
    const total = (list: readonly string[]) => list.reduce((whole, entry) => whole + money(entry), 0);
    const assessed = names.slice(0, 5);
    expect(show(total(assessed.slice(0, 4)), 0)).toBe("2533277429");
    expect(show(total(assessed), 0)).toBe("5906162514");
    const collected = total(names.slice(5, 9));
    const paid = total(names.slice(10)) - money("ieep_interessi_legali");
    expect([collected, paid, collected + paid].map((each) => show(each, 0))).toEqual([
      ...["5374832632", "3329798762", "8704631393"],
    ]);
    // No entry is a whole number of euros: the cents are there.
    expect(names.filter((entry) => Number.isInteger(money(entry)))).toEqual([]);

    const costs = money("costi_totali");
    expect(show(total(assessed) / costs, 2)).toBe("2,27");
    expect(show(costs / points, 2)).toBe("151,51");
    const groups = ["costo_prodotto", "immobili", "beni_servizi", "personale"].map((group) =>
      money(`fabbisogno_${group}`),
    );
    const needs = groups.reduce((whole, each) => whole + each, 0);
    expect(show((needs / money("fabbisogno_riferimento")) * 100, 2)).toBe("105,67");
  });

  test("[N1] quality, continuity of income, appeals", () => {
    const { synthesis } = nationModel.model.indicators.find(({ id }) => id === "qualita_aree_produzione")!;
    const quality = (year: number) =>
      synthesis!.components.reduce((whole, { members, weight }) => {
        const facts = of("qualita", year);
        const own = ({ indicatore }: Row) => indicatore === members.elementare;
        return whole + (sum(facts, "numeratore", own) / sum(facts, "denominatore", own)) * weight!;
      }, 0);
    expect([2022, 2023].map((year) => show(quality(year), 2))).toEqual(["97,20", "98,86"]);
    const inTime = (year: number) =>
      (sum(of("prestazioni", year), "entro_termine") / sum(of("prestazioni", year), "pagate")) * 100;
    expect([2022, 2023].map((year) => show(inTime(year), 2))).toEqual(["87,46", "88,32"]);
    const appeals = (year: number, level: string) =>
      sum(of("ricorsi", year).slice(-1), "ricorsi", ({ livello }) => livello === level);
    expect(appeals(2023, "sedi")).toBe(51_562);
    expect(appeals(2023, "direzioni_regionali")).toBe(2_419);
    expect(sum(of("ricorsi").slice(-1), "ricorsi")).toBe(98_817);
    expect([appeals(2022, "sedi"), appeals(2022, "direzioni_regionali")]).toEqual([89_926, 5_485]);
  });

  test("[N1] judgements of the users, and the average days of the lines that are printed", () => {
    const phases = ["globale", "ricerca_informazioni", "contatti_iter"];
    // A hundred answers to a phase are the least for two decimals.
    const each = phases.map((phase) => show(findJudgement(of("questionari"), phase), 2));
    expect(each).toEqual(["3,88", "4,33", "3,54"]);
    const lines = new Set(["ricostituzioni", "invalidita_civile", "integrazioni_salariali", "ratei"]);
    let days = 0;
    let decided = 0;
    for (const { rows: events } of of("pratiche"))
      for (const { evento, prodotto = "", giorno = "", aperta_il = "" } of events) {
        if (evento !== "definito" || !lines.has(lineOf.get(prodotto) ?? "")) continue;
        days += (Date.parse(giorno) - Date.parse(aperta_il)) / 86_400_000;
        decided++;
      }
    expect(show(days / decided, 0)).toBe("49");
    // The attainment too, where cases are many enough to come that near.
    if (rows >= 300_000) expect(show((2 - days / decided / 32) * 100, 2)).toBe("46,88");
  });

  test("[N2] rows are those asked for, and as many in each source as are said", () => {
    const bySource: Record<string, number> = {};
    for (const { delivery, tally } of written)
      bySource[delivery.source] = (bySource[delivery.source] ?? 0) + tally.rows;
    expect(bySource).toEqual(nation.rows);
    const total = Object.values(bySource).reduce((whole, each) => whole + each, 0);
    expect(total).toBeLessThanOrEqual(rows);
    expect(total).toBeGreaterThan(rows - 100);
  });

  test("[N5] events are the pieces of the volumes times one scale, in every month and of every kind", () => {
    const kinds = { pervenuto: "pervenuti", definito: "definiti", respinto: "respinti" };
    for (const [event, column] of Object.entries(kinds)) {
      of("pratiche").forEach(({ rows: events }, month) => {
        const found = events.filter(({ evento }) => evento === event).length;
        const pieces = sum(of("volumi").slice(month, month + 1), column);
        // Each of the pairs is rounded on its own: what is off is of the order of the square root.
        expect(Math.abs(found - pieces * nation.scale)).toBeLessThan(
          12 + 4 * Math.sqrt(pieces * nation.scale),
        );
      });
    }
  });
});
