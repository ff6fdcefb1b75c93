/**
 * A small model with deliveries, on which every question of when and where has an answer of its own: offices that
 * are merged, split and closed, a formula that changes, an event, a count of different values, a printed report.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runPiramide } from "./run-piramide.ts";
import { writeModel } from "./write-model.ts";

const model = `provenienza: sintetico
modello: { id: sedi, titolo: Sedi, amministrazione: Ente, esercizio: 2023, anni: { da: 2022, a: 2023 } }
unita_di_misura:
  - { id: numero, simbolo: "", grandezza: numero }
  - { id: quota, simbolo: "", grandezza: numero }
atti: [ { id: determina, titolo: Determina 7 } ]
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: E, titolo: Ente }
      - { codice: R, titolo: Regione R, padre: E }
      - { codice: S, titolo: Regione S, padre: E }
      - { codice: A, titolo: Sede A, padre: R }
      - { codice: B, titolo: Sede B, padre: R, valido_fino_al: 2023-03-01 }
      - { codice: C, titolo: Sede C, padre: S, valido_fino_al: 2023-03-01 }
      - { codice: D, titolo: Sede D, padre: S, valido_dal: 2023-03-01 }
      - { codice: F, titolo: Sede F, padre: S, valido_dal: 2023-03-01 }
      - { codice: Z, titolo: Sede Z, padre: S, valido_fino_al: 2023-03-01 }
riorganizzazioni:
  - { id: unione, tipo: fusione, atto: determina, dal: 2023-03-01, da: [A, B], a: [A] }
  - { id: divisione, tipo: scissione, atto: determina, dal: 2023-03-01, da: [C], a: [D, F], quote: { D: 0.25, F: 0.75 } }
  - { id: chiusura, tipo: soppressione, atto: determina, dal: 2023-03-01, da: [Z] }
eventi:
  - { id: alluvione, titolo: Alluvione, dal: 2023-02-01, fino_al: 2023-04-01, unita: [A] }
fonti:
  - id: casi
    titolo: Casi
    grana: evento
    ufficio_senza_righe: zero
    colonne:
      - { id: caso, tipo: intero, ruolo: chiave }
      - { id: sede, tipo: testo, ruolo: ufficio }
      - { id: utente, tipo: testo }
      - { id: importo, tipo: intero }
indicatori:
  - { id: importo, titolo: Importo, unita: numero, natura: flusso, verso: crescente, grana: { periodo: mese, unita: foglie }, raggiungimento: { regola: rapporto }, misura: { tipo: somma, fonte: casi, colonna: importo } }
  - { id: utenti, titolo: Utenti diversi, unita: numero, natura: punteggio, grana: { periodo: mese, unita: tutte }, misura: { tipo: distinti, fonte: casi, colonna: utente } }
  - { id: medio, titolo: Importo medio, unita: quota, natura: rapporto, decimali: 2, formula: importo / utenti, formule_precedenti: [ { fino_al: 2023-01-01, formula: importo } ] }
obiettivi:
  - { indicatore: importo, periodo: 2023, valore: 500 }
  - { indicatore: importo, periodo: 2023, valore: 400, valido_dal: 2023-02-01, registrato_il: 2023-02-10 }
`;
const published = {
  "published/documento.yaml":
    "documento: { id: relazione, titolo: Relazione di prova, atto: Determina 7, sha256: 0 }\n",
  "published/cifre.csv": `id;sezione;tabella;riga;colonna;linea;stampato;esattezza;verso;unita;cifra;nota
gennaio;1;t;gennaio;c;1;310;conteggio;;;importo#2023-01;
uguale;1;t;uguale;c;2;310;conteggio;;;;
`,
  "published/prova.relazioni.yaml":
    "relazioni:\n  - { id: ripete, tipo: ripetizione, cifre: [gennaio, uguale] }\n",
};

/** Office → amounts, one a row, of users `u1`, `u2`, …; in March the offices are others. */
const deliveries = [
  ["2023-01", { A: [10], B: [20, 30], C: [40, 60], Z: [50, 100] }],
  ["2023-02", { A: [5, 5], B: [15], C: [80], Z: [200] }],
  ["2023-03", { A: [7, 8], D: [9], F: [11, 12] }],
] as const;

export interface DeliveredModel {
  readonly directory: string;
  readonly data: string;
}

/** Each month is recorded on the fifth of the next; January is corrected on 20 March: A has 20, not 10. */
export async function writeDeliveredModel(scratch: string): Promise<DeliveredModel> {
  const directory = writeModel(scratch, "sedi", { "modello.yaml": model, ...published });
  const data = join(scratch, "dati");
  for (const [k, [month, amounts]] of deliveries.entries())
    await send({ directory, data }, month, `2023-0${k + 2}-05`, amounts);
  await send({ directory, data }, "2023-01", "2023-03-20", { A: [20] }, "delta");
  return { directory, data };
}

async function send(
  { directory, data }: DeliveredModel,
  month: string,
  day: string,
  amounts: Readonly<Record<string, readonly number[]>>,
  mode = "completa",
): Promise<void> {
  const file = `${data}-${month}-${day}.csv`;
  let count = 0;
  const rows = Object.entries(amounts).flatMap(([office, own]) =>
    own.map((amount, k) => [++count, office, `u${k + 1}`, amount].join(";")),
  );
  writeFileSync(file, ["caso;sede;utente;importo", ...rows].join("\n"));
  const { code, warned } = await runPiramide(
    ...["import", file, "--source", "casi", "--period", month, "--mode", mode, "--recorded-at", day],
    ...["--model", directory, "--data", data, "--strict"],
  );
  if (code !== 0) throw new Error(warned);
}
