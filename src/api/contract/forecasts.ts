/** Where a figure is going by 31 December. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { figureSchema, flag, membersSchema, seenSchema, viewSchema } from "./nouns.ts";

export const forecastContract = {
  get: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/forecasts/{indicator}",
      summary: "La previsione al 31 dicembre, la distanza dall'obiettivo e il ritmo che serve",
      description:
        "Sugli uffici del 31 dicembre, se `boundariesOn` non ne dice altri; i mesi registrati dopo `knownAt` sono da venire.",
      tags: ["cifre"],
    })
    .input(
      viewSchema.omit({ period: true }).extend({
        indicator: z.string(),
        orgUnit: z.string().optional(),
        member: membersSchema,
        year: z.coerce.number().int().min(1).max(9_998).optional().describe("L'esercizio se non si dice"),
        pace: flag.describe("true: anche il ritmo che serve nei mesi da venire"),
      }),
    )
    .output(
      seenSchema.extend({
        indicator: z.string(),
        title: z.string(),
        orgUnit: z.string(),
        year: z.number().int(),
        months: z.array(figureSchema).describe("Come sono noti; un'assenza dove sono da venire"),
        forecasts: z.array(
          z.object({
            way: z
              .enum(["run-rate", "seasonal"])
              .describe("Al ritmo tenuto, o con la stagione dell'anno prima"),
            year: figureSchema,
            distance: z.number().nullable().describe("Previsione meno obiettivo; null senza obiettivo"),
            months: z.array(figureSchema),
          }),
        ),
        target: figureSchema.nullable(),
        needed: z
          .array(figureSchema)
          .nullable()
          .describe("I mesi da venire che raggiungono l'obiettivo; null se nessuno può, o non è chiesto"),
      }),
    ),
};
