/** What no request gets past: another name than this machine's own, another method than reading, too much at once. */
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { makeProblem, type ProblemDocument, problemType } from "./problem-json.ts";

/** The names by which this machine calls itself. */
const ownNames = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * A page of elsewhere whose name has been made to lead to this machine asks under its own name (DNS rebinding): what is
 * served here is nobody else's business.
 */
export function refuseOtherNames(server: FastifyInstance): void {
  server.addHook("onRequest", async (request, reply) => {
    if (ownNames.test(request.headers.host ?? "")) return;
    return sendProblem(
      reply,
      makeProblem(421, "Questo servizio risponde soltanto a 127.0.0.1, localhost e [::1]."),
    );
  });
}

export async function limitRate(server: FastifyInstance, mostRequests: number): Promise<void> {
  await server.register(rateLimit, {
    max: mostRequests,
    timeWindow: "1 minute",
    errorResponseBuilder: (_, { ttl }) => ({
      statusCode: 429,
      message: `Più di ${mostRequests} richieste in un minuto.\nRiprova fra ${Math.ceil(ttl / 1000)} secondi.`,
    }),
  });
}

const nothingHere = "A questo indirizzo non c'è nulla: /openapi.json dice che cosa c'è.";

/** What is asked of an address that nobody serves in this way: it may be served in another. */
export function refuseUnknown(
  request: FastifyRequest,
  reply: FastifyReply,
  isKnown: (path: string) => boolean,
): FastifyReply {
  const isReading = request.method === "GET" || request.method === "HEAD";
  if (isReading || !isKnown(getPath(request.url))) return sendProblem(reply, makeProblem(404, nothingHere));
  void reply.header("allow", "GET, HEAD");
  return sendProblem(reply, makeProblem(405, `${request.method} qui non c'è: ci sono GET e HEAD.`));
}

export function sendProblem(reply: FastifyReply, problem: ProblemDocument): FastifyReply {
  return reply.code(problem.status).type(problemType).send(problem);
}

export function getPath(url: string): string {
  return url.split("?", 1)[0]!;
}
