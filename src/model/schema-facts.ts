/** What delivers facts and how they are measured, as written: `tabelle`, `fonti`, `misura`, `riorganizzazioni`. */
import { z } from "zod";
import { encodings } from "./declared-facts.ts";
import { day, headShape, id, text, word, words } from "./schema-words.ts";
import {
  columnRoleWords,
  columnTypeWords,
  dayStyleWords,
  emptyOfficeWords,
  grainWords,
  holdsWords,
  measureWords,
  reorganisationWords,
  sourceGrainWords,
} from "./words.ts";

const number = z.number({ error: "un numero" });
const integer = z.int({ error: "un numero intero" });
const decimals = integer.min(0, { error: "un numero intero" }).max(9, { error: "un numero intero" });
const listOf = <T extends z.ZodType>(item: T) => z.array(item, { error: "una lista" });
const mapOf = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, { error: "un insieme di chiavi" });
const condition = text.describe("Condizione FEEL sulle colonne della riga");

export const tableSchema = mapOf({
  id: id.describe("Nome con cui la tabella è richiamata"),
  titolo: text.describe("Titolo"),
  chiave: id.describe("Colonna che fa da chiave"),
  numeri: z
    .record(z.string(), decimals, { error: "un elenco `colonna: decimali`" })
    .describe("Colonne di numeri, con i loro decimali")
    .optional(),
  testi: listOf(id).describe("Colonne di testo, da cui si può ottenere un membro").optional(),
  file: text.describe("Elenco CSV, con il percorso dalla cartella di questo file"),
  ...headShape,
});

const column = mapOf({
  id: id.describe("Nome della colonna, come nell'intestazione del file"),
  tipo: word(columnTypeWords, "che cosa contiene"),
  decimali: decimals.describe("Solo numero: quanti se ne tengono").optional(),
  ruolo: word(columnRoleWords, "chiave della riga, ufficio, o data che deve cadere nel periodo").optional(),
  chiave: z
    .boolean({ error: "`true` o `false`" })
    .describe("Vero se nomina la riga insieme alle altre chiavi, oltre al suo ruolo")
    .optional(),
  tabella: text.describe("Tabella di cui il valore è una chiave").optional(),
  valori: listOf(text).describe("I soli valori ammessi").optional(),
  minimo: number.describe("Il valore più piccolo ammesso").optional(),
  massimo: number.describe("Il valore più grande ammesso").optional(),
  facoltativa: z
    .boolean({ error: "`true` o `false`" })
    .describe("Vero se la cella può essere vuota")
    .optional(),
});

export const sourceSchemaOfFacts = mapOf({
  id: id.describe("Nome con cui la fonte è richiamata"),
  titolo: text.describe("Titolo"),
  grana: word(sourceGrainWords, "che cos'è una riga"),
  periodo: word(grainWords, "che cosa copre una consegna; se manca, mese").optional(),
  responsabile: text.describe("Chi ne risponde").optional(),
  entro_giorni: integer.describe("Entro quanti giorni dalla fine del periodo è dovuta").optional(),
  righe_attese: mapOf({ da: integer.optional(), a: integer.optional() })
    .describe("Quante righe ci si aspetta")
    .optional(),
  uffici: listOf(text)
    .min(1, { error: "una lista" })
    .describe(
      "Di quali tipi di ufficio parla; agli altri ciò che ne viene non si applica; se manca, di tutti",
    )
    .optional(),
  ufficio_senza_righe: word(
    emptyOfficeWords,
    "che cosa vuol dire un ufficio senza righe in un periodo consegnato; se manca, mancante",
  ).optional(),
  formato: mapOf({
    separatore: text.describe("Se manca, ;").optional(),
    codifica: words(encodings).describe("Se manca, utf-8").optional(),
    decimale: words([",", "."]).describe("Se manca, la virgola").optional(),
    giorno: word(dayStyleWords, "come è scritto un giorno; se manca, aaaa-mm-gg").optional(),
  })
    .describe("Come è scritto il file")
    .optional(),
  totali_di_controllo: listOf(text).describe("Colonne di cui chi invia dichiara la somma").optional(),
  colonne: listOf(column).describe("Le colonne del file"),
  controlli: listOf(
    mapOf({
      condizione: condition,
      motivo: text.describe("Che cosa non va, se la condizione non vale"),
      rimedio: text.describe("Che cosa fare").optional(),
    }),
  )
    .describe("Che cosa deve valere per ogni riga")
    .optional(),
  ...headShape,
});

export const measureSchema = mapOf({
  tipo: word(measureWords, "come si misura"),
  fonte: text.describe("Id della fonte").optional(),
  colonna: text.describe("La colonna sommata, o di cui si contano i valori distinti").optional(),
  giorni: listOf(text)
    .describe("In luogo della colonna: i giorni dalla prima alla seconda colonna")
    .optional(),
  tabella: text.describe("Tabella dei pesi").optional(),
  peso: text.describe("Colonna della tabella che fa da peso").optional(),
  quando: condition.describe("Quali righe contano; se manca, tutte").optional(),
  entro: condition.describe("Solo quota: quali righe, fra quelle, sono entro il termine").optional(),
  membri: z
    .record(z.string(), text, { error: "un elenco `dimensione: colonna`" })
    .describe("Da dove viene il membro di ogni dimensione: una colonna, oppure tabella.colonna")
    .optional(),
  vale: word(holdsWords, "che cosa vale dove un valore è anche scritto nel modello").optional(),
});

export const reorganisationSchema = mapOf({
  id: text.describe("Nome con cui la riorganizzazione è richiamata"),
  tipo: word(reorganisationWords, "che cosa è accaduto"),
  atto: text.describe("Id dell'atto").optional(),
  dal: day.describe("Primo giorno del nuovo assetto"),
  da: listOf(text).describe("Gli uffici di prima").optional(),
  a: listOf(text).describe("Gli uffici di dopo").optional(),
  quote: z
    .record(z.string(), number, { error: "un elenco `ufficio: quota`" })
    .describe("Solo scissione: come si ripartisce il passato; sommano a 1")
    .optional(),
  ...headShape,
});
