/** `/metrics`, as Prometheus reads it: requests by resource and status, and the process itself. */
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

export function countRequests(server: FastifyInstance): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "piramide_" });
  const durations = new Histogram({
    name: "piramide_request_seconds",
    help: "Tempo di risposta, per risorsa ed esito",
    labelNames: ["method", "resource", "status"] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  server.addHook("onResponse", (request, reply, done) => {
    const resource = nameResource(request.url);
    durations.observe(
      { method: request.method, resource, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
    done();
  });
  server.get("/metrics", async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

/** The kind of resource, never the names in its address: those would make a series each. */
function nameResource(url: string): string {
  const [path = ""] = url.split("?");
  const inWorkspace = /^\/api\/v1\/workspaces\/[^/]+\/([a-z-]+)/.exec(path)?.[1];
  if (inWorkspace !== undefined) return inWorkspace;
  if (path.startsWith("/api/v1/workspaces")) return "workspaces";
  return ["/status", "/openapi.json", "/events"].includes(path) ? path.slice(1) : "pages";
}
