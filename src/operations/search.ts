/**
 * What a few letters may mean: offices, indicators, nodes of other hierarchies (projects), members of dimensions
 * (guidelines) and acts of a model, the likeliest first. Accents, capitals and punctuation make no difference, and a
 * word may be unfinished.
 */
import type { Model } from "../model/index.ts";
import { mapCitedActs } from "./cited-acts.ts";

export interface FoundEntry {
  readonly kind: "org-unit" | "indicator" | "node" | "member" | "act";
  /** What it is called in its own place: a code or an id. */
  readonly id: string;
  readonly title: string;
  /** Where it belongs, in words: a hierarchy, a dimension, a type of office, a body. */
  readonly context: string;
  /** Of an office or a node. */
  readonly hierarchy: string | null;
  /** Of a member. */
  readonly dimension: string | null;
  /** Of a member or a node: indicators that are measured by it; of an act: those that follow from it. */
  readonly indicators: readonly string[];
}

interface Indexed {
  readonly entry: FoundEntry;
  readonly id: string;
  readonly title: string;
  /** Words of all that may be looked for, the title's first. */
  readonly words: readonly string[];
  /** Words of the title. */
  readonly own: number;
  /** How likely somebody means this kind. */
  readonly weight: number;
}

/** Offices and indicators are what people look for first. */
const likely = 8;

const indexes = new WeakMap<Model, readonly Indexed[]>();

/** Longer texts are cut: nobody types them. */
const longestQuery = 200;

export function search(model: Model, query: string, most = 20): readonly FoundEntry[] {
  const index = indexes.get(model) ?? indexModel(model);
  indexes.set(model, index);
  const wanted = normalise(query.slice(0, longestQuery));
  const words = wanted.split(" ").filter((word) => word !== "");
  if (words.length === 0) return [];
  return index
    .flatMap((indexed, place) => {
      const score = rate(indexed, wanted, words);
      return score === undefined ? [] : [{ entry: indexed.entry, score: score + indexed.weight, place }];
    })
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** Undefined where some word is nowhere. */
function rate(
  { id, title, words, own }: Indexed,
  wanted: string,
  asked: readonly string[],
): number | undefined {
  let score = 0;
  for (const word of asked) {
    let best = 0;
    words.forEach((each, place) => {
      const isOwn = place < own;
      if (each === word) best = Math.max(best, isOwn ? 12 : 8);
      else if (each.startsWith(word))
        best = Math.max(best, (isOwn ? 8 : 5) * (0.5 + word.length / each.length / 2));
      else if (word.length > 2 && each.includes(word)) best = Math.max(best, isOwn ? 2 : 1);
    });
    if (best === 0) return undefined;
    score += best;
  }
  score /= asked.length;
  if (id === wanted) score += 20;
  if (title === wanted) score += 8;
  else if (title.startsWith(wanted)) score += 6;
  else if (title.includes(wanted)) score += 2;
  // Of two titles that hold the words, the shorter one says less besides.
  return score + 1 / (1 + own);
}

/** Letters and digits without accents and capitals, words one blank apart. */
export function normalise(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function indexModel(model: Model): readonly Indexed[] {
  const [first] = model.hierarchies;
  const nodes = model.hierarchies.flatMap((hierarchy) => {
    const isOffice = hierarchy === first;
    const indicators = isOffice
      ? []
      : model.indicators.filter((each) => each.hierarchy === hierarchy.id).map(({ id }) => id);
    return hierarchy.units.map((unit) =>
      index(isOffice ? likely : 0, unit.attributes, {
        ...nothing,
        kind: isOffice ? "org-unit" : "node",
        id: unit.code,
        title: unit.title,
        context: isOffice ? tell(unit.type) : `${hierarchy.title}: ${tell(unit.type)}`,
        hierarchy: hierarchy.id,
        indicators,
      }),
    );
  });
  const indicators = model.indicators.map((each) =>
    index(
      likely,
      { description: each.description ?? "", owner: each.owner ?? "" },
      {
        ...nothing,
        kind: "indicator",
        id: each.id,
        title: each.title,
        context: "indicatore",
      },
    ),
  );
  const members = model.dimensions.flatMap((dimension) => {
    const by = model.indicators
      .filter(({ dimensions }) => dimensions.includes(dimension.id))
      .map(({ id }) => id);
    return dimension.members.map((member) =>
      index(
        0,
        { dimension: dimension.title },
        {
          ...nothing,
          kind: "member",
          id: member.code,
          title: member.title,
          context: dimension.title,
          dimension: dimension.id,
          indicators: by,
        },
      ),
    );
  });
  const cited = [...mapCitedActs(model)];
  const acts = model.acts.map((act) =>
    index(
      0,
      { number: act.number ?? "", body: act.body ?? "", date: act.date ?? "" },
      {
        ...nothing,
        kind: "act",
        id: act.id,
        title: act.title,
        context: act.body ?? "atto",
        indicators: cited.flatMap(([id, own]) => (own.includes(act) ? [id] : [])),
      },
    ),
  );
  return [...indicators, ...nodes, ...members, ...acts];
}

const nothing = { hierarchy: null, dimension: null, indicators: [] } as const;

function tell(type: string): string {
  return type.replaceAll("_", " ");
}

function index(weight: number, others: Readonly<Record<string, string>>, entry: FoundEntry): Indexed {
  const title = normalise(entry.title);
  const own = title === "" ? [] : title.split(" ");
  const more = normalise([entry.id, entry.context, ...Object.values(others)].join(" ")).split(" ");
  return { entry, id: normalise(entry.id), title, words: [...own, ...more], own: own.length, weight };
}
