import { describe, expect, test } from "vitest";
import { readExample } from "../../cases/audit/read-example.ts";
import type { Audit } from "./audit.ts";
import { auditReport } from "./audit-report.ts";
import { writeWorkingPapers } from "./working-papers.ts";

function audit(figures: string, relations: string): Audit {
  return auditReport(readExample(figures, relations));
}

const verdictOf = (found: Audit, id: string) =>
  found.relations.find((relation) => relation.id === id)?.verdict;
const figureOf = (found: Audit, id: string) => found.figures.find((figure) => figure.id === id)!;

describe("restatements", () => {
  const figures = `
    fine 106,92 arrotondato
    rozza 107 arrotondato
    doppio 213,8 arrotondato
    conto 5 conteggio
    altro 6 conteggio
    meno - assente
    assente - assente
    triplo 18 conteggio`;

  test("[A12] the narrowest print serves the relations of the widest", () => {
    const relations = `
relazioni:
  - { id: volte, tipo: ripetizione, cifre: [fine, rozza] }
  - { id: due, tipo: equazione, risultato: doppio, espressione: "rozza * 2" }`;
    const found = audit(figures, relations);
    expect(verdictOf(found, "volte")).toBe("exact");
    expect(found.relations.find(({ id }) => id === "due")).toMatchObject({
      verdict: "exact",
      recomputed: "213,8",
    });
    // Alone, 107 would leave anything from 213 to less than 215.
    const alone = audit(
      figures,
      'relazioni:\n  - { id: due, tipo: equazione, risultato: doppio, espressione: "rozza * 2" }',
    );
    expect(verdictOf(alone, "due")).toBe("within-rounding");
  });

  test("[A12] a group with nothing in common is contradicted, and poisons nothing above", () => {
    const relations = `
relazioni:
  - { id: volte, tipo: ripetizione, cifre: [conto, altro] }
  - { id: tre, tipo: equazione, risultato: triplo, espressione: "altro * 3" }`;
    const found = audit(figures, relations);
    expect(verdictOf(found, "volte")).toBe("contradicted");
    expect(verdictOf(found, "tre")).toBe("exact");
    expect(figureOf(found, "altro").verdict).toBe("contradicted");
    // The sum that holds clears it, and the other is to blame.
    expect(found.relations[0]).toMatchObject({
      suspects: [{ figure: "conto", wouldBe: "6", isSlip: true }],
      cleared: [{ figure: "altro", by: ["tre"] }],
    });
  });

  test("[A12] absences restate absences only", () => {
    const relations = `
relazioni:
  - { id: due-volte, tipo: ripetizione, cifre: [meno, assente] }
  - { id: una-volta, tipo: ripetizione, cifre: [meno, conto] }`;
    const found = audit(figures, relations);
    expect(verdictOf(found, "due-volte")).toBe("exact");
    expect(verdictOf(found, "una-volta")).toBe("contradicted");
  });
});

describe("from the deepest print", () => {
  const figures = `
    n 1 conteggio
    d 3 conteggio
    quota 33,3 arrotondato
    sopra 66,7 arrotondato
    sotto 66,6 arrotondato
    lontano 66,9 arrotondato`;
  const quota =
    "- { id: quota-n, tipo: rapporto, risultato: quota, numeratore: n, denominatore: d, per: 100 }";

  test("[A13] a result known more narrowly than it is printed makes the relation above exact", () => {
    const found = audit(
      figures,
      `relazioni:\n  - { id: doppia, tipo: equazione, risultato: sopra, espressione: "quota * 2" }\n  ${quota}`,
    );
    expect(verdictOf(found, "doppia")).toBe("exact");
  });

  test("[A13] only prints contradict: steps rounded on the way are told, not accused", () => {
    const found = audit(
      figures,
      `relazioni:\n  - { id: doppia, tipo: equazione, risultato: sotto, espressione: "quota * 2" }\n  - { id: troppo, tipo: equazione, risultato: lontano, espressione: "quota * 2" }\n  ${quota}`,
    );
    expect(found.relations[0]).toMatchObject({ verdict: "within-rounding" });
    expect(found.relations[0]!.why).toContain("i passaggi intermedi sono stati arrotondati");
    expect(verdictOf(found, "troppo")).toBe("contradicted");
  });

  test("[A13] relations that rest on each other are graded all the same", () => {
    const found = audit(
      "a 1 conteggio\nb 1 conteggio",
      'relazioni:\n  - { id: una, tipo: equazione, risultato: a, espressione: "b" }\n  - { id: altra, tipo: equazione, risultato: b, espressione: "a" }',
    );
    expect(found.relations.map(({ verdict }) => verdict)).toEqual(["exact", "exact"]);
  });
});

