/**
 * One file's block against its shape: every issue that zod finds becomes a problem at the node it is
 * about. The nodes on the way to an issue are marked, so that the reader skips what it cannot trust.
 */
import type { z } from "zod";
import { type Located, toPlain, walkPath } from "./located.ts";
import { quote } from "./problem-words.ts";
import type { Reporter } from "./report.ts";
import { blockSchema } from "./schema.ts";

type Issue = z.core.$ZodIssue;

function describeFound(located: Located): string {
  if (located.type === "list") return "una lista";
  if (located.type === "map") return "un insieme di chiavi";
  if (located.value === null) return "un valore vuoto";
  if (typeof located.value === "number" && !Number.isFinite(located.value)) {
    return `${quote(located.text)}, che non è una quantità`;
  }
  if (typeof located.value === "number") return `il numero ${quote(located.text)}`;
  return typeof located.value === "boolean"
    ? `il valore logico ${quote(located.text)}`
    : `il testo ${quote(located.text)}`;
}

/** The keys that an object type allows where the issue stands, found by walking the type itself. */
function listAllowedKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const definition = schema._zod.def as {
    type: string;
    innerType?: z.core.$ZodType;
    element?: z.core.$ZodType;
    valueType?: z.core.$ZodType;
    shape?: Record<string, z.core.$ZodType>;
    options?: readonly z.core.$ZodType[];
  };
  if (definition.innerType !== undefined) return listAllowedKeys(definition.innerType, path);
  const [step, ...rest] = path;
  if (definition.type === "union") {
    return (definition.options ?? []).flatMap((option) => listAllowedKeys(option, path));
  }
  if (step === undefined) return Object.keys(definition.shape ?? {});
  const next = definition.shape?.[String(step)] ?? definition.element ?? definition.valueType;
  return next === undefined ? [] : listAllowedKeys(next, rest);
}

/**
 * Of a union, the issues of the option that was meant: the one that fits as a whole and is wrong inside, or
 * else the one whose own type fits. (A map is no word of a list, but that is `invalid_value`, not a type.)
 */
function chooseOption(issue: Issue): readonly Issue[] | undefined {
  if (issue.code !== "invalid_union") return undefined;
  const findFitting = (...codes: readonly Issue["code"][]): readonly Issue[] | undefined =>
    issue.errors.find(
      (issues) => !issues.some((inner) => codes.includes(inner.code) && inner.path.length === 0),
    );
  return findFitting("invalid_type", "invalid_value") ?? findFitting("invalid_type");
}

/** The subject of a problem: the innermost entry around it that has an id or a code. */
export function nameSubject(walked: readonly Located[], path: readonly PropertyKey[]): string {
  for (let depth = walked.length - 1; depth > 0; depth--) {
    const node = walked[depth]!;
    if (node.type !== "map") continue;
    for (const key of ["id", "codice", "indicatore"]) {
      const name = node.entries.get(key)?.value;
      if (name?.type !== "scalar" || name.text === "") continue;
      const section = path.slice(0, depth).findLast((step) => typeof step === "string");
      return `${sectionNames[String(section)] ?? String(section)} ${name.text}`;
    }
  }
  return "";
}

const sectionNames: Readonly<Record<string, string>> = {
  atti: "atto",
  unita_di_misura: "unità di misura",
  gerarchie: "gerarchia",
  nodi: "nodo",
  dimensioni: "dimensione",
  membri: "membro",
  raggruppamenti: "raggruppamento",
  indicatori: "indicatore",
  componenti: "componente",
  rilevazioni: "rilevazione",
  obiettivi: "obiettivo",
  cause: "causa",
  distribuzioni: "distribuzione",
  fasce: "fascia",
  eventi: "evento",
};

function reportIssue(root: Located, issue: Issue, reporter: Reporter): void {
  const path = issue.path;
  const walked = walkPath(root, path);
  const node = walked.at(-1)!;
  const key = String(path.findLast((step) => typeof step === "string") ?? "");
  const subject = nameSubject(walked, path);
  if (issue.code === "unrecognized_keys") {
    const allowed = listAllowedKeys(blockSchema, path);
    for (const unknown of issue.keys) {
      const entry = node.type === "map" ? node.entries.get(unknown) : undefined;
      const nearest = reporter.findNearest(unknown, allowed);
      reporter.report("unknown-key", entry?.keyPlace ?? node.place, subject, {
        key: unknown,
        nearest,
        allowed,
        // `{ titolo: da 80 a 89,99 }` is a key `99` without a value.
        isBare: entry?.value.type === "scalar" && entry.value.value === null,
      });
    }
    return;
  }
  if (walked.length <= path.length) {
    reporter.report("missing-key", node.place, subject, { key, expected: issue.message });
    return;
  }
  const found = node.type === "scalar" ? node.text : "";
  if (issue.code === "invalid_value" && node.type === "scalar" && node.value !== null) {
    const allowed = issue.values.map(String);
    const nearest = reporter.findNearest(found, allowed);
    reporter.report("not-one-of", node.place, subject, { key, found, allowed, nearest });
  } else if (issue.code === "invalid_format" && issue.message === "day") {
    reporter.report("not-a-day", node.place, subject, { key, found });
  } else if (issue.code === "invalid_format") {
    reporter.report("bad-id", node.place, subject, { key, found });
  } else if (issue.code === "too_small" && node.type === "list") {
    reporter.report("empty-list", node.place, subject, { key });
  } else {
    const limits =
      issue.code === "too_big" && node.type === "list"
        ? ` di al massimo ${issue.maximum} voci`
        : issue.code === "too_small"
          ? ` non inferiore a ${issue.minimum}`
          : issue.code === "too_big"
            ? ` non superiore a ${issue.maximum}`
            : "";
    const expected = `${issue.message}${limits}`;
    reporter.report("wrong-type", node.place, subject, { key, expected, found: describeFound(node) });
  }
}

function flattenIssue(issue: Issue): readonly Issue[] {
  const chosen = chooseOption(issue);
  if (chosen === undefined) return [issue];
  return chosen
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue)
    .flatMap(flattenIssue);
}

/** Reports every departure from the shape and adds the nodes around each to `suspect`. */
export function checkShape(root: Located, reporter: Reporter, suspect: Set<Located>): void {
  const result = blockSchema.safeParse(toPlain(root));
  if (result.success) return;
  for (const issue of result.error.issues.flatMap(flattenIssue)) {
    for (const node of walkPath(root, issue.path)) suspect.add(node);
    reportIssue(root, issue, reporter);
  }
}
