/**
 * The house, as data. A room owns one noun and the verb that makes it; rooms stand in a row and
 * imports only look back. `src/house.test.ts` reads this table and refuses whatever departs from it.
 */
export interface Room {
  /** Folder under `src/`. */
  readonly name: string;
  /** The noun the room owns. */
  readonly noun: string;
  /** The verb at its door. */
  readonly verb: string;
  /** What it is for, in one line. */
  readonly purpose: string;
  /** Pure rooms see no clock, no disk and no network: they compile without Node and DOM types. */
  readonly pure: boolean;
  /** The rooms it may import from. */
  readonly imports: readonly string[];
  /** Of those, the rooms of which it may import nothing but types. */
  readonly typesOnly?: readonly string[];
}

export const rooms: readonly Room[] = [
  {
    name: "model",
    noun: "Model",
    verb: "readModel",
    purpose: "What is measured, for whom, with what weight and target, since when, by which act.",
    pure: true,
    imports: [],
  },
  {
    name: "formula",
    noun: "Formula",
    verb: "parseFormula",
    purpose: "FEEL formulas: text to tree, units and kinds checked, tree to text.",
    pure: true,
    imports: ["model"],
  },
  {
    name: "graph",
    noun: "Graph",
    verb: "buildGraph",
    purpose: "A model on a date: names resolved, order found, cycles refused.",
    pure: true,
    imports: ["model", "formula"],
  },
  {
    name: "facts",
    noun: "Contract",
    verb: "readContract",
    purpose:
      "What a source must deliver, and what is measured from it: the same tree over columns and over rows.",
    pure: true,
    imports: ["model", "formula"],
  },
  {
    name: "engine",
    noun: "Figures",
    verb: "computeFigures",
    purpose: "Columns in, columns out.",
    pure: true,
    imports: ["model", "formula", "graph", "facts"],
  },
  {
    name: "explain",
    noun: "Explanation",
    verb: "explainFigure",
    purpose: "Why this number is what it is: a tree and sentences.",
    pure: true,
    imports: ["model", "formula", "graph", "engine"],
  },
  {
    name: "audit",
    noun: "Audit",
    verb: "auditReport",
    purpose: "A printed report recomputed figure by figure, with rounding intervals.",
    pure: true,
    imports: ["model", "formula", "graph", "engine", "explain"],
  },
  {
    name: "nation",
    noun: "Nation",
    verb: "generateNation",
    purpose:
      "A nation that does not exist: the deliveries of its systems, from a model and the figures to imitate.",
    pure: true,
    imports: ["model"],
  },
  {
    name: "warehouse",
    noun: "Warehouse",
    verb: "openWarehouse",
    purpose:
      "Where facts live and are summed: immutable deliveries in a workspace, DuckDB over their files or a cluster.",
    pure: false,
    imports: ["model", "facts"],
  },
  {
    name: "operations",
    noun: "Report",
    verb: "compute",
    purpose: "What the platform can do, one file an operation: compute, explain, check, diff, audit.",
    pure: false,
    imports: ["model", "formula", "graph", "facts", "engine", "explain", "audit", "nation", "warehouse"],
  },
  {
    name: "api",
    noun: "Api",
    verb: "createApi",
    purpose: "The operations over HTTP: one contract for handlers, pages and OpenAPI.",
    pure: false,
    imports: ["operations"],
  },
  {
    name: "cli",
    noun: "Command",
    verb: "runCommand",
    purpose: "The operations in a terminal.",
    pure: false,
    imports: ["operations", "api"],
  },
  {
    name: "web",
    noun: "Screen",
    verb: "App",
    purpose: "The operations on a screen, and the calculation itself for what-if, in the browser.",
    pure: false,
    imports: ["model", "formula", "graph", "facts", "engine", "explain", "audit", "api"],
    typesOnly: ["api"],
  },
];