describe("unknowns", () => {
  const figures = `
    accertato 500 conteggio
    resa 2,00 arrotondato
    quota 40 arrotondato
    personale 100 conteggio
    sbagliata 30 arrotondato
    libera 7 arrotondato
    zero 0 conteggio`;

  test("[A14] an unknown is bounded from any direction, and an equation never confirms itself", () => {
    const relations = `
ignoti: [costi, altro]
relazioni:
  - { id: resa-costi, tipo: rapporto, risultato: resa, numeratore: accertato, denominatore: costi }
  - { id: quota-costi, tipo: rapporto, risultato: quota, numeratore: personale, denominatore: costi, per: 100 }
  - { id: libera-altro, tipo: equazione, risultato: libera, espressione: "altro + 1" }`;
    const found = audit(figures, relations);
    expect(verdictOf(found, "resa-costi")).toBe("within-rounding");
    expect(verdictOf(found, "quota-costi")).toBe("exact");
    expect(verdictOf(found, "libera-altro")).toBe("unbound");
    expect(figureOf(found, "libera").verdict).toBe("unbound");
    const ranges = Object.fromEntries(found.summary.unknowns.map(({ name, range }) => [name, range]));
    // 500/2,005 … 500/1,995, narrower than 100/0,405 … 100/0,395.
    expect(ranges).toEqual({ costi: "da più di 249,3765… a 250,6265…", altro: "da 5,5 a meno di 6,5" });
  });

  test("[A14] two equations that cannot both hold are both contradicted; a third one is not blamed", () => {
    const relations = `
ignoti: [costi]
relazioni:
  - { id: resa-costi, tipo: rapporto, risultato: resa, numeratore: accertato, denominatore: costi }
  - { id: quota-costi, tipo: rapporto, risultato: sbagliata, numeratore: personale, denominatore: costi, per: 100 }`;
    const found = audit(figures, relations);
    expect(found.relations.map(({ verdict }) => verdict)).toEqual(["contradicted", "contradicted"]);
    expect(found.summary.unknowns[0]!.range).toBe("nessun valore");
    const suspects = found.relations[1]!.suspects.map(({ figure, wouldBe }) => `${figure} ${wouldBe}`);
    expect(suspects).toContain("sbagliata 40");
  });

  test("[A14] [A8] an absent operand leaves a relation unbound, a division by zero contradicts it", () => {
    const found = audit(
      `${figures}\n    manca - assente`,
      `relazioni:
  - { id: con-assente, tipo: somma, totale: accertato, addendi: [personale, manca] }
  - { id: per-zero, tipo: scostamento, risultato: libera, consuntivo: personale, obiettivo: zero }`,
    );
    expect(found.relations.map(({ verdict }) => verdict)).toEqual(["unbound", "contradicted"]);
    expect(found.relations[1]!.why).toContain("si dividerebbe per zero");
  });
});

