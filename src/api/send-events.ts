/** `/events`: what open pages are told while nobody asks (server-sent events): a workspace is no longer what it was. */
import type { FastifyInstance } from "fastify";
import type { Platform } from "../operations/index.ts";
import { makeProblem } from "./problem-json.ts";
import { sendProblem } from "./refuse-requests.ts";

/** A line now and then, so that whoever stands in between does not close what looks idle. */
const heartbeat = 20_000;

/** Pages that listen at the same time; a person has a few open. */
const mostStreams = 100;

export function sendEvents(server: FastifyInstance, platform: Platform): void {
  const closers = new Set<() => void>();
  server.get("/events", { exposeHeadRoute: false }, (request, reply) => {
    if (closers.size >= mostStreams)
      return sendProblem(reply, makeProblem(503, `Ascoltano già ${mostStreams} pagine: chiudine qualcuna.`));
    // Headers that hooks have set (the policy of content among them) are those of every other answer.
    const headers = Object.entries(reply.getHeaders()).map(([name, value]) => [name, value ?? ""] as const);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...Object.fromEntries(headers),
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      // When the stream ends nobody will ask anything else over it: a server that stops need not wait for it.
      connection: "close",
    });
    raw.write("retry: 2000\n\n");
    const stop = platform.watch((change) => {
      raw.write(`event: workspace-changed\ndata: ${JSON.stringify(change)}\n\n`);
    });
    const beat = setInterval(() => raw.write(": \n\n"), heartbeat).unref();
    const close = (): void => {
      stop();
      clearInterval(beat);
      closers.delete(close);
      raw.end();
    };
    closers.add(close);
    request.raw.socket.once("close", close);
    return reply;
  });
  server.addHook("preClose", async () => {
    for (const close of [...closers]) close();
  });
}
