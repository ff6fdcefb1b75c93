/** The built pages. Their files are named after their content and may be kept for ever; the first page may not. */
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { makeProblem, problemType } from "./problem-json.ts";

export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    // The server compresses; times of files are those of an installation, and tags come from the content.
    lastModified: false,
    etag: false,
    setHeaders: (reply, path) => {
      const isNamedByContent = path.includes("/assets/");
      void reply.header(
        "cache-control",
        isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  server.setNotFoundHandler((request, reply) => {
    // An address of the pages is one page that reads it; an unknown resource, or file, is none.
    const isPage = request.method === "GET" && !notPages.test(request.url);
    if (isPage) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return reply.code(404).type(problemType).send(makeProblem(404, nothingHere));
  });
}

const notPages = /^\/(?:(?:api|assets|openapi|events|metrics|status)\b|[^?]*\.[^/?]*(?:$|\?))/;

export const nothingHere = "A questo indirizzo non c'è nulla: /openapi.json dice che cosa c'è.";
