/** What the pages say in Italian. The other tongues have the same keys. */
export const it = {
  product: "Piramide",
  motto: "Ogni cifra si spiega da sé",
  skip: "Vai al contenuto",
  pages: {
    pyramid: "Piramide",
    office: "Uffici",
    indicator: "Indicatori",
    whatIf: "E se…",
    audit: "Verifica",
    data: "Dati",
  },
  workspace: "Spazio di lavoro",
  synthetic: "Dati sintetici",
  syntheticHint: "Questa amministrazione è inventata: nessuna di queste cifre è vera.",
  language: "Lingua",
  menu: "Menu",
  loading: "Sto caricando…",
  failed: "Non è andata",
  retry: "Riprova",
  empty: "Qui non c'è nulla da mostrare.",
  notFound: "Questa pagina non esiste.",
  why: "Perché?",
  whyOf: (what: string) => `Perché ${what}`,
  close: "Chiudi",
  copyAddress: "Copia l'indirizzo di questa cifra",
  copied: "Indirizzo copiato",
  period: "Periodo",
  knownAt: "Come noto il",
  against: "Confronta con",
  againstHint: "un giorno (2023-06-30) o un periodo (2022)",
  today: "oggi",
  weight: "Peso",
  weightUndisclosed: "peso non divulgato",
  value: "Valore",
  target: "Obiettivo",
  deviation: "Scostamento",
  change: "Variazione",
  coverage: "Copertura",
  coverageUnknown: "copertura non nota",
  provenance: {
    published: "pubblicato",
    inferred: "desunto",
    assumed: "assunto",
    synthetic: "sintetico",
  },
  absence: {
    missing: "mancante",
    "not-due": "non dovuto",
    "not-applicable": "non applicabile",
    "not-evaluable": "non valutabile",
    suppressed: "oscurato",
    undisclosed: "non divulgato",
    upstream: "assente a monte",
  },
  state: {
    good: "raggiunto",
    near: "vicino",
    bad: "non raggiunto",
    none: "senza obiettivo",
    absent: "assente",
    partial: "parziale",
    provisional: "provvisorio",
  },
  facet: {
    result: "consuntivo",
    target: "obiettivo",
    deviation: "scostamento",
    attainment: "raggiungimento",
    index: "indice",
  },
  months: ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
  table: "Dati in tabella",
  changed: "I dati sono cambiati: ecco le cifre nuove.",
};

type Loose<T> = T extends string
  ? string
  : T extends (...words: infer Args) => string
    ? (...words: Args) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Loose<T[K]> };
export type Words = Loose<typeof it>;
