/** An office: where it stands in its tree, what it has reached, how that moved and where it is going. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { absences, figureStates, rankScopes } from "../../operations/index.ts";
import { figureSchema, membersSchema, seenSchema, tongueSchema, viewSchema } from "./nouns.ts";

const stateSchema = z.enum(figureStates);
const countsSchema = z.record(stateSchema, z.number().int());

const officeSchema = z.object({
  code: z.string(),
  title: z.string(),
  type: z.string(),
  hierarchy: z.string(),
});

const overviewRowSchema = officeSchema.extend({
  parent: z.string().nullable(),
  depth: z.number().int(),
  states: countsSchema,
  figure: figureSchema.nullable().describe("Dell'indicatore scelto; null dove non si applica"),
  state: stateSchema.nullable(),
});

const rankedSchema = z.object({ code: z.string(), title: z.string(), figure: figureSchema });

const rankSchema = z.object({
  scope: z.enum(rankScopes).describe("Fra quali uffici: del cluster, della regione, dello stesso tipo"),
  title: z.string(),
  place: z.number().int().describe("1 è il migliore; a pari cifra, pari posto"),
  of: z.number().int(),
  isShared: z.boolean(),
  first: rankedSchema,
  last: rankedSchema,
});

const distanceSchema = z.object({ value: z.number(), display: z.string() });

const scorecardRowSchema = z.object({
  indicator: z.string(),
  title: z.string(),
  members: z.record(z.string(), z.string()),
  memberTitle: z.string(),
  theme: z.object({ id: z.string(), title: z.string(), isSynthesis: z.boolean() }),
  direction: z.enum(["up", "down"]).nullable(),
  figure: figureSchema,
  target: figureSchema.nullable(),
  deviation: figureSchema.nullable(),
  attainment: figureSchema.nullable(),
  state: stateSchema.describe("good = raggiunto, near = vicino, bad = non raggiunto, none = senza obiettivo"),
  reference: z
    .object({ office: officeSchema, target: figureSchema })
    .nullable()
    .describe("L'obiettivo di un ufficio sopra, dove non ce n'è uno proprio e il confronto ha senso"),
  distance: distanceSchema.nullable().describe("Cifra meno obiettivo proprio"),
  ranks: z.array(rankSchema),
});

const inOffice = viewSchema.extend({ orgUnit: z.string() });

export const officeContract = {
  overview: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/org-unit-overview",
      summary: "Ogni ufficio con una cifra a scelta e quanti dei suoi obiettivi raggiunge",
      tags: ["uffici"],
    })
    .input(viewSchema.extend({ indicator: z.string().optional() }))
    .output(
      seenSchema.extend({
        hierarchies: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            indicator: z.object({ id: z.string(), title: z.string() }).nullable(),
          }),
        ),
        choices: z.array(z.object({ id: z.string(), title: z.string(), offices: z.number().int() })),
        rows: z.array(overviewRowSchema),
      }),
    ),
  scorecard: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/org-units/{orgUnit}/scorecard",
      summary: "Che cosa ha raggiunto un ufficio: ogni indicatore, l'obiettivo, il posto fra gli altri",
      tags: ["uffici"],
    })
    .input(inOffice.extend(tongueSchema))
    .output(
      seenSchema.extend({
        office: officeSchema,
        ancestors: z.array(officeSchema),
        children: z.array(officeSchema.extend({ states: countsSchema })),
        related: z.array(officeSchema.extend({ states: countsSchema })),
        states: countsSchema,
        rows: z.array(scorecardRowSchema),
      }),
    ),
  trends: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/org-units/{orgUnit}/trends",
      summary: "Come si è mosso ogni indicatore di un ufficio, per mese o per anno",
      tags: ["uffici"],
    })
    .input(inOffice)
    .output(
      z.object({
        version: z.string(),
        period: z.string(),
        trends: z.array(
          z.object({
            indicator: z.string(),
            members: z.record(z.string(), z.string()),
            unit: z.string(),
            points: z.array(
              z.object({
                period: z.string(),
                value: z.number().nullable(),
                absence: z.enum(absences).nullable(),
                display: z.string(),
              }),
            ),
          }),
        ),
      }),
    ),
  forecasts: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/org-units/{orgUnit}/forecasts",
      summary: "Dove sarà ogni indicatore di un ufficio il 31 dicembre",
      tags: ["uffici"],
    })
    .input(inOffice)
    .output(
      z.object({
        version: z.string(),
        year: z.number().int(),
        conditions: z.array(z.string()),
        rows: z.array(
          z.object({
            indicator: z.string(),
            title: z.string(),
            memberTitle: z.string(),
            members: z.record(z.string(), z.string()),
            comingMonths: z.number().int().describe("Mesi senza cifra che la previsione riempie"),
            forecasts: z.array(
              z.object({
                way: z.enum(["run-rate", "seasonal"]),
                year: figureSchema,
                distance: distanceSchema.nullable(),
                state: stateSchema,
              }),
            ),
          }),
        ),
      }),
    ),
  forecast: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/org-units/{orgUnit}/forecasts/{indicator}",
      summary: "Un indicatore di un ufficio mese per mese, e il passo che serve per l'obiettivo",
      tags: ["uffici"],
    })
    .input(inOffice.extend({ indicator: z.string(), member: membersSchema }))
    .output(
      z.object({
        version: z.string(),
        title: z.string(),
        orgUnit: z.string(),
        year: z.number().int(),
        conditions: z.array(z.string()),
        months: z.array(figureSchema),
        forecasts: z.array(
          z.object({
            way: z.enum(["run-rate", "seasonal"]),
            year: figureSchema,
            distance: z.number().nullable(),
            months: z.array(figureSchema),
          }),
        ),
        target: figureSchema.nullable(),
        needed: z
          .array(figureSchema)
          .nullable()
          .describe(
            "Quanto deve valere ogni mese che manca; null se nessun passo basta, o non c'è obiettivo",
          ),
      }),
    ),
};
