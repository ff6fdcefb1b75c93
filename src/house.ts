/**
 * Reads the house as text: who imports whom, what the doors let out, which rules the spec has and who
 * cites them. The guards in `house.test.ts` compare it with `rooms.ts`. It reads source as text because
 * the TypeScript of this project has no compiler interface.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import type { Room } from "./rooms.ts";

/** Path from the root of the project (`src/model/model.ts`) → text. */
export type Sources = ReadonlyMap<string, string>;

export const root = join(import.meta.dirname, "..");

/** The paths of all files under the folders, in alphabetical order. */
export function listPaths(folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** The files under the folders whose names end in one of `endings`, in alphabetical order. */
export function readSources(folders: readonly string[], endings: readonly string[]): Sources {
  const chosen = listPaths(folders).filter((path) => endings.some((ending) => path.endsWith(ending)));
  return new Map(chosen.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** `src/model/model.ts` → `model`; files directly under `src/` belong to no room. */
export function findRoomName(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

/** `problems.ts`, or one of the files that it gathers (`problems-of-values.ts`). */
export function isProblemFile(path: string): boolean {
  return /\/problems(?:-of-[\w-]+)?\.ts$/.test(path);
}

/** Comments replaced by blanks; a `//` inside a string, as in an address, stays. */
export function removeComments(text: string): string {
  const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(token, (found) => (found.startsWith("/") ? found.replace(/[^\n]/g, " ") : found));
}

export interface Import {
  readonly from: string;
  /** As written. */
  readonly specifier: string;
  /** The imported file, from the root of the project; undefined for packages and Node modules. */
  readonly path: string | undefined;
  /** True for `import type`, which leaves nothing behind when the program runs. */
  readonly isTypeOnly: boolean;
}

/** Every import and re-export of each file, those of types included. */
export function readImports(sources: Sources): readonly Import[] {
  const forms = [
    /^\s*(?:import|export)\b[^;"'`()]*?\bfrom\s*["']([^"']+)["']/gm,
    /^\s*import\s*["']([^"']+)["']/gm,
    /\bimport\(\s*["']([^"']+)["']\s*\)/g,
  ];
  return [...sources].flatMap(([from, text]) => {
    const code = removeComments(text);
    return forms.flatMap((form) =>
      [...code.matchAll(form)].map((match) => {
        const specifier = match[1] ?? "";
        const path = specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
        return { from, specifier, path, isTypeOnly: /^\s*(?:import|export)\s+type\b/.test(match[0]) };
      }),
    );
  });
}

/** Imports that the table of rooms does not allow, in words. Tests may also look into their own room's future. */
export function findForbiddenImports(imports: readonly Import[], rooms: readonly Room[]): readonly string[] {
  return imports.flatMap(({ from, path, isTypeOnly }) => {
    const here = findRoomName(from);
    if (path === undefined || here === undefined) return [];
    const there = findRoomName(path);
    if (there === here) return [];
    const room = rooms.find(({ name }) => name === here);
    if (room === undefined) return [`${from}: «${here}» is no room of src/rooms.ts`];
    // Files outside `src/` are test support: only tests may use them.
    if (there === undefined) return isTest(from) ? [] : [`${from} imports ${path}, which is in no room`];
    if (!room.imports.includes(there)) return [`${from} imports ${path}: ${here} may not import ${there}`];
    if (room.typesOnly?.includes(there) === true && !isTypeOnly)
      return [`${from} imports ${path}: ${here} may import only types of ${there}`];
    if (path !== `src/${there}/index.ts`) return [`${from} imports ${path} past the door of ${there}`];
    return [];
  });
}

/** The first circle found in `edges`, as the path that closes on itself. */
export function findCircle(edges: readonly (readonly [string, string])[]): readonly string[] | undefined {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): readonly string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return undefined;
    trail.push(node);
    for (const to of next.get(node) ?? []) {
      const circle = visit(to);
      if (circle !== undefined) return circle;
    }
    trail.pop();
    done.add(node);
    return undefined;
  };
  for (const node of next.keys()) {
    const circle = visit(node);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

export interface Exported {
  readonly name: string;
  readonly kind: string;
}

const declaration =
  /^export\s+(?:declare\s+)?(?:async\s+)?(function|const|let|type|interface|class)\s*\*?\s*(\w+)/gm;

/** What a file lets out under each name; `read` gives the text of a file. */
export function readExports(path: string, read: (path: string) => string): readonly Exported[] {
  const code = removeComments(read(path));
  const own = [...code.matchAll(declaration)].map((match) => ({
    kind: match[1] ?? "",
    name: match[2] ?? "",
  }));
  const from = [
    ...code.matchAll(/^export\s+(type\s+)?(?:\{([^}]*)\}|\*)\s*from\s*["']([^"']+)["']/gm),
  ].flatMap((match) => {
    const [, , names, specifier = ""] = match;
    if (!specifier.startsWith("."))
      throw new Error(`${path}: a door does not pass on a package (${specifier})`);
    const there = readExports(posix.join(posix.dirname(path), specifier), read);
    if (names === undefined) return there;
    return names
      .split(",")
      .map((name) => name.trim().replace(/^type\s+/, ""))
      .filter((name) => name !== "")
      .map((name) => {
        const [inside = "", outside = inside] = name.split(/\s+as\s+/);
        const found = there.find((each) => each.name === inside);
        if (found === undefined) throw new Error(`${path}: ${inside} is not exported by ${specifier}`);
        return { name: outside, kind: found.kind };
      });
  });
  return [...own, ...from];
}

/** The numbers of the rules that the spec states, `- **[M3]** …`, in order and with repetitions. */
export function readRules(spec: string): readonly string[] {
  return [...spec.matchAll(/^\s*(?:[-*]\s+)?\*\*\[?([A-Z]\d+[a-z]?)\]?\*\*/gm)].map(
    (match) => match[1] ?? "",
  );
}

/** The rules that the titles of tests cite, with the file that cites them. */
export function readCitations(tests: Sources): ReadonlyMap<string, string> {
  const cited = new Map<string, string>();
  for (const [path, text] of tests) {
    for (const [, list = ""] of removeComments(text).matchAll(/["'`]((?:\[[A-Z]\d+[a-z]?\]\s*)+)/g)) {
      for (const [, rule = ""] of list.matchAll(/\[([^\]]+)\]/g)) cited.set(rule, path);
    }
  }
  return cited;
}

/**
 * The words of the domain that the source owns: the values of exported `as const` lists, of exported
 * unions of literals, and the names of the variants of rules and relations. What `isPublic` refuses is the
 * room's own business; signs and numbers are not words.
 */
export function readDomainWords(
  sources: Sources,
  isPublic: (room: string, name: string) => boolean,
): ReadonlyMap<string, string> {
  const list = /^export const (\w+)\s*=\s*\[([^\]]*)\]\s*as const/gm;
  const union = /^export type (\w+)\s*=((?:\s*\|?\s*"[^"]*")+)\s*;/gm;
  const variants =
    /^export (?:type|interface) (\w*(?:Rule|Relation))\b([\s\S]*?)(?=^export |^\/\*\*|^interface |^type |(?![\s\S]))/gm;
  const words = new Map<string, string>();
  for (const [path, text] of sources) {
    const code = removeComments(text);
    for (const [form, literal] of [
      [list, /"([^"]*)"/g],
      [union, /"([^"]*)"/g],
      [variants, /\btype: ((?:\s*\|?\s*"[^"]*")+)/g],
    ] as const) {
      for (const [, name = "", block = ""] of code.matchAll(form)) {
        if (!isPublic(findRoomName(path) ?? "", name)) continue;
        const found = [...block.matchAll(literal)].flatMap(([, inside = ""]) =>
          inside.replaceAll('"', "").split("|"),
        );
        for (const word of found.map((each) => each.trim())) {
          if (/^[a-z][a-z0-9 _-]*$/i.test(word)) words.set(word, path);
        }
      }
    }
  }
  return words;
}

/** The first two cells of the glossary's rows, without backticks: the noun in the source and the Italian term. */
export function readGlossary(
  glossary: string,
): readonly { readonly noun: string; readonly cells: readonly string[] }[] {
  return glossary
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) => {
      const cells = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { noun: (cells[0] ?? "").replaceAll("`", ""), cells };
    })
    .filter(({ noun }) => noun !== "English noun");
}

/**
 * Problem codes by room: those that `problems.ts` lists, as keys of a table or as the first argument of a maker of
 * problems (`atFile("too-long", …)`), and those that stand elsewhere in the room.
 */
export function readProblemCodes(
  sources: Sources,
): readonly { readonly room: string; readonly code: string; readonly path: string }[] {
  const stated = /\bcode:\s*["']([a-z]+(?:-[a-z0-9]+)*)["']/g;
  const found = [...sources].flatMap(([path, text]) => {
    const room = findRoomName(path);
    if (room === undefined || isTest(path)) return [];
    const code = removeComments(text);
    const table = isProblemFile(path);
    const keys = table
      ? [...code.matchAll(/^ {2}(?:["']([a-z]+(?:-[a-z0-9]+)*)["']\s*[:(]|([a-z]+):\s*\()/gm)]
      : [];
    const made = table
      ? [...code.matchAll(/\b(?:atFile|makeProblem)\(\s*["']([a-z]+(?:-[a-z0-9]+)*)["']/g)]
      : [];
    const values = [...code.matchAll(stated)];
    return [...keys, ...made, ...values].map((match) => ({ room, code: match[1] ?? match[2] ?? "", path }));
  });
  return found;
}

/**
 * Classes that more than one style sheet defines, in words. A selector belongs to the first class in it: what follows
 * is styled only within that one, so that who is not on its page does not see it.
 */
export function findSharedClasses(sheets: Sources): readonly string[] {
  const homes = new Map<string, Set<string>>();
  for (const [path, text] of sheets) {
    const rules = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{};]+)\{/g);
    for (const [, selectors = ""] of rules) {
      if (selectors.trim().startsWith("@")) continue;
      for (const selector of splitSelectors(selectors)) {
        const [name] = /\.pm-[\w-]+/.exec(selector) ?? [];
        if (name !== undefined) homes.set(name, (homes.get(name) ?? new Set()).add(path));
      }
    }
  }
  return [...homes]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `${name} is defined by ${[...paths].join(" and ")}`);
}

/** At commas, but for those within brackets. */
function splitSelectors(selectors: string): readonly string[] {
  let depth = 0;
  let from = 0;
  const found: string[] = [];
  [...selectors].forEach((sign, at) => {
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign === "," && depth === 0) {
      found.push(selectors.slice(from, at));
      from = at + 1;
    }
  });
  return [...found, selectors.slice(from)];
}
