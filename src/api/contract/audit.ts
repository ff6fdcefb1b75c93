/** The printed report, checked: what holds and what does not, figure by figure, and the weights that are not disclosed. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { modelOutcomes, verdicts, type WeightReport } from "../../operations/index.ts";
import { figureSchema, inWorkspace } from "./nouns.ts";

const verdict = z.enum(verdicts);
const counts = z.record(verdict, z.number().int());

const printedSchema = z.object({
  id: z.string(),
  place: z.object({ section: z.string(), table: z.string(), row: z.string(), column: z.string() }),
  line: z.number().int().nullable().describe("Riga del testo trascritto"),
  printed: z.string().describe("Com'è stampata, alla lettera"),
  verdict,
  recomputed: z.string().describe("Come si stamperebbe rifacendo il conto; vuoto dove non c'è un conto"),
  why: z.string(),
  relations: z.array(z.string()),
  model: z.enum(modelOutcomes).nullable().describe("Accanto al modello; null = non nomina una sua cifra"),
  computed: z.string().describe("Ciò che il modello calcola, come si stamperebbe; vuoto dove non c'è"),
});

const exactRange = z.object({
  from: z.string().nullable(),
  until: z.string().nullable(),
  hasFrom: z.boolean(),
  hasUntil: z.boolean(),
});

const weightsSchema: z.ZodType<WeightReport> = z.object({
  exact: z.object({
    parts: z.array(
      z.object({
        part: z.string(),
        hides: exactRange,
        point: z.string().nullable(),
        least: z.string(),
        isLeastOpen: z.boolean(),
        most: z.string(),
        fixed: z.string().nullable(),
      }),
    ),
    printed: z.string(),
    decimals: z.number().int(),
    mean: exactRange,
    grid: z.string(),
    total: z.string(),
  }),
  grid: z.string(),
  total: z.string(),
  sets: z.number().nullable().describe("Insiemi di pesi ammissibili sulla griglia"),
  setsOfPoints: z.number().nullable().describe("Lo stesso, con i componenti come stampati"),
  possibleSets: z.number().nullable(),
  anyWeights: z.boolean(),
  ranges: z
    .array(
      z.object({
        part: z.string(),
        from: z.string(),
        until: z.string(),
        exactFrom: z.string(),
        exactUntil: z.string(),
        hasFrom: z.boolean(),
        hasUntil: z.boolean(),
      }),
    )
    .nullable(),
  get alternatives() {
    return z.array(z.object({ figure: z.string(), printed: z.string(), verdict, weights: weightsSchema }));
  },
});

const relationSchema = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string().describe("Che tipo di relazione è, in italiano"),
  verdict,
  figures: z.array(z.string()).describe("Il risultato per primo"),
  recomputed: z.string(),
  outcome: z.string(),
});

const paperSchema = relationSchema.extend({
  reason: z.string(),
  source: z.string(),
  prints: z.array(z.object({ figure: z.string(), hides: z.string() })),
  sums: z.array(z.string()),
  suspects: z.array(
    z.object({
      figure: z.string(),
      wouldBe: z.string(),
      restated: z.array(z.string()),
      alsoFits: z.array(z.string()),
      isSlip: z.boolean(),
      isOtherRule: z.boolean(),
    }),
  ),
  cleared: z.array(z.object({ figure: z.string(), by: z.array(z.string()) })),
  tried: z.array(
    z.object({
      formula: z.string(),
      meaning: z.string(),
      display: z.string(),
      value: z.string(),
      reproduces: z.boolean(),
      isDeclared: z.boolean(),
    }),
  ),
  weights: weightsSchema.nullable(),
});

const asKnown = inWorkspace.extend({
  knownAt: z.iso
    .date()
    .optional()
    .describe("Accanto a ciò che il modello e le consegne davano in questo giorno"),
});

const auditVersion = z.object({ version: z.string() });

export const auditContract = {
  report: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/audit",
      summary: "La verifica del documento stampato: i conteggi, le cifre al loro posto, ciò che non torna",
      tags: ["verifica"],
    })
    .input(asKnown)
    .output(
      auditVersion.extend({
        document: z.object({
          id: z.string(),
          title: z.string(),
          act: z.string().nullable(),
          sha256: z.string().nullable(),
        }),
        summary: z.object({
          figures: z.number().int(),
          bound: z.number().int(),
          results: z.number().int(),
          relations: z.number().int(),
          restatements: z.number().int(),
          figureVerdicts: counts,
          relationVerdicts: counts,
          restatementVerdicts: counts,
          model: z.record(z.enum(modelOutcomes), z.number().int()).nullable(),
        }),
        unknowns: z.array(z.object({ name: z.string(), range: z.string() })),
        figures: z.array(printedSchema),
        failed: z.array(paperSchema).describe("Le relazioni che non tornano"),
        undisclosed: z
          .array(relationSchema.extend({ weights: weightsSchema }))
          .describe("Le medie con pesi non divulgati"),
      }),
    ),
  figure: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/audit/figures/{figure}",
      summary: "Una cifra stampata: esito, carte di lavoro di ogni sua relazione, la cifra del modello",
      tags: ["verifica"],
    })
    .input(asKnown.extend({ figure: z.string() }))
    .output(
      auditVersion.extend({
        figure: printedSchema,
        comparison: z
          .object({
            reference: z.string(),
            outcome: z.enum(modelOutcomes),
            computed: z.string(),
            why: z.string(),
          })
          .nullable(),
        computed: figureSchema.nullable().describe("La cifra del modello, che si spiega da sé"),
        relations: z.array(paperSchema).describe("Prima quelle che decidono l'esito"),
      }),
    ),
};
