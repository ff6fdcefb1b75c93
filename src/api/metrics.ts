/** `/metrics`, as Prometheus reads it: requests by resource and status, and the process itself. */
import type { OpenAPI } from "@orpc/openapi";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { getPath } from "./refuse-requests.ts";

export function countRequests(server: FastifyInstance, openApi: OpenAPI.Document): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "piramide_" });
  const durations = new Histogram({
    name: "piramide_request_seconds",
    help: "Tempo di risposta, per risorsa ed esito",
    labelNames: ["method", "resource", "status"] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  // The kinds of resources there are: what is asked for besides would make a series each.
  const known = new Set(
    Object.keys(openApi.paths ?? {}).map((path) => path.split("/").findLast(isName) ?? ""),
  );
  server.addHook("onResponse", (request, reply, done) => {
    const { method } = request;
    const resource = nameResource(getPath(request.url), known);
    const isReading = method === "GET" || method === "HEAD";
    const labels = { method: isReading ? method : "other", resource, status: reply.statusCode };
    durations.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  server.get("/metrics", async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

function isName(part: string): boolean {
  return part !== "" && !part.startsWith("{");
}

/** The kind of resource, never the names in its address. */
function nameResource(path: string, known: ReadonlySet<string>): string {
  const [, api, , workspaces, , resource] = path.split("/");
  if (api !== "api") return known.has(path.slice(1)) ? path.slice(1) : "pages";
  const name = resource ?? workspaces ?? "";
  return known.has(name) ? name : "unknown";
}
