/**
 * The contract as OpenAPI 3.1, for whoever reads the figures with a program of their own. What every resource does
 * alike (errors, tags, what machines ask of a service) is written here once, beside what the contract says.
 */
import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { contract } from "./contract/index.ts";
import { problemTitles, problemType } from "./problem-json.ts";
import { tableTypes } from "./send-tables.ts";

/** The statuses in which a resource may end besides 200, and why not those of the bare connection. */
const resourceErrors = [400, 404, 405, 421, 422, 429, 500, 503] as const;
const serviceErrors = [405, 421, 429, 500] as const;

export async function writeOpenApi(prefix: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: "Piramide",
      version: "1",
      summary: "La performance di un'amministrazione: ogni cifra, e perché è quella che è",
      description:
        "Le cifre di un'amministrazione, come sono state calcolate e perché. Si legge soltanto (GET e HEAD), e solo dalla macchina che serve. Gli errori sono documenti RFC 9457. Ogni risposta ha un ETag: con If-None-Match si chiede se è cambiata.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    servers: [{ url: prefix, description: "Questa macchina" }],
    tags: [
      { name: "modello", description: "Che cosa si misura, di chi, da quando" },
      { name: "cifre", description: "Quanto vale, e perché" },
      { name: "servizio", description: "Come sta il servizio" },
    ],
  });
  for (const item of Object.values(document.paths ?? {})) {
    if (item?.get === undefined) continue;
    const isTable = item.get.operationId === "figures.list";
    const errors = isTable ? ([...resourceErrors, 406] as const) : resourceErrors;
    const responses = describeResponses(item.get.responses, errors);
    if (isTable) addTables(responses["200"] as OpenAPI.ResponseObject);
    Object.assign(item.get, { responses });
  }
  return {
    ...document,
    paths: { ...document.paths, ...describeService() },
    components: describeComponents(document),
  };
}

/** The resource at a path: what a query may ask of it. Undefined where there is none. */
export type FindResource = (path: string) => { readonly parameters: readonly string[] } | undefined;

export function matchPaths(document: OpenAPI.Document): FindResource {
  const resources = Object.entries(document.paths ?? {}).map(([path, item]) => {
    const prefix = (item?.servers ?? document.servers ?? [])[0]?.url ?? "";
    const parameters = (item?.get?.parameters ?? []).flatMap((each) =>
      "in" in each && each.in === "query" ? [each.name] : [],
    );
    return {
      pattern: new RegExp(`^${prefix === "/" ? "" : prefix}${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
      parameters,
    };
  });
  return (path) => resources.find(({ pattern }) => pattern.test(path));
}

function describeResponses(
  given: OpenAPI.ResponsesObject | undefined,
  errors: readonly (keyof typeof problemTitles)[],
): OpenAPI.ResponsesObject {
  const whole = { ...(given?.["200"] as OpenAPI.ResponseObject) };
  whole.description = "La risposta";
  whole.headers = {
    ETag: { description: "Da rimandare in If-None-Match", schema: { type: "string" } },
    "Cache-Control": { schema: { type: "string" } },
  };
  const refused = errors.toSorted((a, b) => a - b).map((status) => [status, refer(status)] as const);
  return {
    "200": whole,
    "304": { description: "Non è cambiata da quando aveva il tag mandato in If-None-Match" },
    ...Object.fromEntries(refused),
  };
}

function refer(status: keyof typeof problemTitles): OpenAPI.ReferenceObject {
  return { $ref: `#/components/responses/Problema${status}` };
}

function addTables(response: OpenAPI.ResponseObject): void {
  const { json: _, ...files } = tableTypes;
  const described = Object.values(files).map((type) => [
    type,
    { schema: { type: "string" as const, contentMediaType: type } },
  ]);
  response.content = { ...response.content, ...Object.fromEntries(described) };
  response.headers = {
    ...response.headers,
    "Content-Disposition": { description: "Il nome del file, per le tabelle", schema: { type: "string" } },
  };
}

/** What stands outside the prefix. */
function describeService(): OpenAPI.PathsObject {
  const describe = (
    operationId: string,
    summary: string,
    content: Readonly<
      Record<string, { readonly schema: OpenAPI.ReferenceObject | { readonly type: "string" | "object" } }>
    >,
  ): OpenAPI.PathItemObject => ({
    servers: [{ url: "/" }],
    get: {
      operationId,
      summary,
      tags: ["servizio"],
      responses: {
        "200": { description: "La risposta", content },
        ...Object.fromEntries(serviceErrors.map((status) => [status, refer(status)])),
      },
    },
  });
  return {
    "/status": describe("service.status", "Se il servizio risponde", {
      [problemType]: { schema: { $ref: "#/components/schemas/Problema" } },
    }),
    "/metrics": describe("service.metrics", "Misure del servizio, come le legge Prometheus", {
      "text/plain": { schema: { type: "string" } },
    }),
    "/events": describe(
      "service.events",
      "Gli spazi di lavoro che cambiano, mentre cambiano (server-sent events)",
      {
        "text/event-stream": { schema: { type: "string" } },
      },
    ),
    "/openapi.json": describe("service.openapi", "Questo documento", {
      "application/json": { schema: { type: "object" } },
    }),
  };
}

function describeComponents({ components }: OpenAPI.Document): OpenAPI.ComponentsObject {
  const responses = Object.entries(problemTitles).map(([status, title]) => [
    `Problema${status}`,
    {
      description: title,
      ...(status === "429" ? { headers: { "Retry-After": { schema: { type: "integer" } } } } : {}),
      ...(status === "405" ? { headers: { Allow: { schema: { type: "string" } } } } : {}),
      content: { [problemType]: { schema: { $ref: "#/components/schemas/Problema" } } },
    },
  ]);
  return {
    ...components,
    responses: Object.fromEntries(responses),
    schemas: { ...components?.schemas, Problema: problemSchema },
  };
}

const problemSchema: OpenAPI.SchemaObject = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "Che cosa non va e che cosa fare, in italiano" },
    problems: {
      type: "array",
      description: "Tutto ciò che non va, ciascuno con il suo luogo",
      items: {
        type: "object",
        required: ["code", "place", "subject", "sentence"],
        properties: {
          code: { type: "string" },
          place: {
            type: "object",
            required: ["file", "line", "column"],
            properties: {
              file: { type: "string" },
              line: { type: "integer" },
              column: { type: "integer" },
            },
          },
          subject: { type: "string" },
          sentence: { type: "string" },
        },
      },
    },
  },
};
