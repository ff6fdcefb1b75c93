/** How an indicator is synthesised and how its attainment is measured, as written. */
import { z } from "zod";
import { headShape, text, word } from "./schema-words.ts";
import { facetWords, policyWords, ruleWords, weightsWords } from "./words.ts";

const number = z.number({ error: "un numero" });
const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item, { error: "una lista" }).min(1, { error: "una lista" });

export const synthesisSchema = z.strictObject(
  {
    pesi: word(weightsWords, "che cosa si sa dei pesi"),
    somma_pesi: number.describe("A quanto sommano i pesi; se manca, 100").optional(),
    quando_assente: word(policyWords, "che cosa si fa se una componente manca; se manca, assente").optional(),
    atto: text.describe("Id dell'atto che permette `escludi`").optional(),
    componenti: listOf(
      z.strictObject(
        {
          indicatore: text.describe("Id dell'indicatore che entra nella sintesi"),
          faccia: word(facetWords, "la faccia che entra; se manca, la principale").optional(),
          membri: z
            .record(z.string(), text, { error: "un elenco `dimensione: membro`" })
            .describe("Il membro di ogni dimensione")
            .optional(),
          peso: number.describe("Peso; manca se non è divulgato").optional(),
        },
        { error: "un insieme di chiavi" },
      ),
    ).describe("Che cosa entra nella sintesi"),
    ...headShape,
  },
  { error: "un insieme di chiavi" },
);

const rule = word(ruleWords, "come il risultato diventa raggiungimento");

const band = z.strictObject(
  {
    da: number.describe("Limite inferiore, compreso; manca se aperta").optional(),
    fino_a: number.describe("Limite superiore, escluso; manca se aperta").optional(),
    punteggio: number.describe("Il raggiungimento di chi cade nella fascia"),
  },
  { error: "un insieme di chiavi" },
);

export const attainmentSchema = z
  .union(
    [
      rule,
      z.strictObject({
        regola: rule,
        minimo: number.describe("Limite inferiore del raggiungimento").optional(),
        massimo: number.describe("Limite superiore del raggiungimento").optional(),
        da: number.describe("Solo minimo_massimo: il valore che vale 0").optional(),
        a: number.describe("Solo minimo_massimo: il valore che vale 100").optional(),
        perdita_al_giorno: number
          .min(0, { error: "un numero" })
          .describe("Solo data: punti persi per ogni giorno di ritardo")
          .optional(),
        fasce: listOf(band).describe("Solo fasce: dalla più bassa alla più alta, [da, fino_a)").optional(),
        ...headShape,
      }),
    ],
    { error: "il nome di una regola, oppure le sue chiavi" },
  )
  .describe("Il nome della regola, oppure la regola con i suoi limiti");
