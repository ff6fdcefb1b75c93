/** The contract as OpenAPI 3.1, for whoever reads the figures with a program of their own. */
import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { contract } from "./contract/index.ts";

export function writeOpenApi(): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: {
      title: "Piramide",
      version: "1",
      description:
        "Le cifre di un'amministrazione, come sono state calcolate e perché. Si legge soltanto; gli errori sono documenti RFC 9457.",
      license: { name: "EUPL-1.2" },
    },
    servers: [{ url: "/api/v1" }],
  });
}
