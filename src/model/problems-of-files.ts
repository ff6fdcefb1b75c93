/** What can be wrong with files, their YAML and CSV, and the shape of their entries. */
import * as limits from "./limits.ts";
import { listChoices, quote, suggest, writeNumber } from "./problem-words.ts";

const megabytes = (bytes: number) => `${writeNumber(Math.ceil((bytes / 1024 / 1024) * 10) / 10)} MiB`;

export const fileProblems = {
  "file-too-large": (d: { bytes: number }) =>
    `Il file è di ${megabytes(d.bytes)}: se ne leggono al massimo ${megabytes(limits.maxFileBytes)}. Dividilo in più file.`,
  "model-too-large": (_: object) =>
    `I file del modello superano insieme i ${megabytes(limits.maxTotalBytes)} che si leggono al massimo: da questo in poi non sono letti. Togli dalla cartella ciò che non è modello.`,
  "too-many-files": (d: { files: number }) =>
    `La cartella contiene ${writeNumber(d.files)} file: se ne leggono al massimo ${writeNumber(limits.maxFiles)}. Riunisci gli elenchi in meno file.`,
  "duplicate-file": (_: object) =>
    "Lo stesso file è stato dato due volte: non si saprebbe quale dei due vale. Dallo una volta sola.",
  "wrong-encoding": (_: object) =>
    "Qui c'è un carattere illeggibile (U+FFFD): il file non è scritto in UTF-8, o è stato convertito male. Salvalo di nuovo in UTF-8.",
  "nul-character": (_: object) =>
    "Qui c'è un carattere NUL: il file non è un testo, o è rovinato. Salvalo di nuovo come testo in UTF-8.",
  "yaml-syntax": (d: { reason: string }) => `Il file non è YAML corretto: ${d.reason}`,
  "yaml-too-deep": (_: object) =>
    `Liste e chiavi sono annidate oltre i ${limits.maxYamlDepth} livelli che si leggono al massimo. Riduci l'annidamento.`,
  "yaml-too-many-nodes": (_: object) =>
    `Il file contiene più di ${writeNumber(limits.maxYamlNodes)} chiavi e valori, il massimo che si legge. Sposta gli elenchi lunghi in un CSV.`,
  "yaml-alias": (d: { text: string }) =>
    `${quote(d.text)}: ancore e alias YAML non si usano, perché chi legge una voce deve trovarvi tutto. Scrivi il valore per esteso, oppure mettilo in testa al blocco; se è un testo, scrivilo fra virgolette.`,
  "yaml-tag": (d: { text: string }) =>
    `${quote(d.text)}: le etichette di tipo YAML non si usano. Toglila; se è un testo, scrivilo fra virgolette.`,
  "yaml-directive": (d: { text: string }) =>
    `${quote(d.text)}: le direttive YAML non si usano. Togli la riga.`,
  "yaml-several-documents": (_: object) =>
    "Il file contiene più documenti YAML separati da `---`. Un file è un solo blocco: usa `blocchi`, oppure più file.",
  "key-not-text": (_: object) =>
    "Una chiave deve essere un nome semplice, non una lista o altre chiavi. Riscrivila.",
  "duplicate-key": (d: { key: string; line: number }) =>
    `La chiave ${quote(d.key)} è già scritta alla riga ${d.line}: una delle due andrebbe persa. Tienine una, o uniscile.`,
  "unknown-key": (d: {
    key: string;
    nearest: string | undefined;
    allowed: readonly string[];
    isBare: boolean;
  }) =>
    `La chiave ${quote(d.key)} qui non esiste.${suggest(d.nearest)}${d.isBare ? " Se è il seguito di un testo con una virgola, metti il testo fra virgolette." : ""} Si possono scrivere: ${d.allowed.join(", ")}.`,
  "missing-key": (d: { key: string; expected: string }) =>
    `Manca \`${d.key}\`, che qui è necessaria. Scrivila: ${d.expected}.`,
  "wrong-type": (d: { key: string; expected: string; found: string }) =>
    `${d.key === "" ? "Qui" : `In \`${d.key}\``} serve ${d.expected}, invece c'è ${d.found}. Correggi il valore.`,
  "not-one-of": (d: {
    key: string;
    found: string;
    allowed: readonly string[];
    nearest: string | undefined;
  }) =>
    `${quote(d.found)} non è un valore di \`${d.key}\`.${suggest(d.nearest)} Scrivi ${listChoices(d.allowed)}.`,
  "bad-id": (d: { key: string; found: string }) =>
    `${quote(d.found)} non può essere un \`${d.key}\`: gli identificativi cominciano con una minuscola e hanno solo minuscole senza accenti, cifre e \`_\`, perché si usano nelle formule. Cambialo.`,
  "reserved-name": (d: { name: string }) =>
    `${quote(d.name)} è una parola delle formule e non può essere l'id di un indicatore: le formule che lo nominano non si leggerebbero. Scegli un altro id.`,
  "empty-list": (d: { key: string }) =>
    `La lista \`${d.key}\` è vuota, ma qui serve almeno una voce. Aggiungila, oppure togli la chiave.`,
  "csv-quote": (d: { open: boolean }) =>
    d.open
      ? "Le virgolette aperte qui non si chiudono più, e il resto del file finirebbe in questa cella. Chiudile, o raddoppiale se fanno parte del testo."
      : "Dopo le virgolette che chiudono la cella c'è altro testo. Le virgolette che fanno parte del testo si raddoppiano, e la cella intera va fra virgolette.",
  "csv-no-header": (_: object) =>
    "Il file CSV è vuoto: la prima riga deve portare le intestazioni, separate da `;`. Scrivile.",
  "csv-empty-header": (_: object) =>
    "Questa colonna non ha intestazione, ma contiene valori: non si sa che cosa siano. Dalle un nome.",
  "csv-duplicate-column": (d: { name: string }) =>
    `La colonna ${quote(d.name)} c'è due volte: non si saprebbe quale vale. Tienine una.`,
  "csv-extra-cells": (d: { cells: number; columns: number }) =>
    `La riga ha ${d.cells} celle, ma le intestazioni sono ${d.columns}. Forse un \`;\` fa parte del testo: metti la cella fra virgolette, oppure togli la cella in più.`,
  "csv-too-long": (_: object) =>
    `Il file CSV ha più di ${writeNumber(limits.maxCsvRows)} righe o di ${writeNumber(limits.maxCsvColumns)} colonne, il massimo che si legge. Dividilo in più file.`,
  "too-many-rows": (_: object) =>
    `Gli elenchi richiamati superano insieme le ${writeNumber(limits.maxTotalRows)} righe che si leggono al massimo (un elenco conta ogni volta che è richiamato): da questo in poi non sono letti. Togli o unisci qualche elenco.`,
  "too-many-problems": (d: { more: number }) =>
    `Oltre ai primi ${writeNumber(limits.maxProblems)} problemi ce ${d.more === 1 ? "n'è un altro" : `ne sono altri ${writeNumber(d.more)}`}: di solito è lo stesso errore che si ripete. Correggi i primi e riprova.`,
  "unknown-column": (d: { name: string; nearest: string | undefined; allowed: readonly string[] }) =>
    `La colonna ${quote(d.name)} non è né una chiave né l'id di una dimensione.${suggest(d.nearest)} Le chiavi sono: ${d.allowed.join(", ")}.`,
  "file-not-found": (d: { path: string; nearest: string | undefined }) =>
    `Il file ${quote(d.path)} non c'è (i percorsi partono dalla cartella del file che li scrive).${suggest(d.nearest)} Correggi il percorso, o aggiungi il file.`,
  "file-outside": (d: { path: string }) =>
    `${quote(d.path)} esce dalla cartella del modello, o non è un percorso semplice: un modello deve contenere tutto ciò da cui dipende. Metti il file nella cartella e scrivi un percorso con \`/\` che parta da quella del file in cui lo scrivi, senza \`..\`.`,
  "file-not-csv": (d: { path: string }) =>
    `${quote(d.path)} non finisce in \`.csv\`: qui si richiamano solo elenchi CSV. Cambia il nome del file.`,
} as const;
