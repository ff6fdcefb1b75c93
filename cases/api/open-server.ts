/** A server that listens nowhere: requests are put into it, and what it answers is kept. */
import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import { type ApiOptions, createApi } from "../../src/api/index.ts";
import {
  openPlatform,
  type Platform,
  type PlatformOptions,
  type WorkspacePlace,
} from "../../src/operations/index.ts";

export interface Answer<Json> {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
  readonly json: () => Json;
}

export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly { readonly code: string; readonly sentence: string }[];
}

type Method = "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "PATCH" | "OPTIONS";

export interface OpenedServer {
  readonly server: FastifyInstance;
  readonly platform: Platform;
  readonly ask: <Json = unknown>(
    url: string,
    headers?: Readonly<Record<string, string>>,
    method?: Method,
  ) => Promise<Answer<Json>>;
  readonly close: () => Promise<void>;
}

export async function openServer(
  places: readonly WorkspacePlace[],
  options: Partial<ApiOptions> & PlatformOptions = {},
): Promise<OpenedServer> {
  const { held, lookEvery = 50, ...given } = options;
  const platform = openPlatform(places, { lookEvery, ...(held === undefined ? {} : { held }) });
  const server = await createApi({ platform, today: () => "2024-07-01", mostRequests: 1e6, ...given });
  const ask: OpenedServer["ask"] = async <Json>(
    url: string,
    headers: Readonly<Record<string, string>> = {},
    method: Method = "GET",
  ) => {
    const answer = await server.inject({ method, url, headers });
    const json = (): Json => JSON.parse(answer.body) as Json;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body,
      bytes: answer.rawPayload,
      json,
    };
  };
  const close = async (): Promise<void> => {
    await server.close();
    platform.close();
  };
  return { server, platform, ask, close };
}
