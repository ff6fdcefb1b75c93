/** What is wrong, as RFC 9457 has it: the same sentences that a terminal shows, and a status for machines. */
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

const titles: Readonly<Record<number, string>> = {
  400: "La richiesta non si capisce",
  404: "Non c'è",
  405: "Qui si legge soltanto",
  413: "La richiesta è troppo grande",
  422: "Non si può rispondere",
  429: "Troppe richieste",
  500: "Errore interno di Piramide",
  503: "Piramide non può rispondere ora",
};

export function makeProblem(status: number, detail: string, problems?: readonly Problem[]): ProblemDocument {
  const code = problems?.[0]?.code;
  return {
    type: code === undefined ? "about:blank" : `urn:piramide:problema:${code}`,
    title: titles[status] ?? titles[500]!,
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

/** The body of every error that a handler or the check of its input ends in. */
export function encodeError({ status, message, data }: ORPCError<string, unknown>): ProblemDocument {
  const given = data as { readonly problems?: readonly Problem[]; readonly issues?: unknown } | undefined;
  if (status >= 500) return makeProblem(status, "È colpa nostra, non tua: l'errore è stato annotato.");
  if (given?.problems !== undefined) return makeProblem(status, message, given.problems);
  return makeProblem(status, tellIssues(given?.issues) ?? message);
}

/** What the contract refuses in a request, one line each. */
function tellIssues(issues: unknown): string | undefined {
  if (!Array.isArray(issues)) return undefined;
  const lines = (issues as { readonly path?: readonly unknown[]; readonly message: string }[]).map(
    ({ path, message }) => `${(path ?? []).join(".")}: ${message}`,
  );
  return ["Qualcosa nella richiesta non è come il contratto (/openapi.json) lo vuole.", ...lines].join("\n");
}
