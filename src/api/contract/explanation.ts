/** An explanation on the wire: a tree of steps, each with what is said of it. */
import { z } from "zod";
import { figureSchema, placeSchema } from "./nouns.ts";

export const sourceSchema = z.object({
  act: z.string().nullable(),
  article: z.string().nullable(),
  section: z.string().nullable(),
  table: z.string().nullable(),
  note: z.string().nullable(),
});

const stepSchema = z.object({
  title: z.string().describe("Con ciò che una formula ne fa, nella lingua chiesta"),
  figure: figureSchema,
  operation: z.string().describe("observed, delivered, formula, weighted-mean …"),
  sentences: z.array(z.string()).describe("Che cosa si dice di questo passo"),
  weight: z.number().nullable(),
  rounding: z.string().describe("Che cosa toglie al valore il modo in cui è mostrato"),
  source: sourceSchema.nullable(),
  place: placeSchema,
  deliveries: z.array(
    z.object({ number: z.number().int(), file: z.string(), recordedOn: z.string(), rows: z.number().int() }),
  ),
  told: z.enum(["here", "before", "cut"]),
  closedParts: z
    .number()
    .int()
    .describe("Parti che ci sono e non sono state mandate: si chiede la loro cifra"),
});

export type ExplanationStep = z.infer<typeof stepSchema> & { readonly parts: ExplanationStep[] };

export const explanationSchema: z.ZodType<ExplanationStep> = stepSchema.extend({
  get parts() {
    return z.array(explanationSchema);
  },
});