describe("claims", () => {
  const figures = `
    a 100,00 arrotondato
    b 99,99 arrotondato
    c 100 arrotondato
    d 120 conteggio
    meno - assente
    due 2 conteggio
    tre 3 conteggio
    massimo 120,0 arrotondato`;

  test("[A15] values printed equal reach a threshold and do not exceed it", () => {
    const found = audit(
      figures,
      `relazioni:
  - { id: almeno, tipo: conteggio, risultato: tre, cifre: [a, b, c, d], condizione: { almeno: 100 } }
  - { id: oltre, tipo: conteggio, risultato: 1, cifre: [a, b, c, d], condizione: { piu_di: 100 } }
  - { id: sotto, tipo: conteggio, risultato: 1, cifre: [a, b, c, d], condizione: { meno_di: 100 } }
  - { id: uguali, tipo: conteggio, risultato: due, cifre: [a, b, c, d], condizione: { uguale_a: 100 } }`,
    );
    expect(found.relations.map(({ verdict }) => verdict)).toEqual(["exact", "exact", "exact", "exact"]);
  });

  test("[A15] a comparison that the roundings leave open leaves the count open", () => {
    const relation = (count: number) =>
      `relazioni:\n  - { id: q, tipo: conteggio, risultato: ${count}, coppie: [[c, b], [d, b]], condizione: { verso: crescente } }`;
    expect(verdictOf(audit(figures, relation(2)), "q")).toBe("within-rounding");
    expect(verdictOf(audit(figures, relation(1)), "q")).toBe("within-rounding");
    expect(verdictOf(audit(figures, relation(0)), "q")).toBe("contradicted");
  });

  test("[A15] an absent value passes no test and is no extreme", () => {
    const found = audit(
      figures,
      `relazioni:
  - { id: con-assente, tipo: conteggio, risultato: 1, cifre: [d, meno], condizione: { almeno: 100 } }
  - { id: estremo, tipo: massimo, risultato: massimo, cifre: [a, b, d, meno] }
  - { id: minimo, tipo: minimo, risultato: c, cifre: [a, c, d] }
  - { id: elenco, tipo: conteggio, risultato: due, cifre: [d, meno] }`,
    );
    expect(found.relations.map(({ verdict }) => verdict)).toEqual(["exact", "exact", "exact", "exact"]);
  });

  test("[A15] orders and limits: certain, open, false", () => {
    const found = audit(
      figures,
      `relazioni:
  - { id: certo, tipo: ordine, cifre: [d, a, b] }
  - { id: aperto, tipo: ordine, cifre: [a, c], stretto: true }
  - { id: falso, tipo: ordine, cifre: [b, d] }
  - { id: crescente, tipo: ordine, cifre: [b, a, d], verso: crescente, stretto: true }
  - { id: limite, tipo: limite, cifra: d, al_massimo: 120 }
  - { id: superato, tipo: limite, cifra: d, meno_di: 120 }`,
    );
    expect(found.relations.map(({ verdict }) => verdict)).toEqual([
      "exact",
      "within-rounding",
      "contradicted",
      "exact",
      "exact",
      "contradicted",
    ]);
  });
});

describe("who is to blame", () => {
  test("[A21] the figure in both sums that fail is the suspect, the others are cleared", () => {
    const found = audit(
      "x/uno 1 conteggio\nx/due 2 conteggio\nx/totale 3 conteggio\ny/uno 4 conteggio\ny/due 15 conteggio\ny/totale 55 conteggio\nz/uno 5 conteggio\nz/due 53 conteggio\nz/totale 58 conteggio",
      `relazioni:
  - { per: { r: [x, y, z] }, id: "riga-{r}", tipo: somma, totale: "{r}.totale", addendi: ["{r}.uno", "{r}.due"] }
  - { per: { c: [uno, due, totale] }, id: "colonna-{c}", tipo: somma, totale: "z.{c}", addendi: ["x.{c}", "y.{c}"] }`,
    );
    expect(found.summary.failed).toEqual(["riga-y", "colonna-due"]);
    expect(found.relations.find(({ id }) => id === "riga-y")).toMatchObject({
      suspects: [{ figure: "y.due", wouldBe: "51", isSlip: true }],
      cleared: [
        { figure: "y.totale", by: ["colonna-totale"] },
        { figure: "y.uno", by: ["colonna-uno"] },
      ],
    });
    expect(figureOf(found, "y.due")).toMatchObject({ verdict: "contradicted", recomputed: "51" });
  });

  test("[A21] a print that stands elsewhere too is a suspect together with its restatements", () => {
    const found = audit(
      "s 31 conteggio\na 10 conteggio\nb 20 conteggio\ns2 31 conteggio",
      "relazioni:\n  - { id: somma, tipo: somma, totale: s, addendi: [a, b] }\n  - { id: volte, tipo: ripetizione, cifre: [s, s2] }",
    );
    const suspects = found.relations[0]!.suspects;
    expect(suspects.map(({ figure, wouldBe }) => `${figure} ${wouldBe}`)).toEqual(["a 11", "b 21", "s 30"]);
    expect(suspects[2]!.restated).toEqual(["s2"]);
  });
});

