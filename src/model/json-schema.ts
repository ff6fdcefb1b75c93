/** The shape of a block as JSON Schema (draft 2020-12), with which editors complete and check. */
import { z } from "zod";
import { blockSchema } from "./schema.ts";

export function buildJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(blockSchema, { target: "draft-2020-12" });
  const { $schema, ...rest } = schema;
  return {
    $schema,
    title: "Modello di Piramide: un blocco",
    description:
      "Il formato è in docs/formato-modello.md. Generato da src/model/schema.ts: non si modifica a mano.",
    ...rest,
  };
}
