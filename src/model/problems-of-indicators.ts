/** What can be wrong with indicators: how they are obtained, their synthesis and their attainment. */

import type { Place } from "./problem.ts";
import { namePlace, quote, writeNumber } from "./problem-words.ts";

export interface ComponentLine {
  readonly name: string;
  readonly weight: number | undefined;
  readonly place: Place;
}

function listComponents(components: readonly ComponentLine[], here: Place): string {
  const width = Math.max(...components.map((component) => component.name.length));
  return components
    .map((component) => {
      const weight = component.weight === undefined ? "—" : writeNumber(component.weight);
      return `  ${component.name.padEnd(width)}  ${weight}   ${namePlace(component.place, here)}`;
    })
    .join("\n");
}

export const indicatorProblems = {
  "formula-and-synthesis": (d: { id: string }) =>
    `L'indicatore ${quote(d.id)} ha sia \`formula\` sia \`sintesi\`: ne verrebbero due valori diversi. Tienine una sola.`,
  "observation-of-computed": (d: { id: string; how: "formula" | "sintesi" }) =>
    d.how === "formula"
      ? `${quote(d.id)} si ottiene con una formula, quindi non può avere anche un valore rilevato. Togli il valore, o la formula.`
      : `${quote(d.id)} è una sintesi in cui ogni componente ha il suo peso: si calcola, e non può avere anche un valore rilevato. Togli il valore; se il valore è stampato ma i pesi non si conoscono, toglili e dichiara \`pesi: non_divulgati\`.`,
  "roll-up-of-ratio": (d: { id: string; kind: string }) =>
    `${quote(d.id)} è un ${d.kind}: la somma di più ${d.kind === "rapporto" ? "rapporti" : "punteggi"} non vuol dire nulla. Scrivi \`aggregazione: ricalcola\`, che rifà il calcolo a ogni nodo dalle sue parti.`,
  "aggregation-without-formula": (_: object) =>
    "`aggregazione` dice come risale ciò che una formula calcola, ma qui non c'è formula: un valore rilevato risale già secondo la sua natura. Togli la chiave.",
  "same-formula-without-formula": (d: { how: "observed" | "synthesis" }) =>
    d.how === "observed"
      ? "`obiettivo: stessa_formula` rifà con gli obiettivi delle parti la formula dell'indicatore, ma questo indicatore è rilevato e non ne ha. Scrivi la formula dell'obiettivo, oppure gli `obiettivi`."
      : "`obiettivo: stessa_formula` rifà con gli obiettivi delle parti la formula dell'indicatore, ma questo indicatore è una sintesi, cioè una media di componenti, e non ne ha. Scrivi la formula dell'obiettivo, oppure gli `obiettivi` della sintesi.",
  "exclude-without-act": (_: object) =>
    "`quando_assente: escludi` toglie dal conto ciò che manca e cambia il significato del risultato: serve l'atto che lo permette. Aggiungi `atto`, oppure scrivi `quando_assente: assente`.",
  "weights-do-not-sum": (d: {
    id: string;
    /** ` (smvp, par. 4.2)`, or nothing. */
    source: string;
    sum: number;
    total: number;
    components: readonly ComponentLine[];
    here: Place;
  }) =>
    `I pesi della sintesi ${quote(d.id)} sommano a ${writeNumber(d.sum)}; devono sommare a ${writeNumber(d.total)}${d.source}.\n${listComponents(d.components, d.here)}\nCorreggi un peso (o \`somma_pesi\`), oppure dichiara \`pesi: parziali\` se la sintesi è volutamente incompleta.`,
  "weights-exceed-total": (d: {
    id: string;
    sum: number;
    total: number;
    components: readonly ComponentLine[];
    here: Place;
  }) =>
    `I pesi che si conoscono della sintesi ${quote(d.id)} sommano a ${writeNumber(d.sum)} e superano già ${writeNumber(d.total)}: per gli altri non resta nulla.\n${listComponents(d.components, d.here)}\nCorreggi un peso, o \`somma_pesi\`.`,
  "weight-undisclosed": (d: { component: string }) =>
    `La sintesi dichiara \`pesi: non_divulgati\`, ma la componente ${quote(d.component)} ha un peso. Togli il peso, oppure dichiara \`pesi: parziali\`.`,
  "weight-missing": (d: { component: string }) =>
    `La sintesi dichiara \`pesi: noti\`, ma la componente ${quote(d.component)} non ha peso: un peso che manca non è zero. Scrivilo, oppure dichiara \`pesi: parziali\` o \`non_divulgati\`.`,
  "weight-not-positive": (d: { component: string; weight: number }) =>
    `Il peso di ${quote(d.component)} è ${writeNumber(d.weight)}: un peso è maggiore di zero. Correggilo, o togli la componente; per sottrarre usa una formula.`,
  "total-not-positive": (d: { total: number }) =>
    `\`somma_pesi\` è ${writeNumber(d.total)}: deve essere maggiore di zero (di solito 1 o 100). Correggila.`,
  "component-repeated": (d: { component: string; first: Place; here: Place }) =>
    `La componente ${quote(d.component)} è già alla ${namePlace(d.first, d.here)}: peserebbe due volte. Lasciane una, con il peso intero.`,
  "component-members-missing": (d: { component: string; dimension: string }) =>
    `${quote(d.component)} è distinto per \`${d.dimension}\`, ma la componente non dice quale membro prendere. Aggiungi \`membri: { ${d.dimension}: … }\`.`,
  "direction-missing": (d: { rule: string }) =>
    `La regola \`${d.rule}\` ha bisogno di sapere che cosa è meglio. Scrivi nell'indicatore \`verso: crescente\` (meglio di più) o \`verso: decrescente\` (meglio di meno).`,
  "rule-key-missing": (d: { rule: string; key: string }) =>
    `La regola \`${d.rule}\` ha bisogno di \`${d.key}\`, che manca. Aggiungila.`,
  "rule-key-not-allowed": (d: { rule: string; key: string; of: string }) =>
    `\`${d.key}\` appartiene alla regola \`${d.of}\`, non a \`${d.rule}\`: non avrebbe effetto. Toglila, o cambia regola.`,
  "range-empty": (d: { at: number }) =>
    `\`da\` e \`a\` sono uguali (${writeNumber(d.at)}): fra il valore che vale 0 e quello che vale 100 non c'è distanza. Cambia uno dei due.`,
  "floor-above-cap": (d: { floor: number; cap: number }) =>
    `Il \`minimo\` (${writeNumber(d.floor)}) supera il \`massimo\` (${writeNumber(d.cap)}). Scambiali o correggili.`,
  "date-rule-without-date": (d: { rule: string; unit: string; indicator: string }) =>
    `La regola \`${d.rule}\` confronta giorni, ma l'unità \`${d.unit}\` di ${quote(d.indicator)} non ha \`grandezza: data\`. Cambia unità di misura, o regola.`,
  "facet-defined-twice": (d: { facet: string; key: string }) =>
    `La faccia dell'indicatore è già \`${d.facet}\`, e \`${d.key}\` ne ricaverebbe un'altra uguale da sé stessa. Togli \`${d.key}\`, oppure cambia \`faccia\`.`,
  "facet-without-result": (d: { facet: string; key: string }) =>
    `\`${d.key}\` si ricava dal consuntivo, ma la faccia di questo indicatore è \`${d.facet}\`: non avrebbe effetto. Togli \`${d.key}\`, oppure scrivi \`faccia: consuntivo\`.`,
  "decimals-of-date": (d: { id: string }) =>
    `${quote(d.id)} si misura in giorni del calendario, che non hanno decimali. Scrivi \`decimali: 0\`, o togli la chiave.`,
  "bands-hole": (d: { until: number; from: number; first: Place; here: Place }) =>
    `Fra la fascia della ${namePlace(d.first, d.here)}, che finisce a ${writeNumber(d.until)}, e questa, che comincia a ${writeNumber(d.from)}, c'è un vuoto: un valore nel mezzo non avrebbe fascia. Fai combaciare i limiti.`,
  "bands-overlap": (d: { first: Place; here: Place }) =>
    `Questa fascia si sovrappone a quella della ${namePlace(d.first, d.here)}, o viene prima di essa: le fasce sono \`[da, fino_a)\`, dalla più bassa alla più alta, e solo la prima può essere senza \`da\` e solo l'ultima senza \`fino_a\`. Correggi i limiti o l'ordine.`,
  "band-empty": (d: { from: number; until: number }) =>
    `La fascia va da ${writeNumber(d.from)} a ${writeNumber(d.until)} escluso, quindi è vuota. Correggi un limite.`,
  "distribution-needs-unit": (d: { unit: string }) =>
    `Le distribuzioni hanno bisogno dell'unità di misura \`${d.unit}\`, che il modello non ha. Aggiungi a \`unita_di_misura\`: { id: ${d.unit}, simbolo: "${d.unit === "percento" ? "%" : ""}", grandezza: numero }.`,
} as const;
