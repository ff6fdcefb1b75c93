/** Everything that can go wrong with deliveries and workspaces: code → parameters → Italian sentence. */
import type { FactsColumn } from "../facts/index.ts";
import { columnTypeWords, type Problem, quote, suggest } from "../model/index.ts";

function makeProblem(code: string, file: string, sentence: string, line = 1, subject = ""): Problem {
  return { code, place: { file, line, column: 1 }, subject, sentence };
}

export const workspaceOfOtherModel = (folder: string, found: string, model: string): Problem =>
  makeProblem(
    "workspace-of-other-model",
    folder,
    `Questo spazio di lavoro conserva le consegne del modello ${quote(found)}, non di ${quote(model)}: i dati di due modelli, e tanto più i dati sintetici e quelli veri, non si mescolano.\nIndica un'altra cartella con --data, oppure il modello giusto con --model.`,
  );

export const workspaceTooNew = (folder: string, found: number, known: number): Problem =>
  makeProblem(
    "workspace-too-new",
    folder,
    `Lo spazio di lavoro è nel formato ${found}; questa versione di Piramide arriva al formato ${known}.\nUsa una versione più recente di Piramide.`,
  );

export const workspaceTooOld = (folder: string, found: number, known: number): Problem =>
  makeProblem(
    "workspace-too-old",
    folder,
    `Lo spazio di lavoro è nel formato ${found}; questa versione di Piramide usa il formato ${known}.\nFanne una copia con \`piramide backup\`, poi aggiornalo con \`piramide migrate\`.`,
  );

export const deliveryNotReadable = (file: string, reason: string): Problem =>
  makeProblem(
    "delivery-not-readable",
    file,
    `Il file non si può leggere: ${reason}.\nControlla il percorso e il formato (CSV, XLSX o Parquet), e mandalo di nuovo.`,
  );

export const deliveryEmpty = (file: string): Problem =>
  makeProblem(
    "delivery-empty",
    file,
    "Il file è vuoto: non ha nemmeno la riga delle intestazioni.\nMandalo di nuovo; se nel periodo non c'è nulla da dire, manda le sole intestazioni.",
  );

export const deliveryColumnMissing = (
  file: string,
  name: string,
  found: readonly string[],
  nearest: string | undefined,
): Problem =>
  makeProblem(
    "delivery-column-missing",
    file,
    `Manca la colonna ${quote(name)}, che il contratto della fonte prevede.${suggest(nearest)}\nNel file ci sono: ${found.slice(0, 30).join(", ")}. Correggi le intestazioni della prima riga.`,
  );

export const deliverySeparator = (file: string, expected: string, found: string): Problem =>
  makeProblem(
    "delivery-separator",
    file,
    `Le celle sembrano separate da ${quote(found)}, ma il contratto dice ${quote(expected)}: il file si leggerebbe come una colonna sola.\nManda il file con ${quote(expected)}, oppure correggi \`formato\` nella fonte.`,
  );

export const deliveryRefused = (file: string, rows: number, first: string): Problem =>
  makeProblem(
    "delivery-refused",
    file,
    `Con --strict la consegna è rifiutata intera: ${rows === 1 ? "una riga non è buona" : `${rows} righe non sono buone`}.\n${first}\nCorreggi il file, oppure togli --strict: le righe buone entrano e le altre restano in quarantena.`,
  );

export const controlTotalDiffers = (file: string, name: string, declared: string, found: string): Problem =>
  makeProblem(
    "control-total-differs",
    file,
    `Il totale di controllo ${quote(name)} dichiarato è ${declared}, ma il file dà ${found}: forse è arrivato solo in parte.\nManda il file intero, oppure correggi il totale dichiarato.`,
  );

export const controlTotalUnknown = (file: string, name: string, known: readonly string[]): Problem =>
  makeProblem(
    "control-total-unknown",
    file,
    `${quote(name)} non è un totale di controllo di questa fonte.\nSi dichiarano: ${known.join(", ")}.`,
  );

export const recordedBeforeLast = (source: string, period: string, day: string, last: string): Problem =>
  makeProblem(
    "recorded-before-last",
    "--recorded-at",
    `La consegna sarebbe registrata il ${day}, ma per ${quote(source)} nel ${period} ce n'è già una registrata il ${last}: cambierebbe ciò che si sapeva in giorni ormai passati (forse l'orologio è tornato indietro).\nUsa --recorded-at con un giorno non anteriore al ${last}.`,
  );

export const nothingToCorrect = (source: string, period: string, mode: string): Problem =>
  makeProblem(
    "nothing-to-correct",
    "--mode",
    `Una consegna in modo ${mode} corregge una consegna intera, ma per ${quote(source)} nel ${period} non ce n'è nessuna.\nManda prima la consegna intera (modo completa).`,
  );

