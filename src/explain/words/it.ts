/** What an explanation says in Italian. The other languages have the same keys, or they do not compile. */
import { absenceNames } from "../../engine/index.ts";
import { facetNames } from "../../formula/index.ts";
import { type FactMeasure, getWord, measureWords, ruleWords } from "../../model/index.ts";

const nameMeasure = (type: FactMeasure["type"]): string => getWord<string>(measureWords, type);

export const it = {
  absence: absenceNames,
  facet: facetNames,
  provenance: { published: "pubblicato", inferred: "desunto", assumed: "assunto", synthetic: "sintetico" },
  grain: { month: "mese", quarter: "trimestre", semester: "semestre", year: "anno" },
  yes: "sì",
  no: "no",
  absent: "(assente)",

  rounding: {
    none: "nessun arrotondamento",
    shown: (value: string, decimals: number) =>
      `è ${value}, mostrato con ${decimals === 1 ? "1 decimale" : `${decimals} decimali`}; la metà si allontana da zero`,
  },
  /** After the title of what is measured: what a step inside a formula makes of it. */
  step: {
    precedente: "nel periodo prima",
    anno_precedente: "un anno prima",
    edizione_precedente: "un anno prima, con il metodo di allora",
    cumulato: "dal primo anno",
    da_inizio_anno: "da inizio anno",
    totale_sottoalbero: "con le unità sottostanti",
  },
  groupStep: (grouping: string, isPast: boolean, weight: string) =>
    `media del gruppo in «${grouping}»${isPast ? " un anno prima" : ""}, con peso «${weight}»`,

  weight: (weight: string) => `peso ${weight}`,
  toldBefore: "già spiegato sopra",
  notOpened: (command: string) => `non aperto qui: chiedi \`${command}\``,
  limited: (limit: string) => `il limite previsto decide: ${limit}`,
  cause: {
    exogenous: "causa esogena",
    endogenous: "causa endogena",
    "indicator-error": "errore nell'indicatore",
  },
  lost: (office: string) =>
    `manca ciò che ha fatto ${office}: fra questi uffici non c'è, e nessuno ne ha preso il posto`,
  lostOffice: (change: "closed" | "opened", day: string | undefined) =>
    `${change === "closed" ? "soppresso" : "istituito"}${day === undefined ? "" : ` il ${day}`}`,

  observed: (day: string | undefined) => `dato rilevato${day === undefined ? "" : `, estratto il ${day}`}`,
  noDatum: "nessun dato",
  calendar: "giorni di calendario del periodo",
  delivered: {
    nothing: (title: string, source: string) =>
      `misurato dalla fonte «${title}» (${source}), che per questo periodo non ha consegnato nulla`,
    from: (title: string, source: string, found: string) =>
      `misurato dalla fonte «${title}» (${source}): ${found}`,
    delivery: (isCorrection: boolean, number: number, file: string, day: string, rows: string) =>
      `${isCorrection ? "correzione" : "consegna"} ${number}, ${file}, registrata il ${day}, ${rows} righe`,
    more: (count: number) => `e altre ${count}`,
    untold:
      "le righe ci sono, ma a qualcuna manca il valore o il peso, o non si sa di quale di questi uffici è",
    noRow: "nessuna riga",
  },
  measure: {
    of: (type: FactMeasure["type"], what: string) => `${nameMeasure(type)} di ${what}`,
    rows: "righe",
    days: (from: string, to: string) => `giorni da ${from} a ${to}`,
    where: "dove",
  },
  target: {
    none: "nessun obiettivo dichiarato",
    declared: "obiettivo dichiarato",
    revised: (day: string | undefined, authorisedBy: string, reason: string) =>
      `obiettivo rivisto${day === undefined ? "" : ` dal ${day}`}, su autorizzazione di: ${authorisedBy}; motivo: ${reason}`,
    event: (title: string) => ` (evento: ${title})`,
    previousUnknown: "; l'obiettivo precedente non è noto",
  },
  outside: {
    existence: "l'unità organizzativa non esiste in questo periodo",
    grain: "a questo livello l'indicatore non si misura e non si somma",
    shorter: (grain: string, period: string) => `si misura per ${grain}: chiedi --period ${period}`,
    longer: (grain: string, period: string) =>
      `si misura per ${grain} e non si somma nel tempo: chiedi --period ${period}, o un altro`,
  },
  printed: (parts: number) =>
    `cifra stampata dal documento: i pesi delle sue ${parts} componenti non sono divulgati, perciò non si può ricalcolare`,
  undisclosed: (parts: number) => `né la cifra né i pesi delle sue ${parts} componenti sono divulgati`,
  formula: (text: string) => `si calcola ${text}`,
  reading: (reading: string) => `cioè ${reading}`,
  sum: {
    offices: (parts: number) => `somma delle unità sottostanti (${parts})`,
    time: (parts: number) => `somma dei periodi che lo compongono (${parts})`,
  },
  beyond: {
    sum: (limit: string) => `la somma supera ${limit}: non sarebbe più esatta, perciò non ha valore`,
    datum: (limit: string) =>
      `il dato supera ${limit}: le sue somme non sarebbero più esatte, perciò non ha valore`,
  },
  meanOverTime: (parts: number) => `media dei ${parts} periodi che lo compongono`,
  lastInTime: "consistenza: vale l'ultimo periodo",
  weightedMean: (sum: string) => `media ponderata: ${sum}`,
  policy: {
    absent: "se una parte manca, manca il totale",
    partial: "ciò che manca è lasciato fuori e il totale è parziale",
    exclude: "ciò che manca è escluso per atto",
  },
  deviation: (sum: string) => `scostamento: ${sum}`,
  series: {
    precedente: "è la cifra del periodo prima, della stessa durata",
    anno_precedente: "è la cifra dello stesso periodo dell'anno prima",
    cumulato: "somma dal primo anno del modello; ciò che non si applica è lasciato fuori",
    da_inizio_anno: "somma da gennaio; ciò che non si applica è lasciato fuori",
    totale_sottoalbero: "somma dell'unità e di quelle sottostanti; ciò che non si applica è lasciato fuori",
  },

  rule: (name: string, reading: string) => `regola «${name}»: ${reading}`,
  rules: {
    deviation: getWord<string>(ruleWords, "deviation"),
    ratio: getWord<string>(ruleWords, "ratio"),
    "min-max": getWord<string>(ruleWords, "min-max"),
    bands: getWord<string>(ruleWords, "bands"),
    date: getWord<string>(ruleWords, "date"),
    "yes-no": getWord<string>(ruleWords, "yes-no"),
    progress: getWord<string>(ruleWords, "progress"),
    difference: getWord<string>(ruleWords, "difference"),
  },
  band: {
    none: (value: string) => `${value} non sta in nessuna fascia`,
    found: (value: string, band: string, score: string) =>
      `${value} sta nella fascia ${band}, che vale ${score}`,
    precise: (value: string) => ` (con le fasce si confronta il valore senza arrotondamenti: ${value})`,
  },
  date: {
    compared: (day: string, term: string) => `${day} rispetto al termine ${term}`,
    inTime: "entro il termine, 100",
    late: (days: string, isOne: boolean) => `${days} ${isOne ? "giorno" : "giorni"} di ritardo`,
    points: (points: string, isOne: boolean) => `${points} ${isOne ? "punto" : "punti"}`,
  },

  edition: {
    is: "è la cifra dello stesso periodo dell'anno prima, nella sua edizione: con il metodo di allora",
    unchanged: "da allora il metodo non è cambiato",
    methods: (then: string, now: string) =>
      `si confrontano due metodi, quello del ${then} e quello del ${now}`,
    formula: (title: string, act: string | undefined) =>
      act === undefined ? `«${title}»` : `«${title}» (allora: ${act})`,
    changed: (formulas: string) => `; è cambiata la formula di ${formulas}`,
    effect: (value: string, effect: string) =>
      `; con il metodo di oggi l'anno prima varrebbe ${value}: l'effetto del metodo sui dati di allora è ${effect}`,
  },
  group: {
    none: (office: string, grouping: string) => `${office} non sta in nessun gruppo di «${grouping}»`,
    name: (group: string, grouping: string) => `gruppo «${group}» di «${grouping}»`,
    noYear: (group: string) =>
      `media del ${group} nell'anno prima: il modello comincia con quest'anno, e l'anno prima non c'è`,
    mean: (group: string, year: number) =>
      `media ponderata del ${group} nel ${year}: Σ peso × valore / Σ peso`,
    nobody: (year: number) => `nel ${year} nessuna unità del gruppo ha un peso: non c'è con chi confrontarsi`,
    alone: (year: number, office: string) =>
      `nel ${year} il gruppo ha solo ${office}: un'unità non si confronta con la media di sé stessa`,
    offices: (count: number, codes: string) => `su ${count} unità: ${codes}`,
    more: (count: number) => ` e altre ${count}`,
  },

  doubt: {
    provenance: (provenance: string) => `provenienza: ${provenance}`,
    provisional: "provvisorio",
    partial: "parziale: non si confronta con un obiettivo",
    coverageUnknown: "copertura non nota (pesi non divulgati)",
    coverage: (share: string) => `copertura ${share} %`,
  },
  source: (words: string) => `fonte: ${words}`,
  section: (section: string) => `sezione ${section}`,

  debts: "Da che cosa dipende l'assenza, e chi deve il dato:",
  debt: {
    nobody: "nessuno lo deve",
    unknown: "il modello non dice chi lo deve",
    owner: (owner: string) => `lo deve ${owner}`,
    note: (note: string) => `; nota: ${note}`,
  },
  levels: (shown: number, levels: number, lines: number) =>
    `Livelli aperti: ${shown} su ${levels}. Per aprirli tutti (${lines} righe) aggiungi \`--depth ${levels}\`; per aprire una parte sola chiedi la sua cifra con \`--org-unit\`, \`--period\` e \`--member\`.`,
};

/** What each language must be able to say. */
export type Table = typeof it;
