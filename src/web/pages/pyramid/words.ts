/** What the page of the pyramid says. */
import { nearFrom } from "../../../explain/index.ts";

const nearBelow = 100 - nearFrom;

export const pyramidWords = {
  it: {
    title: "La piramide del valore",
    intro:
      "Ogni blocco poggia su quelli sotto. Premi un blocco per vedere di che cosa è fatto, premi una cifra per sapere perché.",
    asPyramid: "Piramide",
    asList: "Elenco",
    look: "Come la si guarda",
    opens: (parts: number) => (parts === 1 ? "poggia su 1 parte" : `poggia su ${parts} parti`),
    madeOf: (what: string) => `Di che cosa è fatto: ${what}`,
    weight: (weight: string) => `peso ${weight}`,
    undisclosed: "peso non divulgato",
    undisclosedParts: "I pesi di queste parti non sono divulgati: la cifra sopra è quella stampata.",
    coverage: (share: string) => `misurato per il ${share} % del peso`,
    was: (value: string) => `era ${value}`,
    wasNot: "non c'era",
    change: (change: string) => `variazione ${change}`,
    indicator: "Vai all'indicatore",
    byOffice: (what: string) => `${what}, ufficio per ufficio`,
    noOffices: "Questa cifra non è misurata negli uffici sottostanti.",
    office: "Ufficio",
    wholeBody: "tutta l'amministrazione",
    legend: `✓ raggiunto: 100 o più (0 o più per uno scostamento); ≈ vicino: non più di ${nearBelow} punti sotto; ✗ non raggiunto; ∅ assente. Sono soglie di lettura, non di valutazione: valuta una persona.`,
    nothing: "In questo periodo nessuna cifra della piramide si applica qui.",
  },
  en: {
    title: "The value pyramid",
    intro:
      "Each block stands on those below. Press a block to see what it is made of, press a figure to know why.",
    asPyramid: "Pyramid",
    asList: "List",
    look: "How to look at it",
    opens: (parts: number) => (parts === 1 ? "stands on 1 part" : `stands on ${parts} parts`),
    madeOf: (what: string) => `What it is made of: ${what}`,
    weight: (weight: string) => `weight ${weight}`,
    undisclosed: "weight not disclosed",
    undisclosedParts: "The weights of these parts are not disclosed: the figure above is the printed one.",
    coverage: (share: string) => `measured for ${share} % of the weight`,
    was: (value: string) => `was ${value}`,
    wasNot: "was not there",
    change: (change: string) => `change ${change}`,
    indicator: "Go to the indicator",
    byOffice: (what: string) => `${what}, office by office`,
    noOffices: "This figure is not measured in the offices below.",
    office: "Office",
    wholeBody: "the whole administration",
    legend: `✓ reached: 100 or more (0 or more for a deviation); ≈ close: no more than ${nearBelow} points below; ✗ not reached; ∅ absent. These are thresholds for reading, not for evaluating: people evaluate.`,
    nothing: "In this period no figure of the pyramid applies here.",
  },
};
