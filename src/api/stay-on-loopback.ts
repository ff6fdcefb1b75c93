/** There are no accounts yet: whoever reaches the server reads everything, so that only this machine may reach it. */
import type { FastifyInstance } from "fastify";

const loopback = ["127.0.0.1", "::1", "localhost"];

/** The server itself refuses to listen elsewhere, whoever asks it to. */
export function stayOnLoopback(server: FastifyInstance): void {
  const listen = server.listen.bind(server);
  const guarded = async (
    options: { readonly host?: string; readonly port?: number } = {},
  ): Promise<string> => {
    const { host = "127.0.0.1" } = options;
    if (!loopback.includes(host))
      throw new Error(
        `Piramide non ascolta su «${host}»: non ci sono ancora accessi né ruoli, e chi la raggiunge legge tutto.\nAscolta soltanto su questa macchina: 127.0.0.1, ::1 o localhost.`,
      );
    return await listen({ ...options, host });
  };
  server.listen = guarded as FastifyInstance["listen"];
}
