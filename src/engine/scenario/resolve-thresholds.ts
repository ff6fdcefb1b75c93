/**
 * The rule of attainment with other numbers in it: floor and cap, the ends of a range, the bounds and scores of bands,
 * what a day late costs. The rule itself stays what it is, and so does what makes it one: bands rise without holes, a
 * range has two ends, a floor lies below its cap.
 */
import type { Attainment, AttainmentRule, Band, Indicator, Outcome, Problem } from "../../model/index.ts";
import { thresholdNotKnown, thresholdsMakeNoRule } from "./problems-of-scenarios.ts";
import type { SupposedThreshold } from "./scenario.ts";

/** Undefined where they are no thresholds that the rule could have; the problems say why. */
export function resolveThresholds(
  { id, attainment }: Indicator,
  supposed: readonly SupposedThreshold[],
): Outcome<Attainment | undefined> {
  const problems: Problem[] = [];
  let own = attainment;
  for (const threshold of supposed) {
    const next = own && putThreshold(own, threshold);
    if (next === undefined) problems.push(thresholdNotKnown(id, threshold));
    else own = next;
  }
  if (own === undefined || problems.length > 0) return { value: undefined, problems };
  const wrong = findWrong(own);
  if (wrong !== undefined) return { value: undefined, problems: [thresholdsMakeNoRule(id, wrong)] };
  // Who supposes a number has no act for it.
  const origin = { ...own.origin, source: undefined, provenance: "assumed" as const };
  return { value: { ...own, origin }, problems };
}

/** Undefined where the rule has no such number. */
function putThreshold(own: Attainment, threshold: SupposedThreshold): Attainment | undefined {
  const { threshold: name, value } = threshold;
  if (!Number.isFinite(value)) return undefined;
  if (name === "floor" || name === "cap") return { ...own, [name]: value };
  const rule = putInRule(own.rule, threshold);
  return rule && { ...own, rule };
}

function putInRule(
  rule: AttainmentRule,
  { threshold: name, band = -1, value }: SupposedThreshold,
): AttainmentRule | undefined {
  if (rule.type === "min-max" && (name === "min" || name === "max")) return { ...rule, [name]: value };
  if (rule.type === "date" && name === "loss") return { ...rule, lossPerDay: value };
  if (rule.type !== "bands") return undefined;
  const { bands } = rule;
  if (name === "score" && bands[band] !== undefined)
    return { ...rule, bands: bands.with(band, { ...bands[band], score: value }) };
  return name === "bound" ? moveBound(rule, band, value) : undefined;
}

/** The bound before a band; after the last it is its end. Both neighbours move, so that there is no hole. */
function moveBound(
  rule: AttainmentRule & { readonly type: "bands" },
  bound: number,
  value: number,
): AttainmentRule | undefined {
  const { bands } = rule;
  const real = bound === bands.length ? bands.at(-1)?.until : bands[bound]?.from;
  if (real === undefined || real === null) return undefined;
  const moved = bands.map((band, k): Band => {
    if (k === bound) return { ...band, from: value };
    return k === bound - 1 ? { ...band, until: value } : band;
  });
  return { ...rule, bands: moved };
}

function findWrong({ rule, floor, cap }: Attainment): string | undefined {
  if (floor !== undefined && cap !== undefined && floor > cap) return "il minimo supera il massimo";
  if (rule.type === "min-max" && rule.min === rule.max) return "«da» e «a» sono lo stesso numero";
  if (rule.type !== "bands") return undefined;
  const isFalling = rule.bands.some(({ from, until }) => from !== null && until !== null && from >= until);
  return isFalling ? "le fasce non salgono" : undefined;
}
