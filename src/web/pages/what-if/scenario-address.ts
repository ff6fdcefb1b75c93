/**
 * Scenarios as they stand in an address: `1*Nome*p.sintesi.a.40..*o.indicatore.UFFICIO.2023.32**Altro`. A version,
 * then scenarios with `**` between; of each its name and its changes. `p` weights (`a` the others adapt, `f` they stay;
 * an empty place is a weight that is not said), `o` a target, `c` a measured value, with members at the end, `s` a
 * threshold of attainment (`s.tempi_medi.massimo.110`, `s.qualita.punteggio2.80`).
 */
import {
  emptyScenario,
  type Scenario,
  type SupposedThreshold,
  type SupposedValue,
  type SupposedWeights,
  type ThresholdName,
} from "../../../engine/index.ts";

export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** What is wrong with what stands in an address. */
export type ScenarioFault = "version" | "unreadable" | "too-long";

export interface ReadScenarios {
  readonly scenarios: readonly NamedScenario[];
  readonly fault: ScenarioFault | undefined;
}

const version = "1";
/** What a browser still sends, and somebody can still mean. */
export const mostCharacters = 6_000;
export const mostScenarios = 8;
const mostChanges = 300;
const mostWeights = 200;
export const longestName = 60;

export function writeScenarios(scenarios: readonly NamedScenario[]): string {
  return `${version}*${scenarios.map(writeOne).join("**")}`;
}

function writeOne({ name, scenario }: NamedScenario): string {
  const { weights, targets, results, thresholds } = scenario;
  return [
    escapeField(name),
    ...weights.map(writeWeights),
    ...targets.map((value) => writeValue("o", value)),
    ...results.map((value) => writeValue("c", value)),
    ...thresholds.map(writeThreshold),
  ].join("*");
}

function writeWeights({ indicator, weights, adapts }: SupposedWeights): string {
  const written = weights.map((weight) => (weight === undefined ? "" : writeNumber(weight)));
  return ["p", escapeField(indicator), adapts ? "a" : "f", ...written].join(".");
}

function writeValue(kind: string, { indicator, orgUnit, period, value, members }: SupposedValue): string {
  const chosen = Object.entries(members).map((pair) => pair.join("="));
  const fields = [indicator, orgUnit, period].map(escapeField);
  return [kind, ...fields, writeNumber(value), ...chosen.map(escapeField)].join(".");
}

const thresholdWords: Readonly<Record<ThresholdName, string>> = {
  floor: "minimo",
  cap: "massimo",
  min: "da",
  max: "a",
  bound: "inizio",
  score: "punteggio",
  loss: "perdita",
};

/** Bands are counted from 1, as people do. */
function writeThreshold({ indicator, threshold, band, value }: SupposedThreshold): string {
  const name = `${thresholdWords[threshold]}${band === undefined ? "" : band + 1}`;
  return ["s", escapeField(indicator), name, writeNumber(value)].join(".");
}

function writeNumber(value: number): string {
  return String(value).replace(".", ",");
}

/** What separates is written as the percent signs of an address are. */
function escapeField(text: string): string {
  return text.replace(/[%*.]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function readScenarios(text: string): ReadScenarios {
  if (text.length > mostCharacters) return { scenarios: [], fault: "too-long" };
  const at = text.indexOf("*");
  if (at < 0 || !/^\d{1,4}$/.test(text.slice(0, at))) return { scenarios: [], fault: "unreadable" };
  if (text.slice(0, at) !== version) return { scenarios: [], fault: "version" };
  const found = text
    .slice(at + 1)
    .split("**")
    .map(readOne);
  const isWhole = found.every((each) => each !== undefined) && found.length <= mostScenarios;
  return isWhole ? { scenarios: found, fault: undefined } : { scenarios: [], fault: "unreadable" };
}

function readOne(text: string): NamedScenario | undefined {
  const [written = "", ...changes] = text.split("*");
  const name = readField(written);
  if (name === undefined || name.trim() === "" || name.length > longestName) return undefined;
  if (changes.length > mostChanges) return undefined;
  let scenario: Scenario | undefined = emptyScenario;
  for (const change of changes) scenario = scenario && addChange(scenario, change);
  return scenario && { name, scenario };
}

function addChange(scenario: Scenario, text: string): Scenario | undefined {
  const [kind, ...fields] = text.split(".");
  if (kind === "p") {
    const weights = readWeights(fields);
    return weights && { ...scenario, weights: [...scenario.weights, weights] };
  }
  if (kind === "s") {
    const threshold = readThreshold(fields);
    return threshold && { ...scenario, thresholds: [...scenario.thresholds, threshold] };
  }
  if (kind !== "o" && kind !== "c") return undefined;
  const value = readValue(fields);
  if (value === undefined) return undefined;
  return kind === "o"
    ? { ...scenario, targets: [...scenario.targets, value] }
    : { ...scenario, results: [...scenario.results, value] };
}

function readWeights([id = "", rest, ...written]: readonly string[]): SupposedWeights | undefined {
  const indicator = readName(id);
  if (indicator === undefined || (rest !== "a" && rest !== "f")) return undefined;
  if (written.length === 0 || written.length > mostWeights) return undefined;
  const weights = written.map((each) => (each === "" ? undefined : readNumber(each)));
  const isWhole = weights.every((weight, k) => written[k] === "" || weight !== undefined);
  return isWhole ? { indicator, weights, adapts: rest === "a" } : undefined;
}

function readThreshold([id = "", written = "", number = "", ...more]: readonly string[]):
  | SupposedThreshold
  | undefined {
  const indicator = readName(id);
  const [, word, count] = /^([a-z]+)([1-9]\d{0,2})?$/.exec(written) ?? [];
  const threshold = (Object.keys(thresholdWords) as ThresholdName[]).find(
    (name) => thresholdWords[name] === word,
  );
  const value = readNumber(number);
  if (indicator === undefined || threshold === undefined || value === undefined || more.length > 0)
    return undefined;
  const hasBand = threshold === "bound" || threshold === "score";
  if (hasBand !== (count !== undefined)) return undefined;
  return count === undefined
    ? { indicator, threshold, value }
    : { indicator, threshold, band: Number(count) - 1, value };
}

function readValue(fields: readonly string[]): SupposedValue | undefined {
  const [indicator, orgUnit, period] = fields.slice(0, 3).map(readName);
  const value = readNumber(fields[3] ?? "");
  const pairs = fields.slice(4).map(readName);
  if (indicator === undefined || orgUnit === undefined || period === undefined || value === undefined)
    return undefined;
  const members: [string, string][] = [];
  for (const pair of pairs) {
    const at = pair?.indexOf("=") ?? -1;
    if (pair === undefined || at <= 0) return undefined;
    members.push([pair.slice(0, at), pair.slice(at + 1)]);
  }
  return { indicator, orgUnit, period, value, members: Object.fromEntries(members) };
}

/** Digits as we write them; what would not come back as it is written is refused. */
function readNumber(text: string): number | undefined {
  if (!/^-?\d{1,15}(?:,\d{1,12})?$/.test(text)) return undefined;
  return Number(text.replace(",", "."));
}

function readName(text: string): string | undefined {
  const name = readField(text);
  return name === undefined || name === "" || name.length > 200 ? undefined : name;
}

function readField(text: string): string | undefined {
  if (/%(?!25|2A|2E)/.test(text)) return undefined;
  return text.replace(/%(25|2A|2E)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
