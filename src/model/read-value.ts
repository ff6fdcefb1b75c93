/** One written value: a decimal number, a day where the unit is a date, yes or no where the rule asks. */
import { getDayNumber, isDay } from "./day.ts";
import { type Decimal, findDecimal, getNumber, scaleDecimal } from "./decimal.ts";
import type { LocatedScalar } from "./located.ts";
import type { Indicator } from "./model.ts";
import type { Organisation } from "./organisation.ts";
import type { Reading } from "./reading.ts";

const yesAndNo: ReadonlyMap<string, string> = new Map([
  ["si", "1"],
  ["sì", "1"],
  ["no", "0"],
]);

function readDecimal(
  reading: Reading,
  indicator: Indicator,
  organisation: Organisation,
  scalar: LocatedScalar,
  subject: string,
): Decimal | undefined {
  const { reporter } = reading;
  const quantity = organisation.units.get(indicator.unit)?.quantity;
  // An unknown unit of measure has been reported; what its values should look like cannot be said.
  if (quantity === undefined) return undefined;
  if (Object.hasOwn(quantity, "data")) {
    if (isDay(scalar.text)) {
      const day = getDayNumber(scalar.text);
      return { negative: day < 0, whole: String(Math.abs(day)), fraction: "" };
    }
    reporter.report("not-a-day", scalar.place, subject, { key: "valore", found: scalar.text });
    return undefined;
  }
  if (indicator.attainment?.rule.type === "yes-no") {
    const digit = yesAndNo.get(scalar.text.toLowerCase());
    if (digit !== undefined) return { negative: false, whole: digit, fraction: "" };
    reporter.report("not-yes-no", scalar.place, subject, { found: scalar.text });
    return undefined;
  }
  const isNumber = scalar.notation === "italian" || typeof scalar.value === "number";
  const decimal = isNumber ? findDecimal(scalar.text, scalar.notation) : undefined;
  if (decimal === undefined) {
    const details = { found: scalar.text, notation: scalar.notation };
    reporter.report("not-a-number", scalar.place, subject, details);
  }
  return decimal;
}

/** value × 10^decimals of the indicator, exact; undefined when it cannot be (reported). */
export function readScaled(
  reading: Reading,
  indicator: Indicator,
  organisation: Organisation,
  scalar: LocatedScalar,
  subject: string,
): number | undefined {
  const decimal = readDecimal(reading, indicator, organisation, scalar, subject);
  if (decimal === undefined) return undefined;
  const scaled = scaleDecimal(decimal, indicator.decimals);
  if (typeof scaled === "number") return scaled;
  const { decimals, id } = indicator;
  if (scaled === "too-large") {
    reading.reporter.report("number-too-large", scalar.place, subject, { found: scalar.text, decimals });
  } else {
    reading.reporter.report("too-many-decimals", scalar.place, subject, { found: scalar.text, decimals, id });
  }
  return undefined;
}

/** A target's value as the nearest double: targets are compared, never summed exactly. */
export function readTargetValue(
  reading: Reading,
  indicator: Indicator,
  organisation: Organisation,
  scalar: LocatedScalar,
  subject: string,
): number | undefined {
  const decimal = readDecimal(reading, indicator, organisation, scalar, subject);
  return decimal === undefined ? undefined : getNumber(decimal);
}
