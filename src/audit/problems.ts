/**
 * Everything that can be wrong in the list of what is printed and in its relations: code → details →
 * Italian sentence. What is wrong with files, YAML, CSV and plain keys is told by the model room.
 */
import { namePlace, type Place, type Problem, quote, suggest, writeNumber } from "../model/index.ts";

/** The work limits of the reader; they stand in docs/spec.md as A3. */
export const maxRelations = 50_000;
/** Operands of all relations together, wildcards expanded. */
export const maxOperands = 1_000_000;
/** Names compared with wildcards. */
export const maxMatches = 20_000_000;
/** Names compared to suggest the nearest; beyond, nothing is suggested. */
export const maxSuggestions = 500_000;
/** Relations that mention unknowns: each is judged against what all the others leave. */
export const maxWithUnknowns = 100;

export const auditProblems = {
  "document-missing": (_: object) =>
    "Manca `documento.yaml`, che dice quale documento stampato si verifica. Aggiungilo con `documento: { id: …, titolo: … }`.",
  "bad-figure-id": (d: { found: string }) =>
    `${quote(d.found)} non può essere l'id di una cifra: comincia con una lettera minuscola e ha solo minuscole senza accenti, cifre, \`_\`, \`-\` e punti, e non finisce con \`-\` o punto. Cambialo.`,
  "duplicate-figure": (d: { id: string; first: Place; here: Place }) =>
    `La cifra ${quote(d.id)} c'è già (${namePlace(d.first, d.here)}): le relazioni non saprebbero quale delle due intendono. Dalle un altro id, oppure legale con una \`ripetizione\`.`,
  "duplicate-relation": (d: { id: string; first: Place; here: Place }) =>
    `La relazione ${quote(d.id)} c'è già (${namePlace(d.first, d.here)}). Dalle un altro id; se nasce da \`per\`, metti nell'id tutte le variabili.`,
  "duplicate-unknown": (d: { name: string; first: Place; here: Place }) =>
    `L'ignoto ${quote(d.name)} è già dichiarato (${namePlace(d.first, d.here)}), oppure è l'id di una cifra. Tienine uno.`,
  "malformed-print": (d: { found: string }) =>
    `${quote(d.found)} non si legge come un numero stampato. Si scrive alla lettera e senza unità: \`1.234,56\`, \`-5,88\`, \`<70\`, \`oltre 4.000\`, \`quattro\`; per un'assenza \`-\` con esattezza \`assente\`.`,
  "absence-mismatch": (d: { found: string }) =>
    `${quote(d.found)} ed esattezza non vanno d'accordo: \`assente\` vuole il trattino, e il trattino vuole \`assente\`, perché un'assenza non è uno zero. Correggi uno dei due.`,
  "bound-mismatch": (d: { found: string; isBound: boolean }) =>
    d.isBound
      ? `${quote(d.found)} è un limite, non un valore: la sua esattezza deve essere \`limite\`. Correggila.`
      : `L'esattezza è \`limite\`, ma ${quote(d.found)} non dice da che parte. Scrivi \`<\`, \`≤\`, \`>\`, \`≥\`, \`oltre\`, \`almeno\`, \`fino a\` … davanti al numero, com'è stampato.`,
  "magnitude-negative": (d: { found: string }) =>
    `Il verso è \`modulo\`, cioè stampato senza segno, ma ${quote(d.found)} ha il meno. Scrivi \`segnato\`, o togli il segno.`,
  "bad-line": (d: { found: string }) =>
    `${quote(d.found)} non è un numero di riga del testo trascritto. Scrivi un intero da 1 in su, o lascia vuoto.`,
  "unknown-figure": (d: { name: string; nearest: string | undefined }) =>
    `${quote(d.name)} non è l'id di una cifra né un ignoto dichiarato.${suggest(d.nearest)} Correggi il nome, aggiungi la cifra a un CSV, o dichiara l'ignoto in \`ignoti\`.`,
  "unknown-not-allowed": (d: { name: string }) =>
    `${quote(d.name)} è un ignoto, e qui serve una cifra stampata: ciò che non è stampato entra solo in somme, rapporti, scostamenti, raggiungimenti ed equazioni. Metti una cifra.`,
  "bad-expression": (d: { reason: string; rest: string }) =>
    `L'espressione non si legge: ${d.reason}${d.rest === "" ? "" : `, qui: ${quote(d.rest)}`}. Si usano \`+\`, \`-\` fra spazi, \`*\`, \`/\`, parentesi e \`abs()\` su cifre, ignoti e numeri con il punto decimale. Correggila.`,
  "wildcard-empty": (d: { pattern: string }) =>
    `Nessuna cifra corrisponde a ${quote(d.pattern)}. Correggi il nome, o toglilo.`,
  "placeholder-unknown": (d: { name: string; known: readonly string[] }) =>
    `\`{${d.name}}\` non è una variabile di \`per\`${d.known.length === 0 ? ", che qui manca" : ` (ci sono: ${d.known.join(", ")})`}. Correggi il nome, o aggiungila a \`per\`.`,
  "bad-expansion": (_: object) =>
    "`per` vuole un elenco di valori per ogni variabile (`per: { riga: [a, b] }`) o un elenco di sostituzioni (`per: [ { riga: a }, { riga: b } ]`). Riscrivilo.",
  "too-many-relations": (_: object) =>
    `Le relazioni, svolti \`per\` e asterischi, superano i limiti: ${writeNumber(maxRelations)} relazioni, ${writeNumber(maxOperands)} cifre in tutto, ${writeNumber(maxMatches)} nomi confrontati. Il resto non è letto. Riduci gli elenchi.`,
  "too-many-with-unknowns": (_: object) =>
    `Più di ${maxWithUnknowns} relazioni usano quantità non stampate, il massimo che si confronta: da questa in poi non sono lette. Dividi il documento, o togli gli ignoti che non verificano nulla.`,
  "result-among-operands": (d: { id: string }) =>
    `La cifra ${quote(d.id)} è sia il risultato sia uno degli operandi: la relazione confermerebbe sé stessa. Togli una delle due.`,
  "weights-mismatch": (d: { weights: string; isMissing: boolean }) =>
    d.isMissing
      ? `I pesi sono \`${d.weights}\`, ma a questo componente manca il peso. Scrivilo, oppure dichiara \`pesi: parziali\` o \`pesi: non_divulgati\`.`
      : `I pesi sono \`${d.weights}\`, ma questo componente ha un peso. Toglilo, oppure dichiara \`pesi: noti\` o \`pesi: parziali\`.`,
  "bad-weight-limits": (d: { reason: string }) =>
    `I limiti dei pesi non reggono: ${d.reason}. Correggi \`griglia\`, \`somma_pesi\`, \`peso_minimo\` o \`peso_massimo\`.`,
  "bad-condition": (d: { reason: string }) => `La condizione non si può applicare: ${d.reason}. Correggila.`,
} as const;

export type AuditProblemCode = keyof typeof auditProblems;
export const auditProblemCodes = Object.keys(auditProblems) as readonly AuditProblemCode[];

export interface AuditReporter {
  report<C extends AuditProblemCode>(
    code: C,
    place: Place,
    subject: string,
    details: Parameters<(typeof auditProblems)[C]>[0],
  ): void;
}

export function createAuditReporter(problems: Problem[]): AuditReporter {
  return {
    report(code, place, subject, details) {
      const write = auditProblems[code] as (details: unknown) => string;
      problems.push({ code, place, subject, sentence: write(details) });
    },
  };
}
