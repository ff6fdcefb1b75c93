/** The strength of the audit: the fast trial grading against a whole new audit of the changed report. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExample } from "../../cases/audit/read-example.ts";
import { isFailure } from "./grade-relation.ts";
import { getGrade, gradeReport } from "./grade-report.ts";
import { listMutations, type Mutation } from "./list-mutations.ts";
import { mutateReport } from "./mutate-report.ts";
import type { Published } from "./published.ts";

/** Grades the changed report from nothing, as if it had been printed so. */
function isCaughtByNewAudit(published: Published, mutation: Mutation): boolean {
  const changed = new Map(mutation.changes.map(({ figure, number }) => [figure.id, number]));
  const figures = published.figures.map((figure) => ({
    ...figure,
    number: changed.get(figure.id) ?? figure.number,
  }));
  const before = gradeReport(published);
  const after = gradeReport({ ...published, figures });
  return published.relations.some(
    ({ id }) => !isFailure(getGrade(before, id).verdict) && isFailure(getGrade(after, id).verdict),
  );
}

const everything = `
  a/uno 120 conteggio
  a/due 30 conteggio
  a/totale 150 conteggio
  b/uno 7 conteggio
  b/due 8 conteggio
  b/totale 15 conteggio
  t/uno 127 conteggio
  t/due 38 conteggio
  t/totale 165 conteggio
  quota 4,2 arrotondato
  testo 4 arrotondato
  euro1 1,24 arrotondato
  euro2 3,33 arrotondato
  euro 4,58 arrotondato
  ob 80,75 decretato
  cons 102,13 arrotondato
  var 26,47 arrotondato
  carenza 10,56 arrotondato modulo
  fabb 29.867 conteggio
  pers 26.712 conteggio
  tempi.ob 32 decretato
  tempi.cons 49 conteggio
  tempi.ragg 53,13 arrotondato
  media 122,79 arrotondato
  m1 100,00 arrotondato
  m2 141,37 arrotondato
  costo 5,0 arrotondato
  resa 2,00 arrotondato
  prezzo 10,0 arrotondato
  almeno 2 conteggio
  oltre oltre_100 limite
  sola 36 conteggio`;
const relations = `
ignoti: [costi]
relazioni:
  - { per: { r: [a, b, t] }, id: "riga-{r}", tipo: somma, totale: "{r}.totale", addendi: ["{r}.uno", "{r}.due"] }
  - { per: { c: [uno, due, totale] }, id: "colonna-{c}", tipo: somma, totale: "t.{c}", addendi: ["a.{c}", "b.{c}"] }
  - { id: quota-b, tipo: rapporto, risultato: quota, numeratore: b.uno, denominatore: t.totale, per: 100 }
  - { id: quota-testo, tipo: ripetizione, cifre: [quota, testo] }
  - { id: in-euro, tipo: somma, totale: euro, addendi: [euro1, euro2] }
  - { id: var-ob, tipo: scostamento, risultato: var, consuntivo: cons, obiettivo: ob }
  - { id: carenza-pers, tipo: scostamento, risultato: carenza, consuntivo: pers, obiettivo: fabb }
  - { id: tempi, tipo: raggiungimento, risultato: tempi.ragg, consuntivo: tempi.cons, obiettivo: tempi.ob, verso: decrescente }
  - { id: media-m, tipo: media_ponderata, risultato: media, pesi: non_divulgati, componenti: [m1, m2] }
  - { id: resa-costi, tipo: rapporto, risultato: resa, numeratore: prezzo, denominatore: costi }
  - { id: costo-costi, tipo: equazione, risultato: costo, espressione: "costi" }
  - { id: quanti, tipo: conteggio, risultato: almeno, cifre: [m1, m2, media], condizione: { piu_di: 100 } }
  - { id: piu-di, tipo: equazione, risultato: oltre, espressione: "a.uno" }
  - { id: ordinati, tipo: ordine, cifre: [m2, media, m1] }`;
const published = readExample(everything, relations);

