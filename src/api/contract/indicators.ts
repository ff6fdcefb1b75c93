/** What is measured: indicators to choose among. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { facets, kinds } from "../../operations/index.ts";
import { seenSchema, viewSchema } from "./nouns.ts";

const indicatorSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  unit: z.string(),
  kind: z.enum(kinds),
  direction: z.enum(["up", "down"]).nullable(),
  decimals: z.number().int(),
  hierarchy: z.string(),
  grain: z.object({ period: z.string(), orgUnit: z.string() }),
  mainFacet: z.enum(facets),
  facets: z.array(z.enum(facets)).describe("Quelle di cui ci sono cifre"),
  dimensions: z.array(z.string()),
  members: z
    .array(z.record(z.string(), z.string()))
    .describe("Le combinazioni di membri di cui ci sono cifre; una sola e vuota se non si distingue nulla"),
  isSynthesis: z.boolean(),
  from: z.enum(["data", "formula", "synthesis"]),
  owner: z.string().nullable().describe("Chi deve i dati"),
});

export const indicatorListContract = {
  list: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/indicators",
      summary: "Gli indicatori: che cosa sono, che facce e membri hanno, chi ne deve i dati",
      tags: ["modello"],
    })
    .input(viewSchema.pick({ workspace: true, period: true, methodOn: true }))
    .output(seenSchema.extend({ title: z.string(), indicators: z.array(indicatorSchema) })),
};