describe("rules tried", () => {
  const relations = `relazioni:
  - { id: tempi, tipo: raggiungimento, risultato: ragg, consuntivo: cons, obiettivo: ob, verso: decrescente }`;

  test("[A22] the rules that reproduce the print are named, with what the declared one gives", () => {
    const found = audit("ob 32 decretato\ncons 49 conteggio\nragg 53,13 arrotondato", relations)
      .relations[0]!;
    expect(found).toMatchObject({ verdict: "contradicted", recomputed: "46,88" });
    const reproducing = found.tried.filter((rule) => rule.reproduces).map(({ formula }) => formula);
    expect(reproducing).toEqual(["(R − T)/|T|·100", "|R − T|/|T|·100"]);
    expect(found.tried.find(({ formula }) => formula === "T/R·100")).toMatchObject({
      display: "65,31",
      value: "65,306122…",
    });
    expect(found.tried.find(({ isDeclared }) => isDeclared)).toMatchObject({
      display: "46,88",
      value: "46,875",
    });
    expect(found.suspects[0]).toMatchObject({ figure: "ragg", wouldBe: "46,88", isOtherRule: true });
  });

  test("[A22] nothing is tried where the rule holds, and none may fit", () => {
    expect(
      audit("ob 32 decretato\ncons 49 conteggio\nragg 46,88 arrotondato", relations).relations[0]!.tried,
    ).toEqual([]);
    const found = audit("ob 32 decretato\ncons 49 conteggio\nragg 12,34 arrotondato", relations)
      .relations[0]!;
    expect(found.tried.some((rule) => rule.reproduces)).toBe(false);
    expect(found.why).toContain("Nessuna dà il valore stampato.");
  });
});

describe("beside the model", () => {
  const published = readExample(
    "a 46,88 arrotondato cifra=tempi.raggiungimento\nb 70 conteggio cifra=altro\nc - assente cifra=vuota\nd 5 conteggio cifra=ignota\ne <70 limite cifra=limite\nf 10,56 arrotondato rovesciato cifra=carenza\ng 2,68 arrotondato cifra=mezzo",
    "",
  );
  const values: Readonly<Record<string, number>> = {
    "tempi.raggiungimento": 46.875,
    altro: 71,
    limite: 68.3,
    carenza: -10.5635,
    mezzo: 2.675,
  };

  test("[A23] figures are displayed by the model as they are printed, or contradicted", () => {
    const found = auditReport(published, (reference) => {
      if (reference === "vuota") return { value: undefined, absence: "not-evaluable" };
      const value = values[reference];
      return value === undefined ? undefined : { value, absence: undefined };
    });
    expect(found.model.map(({ outcome, computed }) => `${outcome} ${computed}`)).toEqual([
      "matching 46,88",
      "differing 71",
      "matching ",
      "unknown ",
      "matching 68",
      "matching 10,56",
      "matching 2,68",
    ]);
    expect(found.summary.model).toEqual({
      matching: 5,
      "within-rounding": 0,
      differing: 1,
      absent: 0,
      unknown: 1,
    });
    expect(figureOf(found, "b")).toMatchObject({ verdict: "contradicted", recomputed: "71" });
    expect(figureOf(found, "a").verdict).toBe("unbound");
    expect(found.summary.bound).toBe(0);
  });

  test("[A23] what the model computes from rounded prints below is no difference, through any number of steps", () => {
    const sums = readExample(
      "a 1,4 arrotondato\nb 1,4 arrotondato\nc 3 arrotondato cifra=c\nd 5 conteggio\ne 8 arrotondato cifra=e\nf 9 conteggio cifra=f",
      `relazioni:
  - { id: due, tipo: somma, totale: c, addendi: [a, b] }
  - { id: tre, tipo: somma, totale: e, addendi: [c, d] }`,
    );
    const values: Readonly<Record<string, number>> = { c: 2.8, e: 7.8, f: 8 };
    const near = auditReport(sums, (reference) => ({ value: values[reference], absence: undefined }));
    expect(near.model.map(({ outcome }) => outcome)).toEqual(["matching", "matching", "differing"]);
    const steps = readExample(
      "a 10 arrotondato\nb 20 arrotondato\nc 31 arrotondato cifra=c\nd 40 arrotondato\ne 71 arrotondato cifra=e",
      `relazioni:
  - { id: due, tipo: somma, totale: c, addendi: [a, b] }
  - { id: tre, tipo: somma, totale: e, addendi: [c, d] }`,
    );
    const off = auditReport(steps, (reference) => ({
      value: reference === "c" ? 30 : 70,
      absence: undefined,
    }));
    expect(off.model.map(({ outcome }) => outcome)).toEqual(["within-rounding", "within-rounding"]);
    expect(figureOf(off, "e").verdict).toBe("within-rounding");
    const far = auditReport(steps, (reference) => ({
      value: reference === "c" ? 30 : 68,
      absence: undefined,
    }));
    expect(far.model.map(({ outcome }) => outcome)).toEqual(["within-rounding", "differing"]);
  });

  test("[A23] a printed number that the model leaves absent is contradicted", () => {
    const found = auditReport(published, () => ({ value: undefined, absence: "missing" }));
    expect(figureOf(found, "a")).toMatchObject({ verdict: "contradicted" });
    expect(figureOf(found, "c").verdict).toBe("unbound");
  });
});

