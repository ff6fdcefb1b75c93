/** What is wrong, as RFC 9457 has it: the same sentences that a terminal shows, and a status for machines. */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { ORPCError } from "@orpc/server";
import type { Outcome, Problem } from "../operations/index.ts";

export const problemType = "application/problem+json";

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Everything that is wrong, where and what to do about it. */
  readonly problems?: readonly Problem[];
}

/** Every status in which an error is answered, with its title. */
export const problemTitles = {
  400: "La richiesta non si capisce",
  404: "Non c'è",
  405: "Qui si legge soltanto",
  406: "In questa forma non c'è",
  408: "La richiesta non è arrivata intera in tempo",
  413: "La richiesta è troppo grande",
  414: "L'indirizzo è troppo lungo",
  415: "Questo tipo di contenuto non si legge",
  421: "Non è l'indirizzo di questo servizio",
  422: "Non si può rispondere",
  429: "Troppe richieste",
  431: "Le intestazioni della richiesta sono troppo grandi",
  500: "Errore interno di Piramide",
  503: "Piramide non può rispondere ora",
} as const;

const ourFault = "È colpa nostra, non tua: l'errore è stato annotato.";

export function makeProblem(status: number, detail: string, problems?: readonly Problem[]): ProblemDocument {
  const code = problems?.[0]?.code;
  const titles: Readonly<Record<number, string>> = problemTitles;
  return {
    type: code === undefined ? "about:blank" : `urn:piramide:problema:${code}`,
    title: titles[status] ?? (status < 500 ? problemTitles[400] : problemTitles[500]),
    status,
    detail,
    ...(problems === undefined ? {} : { problems }),
  };
}

/** What is asked for by a name that nobody has. */
function isUnknown({ code }: Problem): boolean {
  return /-not-(known|found)$|^nothing-|^org-unit-needed$/.test(code) && !/^(day|period)-/.test(code);
}

function isUnclear({ code }: Problem): boolean {
  return /^(day|period|members|facet)-not-known$|^year-outside/.test(code);
}

/** The value of an operation; its problems become the answer. */
export function getValue<T>({ value, problems }: Outcome<T | undefined>): T {
  if (value !== undefined) return value;
  const status = problems.every(isUnclear) ? 400 : problems.every(isUnknown) ? 404 : 422;
  throw new ORPCError("PROBLEM", {
    status,
    message: problems.map(({ sentence }) => sentence).join("\n"),
    data: { problems },
  });
}

/** An answer that only the server refuses, in a sentence of its own. */
export function refuse(status: keyof typeof problemTitles, sentence: string): never {
  throw new ORPCError("REFUSED", { status, message: sentence });
}

/** The body of every error that a handler or the check of its input ends in. */
export function encodeError({ status, message, data }: ORPCError<string, unknown>): ProblemDocument {
  const given = data as { readonly problems?: readonly Problem[]; readonly issues?: unknown } | undefined;
  if (status >= 500) return makeProblem(status, ourFault);
  if (given?.problems !== undefined) return makeProblem(status, message, given.problems);
  return makeProblem(status, tellIssues(given?.issues) ?? message);
}

/** What is no request at all is answered on the bare connection, which then ends. */
export function answerBrokenRequest(error: { readonly code?: string | undefined }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const body = JSON.stringify(makeProblem(status, refusals[status]));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
  ];
  if (socket.writable) socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroySoon();
}

/** What the server itself refuses, or fails in, in our words where it has its own. */
export function describeError(error: {
  readonly statusCode?: number | undefined;
  readonly message: string;
}): ProblemDocument {
  const status = error.statusCode ?? 500;
  if (status >= 500) return makeProblem(status, ourFault);
  const sentence = (refusals as Readonly<Record<number, string>>)[status] ?? error.message;
  return makeProblem(status, sentence);
}

const refusals = {
  408: "La richiesta è cominciata e non è finita.",
  431: "Le intestazioni, indirizzo compreso, superano quanto questo servizio legge.",
  400: "La richiesta non si può leggere: il suo indirizzo o il suo contenuto non sono scritti come si deve.",
  413: "Il contenuto della richiesta supera quanto questo servizio legge.",
  414: "L'indirizzo supera quanto questo servizio legge.",
  415: "Questo servizio legge soltanto JSON.",
} as const;

/** What the contract refuses in a request, one line each. */
function tellIssues(issues: unknown): string | undefined {
  if (!Array.isArray(issues)) return undefined;
  const lines = (issues as readonly Issue[]).map(
    (issue) => `${(issue.path ?? []).map(String).join(".")}: ${tellIssue(issue)}`,
  );
  return ["Qualcosa nella richiesta non è come il contratto (/openapi.json) lo vuole.", ...lines].join("\n");
}

/** What the check of the contract says of a value, as far as it is told to whoever asked. */
interface Issue {
  readonly path?: readonly unknown[];
  readonly code?: string;
  readonly format?: string;
  readonly expected?: string;
  /** What is too small or too big: a number, a text, a list. */
  readonly origin?: string;
  readonly values?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of one or several: what is wrong with it as the one, and as the others. */
  readonly errors?: readonly (readonly Issue[])[];
}

function tellIssue(issue: Issue): string {
  const { code, format, expected, origin, values, minimum, maximum, errors } = issue;
  const [[first] = []] = errors ?? [];
  if (first !== undefined) return tellIssue(first);
  if (format === "date") return "scrivi un giorno che c'è nel calendario, come 2023-06-30";
  if (values !== undefined)
    return `scrivi ${values
      .map(String)
      .join(", ")
      .replace(/, ([^,]*)$/, " o $1")}`;
  if (expected === "number" || expected === "int" || format === "safeint") return "scrivi un numero intero";
  if (expected === "string") return "scrivi un testo";
  if (code === "too_big" && origin === "string") return `è troppo lungo: al più ${maximum} caratteri`;
  if (code === "too_small") return `è troppo poco: almeno ${minimum}`;
  if (code === "too_big") return `è troppo: al più ${maximum}`;
  return "ha un'altra forma da quella del contratto";
}
