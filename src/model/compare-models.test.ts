import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareModels } from "./compare-models.ts";
import type { Model } from "./model.ts";
import { readModel } from "./read-model.ts";

const base = readFileSync(new URL("../../cases/model/ente.yaml", import.meta.url), "utf8");
const more = `indicatori:
  - { id: costi, titolo: Costi, unita: numero, natura: flusso, verso: decrescente, decimali: 2, raggiungimento: scostamento, valori: { 2023: 10.50 }, obiettivi: { 2023: 9 } }
  - { id: costo_unitario, titolo: Costo unitario, unita: numero, natura: rapporto, formula: "costi / pratiche", responsabile: Bilancio }
  - { id: carta, titolo: Carta, unita: data, natura: punteggio, raggiungimento: { regola: data, perdita_al_giorno: 1 } }
  - id: indice
    titolo: Indice
    unita: percento
    natura: punteggio
    faccia: indice
    sintesi: { pesi: noti, componenti: [ { indicatore: costi, faccia: raggiungimento, peso: 80 }, { indicatore: carta, faccia: raggiungimento, peso: 20 } ] }
rilevazioni:
  - { indicatore: personale, membri: { genere: F }, valore: 12 }
  - { indicatore: personale, membri: { genere: M }, assenza: mancante }
  - { indicatore: carta, valore: 2023-04-01 }
obiettivi:
  - { indicatore: carta, valore: 2023-03-31 }
cause:
  - { indicatore: costi, causa: esogena, nota: Energia }
raggruppamenti:
  - { id: cluster, titolo: Cluster, gruppi: { A: [NORD], B: [SUD] } }
eventi:
  - { id: piena, titolo: Piena, atti: [smvp], autorita: Direttore, unita: [SUD] }
distribuzioni:
  - { id: schede, titolo: Schede, si_contano: schede, fasce: [ { codice: a, titolo: basse, fino_a: 50, frequenza: 1 }, { codice: b, titolo: alte, da: 50, frequenza: 2 } ] }
`;

function read(...texts: readonly string[]): Model {
  const { value, problems } = readModel(texts.map((text, k) => ({ path: `${k}.yaml`, text })));
  expect(problems).toEqual([]);
  return value;
}

const before = read(base, more);

/** What is said of the model after `from` has become `to`, in either of its two texts. */
function tellChange(from: string, to: string): string[] {
  const texts = [base, more].map((text) => text.replace(from, to));
  expect(texts).not.toEqual([base, more]);
  return compareModels(before, read(...texts)).map(({ type, sentence }) => `${type}: ${sentence}`);
}

