/** What a few letters may mean. */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { inWorkspace } from "./nouns.ts";

export const searchContract = {
  find: oc
    .route({
      method: "GET",
      path: "/workspaces/{workspace}/search",
      summary: "Uffici, indicatori, progetti, linee guida e atti, dal più probabile",
      description: "Accenti, maiuscole e punteggiatura non contano; le parole possono essere a metà.",
      tags: ["modello"],
    })
    .input(
      inWorkspace.extend({
        q: z.string().max(200),
        limit: z.coerce.number().int().min(1).max(100).optional().describe("20 se non si dice"),
      }),
    )
    .output(
      z.object({
        found: z.array(
          z.object({
            kind: z
              .enum(["org-unit", "indicator", "node", "member", "act"])
              .describe(
                "node: di un'altra gerarchia, come un progetto; member: di una dimensione, come una linea guida",
              ),
            id: z.string(),
            title: z.string(),
            context: z.string().describe("Dove sta, a parole"),
            hierarchy: z.string().nullable(),
            dimension: z.string().nullable(),
            indicators: z
              .array(z.string())
              .describe("Di un nodo o di un membro: che cosa se ne misura; di un atto: che cosa ne segue"),
          }),
        ),
      }),
    ),
};
