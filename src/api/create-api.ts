/**
 * The verb of this room: a server that reads. Everything under `/api/v1` comes from the contract; beside it stand what
 * machines ask of a service (`/status`, `/metrics`, `/openapi.json`), the events that open pages wait for, and the
 * pages themselves. It answers on loopback only: there are no accounts yet, and figures before approval are nobody
 * else's business.
 */
import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance } from "fastify";
import type { Platform } from "../operations/index.ts";
import { answerConditionally } from "./answer-conditionally.ts";
import { closeGracefully } from "./close-gracefully.ts";
import { countRequests } from "./metrics.ts";
import { answerBrokenRequest, describeError } from "./problem-json.ts";
import { getPath, limitRate, refuseOtherNames, refuseUnknown, sendProblem } from "./refuse-requests.ts";
import { sendEvents } from "./send-events.ts";
import { serveContract } from "./serve-contract.ts";
import { servePages } from "./serve-pages.ts";
import { stayOnLoopback } from "./stay-on-loopback.ts";
import { matchPaths, writeOpenApi } from "./write-open-api.ts";

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

export const apiPrefix = "/api/v1" as const;

export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const { platform, today, pages, log, mostRequests = 3_000 } = options;
  const openApi = await writeOpenApi(apiPrefix);
  const findResource = matchPaths(openApi);
  const server = Fastify({
    // What was asked for may be somebody's business: the path is logged, not the query.
    logger: log === undefined ? false : { level: "info", stream: log, serializers: { req: describeRequest } },
    bodyLimit: 64 * 1024,
    requestTimeout: 60_000,
    connectionTimeout: 65_000,
    // What is being answered when the server closes is answered; what idles is closed.
    forceCloseConnections: "idle",
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, _, reply) => {
      sendProblem(reply, describeError(error));
    },
    // An office's code may be long; an address of kilobytes is somebody trying.
    routerOptions: { maxParamLength: 200 },
  });
  stayOnLoopback(server);
  closeGracefully(server);

  // 1. What no request gets past.
  refuseOtherNames(server);
  await limitRate(server, mostRequests);
  // 2. What every answer carries: no script or style but our own, a tag to ask again by, compressed where it pays.
  await server.register(helmet, {
    contentSecurityPolicy: { directives: contentPolicy },
    // On loopback there is nothing to encrypt, and no certificate.
    hsts: false,
    frameguard: { action: "deny" },
  });
  answerConditionally(server, apiPrefix, options);
  await server.register(compress, { encodings: ["br", "gzip"], threshold: 1_024 });

  // 3. Errors are documents, whoever raises them.
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const problem = describeError(error);
    if (problem.status >= 500) request.log.error(error);
    return sendProblem(reply, problem);
  });

  // 4. The resources of the contract, and what machines ask of a service.
  serveContract(server, apiPrefix, { platform, today, findResource });
  server.get("/status", (_, reply) => sendProblem(reply, inService));
  server.get("/openapi.json", () => openApi);
  countRequests(server, openApi);
  sendEvents(server, platform);

  // 5. The pages, or nothing.
  if (pages !== undefined) await servePages(server, pages);
  const isFile = (path: string): boolean => pages !== undefined && !path.startsWith("/api/");
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) => {
    const sendsPage = pages !== undefined && isPage(request);
    if (sendsPage) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return refuseUnknown(request, reply, (path) => findResource(path) !== undefined || isFile(path));
  });
  return server;
}

/** As the interoperability guidelines want it: in service is a problem document that says 200. */
const inService = { type: "about:blank", title: "In servizio", status: 200, detail: "OK" } as const;

/**
 * An address of the pages is one page that reads it; an unknown resource, or file, is none. A dot below the first two
 * words of the address is one of a code.
 */
function isPage({ method, url }: { readonly method: string; readonly url: string }): boolean {
  return (method === "GET" || method === "HEAD") && !notPages.test(url);
}

const notPages =
  /^\/(?:(?:api|assets|openapi|events|metrics|status)\b|(?:[^/?]+\/)?[^/?]*\.[^/?]*\/?(?:$|\?))/;

function describeRequest({ method, url }: { readonly method: string; readonly url: string }) {
  return { method, path: getPath(url) };
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
  upgradeInsecureRequests: null,
};
