/** What the pages need to suppose: the ground on which the figures stand, to be computed again in the browser. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { viewSchema } from "./nouns.ts";

export const scenarioContract = {
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
