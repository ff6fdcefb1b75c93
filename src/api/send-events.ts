/** `/events`: what open pages are told while nobody asks (server-sent events): a workspace is no longer what it was. */
import type { FastifyInstance } from "fastify";
import type { Platform } from "../operations/index.ts";

/** A line now and then, so that whoever stands in between does not close what looks idle. */
const heartbeat = 20_000;

export function sendEvents(server: FastifyInstance, platform: Platform): void {
  const closers = new Set<() => void>();
  server.get("/events", (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
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
    request.raw.once("close", close);
  });
  server.addHook("preClose", async () => {
    for (const close of [...closers]) close();
  });
}
