/** What is open: workspaces, their models, their offices. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { inWorkspace, problemSchema, viewSchema } from "./nouns.ts";

export const workspaceSchema = z.object({
  id: z.string(),
  title: z.string(),
  administration: z.string(),
  year: z.number().int(),
  years: z.object({ from: z.number().int(), to: z.number().int() }),
  isSynthetic: z.boolean().describe("I suoi dati sono inventati: mai da mescolare a quelli veri"),
  hasReport: z.boolean().describe("Ha un documento stampato da verificare"),
  deliveries: z.number().int(),
  toDeliver: z
    .array(z.string())
    .describe("I comandi con cui arrivano le consegne, finché il modello le aspetta e non ce n'è nessuna"),
  stamp: z.string(),
  outdated: z
    .array(problemSchema)
    .describe("Perché ciò che c'è ora non si legge, e si mostra ciò che c'era prima"),
});

const modelSchema = workspaceSchema.extend({
  hash: z.string(),
  periods: z.array(z.object({ code: z.string(), grain: z.string(), from: z.string(), until: z.string() })),
  hierarchies: z.array(z.object({ id: z.string(), title: z.string(), units: z.number().int() })),
  dimensions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      members: z.array(z.object({ code: z.string(), title: z.string() })),
    }),
  ),
  groupings: z.array(z.object({ id: z.string(), title: z.string(), hierarchy: z.string() })),
  events: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      from: z.string().nullable(),
      until: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  acts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      body: z.string().nullable(),
      number: z.string().nullable(),
      date: z.string().nullable(),
    }),
  ),
});

export const orgUnitSchema = z.object({
  code: z.string(),
  title: z.string(),
  type: z.string(),
  hierarchy: z.string(),
  parent: z.string().nullable(),
  depth: z.number().int(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  attributes: z.record(z.string(), z.string()),
});

export const workspaceContract = {
  list: oc
    .route({ method: "GET", path: "/workspaces", summary: "Gli spazi di lavoro aperti", tags: ["modello"] })
    .output(z.array(workspaceSchema)),
  model: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/model",
      summary: "Il modello: anni, periodi, gerarchie, dimensioni, atti, eventi",
      tags: ["modello"],
    })
    .input(inWorkspace)
    .output(modelSchema),
  orgUnits: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/org-units",
      summary: "Gli uffici e le altre unità, nell'ordine del loro albero",
      tags: ["modello"],
    })
    .input(viewSchema.pick({ workspace: true, period: true, boundariesOn: true }))
    .output(z.array(orgUnitSchema)),
};
