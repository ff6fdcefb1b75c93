/** What can be wrong with measured values, targets and causes, and with the numbers and days in them. */

import type { Place } from "./problem.ts";
import { namePlace, quote } from "./problem-words.ts";

export const valueProblems = {
  "not-a-number": (d: { found: string; notation: "yaml" | "italian" }) =>
    d.notation === "yaml"
      ? `${quote(d.found)} non è un numero. Nei file YAML si scrive con il punto per i decimali e senza separare le migliaia: \`1234.56\`.`
      : `${quote(d.found)} non è un numero. Nei CSV si scrive all'italiana: punto fra i gruppi di tre cifre (o niente) e virgola per i decimali, \`1.234,56\`.`,
  "too-many-decimals": (d: { found: string; decimals: number; id: string }) =>
    `${quote(d.found)} ha più decimali di quanti \`${d.id}\` ne ammette (${d.decimals}): si perderebbe precisione. Aumenta \`decimali\` nell'indicatore, o correggi il valore.`,
  "number-too-large": (d: { found: string; decimals: number }) =>
    `${quote(d.found)} con ${d.decimals} decimali è troppo grande per essere contato con esattezza (oltre 2⁵³). Riduci \`decimali\`, o usa un'unità di misura più grande.`,
  "not-a-day": (d: { key: string; found: string }) =>
    `In \`${d.key}\` serve un giorno del calendario come \`2023-12-31\`, invece c'è ${quote(d.found)}. Correggilo (attenzione ai mesi corti e al 29 febbraio).`,
  "not-yes-no": (d: { found: string }) =>
    `${quote(d.found)}: qui serve \`si\` o \`no\`, perché la regola dell'indicatore è \`si_no\`. Scrivi uno dei due.`,
  "not-a-period": (d: { found: string }) =>
    `${quote(d.found)} non è un periodo. Scrivi l'anno \`2023\`, il semestre \`2023-S1\`, il trimestre \`2023-T3\` o il mese \`2023-11\`.`,
  "period-outside-years": (d: { period: string; from: number; to: number }) =>
    `Il periodo ${quote(d.period)} è fuori dagli anni del modello, ${d.from}–${d.to}. Correggilo, o allarga \`anni\`.`,
  "period-grain": (d: { period: string; is: string; wants: string; id: string; target: boolean }) =>
    `${quote(d.period)} è un ${d.is}, ma \`${d.id}\` si rileva per ${d.wants}${d.target ? " e il suo obiettivo non può essere più fine" : ""}. Correggi il periodo, o la \`grana\` dell'indicatore.`,
  "org-unit-not-valid": (d: { orgUnit: string; period: string; validity: string }) =>
    `${quote(d.orgUnit)} non esiste nel periodo \`${d.period}\`: vale ${d.validity}. Correggi il periodo, l'unità organizzativa o la sua validità.`,
  "several-roots": (d: { hierarchy: string; roots: readonly string[] }) =>
    `La gerarchia \`${d.hierarchy}\` ha più radici (${d.roots.join(", ")}): non si sa a quale si riferisca la voce. Scrivi \`unita_organizzativa\`; al posto delle scorciatoie \`valori\` e \`obiettivi\` usa \`rilevazioni\` e la sezione \`obiettivi\`.`,
  "target-without-result": (d: { id: string; facet: string }) =>
    `\`${d.id}\` ha un obiettivo, ma la sua faccia è \`${d.facet}\`: un obiettivo ce l'hanno solo un consuntivo o un indice, e questo andrebbe perso. Togli l'obiettivo, oppure scrivi nell'indicatore \`faccia: consuntivo\`.`,
  "target-of-computed": (d: { id: string }) =>
    `L'obiettivo di \`${d.id}\` si ottiene da \`obiettivo\`, che è una formula: quello scritto qui andrebbe perso. Togli questo, oppure togli \`obiettivo\` dall'indicatore.`,
  "value-and-absence": (_: object) =>
    "Ci sono sia `valore` sia `assenza`: o il valore c'è, o manca. Togline uno.",
  "no-value": (_: object) =>
    "Manca il valore. Ciò che manca non è zero: scrivi `valore`, oppure `assenza` con il suo motivo.",
  "members-missing": (d: { id: string; dimension: string }) =>
    `\`${d.id}\` si rileva per \`${d.dimension}\`, ma qui non si dice quale membro. Aggiungi \`membri: { ${d.dimension}: … }\`, o la colonna \`${d.dimension}\`.`,
  "member-unexpected": (d: { id: string; dimension: string }) =>
    `\`${d.id}\` non è distinto per \`${d.dimension}\`. Togli il membro, oppure aggiungi la dimensione all'indicatore.`,
  "dimensions-need-members": (d: { id: string; dimensions: readonly string[] }) =>
    `\`${d.id}\` è distinto per ${d.dimensions.join(", ")}: le scorciatoie \`valori\` e \`obiettivi\` non dicono di quale membro parlano. Usa \`rilevazioni\` e la sezione \`obiettivi\`, con \`membri\`.`,
  "observation-conflict": (d: { cell: string; first: Place; here: Place }) =>
    `Il valore di ${d.cell} è già alla ${namePlace(d.first, d.here)}, registrato lo stesso giorno: non si sa quale dei due vale. Togline uno; se è una correzione, scrivi in quella più recente il suo \`registrato_il\`.`,
  "target-conflict": (d: { cell: string; first: Place; here: Place }) =>
    `L'obiettivo di ${d.cell} è già alla ${namePlace(d.first, d.here)}, con lo stesso \`valido_dal\` e registrato lo stesso giorno: non si sa quale dei due vale. Togline uno; se è una revisione, scrivi da quando vale (\`valido_dal\`).`,
} as const;
