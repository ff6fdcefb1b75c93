/** The resources of the contract: whatever stands under the prefix is read, checked and answered as it says. */
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { onError } from "@orpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Platform } from "../operations/index.ts";
import { handlers } from "./handlers/index.ts";
import { observePlatform } from "./observe-platform.ts";
import { encodeError, makeProblem, problemType } from "./problem-json.ts";
import { getPath, sendProblem } from "./refuse-requests.ts";
import { chooseFormat, sendTable, tableTypes } from "./send-tables.ts";
import type { FindResource } from "./write-open-api.ts";

export function serveContract(
  server: FastifyInstance,
  prefix: `/${string}`,
  {
    platform,
    today,
    findResource,
  }: {
    readonly platform: Platform;
    readonly today: () => string;
    readonly findResource: FindResource;
  },
): void {
  const handler = new OpenAPIHandler(handlers, {
    customErrorResponseBodyEncoder: encodeError,
    interceptors: [onError((error, { context }) => context.fail(error))],
    // An answer is plain data: walking all of it to find what is not would cost more than all else.
    clientInterceptors: [
      async (call) => {
        call.context.keep(await call.next());
        return undefined;
      },
    ],
  });
  const figures = new RegExp(`^${prefix}/workspaces/([^/%]+)/figures$`);

  server.get(`${prefix}/*`, async (request: FastifyRequest, reply: FastifyReply) => {
    if (climbs.test(getPath(request.url))) {
      reply.callNotFound();
      return reply;
    }
    const url = new URL(`http://localhost${request.url}`);
    const stray = findStray(url, findResource);
    if (stray !== undefined) return sendProblem(reply, makeProblem(400, stray));
    const observed = observePlatform(platform);
    const workspace = figures.exec(url.pathname)?.[1];
    if (workspace !== undefined) {
      reply.header("vary", "accept");
      const format = chooseFormat(url.searchParams.get("format"), request.headers.accept);
      if (format === undefined) return sendProblem(reply, makeProblem(406, tellForms()));
      if (format !== "json") return await sendTable(reply, format, workspace, url.searchParams, observed);
    }
    const fail = (error: unknown): void => {
      if (isOurs(error)) request.log.error(error);
    };
    let answer: unknown;
    const keep = (given: unknown): void => {
      answer = given;
    };
    const context = { platform: observed.platform, outdated: observed.outdated, today, fail, keep };
    const { matched, response } = await handler.handle(new Request(url), { prefix, context });
    if (!matched) {
      reply.callNotFound();
      return reply;
    }
    // Of before: nobody shall take it for an answer that stays.
    reply.isPassing = observed.outdated().length > 0;
    if (response.status < 400)
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(answer));
    return reply
      .code(response.status)
      .type(problemType)
      .send(await response.text());
  });
}

/** An address leads where it says, or nowhere: no part of it takes back another. */
const climbs = /\/(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * A word of the query that a resource does not know: passed over, it would give the figures of another day than the
 * one that was meant.
 */
function findStray({ pathname, searchParams }: URL, findResource: FindResource): string | undefined {
  const parameters = findResource(pathname)?.parameters;
  // `members[voce]`, as some programs write what has parts.
  const stray = [...searchParams.keys()].find((key) => parameters?.includes(key.split("[")[0]!) === false);
  if (stray === undefined) return undefined;
  const known = parameters!.length === 0 ? "nessuno" : parameters!.join(", ");
  return `Qui non c'è il parametro «${stray.slice(0, 80)}». I parametri di questa risorsa: ${known}.`;
}

function isOurs(error: unknown): boolean {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status !== "number" || status >= 500;
}

function tellForms(): string {
  return `Le cifre ci sono in queste forme: ${Object.values(tableTypes).join(", ")}.`;
}
