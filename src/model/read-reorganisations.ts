/** The section `riorganizzazioni`: which offices turned into which, by which act. */
import type { Reorganisation } from "./declared-facts.ts";
import { findMap, findScalar, findText, getPlace, listScalars } from "./located.ts";
import { checkOrgUnit, type Organisation } from "./organisation.ts";
import { checkName, type Entry, makeOrigin, type Reading, readDay } from "./reading.ts";
import { findMeaning, reorganisationWords } from "./words.ts";

const millionths = 1_000_000;

export function readReorganisations(
  reading: Reading,
  entries: readonly Entry[],
  organisation: Organisation,
): readonly Reorganisation[] {
  const offices = organisation.trees.get(organisation.principal);
  return entries.flatMap(({ map, head }) => {
    const id = findText(map, "id");
    if (id === undefined || reading.suspect.has(map)) return [];
    const subject = `riorganizzazione ${id}`;
    const on = readDay(reading, map, "dal", subject);
    if (on === undefined) return [];
    const act = findScalar(map, "atto");
    if (act !== undefined) checkName(reading, "act", act.text, act.place, subject);
    const [from, to] = (["da", "a"] as const).map((key) => listScalars(map, key));
    for (const { text, place } of [...from!, ...to!])
      checkOrgUnit(reading, offices, "L'unità organizzativa", text, place, subject);
    const written = findMap(map, "quote");
    const shares =
      written &&
      [...written.entries.keys()].map((name): [string, number] => [
        name,
        Math.round(Number(findScalar(written, name)?.value ?? 0) * millionths),
      ]);
    const reorganisation: Reorganisation = {
      id,
      type: findMeaning(reorganisationWords, findText(map, "tipo")) ?? "move",
      act: act?.text,
      on,
      from: from!.map(({ text }) => text),
      to: to!.map(({ text }) => text),
      shares: shares && Object.fromEntries(shares),
      origin: makeOrigin(head, map.place),
    };
    const wrong = findWrong(reorganisation);
    if (wrong !== undefined) {
      const details = { ...wrong, type: findText(map, "tipo") ?? "" };
      reading.reporter.report("reorganisation-unclear", getPlace(map, wrong.key), subject, details);
    }
    return [reorganisation];
  });
}

/** How many offices each type has before and after. */
function findWrongOffices(
  type: Reorganisation["type"],
  before: number,
  after: number,
): { key: string; why: string } | undefined {
  switch (type) {
    case "split":
      if (before === 1 && after >= 2) return undefined;
      return {
        key: before === 1 ? "a" : "da",
        why: "una scissione ha un ufficio di prima e almeno due di dopo",
      };
    case "merger":
      if (before >= 1 && after === 1) return undefined;
      return {
        key: before === 0 ? "da" : "a",
        why: "una fusione ha almeno un ufficio di prima e uno solo di dopo",
      };
    case "opening":
      if (before === 0 && after >= 1) return undefined;
      return { key: before > 0 ? "da" : "a", why: "un'istituzione ha solo uffici di dopo" };
    case "closing":
      if (before >= 1 && after === 0) return undefined;
      return {
        key: after > 0 ? "a" : "da",
        why: "una soppressione ha solo uffici di prima; se qualcuno ne riceve il lavoro è una fusione",
      };
    case "move":
      if (before === 1 && after === 1) return undefined;
      return {
        key: before === 1 ? "a" : "da",
        why: "uno spostamento ha un ufficio di prima e uno di dopo, anche lo stesso",
      };
  }
}

/** Each type says who was there before and who after; shares belong to a split and leave nothing over. */
function findWrong({ type, from, to, shares }: Reorganisation): { key: string; why: string } | undefined {
  const offices = findWrongOffices(type, from.length, to.length);
  if (offices !== undefined) return offices;
  if (shares === undefined) return undefined;
  if (type !== "split") return { key: "quote", why: "le quote ripartiscono il passato di una scissione" };
  const names = Object.keys(shares);
  if (names.length !== to.length || names.some((name) => !to.includes(name)))
    return { key: "quote", why: "serve una quota per ogni ufficio di dopo, e nessun'altra" };
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  if (sum !== millionths || Object.values(shares).some((share) => share <= 0))
    return {
      key: "quote",
      why: `le quote sono positive e sommano a 1, non a ${String(sum / millionths).replace(".", ",")}`,
    };
  return undefined;
}
