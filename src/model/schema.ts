/**
 * The shape of a block, with its Italian keys: what the reader checks and what editors complete are
 * the same zod types. The `error` of a type is not a message: it is the Italian name of what was
 * expected, from which `check-shape.ts` makes the sentence.
 */
import { z } from "zod";
import { maxDimensions } from "./limits.ts";
import { attainmentSchema, synthesisSchema } from "./schema-computation.ts";
import { measureSchema, reorganisationSchema, sourceSchemaOfFacts, tableSchema } from "./schema-facts.ts";
import { day, headShape, id, text, word, words } from "./schema-words.ts";
import {
  absenceWords,
  aggregationWords,
  causeWords,
  deviationWords,
  directionWords,
  facetWords,
  grainWords,
  kindWords,
  policyWords,
} from "./words.ts";

// No generated code: the same rooms run in browsers that forbid `eval`.
z.config({ jitless: true, localeError: () => "un altro valore" });

const value = z
  .union([z.number(), z.string()], { error: "un numero, un giorno, oppure si o no" })
  .describe("Numero con il punto decimale; giorno dove l'unità è una data; si o no dove la regola è si_no");
const members = z
  .record(z.string(), text, { error: "un elenco `dimensione: membro`" })
  .describe("Per ogni dimensione il codice del membro");
const file = text.describe("Elenco CSV, con il percorso dalla cartella di questo file");
const orgUnit = text.describe(
  "Codice dell'unità organizzativa; se manca, la radice della gerarchia dell'indicatore",
);
const period = text.describe("2023, 2023-S1, 2023-T3 o 2023-11; se manca, l'esercizio");
const note = text.describe("Nota per chi legge");
const listOf = <T extends z.ZodType>(item: T) => z.array(item, { error: "una lista" });
const mapOf = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, { error: "un insieme di chiavi" });
const flag = z.boolean({ error: "`true` o `false`" });
const integer = z.int({ error: "un numero intero" });
const number = z.number({ error: "un numero" });

const act = mapOf({
  id: text.describe("Nome con cui l'atto è richiamato"),
  titolo: text.describe("Titolo"),
  organo: text.describe("Chi lo ha adottato").optional(),
  numero: text.describe("Numero").optional(),
  data: day.describe("Data di adozione").optional(),
  ...headShape,
});

const unitOfMeasure = mapOf({
  id: text.describe("Nome con cui l'unità di misura è richiamata"),
  simbolo: text.describe("Come si scrive dopo il numero"),
  grandezza: z
    .union([z.string(), z.record(z.string(), integer, { error: "esponenti interi" })], {
      error: "il nome di una grandezza, oppure grandezze con il loro esponente",
    })
    .describe("Una grandezza (`numero` = numero puro, `data` = giorno), oppure { euro: 1, persona: -1 }"),
});

const node = mapOf({
  codice: text.describe("Codice, unico nella gerarchia"),
  titolo: text.describe("Nome per esteso"),
  tipo: text.describe("Tipo di nodo, a cui si riferisce la grana").optional(),
  padre: text.describe("Codice del nodo che lo contiene; se manca è una radice").optional(),
  ufficio: text.describe("Nelle altre gerarchie: l'ufficio a cui appartiene").optional(),
  valido_dal: day.describe("Primo giorno di validità").optional(),
  valido_fino_al: day.describe("Fine della validità, esclusa").optional(),
  attributi: z
    .record(z.string(), text, { error: "un elenco `nome: testo`" })
    .describe("Altri dati")
    .optional(),
  ...headShape,
});

const hierarchy = mapOf({
  id: text.describe("Nome con cui la gerarchia è richiamata"),
  titolo: text.describe("Titolo"),
  principale: flag.describe("Vero solo per l'albero degli uffici").optional(),
  nodi: listOf(node).optional(),
  file: file.optional(),
  ...headShape,
});

const dimension = mapOf({
  id: id.describe("Nome con cui la dimensione è richiamata, anche nelle formule"),
  titolo: text.describe("Titolo"),
  membri: listOf(
    mapOf({
      codice: text.describe("Codice, unico nella dimensione"),
      titolo: text.describe("Nome per esteso"),
      attributi: z
        .record(z.string(), text, { error: "un elenco `nome: testo`" })
        .describe("Altri dati")
        .optional(),
      ...headShape,
    }),
  ).optional(),
  file: file.optional(),
  ...headShape,
});

