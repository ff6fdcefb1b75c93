/**
 * The verb of this room: a server that reads. Everything under `/api/v1` comes from the contract; beside it stand what
 * machines ask of a service (`/status`, `/metrics`, `/openapi.json`), the events that open pages wait for, and the
 * pages themselves. It answers on loopback only: there are no accounts yet, and figures before approval are nobody
 * else's business.
 */
import compress from "@fastify/compress";
import etag from "@fastify/etag";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { OpenAPIHandler } from "@orpc/openapi/fastify";
import Fastify, { type FastifyInstance } from "fastify";
import type { Platform } from "../operations/index.ts";
import { handlers } from "./handlers/index.ts";
import { countRequests } from "./metrics.ts";
import { encodeError, makeProblem, problemType } from "./problem-json.ts";
import { sendEvents } from "./send-events.ts";
import { nothingHere, servePages } from "./serve-pages.ts";
import { writeOpenApi } from "./write-open-api.ts";

export interface ApiOptions {
  readonly platform: Platform;
  readonly today: () => string;
  /** The folder of the built pages; undefined = none are served. */
  readonly pages?: string | undefined;
  /** Where log lines go; undefined = nowhere. */
  readonly log?: { readonly write: (line: string) => void } | undefined;
  /** Requests a minute from one address. */
  readonly mostRequests?: number;
}

export const apiPrefix = "/api/v1";

export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const { platform, today, log, mostRequests = 3_000 } = options;
  const server = Fastify({
    logger: log === undefined ? false : { level: "info", stream: log },
    bodyLimit: 64 * 1024,
    requestTimeout: 60_000,
    connectionTimeout: 65_000,
    // An office's code may be long; an address of kilobytes is somebody trying.
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  });

  // 1. What every answer carries: no script or style but our own, compressed where it pays, a tag to ask again by.
  await server.register(helmet, { contentSecurityPolicy: { directives: contentPolicy }, hsts: false });
  await server.register(compress, { encodings: ["br", "gzip"], threshold: 1_024 });
  await server.register(etag);
  await server.register(rateLimit, { max: mostRequests, timeWindow: "1 minute" });

  // 2. Errors are documents, whoever raises them.
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    const detail = status >= 500 ? "È colpa nostra, non tua: l'errore è stato annotato." : error.message;
    return reply.code(status).type(problemType).send(makeProblem(status, detail));
  });

  server.addHook("onSend", async (_, reply, payload) => {
    if (reply.statusCode >= 400) reply.header("content-type", problemType);
    return payload;
  });

  // 3. The resources of the contract.
  const handler = new OpenAPIHandler(handlers, {
    customErrorResponseBodyEncoder: encodeError,
  });
  server.all(`${apiPrefix}/*`, async (request, reply) => {
    const { matched } = await handler.handle(request, reply, {
      prefix: apiPrefix,
      context: { platform, today },
    });
    if (!matched) reply.callNotFound();
    return reply;
  });

  // 4. What machines ask of a service.
  server.get("/status", (_, reply) =>
    reply.type(problemType).send({ type: "about:blank", title: "In servizio", status: 200, detail: "OK" }),
  );
  const openApi = await writeOpenApi();
  server.get("/openapi.json", () => openApi);
  countRequests(server);

  // 5. Events and pages.
  sendEvents(server, platform);
  if (options.pages !== undefined) await servePages(server, options.pages);
  else server.setNotFoundHandler((_, reply) => reply.code(404).send(makeProblem(404, nothingHere)));
  return server;
}

const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
