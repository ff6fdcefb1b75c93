/**
 * The verb of reading: from the files of a `published/` folder to what is printed and what binds it.
 * Figures first, then unknowns, then relations that name them; all problems of all files in one run.
 */
import {
  compareProblems,
  createReporter,
  findMap,
  findScalar,
  findText,
  findValue,
  type LocatedMap,
  type ModelFile,
  type Outcome,
  openFiles,
  type Problem,
  readCsv,
  readYaml,
} from "../model/index.ts";
import { listRelationUnknowns } from "./evidence.ts";
import { expandRelation } from "./expand-relations.ts";
import {
  createAuditReporter,
  maxMatches,
  maxOperands,
  maxRelations,
  maxSuggestions,
  maxWithUnknowns,
} from "./problems.ts";
import type { Loose, Published, PublishedDocument, PublishedFigure, Relation, Unknown } from "./published.ts";
import { yesNoWords } from "./read-claim.ts";
import { isFigureId, readFigures } from "./read-figures.ts";
import { readRelation } from "./read-relation.ts";
import {
  type Desk,
  matchFigures,
  readChoice,
  readItems,
  reportUnknownKeys,
  requireScalar,
  startOfFile,
} from "./reading-desk.ts";

const relationsPath = /\.relazioni\.ya?ml$/;
const documentPath = /(^|\/)documento\.ya?ml$/;