const grouping = mapOf({
  id: text.describe("Nome con cui il raggruppamento è richiamato"),
  titolo: text.describe("Titolo"),
  gerarchia: text.describe("Gerarchia dei nodi raggruppati; se manca, la principale").optional(),
  gruppi: z
    .record(z.string(), listOf(text), { error: "un elenco `gruppo: [codici]`" })
    .describe("Per ogni gruppo i codici dei nodi; un nodo sta in un gruppo solo"),
  ...headShape,
});

const indicator = mapOf({
  id: id.describe("Nome dell'indicatore nelle formule"),
  titolo: text.describe("Titolo breve"),
  descrizione: text.describe("Che cosa misura").optional(),
  unita: text.describe("Id dell'unità di misura"),
  natura: word(kindWords, "come si somma: nel tempo, fra uffici, o mai"),
  verso: word(directionWords, "che cosa è meglio").optional(),
  decimali: integer
    .min(0, { error: "un numero intero" })
    .max(9, { error: "un numero intero" })
    .describe("Decimali mostrati, e il massimo che si può scrivere nei dati; se manca, 0")
    .optional(),
  gerarchia: text.describe("Se manca, la principale").optional(),
  grana: mapOf({
    periodo: word(grainWords, "ogni quanto si rileva").optional(),
    unita: text.describe("ente (le radici), foglie, tutte, o un tipo di nodo").optional(),
  })
    .describe("Il dettaglio con cui si rileva; se manca: anno, ente")
    .optional(),
  dimensioni: listOf(text)
    .max(maxDimensions, { error: "una lista" })
    .describe("Dimensioni oltre a ufficio e periodo")
    .optional(),
  faccia: word(facetWords, "la faccia rilevata o calcolata; se manca, consuntivo").optional(),
  responsabile: text.describe("Chi deve il dato").optional(),
  formula: text.describe("Formula FEEL che lo calcola").optional(),
  formule_precedenti: listOf(
    mapOf({
      fino_al: day.describe("Fine della validità, esclusa"),
      formula: text.describe("La formula che valeva"),
      atto: text.describe("Id dell'atto che l'aveva stabilita").optional(),
    }),
  )
    .describe("Le formule in vigore prima di questa")
    .optional(),
  misura: measureSchema.describe("Come si misura dai fatti consegnati").optional(),
  aggregazione: word(aggregationWords, "come risale ciò che la formula calcola").optional(),
  sintesi: synthesisSchema.describe("Media pesata di altri indicatori").optional(),
  quando_assente: word(policyWords, "che cosa si fa se una parte manca; se manca, assente").optional(),
  atto: text.describe("Id dell'atto che permette `escludi`").optional(),
  obiettivo: text.describe("stessa_formula, oppure la formula dell'obiettivo").optional(),
  scostamento: word(deviationWords, "come si misura lo scostamento dall'obiettivo").optional(),
  raggiungimento: attainmentSchema.optional(),
  valori: z
    .record(z.string(), value, { error: "un elenco `periodo: valore`" })
    .describe("Valori rilevati, per periodo")
    .optional(),
  obiettivi: z
    .record(z.string(), value, { error: "un elenco `periodo: valore`" })
    .describe("Obiettivi, per periodo")
    .optional(),
  ...headShape,
});

const cellShape = {
  indicatore: text.describe("Id dell'indicatore").optional(),
  unita_organizzativa: orgUnit.optional(),
  periodo: period.optional(),
  membri: members.optional(),
  file: file.optional(),
  nota: note.optional(),
  ...headShape,
};

const observation = mapOf({
  ...cellShape,
  valore: value.optional(),
  assenza: word(absenceWords, "perché il valore non c'è").optional(),
  intervallo: mapOf({
    dal: day.describe("Primo giorno"),
    fino_al: day.describe("Fine, esclusa"),
  })
    .describe("Che cosa copre il valore, quando differisce dal periodo")
    .optional(),
  estratto_il: day.describe("Giorno di estrazione dal sistema che lo possiede").optional(),
});

const target = mapOf({
  ...cellShape,
  valore: value.optional(),
  assenza: word(absenceWords, "perché l'obiettivo non c'è").optional(),
  valido_dal: day.describe("Da quando vale; se manca, dall'inizio").optional(),
  revisione: mapOf({
    autorizzata_da: text.describe("Chi ha autorizzato la revisione"),
    motivo: text.describe("Perché"),
    evento: text.describe("Id di un evento del modello").optional(),
    precedente: words(["ignoto"]).describe("Quando l'obiettivo di prima non è noto").optional(),
  })
    .describe("Se l'obiettivo ne sostituisce un altro")
    .optional(),
});

const cause = mapOf({ ...cellShape, causa: word(causeWords, "la causa dello scostamento").optional() });

