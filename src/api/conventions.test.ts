/** What every answer of the server has in common, whatever is asked for. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedServer, openServer, type ProblemJson } from "../../cases/api/open-server.ts";

const place = { id: "comune", directory: "models/esempio-comune" };
const lines: string[] = [];
let opened: OpenedServer;
beforeAll(async () => {
  opened = await openServer([place], { log: { write: (line) => lines.push(line) } });
  // Nothing is written yet: a route of the test reads bodies, and another fails.
  opened.server.post("/prova", (request) => ({ given: request.body }));
  opened.server.get("/guasto", () => {
    throw new Error("la password è 1234");
  });
});
afterAll(() => opened.close());

const pyramid = "/api/v1/workspaces/comune/pyramid";
const problemType = "application/problem+json; charset=utf-8";

describe("OpenAPI", () => {
  interface Operation {
    readonly operationId: string;
    readonly summary?: string;
    readonly responses: Readonly<Record<string, { readonly content?: object; readonly $ref?: string }>>;
  }
  interface Document {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly responses: Readonly<Record<string, unknown>> };
  }

  test("[S1] is valid 3.1, tells every operation and every status that it may answer in", async () => {
    const { status, json, body } = await opened.ask<Document>("/openapi.json");
    expect(status).toBe(200);
    const document = json();
    expect(await new Validator().validate(JSON.parse(body) as Record<string, unknown>)).toMatchObject({
      valid: true,
    });
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method]) => method !== "servers")
        .map(([method, operation]) => ({ path, method, ...operation })),
    );
    expect(operations.length).toBeGreaterThan(10);
    for (const { path, method, summary, responses } of operations) {
      expect([path, method, typeof summary]).toEqual([path, "get", "string"]);
      expect(path).toMatch(/^(?:\/(?:[a-z]+(?:-[a-z]+)*|\{[a-zA-Z]+\}|openapi\.json))+$/);
      const errors = Object.entries(responses).filter(([code]) => code !== "200" && code !== "304");
      expect(errors.length).toBeGreaterThan(3);
      for (const [code, { $ref }] of errors) expect($ref).toBe(`#/components/responses/Problema${code}`);
      expect(Object.keys(responses["200"]?.content ?? {}).length).toBeGreaterThan(0);
      if (path.startsWith("/workspaces/")) expect(Object.keys(responses)).toContain("422");
    }
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("problems", () => {
  test("[S10] an address that is nobody's is 404, another method than reading 405 with Allow", async () => {
    for (const url of [
      "/api/v1/niente",
      "/api/v1/workspaces/comune/niente",
      "/niente",
      "/api",
      "/assets/x.js",
    ]) {
      const { status, headers, json } = await opened.ask<ProblemJson>(url);
      expect([url, status, headers["content-type"]]).toEqual([url, 404, problemType]);
      expect(json()).toEqual({
        type: "about:blank",
        title: "Non c'è",
        status: 404,
        detail: "A questo indirizzo non c'è nulla: /openapi.json dice che cosa c'è.",
      });
    }
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] as const)
      for (const url of [pyramid, "/api/v1/workspaces", "/status", "/openapi.json"]) {
        const { status, headers, json } = await opened.ask<ProblemJson>(url, {}, method);
        expect([url, status, headers.allow, headers["content-type"]]).toEqual([
          url,
          405,
          "GET, HEAD",
          problemType,
        ]);
        expect(json().detail).toBe(`${method} qui non c'è: ci sono GET e HEAD.`);
      }
    expect((await opened.ask("/api/v1/niente", {}, "POST")).status).toBe(404);
  });

  test("[S26] a word of the query that a resource does not know is 400, and never passed over", async () => {
    const { status, json } = await opened.ask<ProblemJson>(`${pyramid}?known-at=2023-10-15`);
    expect(status).toBe(400);
    expect(json().detail).toBe(
      "Qui non c'è il parametro «known-at». I parametri di questa risorsa: period, knownAt, methodOn, boundariesOn, withoutEvent, orgUnit.",
    );
    expect((await opened.ask(`${pyramid}?knownAt=2024-10-15`)).status).toBe(200);
    expect((await opened.ask("/api/v1/workspaces?giorno=2023-10-15")).status).toBe(400);
  });

  test("[S10] a value that a parameter cannot have is told with what it can be", async () => {
    const told = async (path: string) => {
      const { status, json } = await opened.ask<ProblemJson>(path);
      expect(status).toBe(400);
      return json().detail.split("\n").slice(1);
    };
    const at = "/api/v1/workspaces/comune";
    expect(await told(`${at}/pyramid?knownAt=2023-02-31`)).toEqual([
      "knownAt: scrivi un giorno che c'è nel calendario, come 2023-06-30",
    ]);
    expect(await told(`${at}/figures?facet=boh`)).toEqual([
      "facet: scrivi result, target, deviation, attainment o index",
    ]);
    expect(await told(`${at}/deliveries/prima`)).toEqual(["number: scrivi un numero intero"]);
    expect(await told(`${at}/search?q=a&limit=100000`)).toEqual(["limit: è troppo: al più 100"]);
    expect(await told(`${at}/search?q=a&limit=0`)).toEqual(["limit: è troppo poco: almeno 1"]);
    expect(await told(`${at}/search`)).toEqual(["q: scrivi un testo"]);
    expect(await told(`${at}/search?q=${"a".repeat(201)}`)).toEqual([
      "q: è troppo lungo: al più 200 caratteri",
    ]);
  });

  test("[S10] what is no JSON, too large, or of another type is told in Italian", async () => {
    const send = async (payload: string, type = "application/json") => {
      const answer = await opened.server.inject({
        method: "POST",
        url: "/prova",
        payload,
        headers: { "content-type": type },
      });
      return [
        answer.statusCode,
        answer.headers["content-type"],
        (JSON.parse(answer.body) as ProblemJson).title,
      ];
    };
    expect(await send('{"a":')).toEqual([400, problemType, "La richiesta non si capisce"]);
    expect(await send('{"__proto__":{"a":1}}')).toEqual([400, problemType, "La richiesta non si capisce"]);
    expect(await send(JSON.stringify("x".repeat(70_000)))).toEqual([
      413,
      problemType,
      "La richiesta è troppo grande",
    ]);
    expect(await send("<a/>", "application/xml")).toEqual([
      415,
      problemType,
      "Questo tipo di contenuto non si legge",
    ]);
  });

  test("[S10] our own fault tells nothing of the inside, and is logged", async () => {
    lines.length = 0;
    const { status, headers, body } = await opened.ask<ProblemJson>("/guasto");
    expect([status, headers["content-type"]]).toEqual([500, problemType]);
    expect(body).not.toContain("password");
    expect(lines.filter((line) => line.includes("la password è 1234"))).toHaveLength(1);
  });

  test("[S10] too many requests in a minute are 429 with Retry-After, pages and unknown addresses included", async () => {
    const { ask, close } = await openServer([place], { mostRequests: 3 });
    for (const url of ["/status", "/niente", pyramid]) expect((await ask(url)).status).not.toBe(429);
    for (const url of ["/status", "/niente", pyramid]) {
      const { status, headers, json } = await ask<ProblemJson>(url);
      expect([status, headers["content-type"]]).toEqual([429, problemType]);
      expect(Number(headers["retry-after"])).toBeGreaterThan(0);
      expect(json()).toMatchObject({
        title: "Troppe richieste",
        detail: expect.stringContaining("Più di 3 richieste"),
      });
    }
    await close();
  });

  test("[S10] what is no request, or has headers without end, is answered on the bare connection", async () => {
    const address = new URL(await opened.server.listen({ port: 0 }));
    const say = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(address.port), address.hostname);
        const chunks: Buffer[] = [];
        socket.on("data", (chunk) => chunks.push(chunk));
        socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
        socket.on("error", reject);
        socket.write(text);
      });
    for (const [text, code] of [
      ["CIAO\r\n\r\n", 400],
      [`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, 431],
      [`GET /${"y".repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`, 431],
    ] as const) {
      const answer = await say(text);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
      expect(answer).toContain("content-type: application/problem+json");
      expect((JSON.parse(answer.split("\r\n\r\n")[1]!) as ProblemJson).status).toBe(code);
    }
  });
});

describe("what machines ask of a service", () => {
  test("[S11] /status is a problem document that says 200", async () => {
    const { status, headers, json } = await opened.ask<ProblemJson>("/status");
    expect([status, headers["content-type"], json().status]).toEqual([200, problemType, 200]);
  });

  test("[S11] /metrics counts by kind of resource, and unknown names make no series", async () => {
    await opened.ask(pyramid);
    for (const name of ["uno", "due", "tre"]) await opened.ask(`/api/v1/workspaces/${name}/${name}`);
    const { headers, body } = await opened.ask("/metrics");
    expect(headers["content-type"]).toContain("text/plain");
    expect(body).toMatch(/piramide_request_seconds_count\{method="GET",resource="pyramid",status="200"\} \d/);
    expect(body).toContain('resource="unknown"');
    expect(body).not.toMatch(/resource="(?:uno|due|tre)"/);
    expect(body).toContain("piramide_process_resident_memory_bytes");
  });
});

describe("asking again", () => {
  test("[S12] an answer has a tag, by which it is not sent again; errors have none", async () => {
    for (const url of [pyramid, `${pyramid}?period=2025-T2`, "/api/v1/workspaces", "/openapi.json"]) {
      const first = await opened.ask(url);
      const tag = String(first.headers.etag);
      expect([url, first.status, first.headers["cache-control"]]).toEqual([url, 200, "no-cache"]);
      for (const known of [tag, tag.replace("W/", ""), `"altro", ${tag}`]) {
        const again = await opened.ask(url, { "if-none-match": known });
        expect([again.status, again.body, again.headers.etag]).toEqual([304, "", tag]);
      }
      expect((await opened.ask(url, { "if-none-match": '"altro"' })).status).toBe(200);
    }
    const wrong = await opened.ask(`${pyramid}?period=x`);
    expect([wrong.headers.etag, wrong.headers["cache-control"]]).toEqual([undefined, "no-store"]);
  });

  test("[S12] another address, form or day has another tag", async () => {
    const tags = await Promise.all(
      [pyramid, `${pyramid}?period=2025-T2`, "/api/v1/workspaces/comune/figures"].map(
        async (url) => (await opened.ask(url)).headers.etag,
      ),
    );
    const csv = await opened.ask("/api/v1/workspaces/comune/figures", { accept: "text/csv" });
    let day = "2024-07-01";
    const other = await openServer([place], { today: () => day });
    const before = (await other.ask(pyramid)).headers.etag;
    day = "2024-07-02";
    const after = (await other.ask(pyramid)).headers.etag;
    await other.close();
    expect(new Set([...tags, csv.headers.etag, before, after]).size).toBe(6);
  });

  test("[S12] HEAD is GET without a body", async () => {
    for (const url of [pyramid, "/status", "/api/v1/workspaces", "/openapi.json", `${pyramid}?period=x`]) {
      const [got, head] = [await opened.ask(url), await opened.ask(url, {}, "HEAD")];
      expect([url, head.status, head.body]).toEqual([url, got.status, ""]);
      for (const name of ["etag", "content-type", "content-length"])
        expect([url, name, head.headers[name]]).toEqual([url, name, got.headers[name]]);
    }
  });
});

describe("who may ask", () => {
  test("[S13] no answer allows scripts or styles that are no files of the server, or frames", async () => {
    for (const url of [pyramid, "/status", "/niente", "/openapi.json", "/metrics", "/guasto"]) {
      const { headers } = await opened.ask(url);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*|upgrade-insecure/);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });

  test("[S29] an address of the pages is the page, also with points in a code; what is no page is a problem", async () => {
    const pages = mkdtempSync(join(tmpdir(), "piramide-pagine-"));
    writeFileSync(join(pages, "index.html"), "<p>una pagina</p>");
    const served = await openServer([place], { pages });
    const tell = async (path: string): Promise<readonly [string, number, unknown]> => {
      const { status, headers } = await served.ask(path);
      return [path, status, headers["content-type"]];
    };
    for (const path of [
      "/",
      "/comune",
      "/comune/uffici/TRIB.1",
      "/comune/indicatori/a.b?period=2025",
      "/x?y=z.js",
    ])
      expect(await tell(path)).toEqual([path, 200, "text/html; charset=utf-8"]);
    for (const path of ["/favicon.ico", "/comune/x.js", "/assets/a/b.js", "/api/v1/nulla", "/comune/.env"])
      expect(await tell(path)).toEqual([path, 404, problemType]);
    await served.close();
    rmSync(pages, { recursive: true });
  });

  test("[S14] a request that names another host is refused before anything else", async () => {
    for (const host of ["127.0.0.1", "127.0.0.1:7530", "localhost:80", "LOCALHOST", "[::1]:7530"])
      expect([host, (await opened.ask("/status", { host })).status]).toEqual([host, 200]);
    for (const host of [
      "evil.example",
      "localhost.evil.example",
      "127.0.0.1.nip.example:7530",
      "127.0.0.2",
      "0.0.0.0",
      "localhost:7530@evil.example",
      "[::2]",
    ]) {
      const { status, headers, json } = await opened.ask<ProblemJson>(pyramid, { host });
      expect([host, status, headers["content-type"]]).toEqual([host, 421, problemType]);
      expect(json().detail).toBe("Questo servizio risponde soltanto a 127.0.0.1, localhost e [::1].");
    }
  });

  test("[S15] the server refuses to listen beyond loopback", async () => {
    const { server, close } = await openServer([place]);
    for (const host of ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
      await expect(server.listen({ host, port: 0 })).rejects.toThrow("Piramide non ascolta su");
    expect(await server.listen({ host: "localhost", port: 0 })).toMatch(
      /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost):\d+$/,
    );
    for (const address of server.addresses())
      expect(["127.0.0.1", "::1"]).toContain(typeof address === "string" ? address : address.address);
    await close();
  });

  test("[S16] log lines say the path and not the query", async () => {
    lines.length = 0;
    await opened.ask("/api/v1/workspaces/comune/search?q=segreto");
    await opened.ask(`${pyramid}?knownAt=2024-01-01`);
    const logged = lines.join("");
    expect(logged).toContain("/api/v1/workspaces/comune/search");
    expect(logged).not.toMatch(/segreto|knownAt|\?/);
  });
});
