/** Every operation asked with whatever one can write, as its own description allows and does not. */
import { mkdtempSync, rmSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedServer, openServer } from "../../cases/api/open-server.ts";
import { writeDeliveredModel } from "../../cases/cli/delivered-model.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
}
interface Content {
  readonly schema: object;
}
interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, Content>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Response>>;
}
interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<string, { readonly get: Operation; readonly servers?: readonly { readonly url: string }[] }>
  >;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}
interface Asked {
  readonly path: string;
  readonly operation: Operation;
}

const scratch = mkdtempSync(join(tmpdir(), "piramide-fuzz-"));
let opened: OpenedServer;
let document: Document;
let operations: readonly Asked[];
const logged: string[] = [];
const validators = new Map<object, ValidateFunction>();
const ajv = new Ajv2020({ strict: false, validateFormats: false });
beforeAll(async () => {
  const delivered = await writeDeliveredModel(scratch);
  opened = await openServer(
    [
      { id: "sedi", ...delivered },
      { id: "comune", directory: "models/esempio-comune" },
    ],
    { log: { write: (line) => logged.push(line) }, held: 64 },
  );
  document = (await opened.ask<Document>("/openapi.json")).json();
  ajv.addSchema(document as object, "openapi.json");
  // A stream of events never ends.
  operations = Object.entries(document.paths)
    .filter(([path]) => path !== "/events")
    .map(([path, { get, servers }]) => {
      const prefix = (servers ?? document.servers)[0]!.url;
      return { path: `${prefix === "/" ? "" : prefix}${path}`, operation: get };
    });
});
afterAll(async () => {
  await opened.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** What the two models really have, so that requests go beyond the first check. */
const known: Readonly<Record<string, readonly string[]>> = {
  workspace: ["sedi", "comune"],
  indicator: ["importo", "utenti", "medio", "pratiche_definite", "arretrato", "reclami"],
  facet: ["result", "target", "attainment", "deviation", "index"],
  orgUnit: ["E", "A", "S", "Z", "D", "COMUNE", "ANAGRAFE"],
  period: ["2023", "2023-T1", "2023-02", "2022", "2025", "2025-T2"],
  periods: ["months", "quarters", "semesters", "all"],
  knownAt: ["2023-02-10", "2023-03-10", "2026-01-01"],
  methodOn: ["2022-12-31", "2023-12-31"],
  boundariesOn: ["2023-01-01", "2023-12-31"],
  withoutEvent: ["alluvione"],
  from: ["2023-03-10", "2023-T1", "2023-01"],
  to: ["2023-03-31", "2023-T2", "2023-03"],
  format: ["json", "csv", "arrow", "xlsx"],
  member: ["genere=F", "a="],
  depth: ["1", "50"],
  lang: ["it", "en"],
  year: ["2023", "2022"],
  rows: ["0", "60"],
  ranked: ["0", "15"],
  rankFrom: ["0", "3"],
  rankBy: ["pratiche_definite.result|ufficio"],
  toggled: ["qualita.index"],
  limit: ["1", "100"],
  pace: ["true", "false"],
  causes: ["true", "false"],
  q: ["sede", "importo medio", "à"],
};

const hostile = fc.constantFrom(
  "",
  " ",
  "%",
  "%00",
  "\u0000",
  "\u0007\u001b[31m",
  "\r\nset-cookie: a=b",
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "../../../etc/passwd",
  "..",
  ".",
  "/",
  "//",
  "\\",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "null",
  "undefined",
  "NaN",
  "-1",
  "0",
  "1e309",
  "99999999999999999999",
  "-0",
  "0x10",
  "[]",
  "{}",
  "a[b]",
  "' or 1=1 --",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "=1+1",
  "2023-02-30",
  "0000-00-00",
  "9999-12-31",
  "0000",
  "9999",
  "9998",
  "0001",
  "2023-T5",
  "2023-13",
  "x".repeat(300),
  "à".repeat(2_000),
  "🏛️",
  "\u202eabc",
  "\uFEFF",
  "İıſK",
  "e\u0301".repeat(200),
);
const anything = fc.oneof(
  hostile,
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.integer().map(String),
  fc.double().map(String),
);
const nameOf = fc.constantFrom(
  "__proto__",
  "constructor",
  "workspace",
  "a",
  "a[b]",
  "a[]",
  "period[0]",
  "member[x][y]",
  "",
  "%00",
);

/** Mostly as it should be, so that one thing at a time is wrong. */
function anyValue(name: string): fc.Arbitrary<string> {
  const right = known[name];
  if (right === undefined) return anything;
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...right) }, { weight: 2, arbitrary: anything });
}