const distribution = mapOf({
  id: id.describe("Nome della distribuzione; ne nascono <id>, <id>_totale, <id>_quota"),
  titolo: text.describe("Titolo"),
  si_contano: text.describe("Che cosa si conta: una scheda non è una persona"),
  gerarchia: text.describe("Se manca, la principale").optional(),
  unita_organizzativa: orgUnit.optional(),
  periodo: period.optional(),
  fasce: listOf(
    mapOf({
      codice: text.describe("Codice della fascia, unico nella distribuzione"),
      titolo: text.describe("Nome della fascia"),
      da: number.describe("Limite inferiore, compreso").optional(),
      fino_a: number.describe("Limite superiore, escluso").optional(),
      frequenza: integer.describe("Quanti").optional(),
      assenza: word(absenceWords, "perché la frequenza non c'è").optional(),
    }),
  ).describe("Le fasce, dalla più bassa alla più alta"),
  ...headShape,
});

const event = mapOf({
  id: text.describe("Nome con cui l'evento è richiamato"),
  titolo: text.describe("Titolo"),
  atti: listOf(text).describe("Id degli atti che lo riguardano").optional(),
  autorita: text.describe("Chi decide delle conseguenze").optional(),
  dal: day.describe("Primo giorno").optional(),
  fino_al: day.describe("Fine, esclusa").optional(),
  unita: listOf(text).describe("Codici degli uffici toccati").optional(),
  luoghi: listOf(text).describe("Luoghi toccati").optional(),
  indicatori: listOf(text).describe("Id degli indicatori toccati").optional(),
  nota: note.optional(),
  ...headShape,
});

const modelHead = mapOf({
  id: text.describe("Nome del modello"),
  titolo: text.describe("Titolo"),
  amministrazione: text.describe("Amministrazione"),
  esercizio: integer.describe("L'anno che si mostra se non se ne chiede un altro"),
  anni: mapOf({ da: integer.describe("Primo anno"), a: integer.describe("Ultimo anno, compreso") }).describe(
    "Gli anni di cui il modello parla",
  ),
});

export const blockSchema: z.ZodType = mapOf({
  modello: modelHead.describe("Una volta sola in tutto il modello").optional(),
  atti: listOf(act).describe("Atti citati").optional(),
  unita_di_misura: listOf(unitOfMeasure).describe("Unità di misura").optional(),
  gerarchie: listOf(hierarchy).describe("L'albero degli uffici e le altre gerarchie").optional(),
  dimensioni: listOf(dimension).describe("Dimensioni oltre a ufficio e periodo").optional(),
  raggruppamenti: listOf(grouping).describe("Gruppi di nodi, come i cluster").optional(),
  indicatori: listOf(indicator).describe("Che cosa si misura").optional(),
  rilevazioni: listOf(observation).describe("Valori rilevati").optional(),
  obiettivi: listOf(target).describe("Obiettivi e loro revisioni").optional(),
  cause: listOf(cause).describe("Cause degli scostamenti").optional(),
  distribuzioni: listOf(distribution).describe("Frequenze per fascia").optional(),
  eventi: listOf(event).describe("Forza maggiore e simili").optional(),
  tabelle: listOf(tableSchema).describe("Tabelle di riferimento, con date").optional(),
  fonti: listOf(sourceSchemaOfFacts).describe("Che cosa consegnano i sistemi alla fonte").optional(),
  riorganizzazioni: listOf(reorganisationSchema).describe("Uffici che diventano altri").optional(),
  get blocchi(): z.ZodOptional<z.ZodArray> {
    return listOf(blockSchema).describe("Blocchi che ereditano la testa di questo").optional();
  },
  ...headShape,
});

/** The keys that an entry of a CSV list may give, besides dimensions or attributes. */
export const rowKeys = {
  nodi: [
    ...["codice", "titolo", "tipo", "padre", "ufficio", "valido_dal", "valido_fino_al"],
    ...["registrato_il", "stato", "provenienza"],
  ],
  membri: ["codice", "titolo", "registrato_il", "stato", "provenienza"],
  rilevazioni: [
    ...["indicatore", "unita_organizzativa", "periodo", "valore", "assenza", "nota"],
    ...["registrato_il", "estratto_il", "stato", "provenienza"],
  ],
  obiettivi: [
    ...["indicatore", "unita_organizzativa", "periodo", "valore", "assenza", "valido_dal", "nota"],
    ...["registrato_il", "stato", "provenienza"],
  ],
  cause: [
    ...["indicatore", "unita_organizzativa", "periodo", "causa", "nota"],
    ...["registrato_il", "stato", "provenienza"],
  ],
} as const;