describe("what changed, in words", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "titolo: Ente di prova,",
      "titolo: Ente,",
      ["model-changed: Il titolo del modello passa da «Ente di prova» a «Ente»."],
    ],
    ["a: 2024", "a: 2025", ["model-changed: L'ultimo anno del modello passa da 2024 a 2025."]],
    [
      "titolo: Costi,",
      "titolo: Costi pieni,",
      ["indicator-changed: Il titolo di costi passa da «Costi» a «Costi pieni»."],
    ],
    [
      "titolo: Costi, unita: numero",
      "titolo: Costi, unita: percento",
      ["indicator-changed: L'unità di misura di costi passa da numero a percento."],
    ],
    [
      "natura: rapporto",
      "natura: punteggio",
      ["indicator-changed: La natura di costo_unitario passa da rapporto a punteggio."],
    ],
    [
      "verso: decrescente",
      "verso: crescente",
      ["indicator-changed: Il verso di costi passa da decrescente a crescente."],
    ],
    ["decimali: 2", "decimali: 3", ["indicator-changed: Il numero di decimali di costi passa da 2 a 3."]],
    [
      "costi / pratiche",
      "costi / (pratiche + 1)",
      [
        "indicator-changed: La formula di costo_unitario passa da `costi / pratiche` a `costi / (pratiche + 1)`.",
      ],
    ],
    [
      "raggiungimento: scostamento",
      "raggiungimento: { regola: scostamento, massimo: 120 }",
      ["indicator-changed: Il massimo del raggiungimento di costi passa da niente a 120."],
    ],
    [
      "raggiungimento: scostamento",
      "raggiungimento: rapporto",
      ["indicator-changed: La regola di raggiungimento di costi passa da «scostamento» a «rapporto»."],
    ],
    [
      "perdita_al_giorno: 1",
      "perdita_al_giorno: 0.5",
      [
        "indicator-changed: La regola di raggiungimento di carta passa da «data» con 1 punti persi al giorno a «data» con 0,5 punti persi al giorno.",
      ],
    ],
    [
      ", responsabile: Bilancio",
      "",
      ["indicator-changed: Chi deve il dato di costo_unitario passa da «Bilancio» a niente."],
    ],
    [
      "valori: { 2023: 10.50 }",
      "valori: { 2023: 11 }",
      ["observation-changed: costi, ENTE, 2023: il valore passa da 10,5 a 11."],
    ],
    [
      "genere: F }, valore: 12",
      "genere: F }, assenza: oscurato",
      [
        "observation-changed: personale [genere F], ENTE, 2023: il valore passa da 12 a un'assenza (oscurato).",
      ],
    ],
    [
      "assenza: mancante",
      "valore: 9",
      [
        "observation-changed: personale [genere M], ENTE, 2023: il valore passa da un'assenza (mancante) a 9.",
      ],
    ],
    [
      "assenza: mancante",
      "assenza: non_dovuto",
      [
        "observation-changed: personale [genere M], ENTE, 2023: il valore passa da un'assenza (mancante) a un'assenza (non dovuto).",
      ],
    ],
    [
      "  - { indicatore: carta, valore: 2023-04-01 }\n",
      "",
      ["observation-removed: carta, ENTE, 2023: non c'è più il dato, che era 01/04/2023."],
    ],
    [
      "cause:",
      "  - { indicatore: carta, periodo: 2022, valore: 2022-03-31 }\ncause:",
      ["target-added: Obiettivo di carta, ENTE, 2022: c'è in più 31/03/2022."],
    ],
    [
      "obiettivi: { 2023: 9 }",
      "obiettivi: { 2023: 8.5 }",
      ["target-changed: Obiettivo di costi, ENTE, 2023: il valore passa da 9 a 8,5."],
    ],
    [
      "cause:",
      "  - { indicatore: carta, valore: 2023-05-31, valido_dal: 2023-03-01, registrato_il: 2023-03-02, revisione: { autorizzata_da: Direttore, motivo: Piena del fiume, evento: piena } }\ncause:",
      [
        "target-revised: Obiettivo di carta, ENTE, 2023: c'è in più 31/05/2023, valido dal 01/03/2023, registrato il 02/03/2023, su autorizzazione di Direttore (Piena del fiume; evento piena).",
      ],
    ],
    [
      "causa: esogena",
      "causa: endogena",
      ["cause-changed: Causa dello scostamento di costi, ENTE, 2023: la causa passa da esogena a endogena."],
    ],
    [
      "padre: ENTE, valido_dal: 2021-01-01",
      "padre: NORD, valido_dal: 2021-01-01",
      ["org-unit-moved: SUD (Direzione Sud) passa da ENTE a NORD."],
    ],
    [
      "padre: ENTE }",
      "padre: ENTE, valido_fino_al: 2024-01-01 }",
      ["org-unit-closed: NORD (Direzione Nord) chiude: dal 01/01/2024 non c'è più."],
    ],
    [
      "dimensioni:",
      "      - { codice: EST, titolo: Direzione Est, tipo: direzione, padre: ENTE, valido_dal: 2023-01-01 }\ndimensioni:",
      ["org-unit-opened: C'è in più dal 01/01/2023: unità EST (Direzione Est), in ENTE."],
    ],
    [
      "valido_dal: 2021-01-01 }",
      "valido_dal: 2021-01-01, valido_fino_al: 2023-01-01 }\n      - { codice: SUD, titolo: Direzione Sud, tipo: direzione, padre: NORD, valido_dal: 2023-01-01 }",
      ["org-unit-moved: SUD (Direzione Sud) passa dal 01/01/2023 da ENTE a NORD."],
    ],
    [
      "{ codice: M, titolo: Uomini }",
      "{ codice: M, titolo: Maschi }",
      ["member-changed: Il titolo di M di genere passa da «Uomini» a «Maschi»."],
    ],
    [
      "{ A: [NORD], B: [SUD] }",
      "{ A: [NORD, SUD] }",
      ["grouping-changed: La composizione di cluster passa da A «NORD», B «SUD» a A «NORD SUD»."],
    ],
    [
      "autorita: Direttore",
      "autorita: Consiglio",
      ["event-changed: L'autorità di piena passa da «Direttore» a «Consiglio»."],
    ],
    [
      "della performance }",
      "}",
      [
        "act-changed: Il titolo di smvp passa da «Sistema di misurazione e valutazione della performance» a «Sistema di misurazione e valutazione».",
      ],
    ],
    [
      'simbolo: "%"',
      'simbolo: "p.%"',
      [
        "unit-of-measure-changed: L'unità di misura percento passa da simbolo «%», grandezza numero a simbolo «p.%», grandezza numero.",
      ],
    ],
    [
      "titolo: alte, da: 50",
      "titolo: alte, da: 50, fino_a: 60",
      [
        "distribution-changed: L'elenco delle fasce di schede passa da a «basse» [−∞; 50), b «alte» [50; +∞) a a «basse» [−∞; 50), b «alte» [50; 60).",
      ],
    ],
    [
      "frequenza: 2",
      "frequenza: 3",
      ["observation-changed: schede [schede b], ENTE, 2023: il valore passa da 2 a 3."],
    ],
  ];

  test.each(cases)("[C11] %s → %s", (from, to, told) => {
    expect(tellChange(from, to)).toEqual(told);
  });

  test("[C11] the weights of a synthesis, and what enters and leaves it", () => {
    expect(
      tellChange(
        "peso: 80 }, { indicatore: carta, faccia: raggiungimento, peso: 20 }",
        "peso: 70 }, { indicatore: carta, faccia: raggiungimento, peso: 30 }",
      ),
    ).toEqual([
      "weight-changed: Il peso di carta.raggiungimento in indice passa da 20 a 30.",
      "weight-changed: Il peso di costi.raggiungimento in indice passa da 80 a 70.",
    ]);
    expect(
      tellChange(
        "{ indicatore: carta, faccia: raggiungimento, peso: 20 }",
        "{ indicatore: costo_unitario, peso: 20 }",
      ),
    ).toEqual([
      "component-added: costo_unitario.consuntivo entra in indice con peso 20.",
      "component-removed: carta.raggiungimento esce da indice, dove stava con peso 20.",
    ]);
  });

  test("[C11] an indicator that comes or goes is told once, with the number of its data", () => {
    const line =
      "  - { id: nuovo, titolo: Nuovo, unita: numero, natura: flusso, valori: { 2022: 1, 2023: 2 }, obiettivi: { 2023: 3 } }\n";
    const after = read(base, more, `indicatori:\n${line}`);
    expect(compareModels(before, after)).toEqual([
      {
        type: "indicator-added",
        subject: "indicatore nuovo",
        sentence: "C'è in più: indicatore nuovo («Nuovo»), con 2 dati e 1 obiettivo.",
        after: { file: "2.yaml", line: 2, column: 5 },
      },
    ]);
    expect(compareModels(after, before).map(({ type, sentence }) => `${type}: ${sentence}`)).toEqual([
      "indicator-removed: Non c'è più: indicatore nuovo («Nuovo»), con 2 dati e 1 obiettivo.",
    ]);
  });

  test("[C11] a head that changes is told for every entry that inherits it", () => {
    const said = tellChange(
      "indicatori:\n  - { id: costi,",
      "provenienza: desunto\nindicatori:\n  - { id: costi,",
    );
    expect(said).toContain("indicator-changed: La provenienza di costi passa da pubblicato a desunto.");
    expect(said).toContain(
      "observation-changed: carta, ENTE, 2023: la provenienza passa da pubblicato a desunto.",
    );
  });

  test("[C11] a change says where, in both models", () => {
    const [change] = compareModels(
      before,
      read(`# una riga in più\n${base.replace("Direzione Nord", "Nord")}`, more),
    );
    expect([change?.before, change?.after]).toEqual([
      { file: "0.yaml", line: 14, column: 9 },
      { file: "0.yaml", line: 15, column: 9 },
    ]);
  });
});

describe("what is no change", () => {
  test("[C11] the same model, twice", () => {
    expect(compareModels(before, read(base, more))).toEqual([]);
  });

  test("[C11] the order of files and entries, blanks, comments, and what goes without saying", () => {
    const reversed = more
      .replace("{ A: [NORD], B: [SUD] }", "{ B: [SUD], A: [NORD] }")
      .replace('"costi / pratiche"', '"  costi /\\n  pratiche "')
      .replace("  - { indicatore: personale, membri: { genere: F }, valore: 12 }\n", "")
      .replace(
        "  - { indicatore: carta, valore: 2023-04-01 }\n",
        "  - { indicatore: carta, valore: 2023-04-01 }\n# commento\n  - { indicatore: personale,  periodo: 2023, membri: { genere: F }, valore:  12 }\n",
      )
      .replace(
        "{ indicatore: costi, faccia: raggiungimento, peso: 80 }, { indicatore: carta, faccia: raggiungimento, peso: 20 }",
        "{ indicatore: carta, faccia: raggiungimento, peso: 20 }, { indicatore: costi, faccia: raggiungimento, peso: 80 }",
      );
    expect(compareModels(before, read(reversed, base))).toEqual([]);
  });
});
