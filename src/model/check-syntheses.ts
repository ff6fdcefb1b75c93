/** The weights and components of every synthesis, when all indicators are known. */
import type { Component, Indicator, Synthesis } from "./model.ts";
import type { Organisation } from "./organisation.ts";
import type { Place } from "./problem.ts";
import type { ComponentLine } from "./problems-of-indicators.ts";
import { checkName, type Reading } from "./reading.ts";
import { facetWords, getWord } from "./words.ts";

/** As an author would call it: `attuazione [linea 1.1]`, `oge_vigilanza.raggiungimento`. */
function nameComponent(component: Component): string {
  const facet = component.facet === undefined ? "" : `.${getWord(facetWords, component.facet)}`;
  const members = Object.entries(component.members).map(([dimension, member]) => `${dimension} ${member}`);
  return `${component.indicator}${facet}${members.length === 0 ? "" : ` [${members.join(", ")}]`}`;
}

/** Weights have few decimals; a billionth absorbs what binary fractions cannot hold. */
const weightTolerance = 1e-9;

function checkSums(reading: Reading, id: string, synthesis: Synthesis): void {
  const { reporter } = reading;
  const { components, total, weights } = synthesis;
  const here = synthesis.origin.place;
  const subject = `indicatore ${id}`;
  if (total <= 0) {
    reporter.report("total-not-positive", here, subject, { total });
    return;
  }
  if (
    weights === "undisclosed" ||
    (weights === "disclosed" && components.some((part) => part.weight === undefined))
  )
    return;
  const sum = components.reduce((before, component) => before + (component.weight ?? 0), 0);
  const lines: readonly ComponentLine[] = components.map((component) => ({
    name: nameComponent(component),
    weight: component.weight,
    place: component.place,
  }));
  const { act, article, section } = synthesis.origin.source ?? {};
  const parts = [act, article, section && `sezione ${section}`].filter((part) => part !== undefined);
  const source = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  const details = { id, sum, total, components: lines, here, source };
  const tolerance = weightTolerance * Math.max(1, total);
  if (weights === "disclosed" && Math.abs(sum - total) > tolerance) {
    reporter.report("weights-do-not-sum", here, subject, details);
  } else if (weights === "partial" && sum > total + tolerance) {
    reporter.report("weights-exceed-total", here, subject, details);
  }
}

function checkWeight(reading: Reading, component: Component, synthesis: Synthesis, subject: string): void {
  const { reporter } = reading;
  const { weight, place } = component;
  const name = nameComponent(component);
  if (weight === undefined) {
    if (synthesis.weights === "disclosed")
      reporter.report("weight-missing", place, subject, { component: name });
  } else if (synthesis.weights === "undisclosed") {
    reporter.report("weight-undisclosed", place, subject, { component: name });
  } else if (weight <= 0) {
    reporter.report("weight-not-positive", place, subject, { component: name, weight });
  }
}

/** Each dimension of a component is chosen by a member, or shared with the synthesis itself. */
function checkMembers(
  reading: Reading,
  component: Component,
  part: Indicator,
  whole: Indicator,
  organisation: Organisation,
): void {
  const subject = `indicatore ${whole.id}`;
  const { place, members } = component;
  for (const [dimension, member] of Object.entries(members)) {
    const known = organisation.members.get(dimension);
    if (!part.dimensions.includes(dimension)) {
      reading.reporter.report("member-unexpected", place, subject, { id: part.id, dimension });
    } else if (known !== undefined && !known.has(member)) {
      const nearest = reading.reporter.findNearest(member, known);
      const details = { what: `In \`${dimension}\` il membro`, name: member, nearest };
      reading.reporter.report("unknown-reference", place, subject, details);
    }
  }
  for (const dimension of part.dimensions) {
    if (Object.hasOwn(members, dimension) || whole.dimensions.includes(dimension)) continue;
    const details = { component: part.id, dimension };
    reading.reporter.report("component-members-missing", place, subject, details);
  }
}

export function checkSyntheses(
  reading: Reading,
  indicators: ReadonlyMap<string, Indicator>,
  organisation: Organisation,
): void {
  for (const whole of indicators.values()) {
    const { synthesis } = whole;
    if (synthesis === undefined) continue;
    const subject = `indicatore ${whole.id}`;
    const seen = new Map<string, Place>();
    for (const component of synthesis.components) {
      const { place } = component;
      if (!checkName(reading, "indicator", component.indicator, place, subject)) continue;
      const part = indicators.get(component.indicator);
      if (part !== undefined) checkMembers(reading, component, part, whole, organisation);
      checkWeight(reading, component, synthesis, subject);
      const facet = component.facet ?? part?.mainFacet;
      const members = Object.entries(component.members).sort(([left], [right]) => (left < right ? -1 : 1));
      const key = JSON.stringify([component.indicator, facet, members]);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, place);
      else {
        const details = { component: nameComponent(component), first, here: place };
        reading.reporter.report("component-repeated", place, subject, details);
      }
    }
    checkSums(reading, whole.id, synthesis);
  }
}
