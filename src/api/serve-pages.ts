/** The built pages. Their files are named after their content and may be kept for ever; the first page may not. */
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    // Only files that are there have routes: whatever else is asked for is an address of the pages, or nothing.
    wildcard: false,
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
}