describe("trial changes", () => {
  const mutations = listMutations(published);

  test("[A26] steps, exchanged digits, exchanged neighbours; nothing that could not be printed", () => {
    const of = (id: string) =>
      mutations
        .filter(({ figure }) => figure === id)
        .map(({ size, changes }) => `${size} ${changes.map(({ number }) => number.scaled).join("/")}`);
    expect(of("a.uno")).toEqual([
      ...["1 121", "1 119", "2 122", "2 118", "5 125", "5 115", "10 130", "10 110", "100 220", "100 20"],
      ...["transpose 210", "transpose 102"],
      ...["swap 30/120", "swap 7/120"],
    ]);
    // A magnitude cannot be printed with a minus: 10,56 less 100 hundredths is 9,56.
    expect(of("carenza").slice(0, 3)).toEqual(["1 1057", "1 1055", "2 1058"]);
    const tiny = readExample("x 0,05 arrotondato modulo\ny 0,0 arrotondato modulo", "");
    const shown = listMutations(tiny).flatMap(({ changes }) => changes.map(({ number }) => number.scaled));
    expect(shown.every((scaled) => scaled >= 0n)).toBe(true);
  });

  test("[A26] the fast grading finds what a whole new audit finds", () => {
    const report = mutateReport(published);
    expect(report.all.tried).toBe(mutations.length);
    expect(report.all.caught).toBe(mutations.filter((one) => isCaughtByNewAudit(published, one)).length);
  });

  test("[A26] rates are told by size and by type of relation", () => {
    const report = mutateReport(published);
    const sum = (rates: readonly { tried: number; caught: number }[]) =>
      rates.reduce(
        (total, rate) => ({ tried: total.tried + rate.tried, caught: total.caught + rate.caught }),
        {
          tried: 0,
          caught: 0,
        },
      );
    expect(sum(Object.values(report.bySize))).toEqual(report.all);
    expect(report.byType.sum!["1"].caught).toBeGreaterThan(0);
    expect(report.byType["weighted-mean"]).toBeDefined();
    expect(report.isComplete).toBe(true);
  });

  test("[A26] beyond the work limit the report stops and says so", () => {
    const report = mutateReport(published, 500);
    expect(report.isComplete).toBe(false);
    expect(report.all.tried).toBeLessThan(mutations.length);
    expect(report.all.tried).toBeGreaterThan(0);
  });
});

describe("what must be caught", () => {
  test("[A27] every change to counts bound by sums is required and caught, but exchanges inside one sum", () => {
    const counts = readExample(
      "s 165 conteggio\na 127 conteggio\nb 38 conteggio",
      "relazioni:\n  - { id: q, tipo: somma, totale: s, addendi: [a, b] }",
    );
    const report = mutateReport(counts);
    expect(report.exact).toEqual(report.required);
    const missed = report.missed.map(({ figure, size, reason }) => `${figure} ${size} ${reason}`);
    expect(missed).toEqual(["a swap compensated"]);
    expect(report.required.tried - report.required.caught).toBe(1);
  });

  test("[A27] below the slack a change need not be caught, beyond it must", () => {
    const report = mutateReport(published);
    expect(report.reasons["not-explained"]).toBe(0);
    expect(report.reasons.unbound).toBe(
      listMutations(published).filter(({ figure }) => figure === "sola").length,
    );
    expect(report.reasons["already-failed"]).toBeGreaterThan(0);
    expect(report.reasons["within-rounding"]).toBeGreaterThan(0);
    expect(report.reasons["weights-undisclosed"] + report.reasons["claim-only"]).toBeGreaterThan(0);
    expect(report.required.caught / report.required.tried).toBeGreaterThan(0.9);
    expect(report.missed.find(({ figure, size }) => figure === "pers" && size === "1")).toMatchObject({
      from: "26.712",
      to: "26.713",
      reason: "within-rounding",
    });
  });

  test("[A27] a required change that stands alone is always caught: the slack is not understated", () => {
    const cell = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(cell, cell, cell, fc.integer({ min: 0, max: 2 }), (a, b, c, decimals) => {
        const total = a + b + c;
        const share = ((a / total) * 100).toFixed(decimals).replace(".", ",");
        const small = readExample(
          `a ${a} conteggio\nb ${b} conteggio\nc ${c} arrotondato\ns ${total} arrotondato\nq ${share} arrotondato`,
          "relazioni:\n  - { id: somma, tipo: somma, totale: s, addendi: [a, b, c] }\n  - { id: quota, tipo: rapporto, risultato: q, numeratore: a, denominatore: s, per: 100 }",
        );
        const report = mutateReport(small);
        expect(report.missed.filter(({ reason }) => reason === "not-explained")).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