/** Most are written as they must be; some as they are. */
function write(text: string, isRaw: boolean): string {
  const whole = text.toWellFormed();
  return isRaw
    ? whole.replace(/[^\x21-\x7e]|[#?&]/gu, (sign) => encodeURIComponent(sign))
    : encodeURIComponent(whole);
}

function anyRequest({ path, operation }: Asked): fc.Arbitrary<string> {
  const parameters = operation.parameters ?? [];
  const raw = fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  );
  const inPath = parameters.filter((each) => each.in === "path");
  const inQuery = parameters.filter((each) => each.in === "query");
  const segments = fc.tuple(...inPath.map(({ name }) => fc.tuple(anyValue(name), raw)));
  const words = fc.tuple(
    ...inQuery.map(({ name, required }) =>
      fc.record({
        values: fc.array(anyValue(name), { maxLength: 3 }),
        isThere:
          required === true
            ? fc.integer({ max: 9, min: 0 }).map((n) => n > 0)
            : fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
        isBracketed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
        raw,
      }),
    ),
  );
  const others = fc.array(fc.tuple(nameOf, anything), { maxLength: 1 });
  return fc.tuple(segments, words, others).map(([own, asked, more]) => {
    let filled = path;
    inPath.forEach(({ name }, k) => {
      const segment = write(own[k]![0], own[k]![1]);
      // Of these an address is tidied, and then leads elsewhere: they are asked as written in a test of their own.
      const isTidied = /^(?:\.|%2e){0,2}$/i.test(segment);
      filled = filled.replace(`{${name}}`, () => (isTidied ? "%20" : segment));
    });
    const query = asked.flatMap(({ values, isThere, isBracketed, raw: isRaw }, k) => {
      const given = values.length === 0 ? [known[inQuery[k]!.name]?.[0] ?? ""] : values;
      const name = `${inQuery[k]!.name}${isBracketed ? "[]" : ""}`;
      // Once is what most people say.
      const told = given.length === 3 ? given : given.slice(0, 1);
      return isThere ? told.map((value) => `${name}=${write(value, isRaw)}`) : [];
    });
    const extra = more.map(([name, value]) => `${write(name, true)}=${write(value, false)}`);
    const words = [...query, ...extra];
    return words.length === 0 ? filled : `${filled}?${words.join("&")}`;
  });
}

function findContent({ responses }: Operation, status: number): Response["content"] {
  const response = responses[String(status)];
  return response?.$ref === undefined
    ? response?.content
    : document.components.responses[response.$ref.split("/").at(-1)!]?.content;
}

/** What is wrong with an answer, in words. */
function judge(operation: Operation, status: number, type: string, body: string): string | undefined {
  if (status >= 500) return `stato ${status}: ${body}`;
  // A path that holds something else leads to nobody, whichever operation it was meant for.
  const content = findContent(operation, status);
  if (content === undefined) return `lo stato ${status} non è descritto: ${body.slice(0, 200)}`;
  const [media = ""] = type.split(";");
  const described = content[media];
  if (described === undefined) return `il tipo «${media}» non è descritto per ${status}`;
  if (!media.endsWith("json")) return undefined;
  const validate = validators.get(described) ?? ajv.compile(refer(described.schema));
  validators.set(described, validate);
  return validate(JSON.parse(body))
    ? undefined
    : `${status}: ${ajv.errorsText(validate.errors)}: ${body.slice(0, 300)}`;
}

/** References lead into the document, not into the piece of it that is compiled. */
function refer(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"openapi.json#/components'),
  ) as object;
}

