import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  findCircle,
  findForbiddenImports,
  findRoomName,
  findSharedClasses,
  isProblemFile,
  isTest,
  listPaths,
  readCitations,
  readDomainWords,
  readExports,
  readGlossary,
  readImports,
  readProblemCodes,
  readRules,
  readSources,
  removeComments,
  root,
  type Sources,
} from "./house.ts";
import { renderPublicSurface } from "./public-surface.ts";
import { rooms } from "./rooms.ts";

const sources = readSources(["src"], [".ts", ".tsx"]);
const code: Sources = new Map([...sources].filter(([path]) => !isTest(path)));
const tests = readSources(["src", "bench"], [".test.ts"]);
const purePaths = rooms.filter(({ pure }) => pure).map(({ name }) => `src/${name}/`);
const pureCode: Sources = new Map(
  [...code].filter(([path]) => purePaths.some((room) => path.startsWith(room))),
);
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("arrows", () => {
  test("[H1] every folder under src is a room of the table, and a room imports only rooms before it", () => {
    const folders = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(
      folders.map(({ name }) => name).filter((name) => !rooms.some((room) => room.name === name)),
    ).toEqual([]);
    rooms.forEach((room, place) => {
      const before = rooms.slice(0, place).map(({ name }) => name);
      expect(room.imports.filter((name) => !before.includes(name))).toEqual([]);
    });
  });

  test("[H2] a room imports only from the rooms it may, through their doors", () => {
    expect(findForbiddenImports(readImports(sources), rooms)).toEqual([]);
  });

  test("[H2] an import that looks forward, or past a door, or at types only, is seen", () => {
    const wrong = new Map([
      ["src/model/a.ts", 'import type { Graph } from "../graph/index.ts";'],
      ["src/graph/b.ts", 'import { x } from "../model/model.ts";\n// import { y } from "../cli/index.ts";'],
      ["src/attic/c.ts", 'export * from "../model/index.ts";'],
      [
        "src/graph/d.ts",
        'import { z } from "../../cases/needs.ts";\nimport { readModel } from "../model/index.ts";',
      ],
      ["src/cli/e.ts", 'const door = await import("../engine/index.ts");'],
      [
        "src/web/f.tsx",
        'import type { Contract } from "../api/index.ts";\nimport { contract } from "../api/index.ts";',
      ],
    ]);
    expect(findForbiddenImports(readImports(wrong), rooms)).toEqual([
      "src/model/a.ts imports src/graph/index.ts: model may not import graph",
      "src/graph/b.ts imports src/model/model.ts past the door of model",
      "src/attic/c.ts: «attic» is no room of src/rooms.ts",
      "src/graph/d.ts imports cases/needs.ts, which is in no room",
      "src/cli/e.ts imports src/engine/index.ts: cli may not import engine",
      "src/web/f.tsx imports src/api/index.ts: web may import only types of api",
    ]);
  });

  test("[H3] no circle between rooms or between files, type imports included", () => {
    const files = readImports(sources).flatMap(({ from, path }) =>
      path === undefined ? [] : [[from, path] as const],
    );
    const between = files.flatMap(([from, to]) => {
      const [here, there] = [findRoomName(from), findRoomName(to)];
      return here === undefined || there === undefined || here === there ? [] : [[here, there] as const];
    });
    expect(findCircle(files)).toBeUndefined();
    expect(findCircle(between)).toBeUndefined();
  });

  test("[H3] a circle is found wherever it begins", () => {
    const edges = [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
      ["d", "b"],
    ] as const;
    expect(findCircle(edges)).toEqual(["b", "c", "d", "b"]);
    expect(
      findCircle([
        ["a", "b"],
        ["a", "c"],
        ["b", "c"],
      ]),
    ).toBeUndefined();
  });
});

