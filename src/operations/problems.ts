/** What can be wrong at the edge, in files and requests: code → parameters → Italian sentence. */
import type { Problem } from "../model/index.ts";

function atFile(code: string, file: string, line: number, sentence: string): Problem {
  return { code, place: { file, line, column: 1 }, subject: "", sentence };
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MiB`;

export function folderNotFound(folder: string): Problem {
  return atFile(
    "folder-not-found",
    folder,
    1,
    "La cartella del modello non esiste o non si può aprire.\nControlla il percorso dato con --model.",
  );
}

export function tooManyFiles(folder: string, files: number, entries: number): Problem {
  return atFile(
    "folder-too-full",
    folder,
    1,
    `La cartella contiene più di ${files} file di modello, o più di ${entries} file di ogni tipo.\nIndica la cartella di un solo modello, o unisci i file.`,
  );
}

export function linkLeavesFolder(file: string): Problem {
  return atFile(
    "link-leaves-folder",
    file,
    1,
    "Questo collegamento porta fuori dalla cartella del modello, e non viene seguito.\nMetti il file nella cartella.",
  );
}

export function fileTooLarge(file: string, bytes: number, limit: number): Problem {
  return atFile(
    "file-beyond-limit",
    file,
    1,
    `Il file è di ${megabytes(bytes)}; il limite per un file di modello è ${megabytes(limit)}.\nDividilo in più file: i modelli sono testi che una persona può leggere, i dati di dettaglio arrivano con le consegne.`,
  );
}

export function fileNotReadable(file: string, reason: string): Problem {
  return atFile(
    "file-not-readable",
    file,
    1,
    `Il file non si può leggere (${reason}).\nControlla i permessi e che il disco sia in ordine.`,
  );
}

export function fileNotText(file: string, line: number, guess: string): Problem {
  return atFile(
    "file-not-text",
    file,
    line,
    `Qui il file non è un testo UTF-8: forse è stato salvato come ${guess}.\nSalvalo di nuovo scegliendo «UTF-8».`,
  );
}

export function periodNotKnown(period: string): Problem {
  return atFile(
    "period-not-known",
    "--period",
    1,
    `«${period}» non è un periodo.\nScrivi un anno (2023), un semestre (2023-S1), un trimestre (2023-T3) o un mese (2023-11).`,
  );
}

export function yearOutsideModel(period: string, from: number, to: number): Problem {
  return atFile(
    "year-outside-model",
    "--period",
    1,
    `Il modello parla degli anni dal ${from} al ${to}: ${period} ne è fuori.\nScegli un periodo compreso, o estendi \`anni\` nel modello.`,
  );
}

export function dayNotKnown(option: string, day: string): Problem {
  return atFile(
    "day-not-known",
    option,
    1,
    `«${day}» non è un giorno del calendario.\nScrivi anno, mese e giorno: 2024-02-29.`,
  );
}

export function orgUnitNotKnown(code: string, suggestion: string | undefined): Problem {
  const hint =
    suggestion === undefined
      ? "Guarda i codici nei file dell'organizzazione."
      : `Forse intendevi «${suggestion}».`;
  return atFile(
    "org-unit-not-known",
    "--org-unit",
    1,
    `Nessuna unità ha il codice «${code}» in questo periodo.\n${hint}`,
  );
}

/** `suggestions`: the nearest one, or those that contain what was asked for. */
export function figureNotKnown(id: string, suggestions: readonly string[]): Problem {
  const [last, ...others] = suggestions.map((suggestion) => `«${suggestion}»`).reverse();
  const listed = others.length === 0 ? last : `${others.reverse().join(", ")} o ${last}`;
  const hint = listed === undefined ? "`piramide compute` li elenca tutti." : `Forse intendevi ${listed}.`;
  return atFile("figure-not-known", "explain", 1, `Nessun indicatore si chiama «${id}».\n${hint}`);
}