/** Programs tidy an address before they send it; this one does not. */
function askAsWritten(port: number, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path }, (response) => resolve(response.resume())).on("error", reject);
  });
}

describe("whatever is asked", () => {
  test("[S22] every operation answers as the contract says, never with a fault of ours", async () => {
    const seen = new Map<string, Set<number>>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations).chain((asked) => anyRequest(asked).map((url) => ({ ...asked, url }))),
        fc.constantFrom<readonly ("GET" | "HEAD")[]>(["GET"], ["GET"], ["GET"], ["HEAD", "GET"]),
        fc.constantFrom(
          undefined,
          undefined,
          "application/json",
          "text/csv",
          "*/*",
          ";;;q=x",
          ",",
          "text/html",
        ),
        async ({ operation, url }, methods, accept) => {
          for (const method of methods) {
            const answer = await opened.ask(url, accept === undefined ? {} : { accept }, method);
            if (method === "HEAD") {
              expect([url, answer.status < 500, answer.body]).toEqual([url, true, ""]);
              continue;
            }
            const type = String(answer.headers["content-type"]);
            expect([url, judge(operation, answer.status, type, answer.body)]).toEqual([url, undefined]);
            expect(answer.headers["set-cookie"]).toBeUndefined();
            seen.set(
              operation.operationId,
              (seen.get(operation.operationId) ?? new Set()).add(answer.status),
            );
          }
        },
      ),
      { numRuns: 900 },
    );
    // Most operations were refused something.
    expect(
      [...seen.values()].filter((statuses) => statuses.has(400) || statuses.has(404)).length,
    ).toBeGreaterThan(7);
    expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("[S22] what is asked as it should be is answered, whichever operation it is", async () => {
    for (const { path, operation } of operations) {
      const required = (operation.parameters ?? []).filter(
        (each) => each.in === "path" || each.required === true,
      );
      const first = ({ name }: Parameter): string => encodeURIComponent(known[name]?.[0] ?? "1");
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => first({ name, in: "path" }));
      const words = required
        .filter((each) => each.in === "query")
        .map((each) => `${each.name}=${first(each)}`);
      const { status, headers, body } = await opened.ask(`${filled}?${words.join("&")}`);
      const isKnown = required.every(({ name }) => known[name] !== undefined);
      if (isKnown) expect([filled, status]).toEqual([filled, 200]);
      expect([filled, judge(operation, status, String(headers["content-type"]), body)]).toEqual([
        filled,
        undefined,
      ]);
    }
  });

  test("[S22] paths that climb, and names that objects have by nature, lead nowhere", async () => {
    const port = Number(new URL(await opened.server.listen({ port: 0 })).port);
    for (const path of [
      "/api/v1/workspaces/sedi/../../../../etc/passwd",
      "/api/v1/workspaces/%2e%2e%2f%2e%2e%2fetc/figures",
      "/api/v1/workspaces/sedi/figures/%2e%2e/%2e%2e/comune/figures",
      "/api/v1/workspaces/__proto__/figures",
      "/api/v1/workspaces/constructor/model",
      "/api/v1/workspaces/sedi%00/figures",
      "/api/v1//workspaces",
      "/api/v1/workspaces/sedi/explanations/__proto__",
      "/api/v1/workspaces/sedi/forecasts/constructor",
    ]) {
      const { statusCode, headers } = await askAsWritten(port, path);
      expect([path, statusCode]).toEqual([path, 404]);
      expect(headers["content-type"]).toContain("application/problem+json");
    }
    const { status } = await opened.ask(
      "/api/v1/workspaces/sedi/figures?__proto__[indicator]=importo&constructor[prototype][x]=1",
    );
    expect(status).toBe(400);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
