/** A server that closes answers what it has been asked, and asks not to be asked again over the same connection. */
import type { FastifyInstance } from "fastify";

export function closeGracefully(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook("preClose", async () => {
    isClosing = true;
  });
  server.addHook("onSend", async (_, reply, payload) => {
    // Otherwise the connection is kept for the next question, and the server waits for whoever keeps it.
    if (isClosing) reply.header("connection", "close");
    return payload;
  });
}
