/** What can be wrong with reference tables, sources, measures and reorganisations. */
import type { Place } from "./problem.ts";
import { namePlace, quote } from "./problem-words.ts";

const roleNames = { office: "ufficio", date: "data" } as const;

export const factProblems = {
  "table-key-twice": (d: { key: string; first: Place; here: Place }) =>
    `La chiave ${quote(d.key)} è già alla ${namePlace(d.first, d.here)} per una parte degli stessi giorni: non si sa quale riga vale. Correggi \`valido_dal\` o \`valido_fino_al\`, o togli una delle due; se la seconda corregge la prima, dai a ciascuna il giorno in cui è stata registrata (\`registrato_il\`).`,
  "separator-unusable": (d: { separator: string }) =>
    `${quote(d.separator)} non può separare le celle: serve un segno solo, che non siano le virgolette. Scrivi \`;\`, \`,\`, \`|\` o \`"\\t"\` per la tabulazione.`,
  "column-key-not-allowed": (d: { key: string; column: string; type: string }) =>
    `La colonna ${quote(d.column)} è di tipo \`${d.type}\`, ma \`${d.key}\` vale solo per il tipo ${d.key === "decimali" ? "`numero`" : "`intero` o `numero`"}. Togli la chiave, o correggi \`tipo\`.`,
  "one-column-of-role": (d: { role: "office" | "date"; count: number }) =>
    d.role === "office"
      ? `${d.count === 0 ? "Nessuna colonna ha `ruolo: ufficio`" : `Le colonne con \`ruolo: ufficio\` sono ${d.count}`}: ogni fatto appartiene a un ufficio, e una sola colonna lo dice. Dai il ruolo a quella che ne ha il codice.`
      : `Le colonne con \`ruolo: data\` sono ${d.count}: il giorno che deve cadere nel periodo della consegna è uno solo. Lascia il ruolo a una.`,
  "role-of-wrong-type": (d: { role: "office" | "date" | "key"; column: string }) =>
    d.role === "key"
      ? `La colonna ${quote(d.column)} fa da chiave, quindi non può restare vuota: una riga senza nome non si saprebbe correggere. Togli \`facoltativa\`.`
      : `La colonna ${quote(d.column)} fa da ${roleNames[d.role]}, quindi dev'essere di tipo \`${d.role === "office" ? "testo" : "giorno"}\` e mai vuota. Correggi \`tipo\`, o togli \`facoltativa\`.`,
  "measure-key-missing": (d: { type: string; key: string }) =>
    `Una misura \`${d.type}\` ha bisogno di \`${d.key}\`. Aggiungila.`,
  "measure-key-not-allowed": (d: { type: string; key: string; beside?: string }) =>
    `Una misura \`${d.type}\` non usa \`${d.key}\`${d.beside === undefined ? "" : ` se c'è già \`${d.beside}\``}: lasciarla farebbe credere che conti. Toglila, o scegli un altro \`tipo\`.`,
  "measure-and-formula": (d: { id: string }) =>
    `L'indicatore ${quote(d.id)} ha \`misura\` e anche \`formula\` o \`sintesi\`: ne verrebbero due valori diversi. Tienine una sola.`,
  "measure-of-wrong-kind": (d: { type: string; kinds: readonly string[] }) =>
    `Una misura \`${d.type}\` dà un indicatore di natura ${d.kinds.map((kind) => `\`${kind}\``).join(", ")}: un'altra natura lo sommerebbe in modo sbagliato. Correggi \`natura\`.`,
  "measure-without-member": (d: { dimension: string }) =>
    `L'indicatore ha la dimensione ${quote(d.dimension)}, ma la misura non dice da dove viene il membro di ogni riga. Scrivi \`membri: { ${d.dimension}: colonna }\`, oppure \`tabella.colonna\`.`,
  "measure-table-unreached": (d: { table: string; source: string }) =>
    `La misura usa la tabella ${quote(d.table)}, ma nessuna colonna della fonte ${quote(d.source)} ne contiene la chiave: non si sa quale riga della tabella prendere. Scrivi \`tabella: ${d.table}\` nella colonna che la contiene.`,
  "typed-and-delivered": (d: { id: string; source: string; count: number }) =>
    `L'indicatore ${quote(d.id)} ${d.source === "" ? "è il numero dei giorni del periodo" : `si misura dalla fonte ${quote(d.source)}`}, ma nel modello ha anche ${d.count === 1 ? "un valore scritto" : `${d.count} valori scritti`}: non si sa quale vale. Togli i valori, oppure scrivi nella misura \`vale: consegna\` o \`vale: modello\`.`,
  "former-formulas-out-of-order": (d: { previous: string; until: string }) =>
    `Le formule precedenti vanno dalla più vecchia alla più recente, ma dopo quella fino al ${d.previous} ce n'è una fino al ${d.until}. Riordinale, o correggi \`fino_al\`.`,
  "reorganisation-unclear": (d: { type: string; key: string; why: string }) =>
    `La ${d.type === "spostamento" ? "variazione" : "riorganizzazione"} \`${d.type}\` non si può applicare: ${d.why}. Correggi \`${d.key}\`.`,
} as const;
