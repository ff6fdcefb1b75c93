/** Figures: the pyramid, any of them by office and period, and why each is what it is. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { facets, figureStates } from "../../operations/index.ts";
import { explanationSchema } from "./explanation.ts";
import {
  figureSchema,
  markSchema,
  membersSchema,
  oneOrMore,
  placeSchema,
  seenSchema,
  tongueSchema,
  viewSchema,
} from "./nouns.ts";

const rowSchema = z.object({
  depth: z.number().int(),
  title: z.string(),
  figure: figureSchema,
  state: z.enum(figureStates).describe("Come sta rispetto a ciò che era da raggiungere"),
  target: figureSchema.nullable(),
  deviation: figureSchema.nullable(),
  weight: z.number().nullable().describe("null = non divulgato, o in cima"),
  isComponent: z.boolean(),
  synthesis: z.enum(["disclosed", "partial", "undisclosed"]).nullable(),
});

/** Periods that are asked for at once; a year has 19. */
const mostPeriods = 120;

/** Figures of some indicators, facets and offices, in some periods. */
export const chosenSchema = viewSchema.extend({
  period: oneOrMore(z.string(), mostPeriods).describe(
    "2023, 2023-T3, 2023-11 …, anche più volte; l'esercizio del modello se non si dice",
  ),
  periods: z
    .enum(["months", "quarters", "semesters", "all"])
    .optional()
    .describe("Tutti i mesi, trimestri o semestri dell'anno di `period`; o tutti i suoi periodi"),
  indicator: oneOrMore(z.string(), 1_000).describe("Anche più volte"),
  facet: oneOrMore(z.enum(facets), facets.length).describe("Anche più volte"),
  orgUnit: oneOrMore(z.string(), 1_000).describe("Anche più volte"),
});

export const tableFormats = ["json", "csv", "arrow", "xlsx"] as const;

const columnsSchema = z.object({
  nodes: z.array(
    z.object({
      indicator: z.string(),
      title: z.string(),
      facet: z.enum(facets),
      members: z.record(z.string(), z.string()),
      unit: z.string(),
      decimals: z.number().int(),
    }),
  ),
  orgUnits: z.array(z.object({ code: z.string(), title: z.string(), hierarchy: z.string() })),
  periods: z.array(z.string()),
  marks: z.array(markSchema),
  columns: z
    .object({
      node: z.array(z.number()),
      orgUnit: z.array(z.number()),
      period: z.array(z.number()),
      value: z.array(z.number().nullable()),
      display: z.array(z.string()),
      coverage: z.array(z.number().nullable()),
      mark: z.array(z.number()),
    })
    .describe("Tutte lunghe `count`; node, orgUnit, period e mark sono posizioni negli elenchi, da 0"),
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
      summary: "Le cifre di ogni indicatore e ufficio, in uno o più periodi",
      description:
        "In JSON, o come tabella in CSV, Arrow o XLSX: lo dice `Accept`, oppure `format`, che ha la precedenza.",
      tags: ["cifre"],
    })
    .input(
      chosenSchema.extend({
        format: z.enum(tableFormats).optional().describe("La forma, al posto di `Accept`"),
      }),
    )
    .output(seenSchema.extend({ hash: z.string(), figures: z.array(figureSchema) })),
  columns: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/figure-columns",
      summary: "Le stesse cifre per colonne: per tabelle di centomila righe",
      tags: ["cifre"],
    })
    .input(chosenSchema)
    .output(
      seenSchema
        .omit({ period: true })
        .extend({ title: z.string(), count: z.number().int(), ...columnsSchema.shape }),
    ),
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
        ...tongueSchema,
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
