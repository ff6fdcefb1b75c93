/** The Italian words of the format and what they mean in the model. */

import type {
  ColumnRole,
  ColumnType,
  MeasureType,
  ReorganisationType,
  SourceGrain,
} from "./declared-facts.ts";
import type {
  Absence,
  AbsencePolicy,
  DeviationCause,
  Direction,
  Facet,
  Kind,
  PeriodGrain,
  Provenance,
  Status,
} from "./model.ts";

export const provenanceWords = {
  pubblicato: "published",
  desunto: "inferred",
  assunto: "assumed",
  sintetico: "synthetic",
} as const satisfies Record<string, Provenance>;

export const statusWords = {
  definitivo: "final",
  provvisorio: "provisional",
} as const satisfies Record<string, Status>;

export const kindWords = {
  flusso: "flow",
  consistenza: "stock",
  livello: "level",
  rapporto: "ratio",
  punteggio: "score",
} as const satisfies Record<string, Kind>;

export const directionWords = {
  crescente: "up",
  decrescente: "down",
} as const satisfies Record<string, Direction>;

export const facetWords = {
  consuntivo: "result",
  obiettivo: "target",
  scostamento: "deviation",
  raggiungimento: "attainment",
  indice: "index",
} as const satisfies Record<string, Facet>;

export const absenceWords = {
  mancante: "missing",
  non_dovuto: "not-due",
  non_applicabile: "not-applicable",
  non_valutabile: "not-evaluable",
  oscurato: "suppressed",
  non_divulgato: "undisclosed",
} as const satisfies Record<string, Absence>;

export const policyWords = {
  assente: "absent",
  parziale: "partial",
  escludi: "exclude",
} as const satisfies Record<string, AbsencePolicy>;

export const grainWords = {
  mese: "month",
  trimestre: "quarter",
  semestre: "semester",
  anno: "year",
} as const satisfies Record<string, PeriodGrain>;

export const weightsWords = {
  noti: "disclosed",
  parziali: "partial",
  non_divulgati: "undisclosed",
} as const;

export const deviationWords = { percentuale: "percent", differenza: "difference" } as const;

export const ruleWords = {
  scostamento: "deviation",
  rapporto: "ratio",
  minimo_massimo: "min-max",
  fasce: "bands",
  data: "date",
  si_no: "yes-no",
  avanzamento: "progress",
  differenza: "difference",
} as const;

export const causeWords = {
  esogena: "exogenous",
  endogena: "endogenous",
  errore_indicatore: "indicator-error",
} as const satisfies Record<string, DeviationCause["cause"]>;

export const aggregationWords = { ricalcola: false, somma: true } as const;

export const sourceGrainWords = {
  evento: "event",
  flusso: "flow",
  consistenza: "stock",
  presenza: "presence",
  contabile: "ledger",
  risposta: "survey",
} as const satisfies Record<string, SourceGrain>;

export const columnTypeWords = {
  testo: "text",
  intero: "integer",
  numero: "number",
  giorno: "day",
  si_no: "yes-no",
} as const satisfies Record<string, ColumnType>;

export const columnRoleWords = {
  chiave: "key",
  ufficio: "office",
  data: "date",
} as const satisfies Record<string, ColumnRole>;

export const emptyOfficeWords = { zero: "zero", mancante: "missing" } as const;

export const dayStyleWords = { "aaaa-mm-gg": "iso", "gg/mm/aaaa": "italian" } as const;

export const measureWords = {
  somma: "sum",
  somma_pesata: "weighted-sum",
  consistenza_pesata: "weighted-stock",
  conteggio: "count",
  quota: "share",
  media: "mean",
  distinti: "distinct",
  giorni_del_periodo: "period-days",
} as const satisfies Record<string, MeasureType>;

export const holdsWords = { consegna: "delivered", modello: "typed" } as const;

export const reorganisationWords = {
  fusione: "merger",
  scissione: "split",
  istituzione: "opening",
  soppressione: "closing",
  spostamento: "move",
} as const satisfies Record<string, ReorganisationType>;

/** The meaning of a word, or undefined when the table does not hold it (inherited keys included). */
export function findMeaning<T>(words: Readonly<Record<string, T>>, word: string | undefined): T | undefined {
  return word !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;
}

/** The word for a meaning: the tables are one to one. */
export function getWord<T>(words: Readonly<Record<string, T>>, meaning: T): string {
  return Object.keys(words).find((word) => words[word] === meaning) ?? String(meaning);
}