describe("the whole", () => {
  const published = readExample(
    "a 1 conteggio\nb 2 conteggio\ns 3 conteggio\nt 3 conteggio\nsola 9 conteggio",
    `relazioni:
  - { id: somma, tipo: somma, totale: s, addendi: [a, b], perche: "Il totale è la somma.", fonte: "par. 1" }
  - { id: volte, tipo: ripetizione, cifre: [s, t] }
slegate: [ { cifre: [sola], motivo: "Detta una volta." } ]`,
  );

  test("[A24] figures, bound ones, results; restatements apart", () => {
    expect(auditReport(published).summary).toMatchObject({
      figures: 5,
      bound: 4,
      results: 1,
      relations: 1,
      restatements: 1,
      figureVerdicts: { exact: 4, unbound: 1, contradicted: 0 },
      relationVerdicts: { exact: 1 },
      restatementVerdicts: { exact: 1 },
      failed: [],
      model: undefined,
    });
  });

  test("[A25] a working paper redoes the sum", () => {
    const [paper] = writeWorkingPapers(published, auditReport(published));
    expect(paper!.lines).toEqual([
      "somma (somma): torna esattamente",
      "Il totale è la somma.",
      "Fonte: par. 1",
      "  3  s, sez. 1, t, s, c (riga 3)",
      "  1  a, sez. 1, t, a, c (riga 1)",
      "  2  b, sez. 1, t, b, c (riga 2)",
      "  3 = 1 + 2",
      "  si ottiene 3; stampato 3; differenza 0",
      "  le cifre di partenza lasciano 3; il risultato stampato lascia 3",
      expect.stringMatching(/^Esito: /),
    ]);
  });

  test("[A20] an audit is plain data", () => {
    const found = auditReport(published);
    expect(JSON.parse(JSON.stringify(found))).toMatchObject({
      relations: [{ id: "somma" }, { id: "volte" }],
    });
  });
});

test("[A20] a claim that does not hold is not held against figures that a sum confirms, but is against lone ones", () => {
  const { figures } = auditReport(
    readExample(
      "s 165 conteggio\na 127 conteggio\nb 38 conteggio\nc 5 conteggio\nd 9 conteggio",
      "relazioni:\n  - { id: q, tipo: somma, totale: s, addendi: [a, b] }\n  - { id: falso, tipo: ordine, cifre: [b, a] }\n  - { id: solo, tipo: ordine, cifre: [c, d] }",
    ),
  );
  expect(Object.fromEntries(figures.map(({ id, verdict }) => [id, verdict]))).toEqual({
    s: "exact",
    a: "exact",
    b: "exact",
    c: "contradicted",
    d: "contradicted",
  });
  expect(figures.find(({ id }) => id === "a")?.why).toContain("falso");
});
