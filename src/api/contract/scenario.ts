/**
 * What the pages need to suppose: the ground on which the figures stand, to be computed again in the browser, and the
 * desk as it stands before anything is supposed. What is supposed is told to nobody.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { facets } from "../../operations/index.ts";
import { figureSchema, oneOrMore, seenSchema, viewSchema } from "./nouns.ts";

const thresholds = ["floor", "cap", "min", "max", "bound", "score", "loss"] as const;

const rowSchema = z.object({
  path: z.string().describe("Le chiavi dalla cima fin qui"),
  depth: z.number().int(),
  title: z.string(),
  key: z.string(),
  hasParts: z.boolean(),
  isOpen: z.boolean(),
  figure: figureSchema,
  weight: z
    .object({
      synthesis: z.string(),
      component: z.number().int(),
      real: z.number().optional().describe("Manca dove non è divulgato"),
    })
    .optional()
    .describe("Di una componente"),
  synthesis: z
    .object({
      indicator: z.string(),
      components: z.number().int(),
      total: z.number(),
      isDisclosed: z.boolean(),
    })
    .optional()
    .describe("Di una sintesi: quanto sommano i suoi pesi"),
  fields: z
    .array(
      z.object({
        facet: z.enum(["target", "result"]),
        indicator: z.string(),
        members: z.record(z.string(), z.string()),
        orgUnit: z.string(),
        period: z.string(),
        decimals: z.number().int(),
        unit: z.string(),
        form: z.enum(["number", "day", "yes-no"]),
        real: z.number().optional(),
      }),
    )
    .describe("Obiettivo e consuntivo, dove si possono supporre"),
  thresholds: z.array(
    z.object({
      indicator: z.string(),
      threshold: z.enum(thresholds),
      band: z.number().int().optional(),
      real: z.number().optional().describe("Manca dove la regola potrebbe averla e non l'ha"),
    }),
  ),
});

const rankableSchema = z.object({
  id: z.string(),
  title: z.string(),
  facet: z.enum(facets),
  type: z.string(),
  offices: z.number().int(),
});

const rankedSchema = z.object({
  orgUnit: z.string(),
  title: z.string(),
  place: z.number().int().optional().describe("Da 1; manca chi è fuori"),
  figure: figureSchema,
});

/** Rows and offices that are given at once, at most. */
const mostRows = 1_000;
const count = z.coerce.number().int().min(0).max(mostRows).optional();

export const scenarioContract = {
  desk: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/scenario-desk",
      summary: "Ciò che si può supporre accanto a ogni cifra vera: pesi, soglie, obiettivi, consuntivi",
      tags: ["scenari"],
    })
    .input(
      viewSchema.extend({
        orgUnit: z
          .string()
          .optional()
          .describe("In cima a ogni albero se non si dice; un ufficio che non c'è non ha righe"),
        toggled: oneOrMore(z.string(), 300).describe(
          "Le righe che non stanno come all'inizio, per cammino: quelle vicine alla cima sono aperte",
        ),
        rows: count.describe("Quante righe; 60 se non si dice"),
        rankBy: z.string().optional().describe("chiave|tipo di ufficio"),
        rankFrom: z.coerce.number().int().min(0).max(1e6).optional(),
        ranked: count.describe("Quanti uffici; 15 se non si dice"),
      }),
    )
    .output(
      seenSchema.extend({
        units: z.array(z.object({ code: z.string(), title: z.string() })),
        titles: z.record(z.string(), z.string()).describe("Di ogni indicatore"),
        dimensions: z.array(
          z.object({
            id: z.string(),
            members: z.array(z.object({ code: z.string(), title: z.string() })),
          }),
        ),
        rankable: z.array(rankableSchema),
        rows: z.array(rowSchema),
        rowsInAll: z.number().int(),
        columns: z.number().int().describe("Quante colonne si calcolano in tutto"),
        rankBy: z.string().nullable(),
        ranking: z.array(rankedSchema),
        ranked: z.number().int(),
      }),
    ),
  ground: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/scenario-ground",
      summary:
        "Tutto ciò da cui le cifre si ricalcolano altrove, bit per bit: testi del modello e risposte del magazzino",
      tags: ["scenari"],
    })
    .input(viewSchema)
    .output(
      z.object({
        version: z.string().describe("La stessa versione è la stessa risposta, bit per bit"),
        hash: z.string().describe("Impronta delle cifre come le ha calcolate il server"),
        files: z.array(z.object({ path: z.string(), text: z.string() })),
        period: z.string(),
        knownAt: z.string().nullable(),
        methodOn: z.string().nullable(),
        organisedOn: z.string().nullable(),
        boundariesOn: z.string().nullable(),
        conditions: z.array(z.string()),
        answers: z
          .string()
          .nullable()
          .describe("Le risposte del magazzino, impacchettate; null = nulla si misura da fatti"),
      }),
    ),
};