export const noKeyToCorrect = (source: string): Problem =>
  makeProblem(
    "no-key-to-correct",
    "--mode",
    `La fonte ${quote(source)} non ha colonne che fanno da chiave, perciò una correzione non saprebbe quali righe sostituire.\nManda di nuovo la consegna intera, oppure aggiungi \`ruolo: chiave\` (o \`chiave: true\`) a una colonna del contratto.`,
  );

export const deliveryNotFound = (number: string): Problem =>
  makeProblem(
    "delivery-not-found",
    `consegna ${number}`,
    `La consegna ${quote(number)} non esiste, o non vale più.\n\`piramide deliveries\` le elenca con il loro numero.`,
  );

export const retractLaterFirst = (number: number, later: readonly number[]): Problem =>
  makeProblem(
    "retract-later-first",
    `consegna ${number}`,
    later.length === 1
      ? `La consegna ${number} è stata corretta dalla ${later[0]}, che conta su di lei.\nRitira prima quella.`
      : `La consegna ${number} è stata corretta dalle consegne ${later.join(", ")}, che contano su di lei.\nRitira prima quelle, dalla più recente.`,
  );

export const factsDamaged = (file: string, delivery: number): Problem =>
  makeProblem(
    "facts-damaged",
    file,
    `Il file dei fatti della consegna ${delivery} non c'è, o non è più quello che era (lunghezza o impronta diverse).\nRipristina lo spazio di lavoro da una copia (\`piramide restore\`), oppure importa di nuovo la consegna.`,
  );

export const deliveryOfOtherContract = (
  number: number,
  source: string,
  period: string,
  column: FactsColumn,
  was: FactsColumn | undefined,
): Problem =>
  makeProblem(
    "delivery-of-other-contract",
    `consegna ${number}`,
    `La consegna ${number} (fonte ${quote(source)}, ${period}) non si legge più con il contratto di oggi: ` +
      (was === undefined
        ? `non ha la colonna ${quote(column.id)}, che è obbligatoria.\nRendi la colonna facoltativa`
        : `la colonna ${quote(column.id)} era ${describeColumn(was)}, ora è ${describeColumn(column)}.\nRimetti la colonna com'era`) +
      ", oppure importa di nuovo la consegna.",
  );

function describeColumn({ type, decimals }: FactsColumn): string {
  const word = Object.entries(columnTypeWords).find(([, each]) => each === type)?.[0] ?? type;
  return type === "number" ? `${quote(word)} con ${decimals} decimali` : quote(word);
}

export const workbookUnsafe = (file: string, reason: string): Problem =>
  makeProblem(
    "workbook-unsafe",
    file,
    `La cartella di lavoro è rifiutata: ${reason}.\nSalvala di nuovo dal foglio di calcolo, con un solo foglio e senza macro, oppure esporta un CSV.`,
  );

export const notAWorkspace = (folder: string): Problem =>
  makeProblem(
    "not-a-workspace",
    folder,
    "Questa cartella non è uno spazio di lavoro di Piramide: non ha `spazio.json`.\nControlla il percorso dato con --data, o nella variabile PIRAMIDE_DATA.",
  );

export const copyNotEmpty = (folder: string): Problem =>
  makeProblem(
    "copy-not-empty",
    folder,
    "La cartella di destinazione non è vuota, e non si scrive sopra ciò che c'è.\nIndica una cartella nuova.",
  );

export const deliveryRowNotFound = (delivery: number, line: number): Problem =>
  makeProblem(
    "delivery-row-not-found",
    `consegna ${delivery}`,
    `La consegna ${delivery} non ha preso in carico nessuna riga ${line}: forse è in quarantena, o il file finisce prima.\nLe righe si contano come nel file, intestazione compresa; \`piramide deliveries ${delivery}\` mostra quelle in quarantena.`,
  );

export const deliveryEntryDamaged = (file: string): Problem =>
  makeProblem(
    "delivery-entry-damaged",
    file,
    "La scheda di questa consegna non si legge più: qualcuno l'ha cambiata, o il disco l'ha rovinata.\nRipristina lo spazio di lavoro da una copia (`piramide restore`).",
  );

export const workspaceHeadDamaged = (file: string): Problem =>
  makeProblem(
    "workspace-head-damaged",
    file,
    "Il file che dice che cosa contiene lo spazio di lavoro non si legge più: qualcuno l'ha cambiato, o il disco l'ha rovinato.\nRipristina lo spazio di lavoro da una copia (`piramide restore`).",
  );
