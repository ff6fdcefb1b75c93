/** What resources are made of. The types of the calculation stay its own: here they are only described for the wire. */
import { z } from "zod";
import { absences, type Figure, facets, languages, provenances } from "../../operations/index.ts";

export const placeSchema = z.object({ file: z.string(), line: z.number().int(), column: z.number().int() });

/** What is to be known of a value. */
export const markSchema = z.object({
  absence: z.enum(absences).nullable(),
  status: z.enum(["final", "provisional"]),
  provenance: z.enum(provenances),
  partial: z.boolean(),
  printed: z.boolean(),
});

export const problemSchema = z.object({
  code: z.string(),
  place: placeSchema,
  subject: z.string(),
  sentence: z.string(),
});

export const figureSchema = z.object({
  id: z.string().describe("L'indicatore"),
  facet: z.enum(facets),
  members: z.record(z.string(), z.string()),
  orgUnit: z.string(),
  period: z.string(),
  value: z.number().nullable().describe("Senza arrotondamenti; null esattamente dove c'è un'assenza"),
  unit: z.string(),
  display: z.string(),
  coverage: z.number().nullable(),
  ...markSchema.shape,
}) satisfies z.ZodType<Figure>;

const day = z.iso.date();

/** The workspace, in the path of every resource below it. */
export const inWorkspace = z.object({ workspace: z.string().min(1).describe("Spazio di lavoro") });

/** From where figures are seen: the same words as the options of the command line. */
export const viewSchema = inWorkspace.extend({
  period: z.string().optional().describe("2023, 2023-T3, 2023-11 …; l'esercizio del modello se non si dice"),
  knownAt: day.optional().describe("Come note in questo giorno"),
  methodOn: day.optional().describe("Con le formule in vigore in questo giorno"),
  boundariesOn: day.optional().describe("Sugli uffici di questo giorno"),
  withoutEvent: z.string().optional().describe("Senza gli uffici di un evento, finché dura"),
});

/** A query says members as `genere=F`, as often as needed. */
export const membersSchema = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .describe("dimensione=membro, anche più volte");

/** A query says several by saying them several times. */
export function oneOrMore<Schema extends z.ZodType<string>>(schema: Schema, most: number) {
  return z.union([schema, z.array(schema).max(most)]).optional();
}

/** A query says yes as `true`. */
export const flag = z.union([z.boolean(), z.enum(["true", "false"])]).optional();

/** How sentences are said; what the model says in them stays as it is written. */
export const tongueSchema = {
  lang: z
    .enum(languages)
    .optional()
    .describe(
      "In che lingua sono le frasi: in italiano se non si dice. I testi del modello e i problemi restano in italiano",
    ),
  marked: flag.describe(
    "Se racchiudere fra U+2068 e U+2069 i testi del modello che stanno nelle frasi e nei loro titoli: chi le mostra sa così dove cambia la lingua. Senza, quei caratteri non ci sono",
  ),
};

export function isSet(given: z.infer<typeof flag>): boolean {
  return given === true || given === "true";
}

/** What every answer about figures says of itself. */
export const seenSchema = z.object({
  version: z.string().describe("La stessa versione è la stessa risposta, bit per bit"),
  period: z.string(),
  conditions: z.array(z.string()).describe("Che cosa è stato chiesto oltre al periodo, a parole"),
  outdated: z
    .array(problemSchema)
    .optional()
    .describe("Che cosa impedisce di calcolare ciò che c'è ora: queste cifre sono quelle di prima"),
});
