/**
 * Tags by which an answer is asked for again only if it has changed. What is about a workspace depends on nothing but
 * its files, the address and the day: it is known to be unchanged before anything is computed. Of all else the tag is
 * made from the answer itself.
 */
import { createHash, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Platform } from "../operations/index.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The tag of the answer, if it is known before there is one. */
    knownTag?: string | undefined;
  }
  interface FastifyReply {
    /** Why nobody may keep this answer. */
    isPassing?: boolean | undefined;
  }
}

export function answerConditionally(
  server: FastifyInstance,
  prefix: string,
  { platform, today }: { readonly platform: Platform; readonly today: () => string },
): void {
  // Another process may be another version of this program, which answers in another way.
  const process = randomUUID();
  const inWorkspace = new RegExp(`^${prefix}/workspaces/([^/?%]+)/[a-z]`);

  server.addHook("onRequest", async (request, reply) => {
    const workspace = isReading(request) ? inWorkspace.exec(request.url)?.[1] : undefined;
    const stamp = workspace === undefined ? undefined : platform.open(workspace).value?.stamp;
    if (stamp === undefined) return;
    const { accept = "" } = request.headers;
    request.knownTag = makeTag([process, stamp, request.url, accept, today()]);
    if (isUnchanged(request, request.knownTag)) return sendUnchanged(reply, request.knownTag);
  });

  server.addHook("onSend", async (request, reply, payload) => {
    if (reply.statusCode !== 200 || !isReading(request) || reply.isPassing === true) {
      if (reply.statusCode >= 400) reply.header("cache-control", "no-store");
      return payload;
    }
    const isWhole = typeof payload === "string" || Buffer.isBuffer(payload);
    const tag = request.knownTag ?? (isWhole ? makeTag([payload]) : undefined);
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-cache");
    if (tag === undefined) return payload;
    reply.header("etag", tag);
    if (request.knownTag !== undefined || !isUnchanged(request, tag)) return payload;
    reply.code(304).removeHeader("content-length").removeHeader("content-type");
    return null;
  });
}

function isReading({ method }: FastifyRequest): boolean {
  return method === "GET" || method === "HEAD";
}

/** Weak: what is compressed on the way is still the same answer. */
function makeTag(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return `W/"${hash.digest("base64url").slice(0, 27)}"`;
}

function isUnchanged({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers["if-none-match"];
  if (known === undefined) return false;
  return known.split(",").some((each) => each.trim().replace(/^W\//, "") === tag.slice(2));
}

function sendUnchanged(reply: FastifyReply, tag: string): FastifyReply {
  return reply.code(304).header("etag", tag).header("cache-control", "no-cache").send();
}