describe("form", () => {
  test("[H4] no path is an attic", () => {
    const paths = listPaths(["src", "models", "cases", "bench", "docs"]);
    expect(paths.filter((path) => /util|helper|common|misc|shared|base|manager/i.test(path))).toEqual([]);
  });

  test("[H5] no default exports, enums or classes other than errors in the source", () => {
    const wrong = [...code].flatMap(([path, text]) =>
      [
        ...removeComments(text).matchAll(
          /^\s*(?:export\s+default\b|(?:export\s+)?(?:const\s+)?enum\s+\w+|(?:export\s+)?(?:abstract\s+)?class\s+\w+(?!\w*\s+extends\s+\w*Error\b)).*/gm,
        ),
      ].map(([line]) => `${path}: ${line.trim()}`),
    );
    expect(wrong).toEqual([]);
  });

  test("[H5] no escape from the type checker or the linter", () => {
    // The words are put together here so that this file does not contain them.
    const silencers = [
      "as an" + "y",
      "@ts-" + "ignore",
      "@ts-" + "expect-error",
      "@ts-" + "nocheck",
      "biome-" + "ignore",
      "oxlint-" + "disable",
      "eslint-" + "disable",
    ];
    const all = readSources(["src", "bench", "cases", ".ci"], [".ts"]);
    const wrong = [...all].flatMap(([path, text]) =>
      silencers
        // In prose "as any" is English; the others silence from within a comment.
        .filter((word) => new RegExp(`${word}\\b`).test(word.startsWith("as") ? removeComments(text) : text))
        .map((word) => `${path}: ${word}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("style", () => {
  test("[P79] a class of the pages is defined by one style sheet", () => {
    expect(findSharedClasses(readSources(["src/web"], [".css"]))).toEqual([]);
  });

  test("[P79] what two sheets define is seen, wherever it stands; what is styled within a class of one's own is not", () => {
    const sheets = new Map([
      ["a.css", ".pm-a, main > .pm-b:is(.pm-x, th) { color: red }\n.pm-c { } /* .pm-e { } */ .btn { }"],
      ["b.css", "@media print { .pm-own .pm-a { } td .pm-c::before { } }\n.pm-own:is(.pm-b, td) { }"],
      [
        "c.css",
        '@page { @bottom-left { content: "x"; } }\n.pm-own-more, .pm-x { }\n.btn { }\n.pm-c.pm-d { }',
      ],
    ]);
    expect(findSharedClasses(sheets)).toEqual([".pm-c is defined by a.css and b.css and c.css"]);
    const nested = new Map([
      ["a.css", "@media print {\n  @supports (display: grid) {\n    .pm-z { color: red; }\n  }\n}"],
      ["b.css", ".pm-y { color: red; }\n.pm-z > li { color: red; }"],
    ]);
    expect(findSharedClasses(nested)).toEqual([".pm-z is defined by a.css and b.css"]);
  });
});

describe("purity", () => {
  test("[H6] the pure rooms are those that the compiler is told of, without types of Node and of the page", () => {
    const settings = JSON.parse(read("tsconfig.pure.json")) as {
      include: string[];
      compilerOptions: { types: string[] };
    };
    expect(settings.include).toEqual(purePaths.map((path) => path.slice(0, -1)));
    expect(settings.compilerOptions.types).toEqual([]);
  });

  const clock = new RegExp(
    [
      /\bDate\s*\.\s*now\b/,
      /\bnew\s+Date\s*\(\s*\)/,
      /\bnew\s+Date\b(?!\s*\()/,
      /(?<!\bnew\s+|[.\w])Date\s*\(/,
      /\bMath\s*\.\s*random\b/,
      /\bperformance\s*\./,
      /\bTemporal\s*\.\s*Now\b/,
      /\btoLocale\w*String\b/,
      /\bIntl\s*\./,
      /\beval\s*\(/,
      /\bnew\s+Function\b/,
    ]
      .map(({ source }) => source)
      .join("|"),
  );

  test("[H7] they do not read the clock, chance or the language of the machine, nor run text", () => {
    expect(
      [...pureCode].filter(([, text]) => clock.test(removeComments(text))).map(([path]) => path),
    ).toEqual([]);
  });

  test("[H7] each forbidden form is recognised, and dates in data are not", () => {
    const forbidden = [
      "Date.now()",
      "new Date()",
      "new Date;",
      "Date()",
      "Math.random()",
      "performance.now()",
      "n.toLocaleString()",
      "new Intl.NumberFormat()",
      "eval(x)",
      "new Function(x)",
    ];
    expect(forbidden.filter((text) => !clock.test(text))).toEqual([]);
    expect(
      ["new Date(day)", "Date.UTC(2023, 0, 1)", "isDate(x)", "value.Date(1)"].filter((text) =>
        clock.test(text),
      ),
    ).toEqual([]);
  });

  test("[H8] the source ships no development dependency, and pure rooms no module of Node", () => {
    const settings = JSON.parse(read("package.json")) as Record<
      "dependencies" | "devDependencies",
      Record<string, string>
    >;
    const nameOf = (specifier: string) =>
      specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");
    const wrong = readImports(code).filter(({ from, specifier, path }) => {
      if (path !== undefined) return false;
      if (specifier.startsWith("node:")) return pureCode.has(from);
      return settings.dependencies[nameOf(specifier)] === undefined;
    });
    expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
    // GPL-3.0-only: the bench may measure it, what we ship may not contain it.
    expect(Object.keys(settings.devDependencies)).toContain("hyperformula");
    expect(Object.keys(settings.dependencies)).not.toContain("hyperformula");
  });
});

describe("words", () => {
  test("[H9] every rule of the spec has one place, a test that cites it, and no test cites a rule that is not there", () => {
    const stated = readRules(read("docs/spec.md"));
    const cited = readCitations(tests);
    expect(stated.filter((rule, place) => stated.indexOf(rule) !== place)).toEqual([]);
    expect(stated.filter((rule) => !cited.has(rule)).map((rule) => `${rule} is cited by no test`)).toEqual(
      [],
    );
    const unknown = [...cited].filter(([rule]) => !stated.includes(rule));
    expect(unknown.map(([rule, path]) => `${path} cites ${rule}, which docs/spec.md does not state`)).toEqual(
      [],
    );
  });

  test("[H9] rules and citations are read as they are written", () => {
    expect(readRules("- **[M3]** one\n**[M4]** two\n  - **[E1]** three\nas **[M9]** says")).toEqual([
      "M3",
      "M4",
      "E1",
    ]);
    const open = "[";
    const title = `test("${open}M3] ${open}E1] both", run); // "${open}X9]"`;
    expect([...readCitations(new Map([["a.test.ts", title]])).keys()]).toEqual(["M3", "E1"]);
  });

  test("[H10] the glossary explains every word of the domain that the source owns, and every noun of a room", () => {
    const glossary = readGlossary(read("docs/glossario.md"));
    const known = new Set(glossary.flatMap(({ noun }) => noun.split(",").map((each) => each.trim())));
    const doors = new Map(
      rooms
        .filter(({ name }) => code.has(`src/${name}/index.ts`))
        .map(({ name }) => [
          name,
          new Set(readExports(`src/${name}/index.ts`, read).map((each) => each.name)),
        ]),
    );
    const words = readDomainWords(code, (room, name) => doors.get(room)?.has(name) ?? false);
    const owned = [...words].map(([word, path]) => ({ word, path }));
    const nouns = rooms.map(({ noun }) => ({ word: noun, path: "src/rooms.ts" }));
    const missing = [...owned, ...nouns].filter(({ word }) => !known.has(word));
    expect(missing.map(({ word, path }) => `${word} (${path})`)).toEqual([]);
    expect(owned.map(({ word }) => word)).toEqual(
      expect.arrayContaining(["attainment", "not-due", "flow", "media_gruppo", "min-max", "provisional"]),
    );
    const incomplete = glossary.filter(
      ({ cells }) => cells.length !== 4 || cells.some((cell) => cell === ""),
    );
    expect(incomplete.map(({ noun }) => noun)).toEqual([]);
  });

  test("[H10] words are read from lists, unions and variants, and only if the door lets them out", () => {
    const file = `export const kinds = ["flow", "a b", "="] as const; // "comment"
export type Side = "left" | "right";
export type Hidden = "secret";
export interface SumRelation {
  readonly type: "sum" | "total";
}
export type Tree = { readonly type: "branch" };
`;
    const isPublic = (_room: string, name: string) => name !== "Hidden";
    expect([...readDomainWords(new Map([["src/model/x.ts", file]]), isPublic).keys()]).toEqual([
      ...["flow", "a b", "left", "right", "sum", "total"],
    ]);
  });

  test("[H11] the public surface is reviewed: docs/public-surface.md describes the doors as they are", () => {
    expect(read("docs/public-surface.md"), "run `npm run surface`").toBe(renderPublicSurface());
  });

  test("[H11] a door's exports are read with their kind, through every passage", () => {
    const files: Readonly<Record<string, string>> = {
      "src/r/index.ts": 'export { go, type Way as Path } from "./go.ts";\nexport * from "./more.ts";\n',
      "src/r/go.ts":
        "export async function go(): Promise<void> {}\nexport interface Way {}\nconst inner = 1;\n",
      "src/r/more.ts": "// export const old = 1;\nexport const now = 2;\n",
    };
    expect(readExports("src/r/index.ts", (path) => files[path] ?? "")).toEqual([
      { name: "go", kind: "function" },
      { name: "Path", kind: "interface" },
      { name: "now", kind: "const" },
    ]);
  });
});

describe("problems", () => {
  const codes = readProblemCodes(code);

  test("[H12] codes are read from tables, from functions, and from wherever else they are written", () => {
    const found = readProblemCodes(
      new Map([
        [
          "src/model/problems.ts",
          'export const all = {\n  "too-long": (n: number) => "…",\n  empty: () => "…",\n};',
        ],
        [
          "src/graph/problems-of-x.ts",
          '  if (a) {\n    return { code: "circular", place };\n  // code: "old"',
        ],
        ["src/warehouse/problems.ts", 'const a = () =>\n  makeProblem(\n    "too-late",\n    file,\n  );'],
        ["src/cli/main.ts", 'report({ code: "stray" });'],
        ["src/cli/main.test.ts", '({ code: "tested" });'],
      ]),
    );
    expect(found.map(({ room, code: each }) => `${room} ${each}`)).toEqual([
      "model too-long",
      "model empty",
      "graph circular",
      "warehouse too-late",
      "cli stray",
    ]);
  });

  test("[H12] every problem code stands in its room's problems.ts, and in one room only", () => {
    const outside = codes.filter(({ path }) => !isProblemFile(path));
    expect(outside.map(({ path, code: stray }) => `${path}: ${stray}`)).toEqual([]);
    const homes = new Map<string, Set<string>>();
    for (const { code: each, room } of codes) homes.set(each, (homes.get(each) ?? new Set()).add(room));
    expect([...homes].filter(([, home]) => home.size > 1).map(([each]) => each)).toEqual([]);
  });

  test("[H12] every problem code has a golden case that shows it", () => {
    const cases = [...readSources(["cases"], [".md"])].filter(([path]) => path.includes("/bad/"));
    const shown = (room: string, each: string) =>
      cases.some(
        ([path, text]) =>
          path.startsWith(`cases/${room}/bad/`) && new RegExp(`(?<![a-z-])${each}(?![a-z-])`).test(text),
      );
    const unshown = codes.filter(({ room, code: each }) => !shown(room, each));
    expect([...new Set(unshown.map(({ room, code: each }) => `cases/${room}/bad: ${each}`))]).toEqual([]);
  });
});

describe("ground", () => {
  test("[H13] the lock is whole and says nothing of where packages were taken from", () => {
    interface Entry {
      readonly resolved?: string;
      readonly optionalDependencies?: Readonly<Record<string, string>>;
    }
    const lock = JSON.parse(read("package-lock.json")) as { packages: Readonly<Record<string, Entry>> };
    const names = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").at(-1)));
    const wanted = Object.values(lock.packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );
    expect(
      wanted.filter((name) => !names.has(name)),
      "run `npm run lock`",
    ).toEqual([]);
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.includes("://"))).toEqual([]);
  });

  test("[H14] licence, command and catalogue entry agree", () => {
    const settings = JSON.parse(read("package.json")) as {
      license: string;
      bin: Record<string, string>;
      scripts: Record<string, string>;
    };
    expect(settings.license).toBe("EUPL-1.2");
    expect(read("LICENSE")).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2/);
    expect(Object.keys(settings.bin)).toEqual(["piramide"]);
    const main = settings.bin.piramide ?? "";
    expect(existsSync(join(root, main)) && read(main).startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(Object.keys(settings.scripts)).toEqual(
      expect.arrayContaining(["start", "test", "check", "bench", "schema", "surface"]),
    );
  });
});
