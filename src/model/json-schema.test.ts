import { describe, expect, test } from "vitest";
import { buildJsonSchema } from "./json-schema.ts";

describe("the JSON Schema of a block", () => {
  test("[M28] the written schema is the one that the types give (update: vitest -u)", async () => {
    const text = `${JSON.stringify(buildJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../models/modello.schema.json");
  });
});
