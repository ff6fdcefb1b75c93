/** How an indicator is put together and measured against its target: `sintesi` and `raggiungimento`. */
import { checkBands } from "./bands.ts";
import {
  findMap,
  findNumber,
  findScalar,
  findText,
  findValue,
  getPlace,
  type LocatedMap,
  listMaps,
} from "./located.ts";
import type { Attainment, AttainmentRule, Component, Direction, Synthesis } from "./model.ts";
import { type ActReference, readHead } from "./read-head.ts";
import { checkName, type Head, makeOrigin, type Reading } from "./reading.ts";
import { facetWords, findMeaning, policyWords, ruleWords, weightsWords } from "./words.ts";

function readComponent(map: LocatedMap): Component {
  const members = [...(findMap(map, "membri")?.entries.keys() ?? [])].map((dimension): [string, string] => [
    dimension,
    findText(findMap(map, "membri")!, dimension) ?? "",
  ]);
  return {
    indicator: findText(map, "indicatore") ?? "",
    facet: findMeaning(facetWords, findText(map, "faccia")),
    members: Object.fromEntries(members),
    weight: findNumber(map, "peso"),
    place: map.place,
  };
}

/** The weights as written: sums and references are checked when all indicators are known. */
export function readSynthesis(
  reading: Reading,
  indicator: LocatedMap,
  inherited: Head,
  references: ActReference[],
  subject: string,
): Synthesis | undefined {
  const map = findMap(indicator, "sintesi");
  if (map === undefined) return undefined;
  const act = findScalar(map, "atto");
  if (act !== undefined) checkName(reading, "act", act.text, act.place, subject);
  const whenAbsent = findMeaning(policyWords, findText(map, "quando_assente")) ?? "absent";
  if (whenAbsent === "exclude" && act === undefined) {
    reading.reporter.report("exclude-without-act", getPlace(map, "quando_assente"), subject, {});
  }
  return {
    components: listMaps(map, "componenti").map(readComponent),
    weights: findMeaning(weightsWords, findText(map, "pesi")) ?? "undisclosed",
    total: findNumber(map, "somma_pesi") ?? 100,
    whenAbsent,
    act: act?.text,
    origin: makeOrigin(readHead(reading, inherited, map, references, subject), map.place),
  };
}

/** Which rule a key belongs to; `minimo` and `massimo` belong to all. */
const ownerOfKey = {
  da: "minimo_massimo",
  a: "minimo_massimo",
  perdita_al_giorno: "data",
  fasce: "fasce",
} as const;

function checkRuleKeys(reading: Reading, map: LocatedMap, rule: string, subject: string): void {
  for (const [key, owner] of Object.entries(ownerOfKey)) {
    const isOwn = owner === rule;
    const isWritten = map.entries.has(key);
    if (isWritten && !isOwn) {
      const details = { rule, key, of: owner };
      reading.reporter.report("rule-key-not-allowed", map.entries.get(key)!.keyPlace, subject, details);
    } else if (!isWritten && isOwn && key !== "perdita_al_giorno") {
      reading.reporter.report("rule-key-missing", map.place, subject, { rule, key });
    }
  }
}

function readRule(reading: Reading, map: LocatedMap, name: string, subject: string): AttainmentRule {
  const type = findMeaning(ruleWords, name) ?? "deviation";
  if (type === "min-max") {
    const [min, max] = [findNumber(map, "da") ?? 0, findNumber(map, "a") ?? 0];
    const isWritten = map.entries.has("da") && map.entries.has("a");
    if (isWritten && min === max)
      reading.reporter.report("range-empty", getPlace(map, "a"), subject, { at: min });
    return { type, min, max };
  }
  if (type === "bands") {
    const written = listMaps(map, "fasce");
    checkBands(reading, written, subject);
    const bands = written.map((band) => ({
      from: findNumber(band, "da") ?? null,
      until: findNumber(band, "fino_a") ?? null,
      score: findNumber(band, "punteggio") ?? 0,
    }));
    return { type, bands };
  }
  if (type === "date") return { type, lossPerDay: findNumber(map, "perdita_al_giorno") };
  return { type };
}

const rulesWithDirection: readonly string[] = ["scostamento", "rapporto", "differenza"];

export function readAttainment(
  reading: Reading,
  indicator: LocatedMap,
  direction: Direction | undefined,
  inherited: Head,
  references: ActReference[],
  subject: string,
): Attainment | undefined {
  const written = findValue(indicator, "raggiungimento");
  if (written === undefined || written.type === "list") return undefined;
  // The name of a rule alone is the rule without limits.
  const map: LocatedMap =
    written.type === "map" ? written : { type: "map", place: written.place, entries: new Map() };
  const name = written.type === "map" ? (findText(written, "regola") ?? "") : written.text;
  if (rulesWithDirection.includes(name) && direction === undefined) {
    reading.reporter.report("direction-missing", written.place, subject, { rule: name });
  }
  checkRuleKeys(reading, map, name, subject);
  const floor = findNumber(map, "minimo");
  const cap = findNumber(map, "massimo");
  if (floor !== undefined && cap !== undefined && floor > cap) {
    reading.reporter.report("floor-above-cap", getPlace(map, "minimo"), subject, { floor, cap });
  }
  return {
    rule: readRule(reading, map, name, subject),
    floor,
    cap,
    origin: makeOrigin(readHead(reading, inherited, map, references, subject), written.place),
  };
}
