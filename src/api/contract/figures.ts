/** Figures: the pyramid, any of them by office and period, and why each is what it is. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { facets } from "../../operations/index.ts";
import { explanationSchema } from "./explanation.ts";
import { figureSchema, membersSchema, placeSchema, seenSchema, viewSchema } from "./nouns.ts";

const rowSchema = z.object({
  depth: z.number().int(),
  title: z.string(),
  figure: figureSchema,
  target: figureSchema.nullable(),
  deviation: figureSchema.nullable(),
  weight: z.number().nullable().describe("null = non divulgato, o in cima"),
  isComponent: z.boolean(),
  synthesis: z.enum(["disclosed", "partial", "undisclosed"]).nullable(),
});

export const figureContract = {
  pyramid: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/pyramid",
      summary: "La piramide del valore: ogni sintesi con le sue componenti e i loro pesi",
      tags: ["cifre"],
    })
    .input(viewSchema.extend({ orgUnit: z.string().optional() }))
    .output(
      seenSchema.extend({ title: z.string(), orgUnit: z.string().nullable(), rows: z.array(rowSchema) }),
    ),
  list: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/figures",
      summary: "Le cifre di ogni indicatore e ufficio in un periodo",
      tags: ["cifre"],
    })
    .input(
      viewSchema.extend({
        indicator: z.string().optional(),
        facet: z.enum(facets).optional(),
        orgUnit: z.string().optional(),
      }),
    )
    .output(seenSchema.extend({ hash: z.string(), figures: z.array(figureSchema) })),
  explain: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/explanations/{indicator}",
      summary: "Perché una cifra è quella che è: l'albero e le frasi",
      tags: ["cifre"],
    })
    .input(
      viewSchema.extend({
        indicator: z.string(),
        facet: z.enum(facets).optional(),
        orgUnit: z.string().optional(),
        member: membersSchema,
        depth: z.coerce.number().int().min(1).max(50).optional().describe("Livelli aperti sotto la cifra"),
      }),
    )
    .output(
      seenSchema.extend({
        explanation: explanationSchema,
        debts: z.array(z.object({ sentence: z.string(), place: placeSchema })),
        sentences: z.array(z.string()),
      }),
    ),
};
