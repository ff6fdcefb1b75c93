/** An indicator: what it means and who wrote it, what it is made of, and its figures by office and period. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { absences, facets, figureStates, kinds, provenances } from "../../operations/index.ts";
import { sourceSchema } from "./explanation.ts";
import {
  figureSchema,
  inWorkspace,
  membersSchema,
  placeSchema,
  seenSchema,
  tongueSchema,
  viewSchema,
} from "./nouns.ts";

const facetSchema = z.enum(facets);
const directionSchema = z.enum(["up", "down"]).nullable();
const themeSchema = z.object({ id: z.string(), title: z.string(), isSynthesis: z.boolean() });
const membersOf = z.record(z.string(), z.string());
const memberSetsSchema = z.array(z.object({ members: membersOf, title: z.string() }));

const formulaSchema = z.object({
  feel: z.string().describe("Come è scritta"),
  reading: z.string().describe("In parole, con i titoli al posto dei nomi"),
  place: placeSchema,
});

const linkSchema = z.object({
  indicator: z.string(),
  title: z.string(),
  memberTitle: z.string(),
  facet: facetSchema,
});

const actSchema = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  number: z.string().nullable(),
  date: z.string().nullable(),
});

const revisionSchema = z.object({
  authorisedBy: z.string(),
  reason: z.string(),
  event: z.string().nullable(),
  previousUnknown: z.boolean(),
});

const descriptionSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  theme: themeSchema,
  unit: z.object({ id: z.string(), symbol: z.string() }),
  kind: z.enum(kinds),
  direction: directionSchema,
  decimals: z.number().int(),
  hierarchy: z.string(),
  grain: z.object({ period: z.enum(["month", "quarter", "semester", "year"]), orgUnit: z.string() }),
  isSummed: z.boolean().describe("Le parti si sommano; altrimenti si ricalcola a ogni nodo"),
  whenAbsent: z.enum(["absent", "partial", "exclude"]),
  mainFacet: facetSchema,
  facets: z.array(facetSchema),
  memberSets: memberSetsSchema,
  owner: z.string().nullable(),
  provenance: z.enum(provenances),
  recordedOn: z.string().nullable(),
  source: sourceSchema.nullable(),
  place: placeSchema,
  acts: z.array(actSchema),
  formula: formulaSchema.nullable(),
  formerFormulas: z.array(formulaSchema.extend({ until: z.string(), act: actSchema.nullable() })),
  targetFormula: z.union([formulaSchema, z.literal("same")]).nullable(),
  deviation: z.enum(["percent", "difference"]).nullable(),
  attainment: z
    .object({
      rule: z.string(),
      floor: z.number().nullable(),
      cap: z.number().nullable(),
      place: placeSchema,
    })
    .nullable(),
  weights: z.enum(["disclosed", "partial", "undisclosed"]).nullable(),
  components: z.array(linkSchema.extend({ weight: z.number().nullable().describe("null = non divulgato") })),
  reads: z.array(linkSchema),
  readBy: z.array(linkSchema.extend({ isComponent: z.boolean() })),
  delivery: z
    .object({
      source: z.string(),
      title: z.string(),
      owner: z.string().nullable(),
      dueDays: z.number().int().nullable(),
      grain: z.string(),
      period: z.string(),
      measure: z.string(),
      column: z.string().nullable(),
      table: z.string().nullable(),
      when: z.string().nullable(),
      within: z.string().nullable(),
      place: placeSchema,
    })
    .nullable()
    .describe("Da quale sistema arriva e che cosa se ne prende"),
  targets: z.array(
    z.object({
      orgUnit: z.string(),
      office: z.string(),
      period: z.string(),
      memberTitle: z.string(),
      absence: z.enum(absences).nullable(),
      display: z.string(),
      validFrom: z.string().nullable(),
      recordedOn: z.string().nullable(),
      provenance: z.enum(provenances),
      source: sourceSchema.nullable(),
      place: placeSchema,
      revision: revisionSchema.nullable(),
    }),
  ),
});

const tableSchema = seenSchema.extend({
  year: z.number().int(),
  facet: facetSchema,
  unit: z.string(),
  decimals: z.number().int(),
  offices: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      type: z.string(),
      isLeaf: z.boolean(),
      isRegion: z.boolean(),
      region: z.string().nullable(),
    }),
  ),
  periods: z.array(z.string()),
  memberSets: memberSetsSchema,
  doubts: z.array(
    z.object({
      absence: z.enum(absences).nullable(),
      status: z.enum(["final", "provisional"]),
      provenance: z.enum(provenances),
      partial: z.boolean(),
      printed: z.boolean(),
    }),
  ),
  office: z.array(z.number().int()).describe("Colonne parallele: una riga è una cella"),
  periodOf: z.array(z.number().int()),
  memberSet: z.array(z.number().int()),
  value: z.array(z.number().nullable()),
  display: z.array(z.string()),
  coverage: z.array(z.number().nullable()),
  doubt: z.array(z.number().int()),
  state: z.array(z.enum(figureStates)),
});

const pointSchema = z.object({ figure: figureSchema, target: figureSchema.nullable() });

const ofIndicator = viewSchema.extend({ indicator: z.string() });

export const indicatorContract = {
  themes: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/themes",
      summary: "Gli indicatori, raggruppati per posto nella piramide o per argomento",
      tags: ["indicatori"],
    })
    .input(inWorkspace)
    .output(
      z.array(
        themeSchema.extend({
          indicators: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              description: z.string().nullable(),
              unit: z.string(),
              kind: z.enum(kinds),
              direction: directionSchema,
              mainFacet: facetSchema,
              facets: z.array(facetSchema),
              owner: z.string().nullable(),
              members: z.number().int(),
              place: placeSchema,
              acts: z.array(z.string()).describe("Gli atti da cui segue"),
            }),
          ),
        }),
      ),
    ),
  describe: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/indicators/{indicator}",
      summary: "Che cosa vuol dire un indicatore, chi lo ha scritto, di che cosa è fatto",
      tags: ["indicatori"],
    })
    .input(ofIndicator.extend(tongueSchema))
    .output(descriptionSchema.extend({ version: z.string() })),
  figures: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/indicators/{indicator}/figures",
      summary: "Un indicatore per tutti gli uffici e i periodi di un anno, a colonne",
      tags: ["indicatori"],
    })
    .input(
      ofIndicator.extend({
        facet: facetSchema.optional(),
        member: membersSchema,
        members: z
          .enum(["all"])
          .optional()
          .describe("Tutti i membri delle sue dimensioni, in luogo di alcuni"),
      }),
    )
    .output(tableSchema),
  series: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/indicators/{indicator}/series",
      summary: "Un indicatore di un ufficio negli anni e nei periodi, con i cambi di metodo",
      tags: ["indicatori"],
    })
    .input(ofIndicator.extend({ orgUnit: z.string().optional(), member: membersSchema }))
    .output(
      z.object({
        version: z.string(),
        orgUnit: z.string(),
        office: z.string(),
        methodChanges: z.array(z.string()).describe("Giorni da cui vale un'altra formula"),
        years: z.array(pointSchema),
        periods: z.array(pointSchema),
      }),
    ),
};
