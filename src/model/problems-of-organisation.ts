/** What can be wrong with the model's names, acts, hierarchies, dimensions, groupings and events. */

import type { Place } from "./problem.ts";
import { namePlace, quote, suggest } from "./problem-words.ts";

export const organisationProblems = {
  "no-model": (_: object) =>
    "Nessun file ha la chiave `modello`, che dà al modello id, titolo, amministrazione, esercizio e anni. Scrivila in uno dei file.",
  "several-models": (d: { first: Place; here: Place }) =>
    `La chiave \`modello\` è già alla ${namePlace(d.first, d.here)}: si scrive una volta sola. Togli una delle due.`,
  "years-out-of-order": (d: { from: number; to: number; year: number; most: number }) =>
    `Gli anni vanno dal ${d.from} al ${d.to} e l'esercizio è il ${d.year}: il primo anno non deve superare l'ultimo, l'esercizio deve stare fra i due, e gli anni essere al massimo ${d.most}. Correggi \`anni\` o \`esercizio\`.`,
  duplicate: (d: { what: string; name: string; first: Place; here: Place }) =>
    `${d.what} ${quote(d.name)} è già alla ${namePlace(d.first, d.here)}: due voci con lo stesso nome non si distinguono. Cambia nome a una delle due, o toglila.`,
  "bad-code": (d: { what: string; code: string; found: string }) =>
    `${d.what} ${quote(d.code)} ha nel codice ${d.found}: nei riferimenti alle cifre, come \`indicatore.faccia@UNITA#periodo[dimensione=membro]\`, quei segni separano le parti. Nei codici non si usano \`, = [ ] ( ) # @ "\` né caratteri invisibili o spazi al bordo: cambialo.`,
  "unknown-reference": (d: { what: string; name: string; nearest: string | undefined }) =>
    `${d.what} ${quote(d.name)} non esiste nel modello.${suggest(d.nearest)} Correggi il nome, o aggiungi la voce.`,
  "no-principal-hierarchy": (d: { hierarchies: number }) =>
    d.hierarchies === 0
      ? "Il modello non ha gerarchie: serve almeno l'albero degli uffici, anche di un solo nodo. Aggiungi una voce a `gerarchie`."
      : `Nessuna delle ${d.hierarchies} gerarchie è l'albero degli uffici. Scrivi \`principale: true\` in una sola.`,
  "several-principal-hierarchies": (d: { other: string }) =>
    `Anche la gerarchia ${quote(d.other)} è \`principale\`: l'albero degli uffici è uno solo. Togli \`principale\` da una delle due.`,
  "hierarchy-cycle": (d: { path: readonly string[] }) =>
    `I padri si rincorrono in cerchio: ${d.path.map((code) => `\`${code}\``).join(" → ")}. Correggi un padre, in modo che si arrivi a una radice.`,
  "parent-not-valid": (d: { parent: string; child: string; own: string; around: string }) =>
    `${quote(d.child)} vale ${d.own}, ma il padre \`${d.parent}\` vale ${d.around}: per una parte del tempo starebbe sotto un nodo che non c'è. Correggi le date, o dai al nodo un altro padre per quel periodo.`,
  "interval-reversed": (d: { from: string; until: string }) =>
    `L'intervallo va dal ${d.from} al ${d.until} escluso, quindi è vuoto. La fine è sempre esclusa e deve venire dopo l'inizio: correggi una delle due date.`,
  "group-member-twice": (d: { orgUnit: string; groups: readonly [string, string] }) =>
    `${quote(d.orgUnit)} sta sia nel gruppo \`${d.groups[0]}\` sia nel gruppo \`${d.groups[1]}\`: conterebbe due volte. Lascialo in uno solo.`,
} as const;