export function facetNotKnown(facet: string, available: readonly string[]): Problem {
  return atFile(
    "facet-not-known",
    "--facet",
    1,
    `Questo indicatore non ha la faccia «${facet}».\nHa: ${available.join(", ")}.`,
  );
}

/** `available`: codes with their titles; `command`: an example to copy. */
export function membersNotKnown(
  id: string,
  given: string,
  available: readonly string[],
  command: string,
): Problem {
  const shown = available.slice(0, 8).join("; ");
  return atFile(
    "members-not-known",
    "--member",
    1,
    `${id} si distingue per membri, e ${given === "" ? "qui non ne è scelto nessuno" : `«${given}» non è fra i suoi`}.\nScegli fra: ${shown}${available.length > 8 ? "; …" : ""}.\nPer esempio: ${command}`,
  );
}

/** `units`: codes with their titles where the indicator applies; `command`: an example to copy. */
export function orgUnitNeeded(id: string, units: readonly string[], command: string): Problem {
  const others = units.length - 8;
  const more = others <= 0 ? "" : others === 1 ? "; e un'altra" : `; e altre ${others}`;
  return atFile(
    "org-unit-needed",
    "--org-unit",
    1,
    `${id} non si misura per l'intera amministrazione, e qui non è scelta nessuna unità.\nScegli fra: ${units.slice(0, 8).join("; ")}${more}.\nPer esempio: ${command}`,
  );
}

export function nothingPublished(folder: string): Problem {
  return atFile(
    "nothing-published",
    folder,
    1,
    "Il modello non ha una cartella `published/` con le cifre stampate: non c'è nulla da verificare.\nIl formato è in docs/formato-pubblicato.md.",
  );
}

export function sourceNotKnown(id: string, known: readonly string[], nearest: string | undefined): Problem {
  const hint = nearest === undefined ? "" : ` Forse volevi «${nearest}»?`;
  const list = known.length === 0 ? "Il modello non dichiara fonti." : `Il modello ha: ${known.join(", ")}.`;
  return atFile("source-not-known", "--source", 1, `La fonte «${id}» non esiste.${hint}\n${list}`);
}

const grainNames = {
  month: "un mese, come 2023-11",
  quarter: "un trimestre, come 2023-T4",
  semester: "un semestre, come 2023-S2",
  year: "un anno, come 2023",
} as const;

export function periodNotOfSource(period: string, source: string, grain: keyof typeof grainNames): Problem {
  return atFile(
    "period-not-of-source",
    "--period",
    1,
    `Una consegna della fonte «${source}» copre ${grainNames[grain]}, non ${period}.\nIndica il periodo giusto con --period.`,
  );
}

export function deliveryFileNotFound(file: string): Problem {
  return atFile(
    "delivery-file-not-found",
    file,
    1,
    "Il file da importare non c'è, o non è un file.\nControlla il percorso.",
  );
}

export function folderNotEmpty(folder: string): Problem {
  return atFile(
    "folder-not-empty",
    folder,
    1,
    "La cartella non è vuota, e ciò che contiene si mescolerebbe con le consegne.\nScegline una vuota o che non c'è ancora.",
  );
}

export function eventNotKnown(id: string, known: readonly string[]): Problem {
  const list = known.length === 0 ? "Il modello non ha eventi." : `Il modello ha: ${known.join(", ")}.`;
  return atFile("event-not-known", "--without-event", 1, `L'evento «${id}» non esiste.\n${list}`);
}

export function workspaceNotKnown(id: string, known: readonly string[]): Problem {
  return atFile(
    "workspace-not-known",
    "--workspace",
    1,
    `Lo spazio di lavoro «${id}» non è aperto.\nSono aperti: ${known.join(", ")}.`,
  );
}

export function deliveryListUnclear(file: string, line: number, what: string): Problem {
  return atFile(
    "delivery-list-unclear",
    file,
    line,
    `L'elenco delle consegne non si capisce: ${what}.\nLe colonne sono \`file;fonte;periodo;modo;registrato_il\`, separate da punto e virgola.`,
  );
}
