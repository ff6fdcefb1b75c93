/** What moved between two days of knowledge, or differs between two periods. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { facets } from "../../operations/index.ts";
import { figureSchema, flag, oneOrMore, placeSchema, seenSchema, viewSchema } from "./nouns.ts";

const causeSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("delivery"),
    source: z.string(),
    deliveries: z.array(z.number().int()),
    orgUnit: z.string(),
    period: z.string(),
    rows: z.array(
      z.object({
        delivery: z.number().int(),
        line: z.number().int(),
        sign: z.number().int(),
        cells: z.record(z.string(), z.string()),
      }),
    ),
  }),
  z.object({
    type: z.literal("entry"),
    what: z.enum(["observation", "target"]),
    place: placeSchema,
    orgUnit: z.string(),
    period: z.string(),
  }),
]);

export const differenceContract = {
  list: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/differences",
      summary: "Che cosa si è mosso fra due giorni di conoscenza, o fra due periodi",
      description:
        "`from` e `to` sono due giorni (2023-06-05), e allora si confronta lo stesso periodo come noto in ciascuno; oppure due periodi (2023-T1).",
      tags: ["cifre"],
    })
    .input(
      viewSchema.extend({
        from: z.string(),
        to: z.string(),
        indicator: oneOrMore(z.string(), 1_000),
        facet: oneOrMore(z.enum(facets), facets.length),
        orgUnit: oneOrMore(z.string(), 1_000),
        limit: z.coerce
          .number()
          .int()
          .min(1)
          .max(5_000)
          .optional()
          .describe("Cifre elencate; 500 se non si dice"),
        causes: flag.describe("true: anche perché, per le prime 20; solo fra due giorni"),
      }),
    )
    .output(
      seenSchema.omit({ period: true }).extend({
        between: z.enum(["days", "periods"]),
        from: z.string(),
        to: z.string(),
        period: z.string().nullable().describe("null fra due periodi"),
        count: z.number().int().describe("Quante si sono mosse, elencate o no"),
        deliveries: z
          .array(
            z.object({
              number: z.number().int(),
              source: z.string(),
              period: z.string(),
              mode: z.string(),
              file: z.string(),
              recordedOn: z.string(),
              rows: z.number().int(),
            }),
          )
          .describe("Registrate dopo il primo giorno e non dopo il secondo"),
        figures: z.array(
          z.object({
            before: figureSchema.nullable().describe("null dove non c'è"),
            after: figureSchema.nullable(),
            change: z.number().nullable().describe("Dopo meno prima, se ci sono entrambe"),
            causes: z.array(causeSchema),
            isCut: z.boolean().describe("Ci sono altre cause, che non si elencano"),
          }),
        ),
      }),
    ),
};
