/** What the systems at the source have delivered: calendar, files, quarantine, and what each delivery changed. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { arrivals } from "../../operations/index.ts";
import { figureSchema, inWorkspace, placeSchema } from "./nouns.ts";

const whole = z.number().int();

const deliverySchema = z.object({
  number: whole,
  source: z.string(),
  period: z.string(),
  mode: z.enum(["full", "delta", "removal", "retraction"]),
  recordedOn: z.string(),
  file: z.object({ name: z.string(), sha256: z.string() }),
  rows: whole,
  quarantined: whole,
  of: whole.nullable().describe("La consegna che corregge, o che ritira"),
  notes: z
    .array(z.string())
    .describe("Che cosa si è notato senza fermarla: ritardi, totali di controllo diversi"),
  reason: z.string().nullable(),
  holds: z.boolean().describe("Vale ancora, come noto in quel giorno"),
});

const sourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string().nullable().describe("Chi ne risponde"),
  grain: z.string(),
  period: z.string().describe("Che cosa copre una consegna"),
  dueDays: whole.nullable().describe("Giorni dopo la fine del periodo; null = appena è finito"),
  expectedRows: z.object({ from: whole.nullable(), to: whole.nullable() }),
  emptyOffice: z.enum(["zero", "missing"]),
  controlTotals: z.array(z.string()),
  columns: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      role: z.string().nullable(),
      isKey: z.boolean(),
      table: z.string().nullable(),
      values: z.array(z.string()).nullable(),
      optional: z.boolean(),
    }),
  ),
  checks: z.array(z.object({ condition: z.string(), reason: z.string(), remedy: z.string().nullable() })),
  place: placeSchema,
});

const cellSchema = z.object({
  source: z.string(),
  period: z.string(),
  from: whole.describe("Primo mese dell'anno che copre, da 0"),
  months: whole,
  state: z.enum(arrivals),
  due: z.string(),
  daysLate: whole,
  deliveries: z.array(whole),
  quarantined: whole,
  rows: whole,
});

const causeSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("delivery"),
    source: z.string(),
    deliveries: z.array(whole),
    orgUnit: z.string(),
    period: z.string(),
    rows: z.array(
      z.object({
        sign: z.union([z.literal(1), z.literal(-1)]).describe("1 = la riga è arrivata, −1 = non vale più"),
        delivery: whole,
        line: whole,
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

const movedSchema = z.object({
  title: z.string(),
  before: figureSchema,
  after: figureSchema,
  causes: z.array(causeSchema),
  isCut: z.boolean().describe("Le ragioni, o le loro righe, possono essere di più"),
});

const differencesSchema = z.object({
  period: z.string(),
  days: z.object({ before: z.string(), after: z.string() }),
  deliveries: z.array(whole).describe("Registrate dopo il primo giorno e fino al secondo"),
  moved: z
    .array(z.object({ orgUnit: z.string(), title: z.string(), count: whole }))
    .describe("Quante cifre si sono mosse, unità per unità"),
  figures: z.array(movedSchema),
});

const asKnown = inWorkspace.extend({
  knownAt: z.iso.date().optional().describe("Come noto in questo giorno"),
});
const one = asKnown.extend({ number: z.coerce.number().int().min(1).max(1e9) });
const ofFigures = {
  period: z.string().optional(),
  orgUnit: z.string().optional().describe("Le cifre di questa unità; di quelle in cima se non si dice"),
};

export const deliveryContract = {
  sources: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/sources",
      summary: "Le fonti e il loro contratto: che cosa devono consegnare, entro quando, chi ne risponde",
      tags: ["dati"],
    })
    .input(inWorkspace)
    .output(z.array(sourceSchema)),
  list: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/deliveries",
      summary: "Le consegne, e il calendario di ciò che è arrivato e di ciò che è dovuto",
      tags: ["dati"],
    })
    .input(asKnown.extend({ year: z.coerce.number().int().min(1).max(9998).optional() }))
    .output(
      z.object({
        on: z.string().describe("Il giorno in cui si guarda"),
        year: whole,
        cells: z.array(cellSchema),
        deliveries: z.array(deliverySchema),
      }),
    ),
  one: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/deliveries/{number}",
      summary: "Una consegna, con le altre della stessa fonte e dello stesso periodo",
      tags: ["dati"],
    })
    .input(one)
    .output(z.object({ delivery: deliverySchema, together: z.array(deliverySchema) })),
  quarantine: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/deliveries/{number}/quarantine",
      summary: "Le righe da correggere: dove, che cosa non va, che cosa fare",
      tags: ["dati"],
    })
    .input(one)
    .output(
      z.object({
        delivery: whole,
        count: whole,
        rows: z.array(
          z.object({
            line: whole,
            column: z.string(),
            found: z.string(),
            reason: z.string(),
            remedy: z.string(),
          }),
        ),
        csv: z.string().describe("Lo stesso, come file per chi ha mandato la consegna"),
      }),
    ),
  effects: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/deliveries/{number}/effects",
      summary: "Quali cifre ha mosso una consegna, di quanto, per quali righe",
      tags: ["dati"],
    })
    .input(one.extend(ofFigures))
    .output(differencesSchema.extend({ others: z.array(whole).describe("Registrate lo stesso giorno") })),
  trace: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/deliveries/{number}/rows/{row}",
      summary: "Una riga di una consegna, e ogni cifra che tocca",
      tags: ["dati"],
    })
    .input(one.extend({ row: z.coerce.number().int().min(1).max(1e9) }))
    .output(
      z.object({
        delivery: whole,
        source: z.string(),
        period: z.string(),
        row: whole,
        cells: z.record(z.string(), z.string()),
        count: whole,
        figures: z.array(z.object({ title: z.string(), with: figureSchema, without: figureSchema })),
      }),
    ),
  effectsSince: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/effects",
      summary:
        "Che cosa hanno cambiato le consegne fra due giorni, in cima o in un ufficio, e quanto negli altri",
      tags: ["dati"],
    })
    .input(inWorkspace.extend({ since: z.iso.date(), until: z.iso.date().optional(), ...ofFigures }))
    .output(differencesSchema),
};