/** `files`: those of the published folder, or of the whole model. The order of files does not matter. */
export function readPublished(files: readonly ModelFile[]): Outcome<Published> {
  const problems: Problem[] = [];
  const common = createReporter(problems);
  const desk: Desk = {
    common,
    audit: createAuditReporter(problems),
    figures: new Map<string, PublishedFigure>(),
    unknowns: new Map<string, Unknown>(),
    left: { operands: maxOperands, matches: maxMatches, suggestions: maxSuggestions },
  };
  const isNested = files.some((file) => /(^|\/)published\//.test(file.path));
  const chosen = files
    .filter((file) => !isNested || /(^|\/)published\//.test(file.path))
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
  const { readText } = openFiles(chosen, common);

  for (const file of chosen.filter(({ path }) => path.endsWith(".csv"))) {
    const text = readText(file);
    const table = text === undefined ? undefined : readCsv(file.path, text, common);
    if (table !== undefined) readFigures(desk, table);
  }
  const roots: LocatedMap[] = [];
  for (const file of chosen.filter(({ path }) => relationsPath.test(path))) {
    const text = readText(file);
    const root = text === undefined ? undefined : readYaml(file.path, text, common);
    if (root?.type === "map") roots.push(root);
    else if (root !== undefined) {
      common.report("wrong-type", root.place, "", {
        key: "",
        expected: "un insieme di chiavi",
        found: "un'altra cosa",
      });
    }
  }
  for (const root of roots) {
    reportUnknownKeys(desk, root, ["ignoti", "relazioni", "slegate"], "");
    readUnknowns(desk, root);
  }
  const relations = readRelations(desk, roots);
  const loose = roots.flatMap((root) => readLoose(desk, root));
  const document = readDocument(desk, chosen, readText);
  const value: Published = {
    document,
    figures: [...desk.figures.values()],
    relations,
    unknowns: [...desk.unknowns.values()],
    loose,
  };
  return { value, problems: problems.toSorted(compareProblems) };
}

function readUnknowns(desk: Desk, root: LocatedMap): void {
  for (const item of readItems(desk, root, "ignoti", ["scalar", "map"], "")) {
    if (item.type === "scalar") {
      declare(item.text, item.place, false);
      continue;
    }
    reportUnknownKeys(desk, item, ["nome", "positivo"], "");
    const name = requireScalar(desk, item, "nome", "", "il nome dell'ignoto");
    const isPositive = readChoice<boolean>(desk, item, "positivo", yesNoWords, "", false) ?? false;
    if (name !== undefined) declare(name.text, name.place, isPositive);
  }
  function declare(name: string, place: Unknown["origin"], isPositive: boolean): void {
    const first = desk.unknowns.get(name) ?? desk.figures.get(name);
    if (!isFigureId(name)) desk.audit.report("bad-figure-id", place, "", { found: name });
    else if (first !== undefined) {
      desk.audit.report("duplicate-unknown", place, `ignoto ${name}`, {
        name,
        first: first.origin,
        here: place,
      });
    } else desk.unknowns.set(name, { name, isPositive, origin: place });
  }
}

function readRelations(desk: Desk, roots: readonly LocatedMap[]): readonly Relation[] {
  const byId = new Map<string, Relation>();
  let count = 0;
  let withUnknowns = 0;
  for (const root of roots) {
    for (const entry of readItems(desk, root, "relazioni", ["map"], "")) {
      for (const map of expandRelation(desk, entry)) {
        if (++count > maxRelations || desk.left.operands < 0 || desk.left.matches < 0) {
          desk.audit.report("too-many-relations", entry.place, "", {});
          return [...byId.values()];
        }
        const relation = readRelation(desk, map);
        if (relation === undefined) continue;
        if (listRelationUnknowns(relation).length > 0 && ++withUnknowns > maxWithUnknowns) {
          if (withUnknowns === maxWithUnknowns + 1) {
            desk.audit.report("too-many-with-unknowns", relation.origin, `relazione ${relation.id}`, {});
          }
          continue;
        }
        addRelation(desk, byId, relation);
      }
    }
  }
  return [...byId.values()];
}

function addRelation(desk: Desk, byId: Map<string, Relation>, relation: Relation): void {
  const first = byId.get(relation.id);
  if (first === undefined) {
    byId.set(relation.id, relation);
    return;
  }
  const details = { id: relation.id, first: first.origin, here: relation.origin };
  desk.audit.report("duplicate-relation", relation.origin, `relazione ${relation.id}`, details);
}

function readLoose(desk: Desk, root: LocatedMap): readonly Loose[] {
  return readItems(desk, root, "slegate", ["map"], "slegate").flatMap((entry) => {
    reportUnknownKeys(desk, entry, ["cifre", "motivo"], "");
    const reason = requireScalar(desk, entry, "motivo", "", "perché nessuna relazione le lega");
    if (reason === undefined) return [];
    return readItems(desk, entry, "cifre", ["scalar"], "slegate").flatMap((scalar) => {
      const figures = matchFigures(desk, scalar.text) ?? [];
      if (figures.length === 0)
        desk.audit.report("wildcard-empty", scalar.place, "slegate", { pattern: scalar.text });
      return figures.map((figure) => ({ figure, reason: reason.text }));
    });
  });
}

function readDocument(
  desk: Desk,
  files: readonly ModelFile[],
  readText: (file: ModelFile) => string | undefined,
): PublishedDocument {
  const nothing: PublishedDocument = { id: "", title: "", act: undefined, sha256: undefined };
  const file = files.find(({ path }) => documentPath.test(path));
  if (file === undefined) {
    desk.audit.report("document-missing", startOfFile("documento.yaml"), "", {});
    return nothing;
  }
  const text = readText(file);
  const root = text === undefined ? undefined : readYaml(file.path, text, desk.common);
  if (root?.type !== "map") return nothing;
  reportUnknownKeys(desk, root, ["documento"], "");
  const map = findMap(root, "documento");
  if (map === undefined) {
    const place = findValue(root, "documento")?.place ?? root.place;
    desk.common.report("missing-key", place, "", {
      key: "documento",
      expected: "id e titolo del documento stampato",
    });
    return nothing;
  }
  reportUnknownKeys(desk, map, ["id", "titolo", "atto", "sha256"], "documento");
  const id = requireScalar(desk, map, "id", "documento", "l'id del documento");
  const title = requireScalar(desk, map, "titolo", "documento", "il titolo del documento");
  return {
    id: id?.text ?? "",
    title: title?.text ?? "",
    act: findScalar(map, "atto")?.text,
    sha256: findText(map, "sha256"),
  };
}
