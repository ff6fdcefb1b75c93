/** What an explanation says in English. Numbers, names and options are as everywhere; so are the model's own texts. */
import type { FactMeasure } from "../../model/index.ts";
import type { Table } from "./it.ts";

const measures: Readonly<Record<FactMeasure["type"], string>> = {
  sum: "sum",
  "weighted-sum": "weighted sum",
  "weighted-stock": "weighted stock",
  count: "count",
  distinct: "different values",
  "period-days": "days of the period",
};

export const en: Table = {
  absence: {
    missing: "missing",
    "not-due": "not due",
    "not-applicable": "not applicable",
    "not-evaluable": "cannot be evaluated",
    suppressed: "suppressed",
    undisclosed: "undisclosed",
    upstream: "absent upstream",
  },
  facet: {
    result: "result",
    target: "target",
    deviation: "deviation",
    attainment: "attainment",
    index: "index",
  },
  provenance: {
    published: "published",
    inferred: "inferred",
    assumed: "assumed",
    synthetic: "synthetic",
  },
  grain: { month: "month", quarter: "quarter", semester: "half-year", year: "year" },
  yes: "yes",
  no: "no",
  absent: "(absent)",

  rounding: {
    none: "no rounding",
    shown: (value, decimals) =>
      `it is ${value}, shown with ${decimals === 1 ? "1 decimal" : `${decimals} decimals`}; half is rounded away from zero`,
  },
  step: {
    precedente: "in the period before",
    anno_precedente: "a year before",
    edizione_precedente: "a year before, by the method of that time",
    cumulato: "since the first year",
    da_inizio_anno: "since January",
    totale_sottoalbero: "with the offices below",
  },
  groupStep: (grouping, isPast, weight) =>
    `mean of the group in “${grouping}”${isPast ? " a year before" : ""}, weighted by “${weight}”`,

  weight: (weight) => `weight ${weight}`,
  toldBefore: "explained above",
  notOpened: (command) => `not opened here: ask \`${command}\``,
  limited: (limit) => `the limit laid down decides: ${limit}`,
  cause: {
    exogenous: "cause from outside",
    endogenous: "cause from within",
    "indicator-error": "error in the indicator",
  },
  lost: (office) =>
    `what ${office} did is missing: it is not among these offices, and nobody has taken its place`,
  lostOffice: (change, day) =>
    `${change === "closed" ? "closed" : "opened"}${day === undefined ? "" : ` on ${day}`}`,

  observed: (day) => `observed value${day === undefined ? "" : `, extracted on ${day}`}`,
  noDatum: "no datum",
  calendar: "calendar days of the period",
  delivered: {
    nothing: (title, source) =>
      `measured from the source “${title}” (${source}), which has delivered nothing for this period`,
    from: (title, source, found) => `measured from the source “${title}” (${source}): ${found}`,
    delivery: (isCorrection, number, file, day, rows) =>
      `${isCorrection ? "correction" : "delivery"} ${number}, ${file}, recorded on ${day}, ${rows} rows`,
    more: (count) => `and ${count} more`,
    untold:
      "there are rows, but one of them lacks its value or its weight, or it is not known of which of these offices it is",
    noRow: "no row",
  },
  measure: {
    of: (type, what) => `${measures[type]} of ${what}`,
    rows: "rows",
    days: (from, to) => `days from ${from} to ${to}`,
    where: "where",
  },
  target: {
    none: "no target declared",
    declared: "declared target",
    revised: (day, authorisedBy, reason) =>
      `target revised${day === undefined ? "" : ` as of ${day}`}, authorised by: ${authorisedBy}; reason: ${reason}`,
    event: (title) => ` (event: ${title})`,
    previousUnknown: "; the target before is not known",
  },
  outside: {
    existence: "the office is not there in this period",
    grain: "at this level the indicator is neither measured nor summed",
    shorter: (grain, period) => `it is measured by the ${grain}: ask for --period ${period}`,
    longer: (grain, period) =>
      `it is measured by the ${grain} and not summed over time: ask for --period ${period}, or another`,
  },
  printed: (parts) =>
    `printed by the document: the weights of its ${parts} components are undisclosed, so that it cannot be recomputed`,
  undisclosed: (parts) => `neither the figure nor the weights of its ${parts} components are disclosed`,
  formula: (text) => `computed as ${text}`,
  reading: (reading) => `that is ${reading}`,
  sum: {
    offices: (parts) => `sum of the offices below (${parts})`,
    time: (parts) => `sum of the periods that make it up (${parts})`,
  },
  beyond: {
    sum: (limit) => `the sum exceeds ${limit}: it would no longer be exact, so it has no value`,
    datum: (limit) => `the datum exceeds ${limit}: its sums would no longer be exact, so it has no value`,
  },
  meanOverTime: (parts) => `mean of the ${parts} periods that make it up`,
  lastInTime: "stock: the last period holds",
  weightedMean: (sum) => `weighted mean: ${sum}`,
  policy: {
    absent: "if a part is missing, so is the whole",
    partial: "what is missing is left out and the whole is partial",
    exclude: "what is missing is excluded by an act",
  },
  deviation: (sum) => `deviation: ${sum}`,
  series: {
    precedente: "the figure of the period before, of the same length",
    anno_precedente: "the figure of the same period of the year before",
    cumulato: "sum since the first year of the model; what does not apply is left out",
    da_inizio_anno: "sum since January; what does not apply is left out",
    totale_sottoalbero: "sum of the office and those below it; what does not apply is left out",
  },

  rule: (name, reading) => `rule “${name}”: ${reading}`,
  rules: {
    deviation: "deviation",
    ratio: "ratio",
    "min-max": "minimum and maximum",
    bands: "bands",
    date: "date",
    "yes-no": "yes or no",
    progress: "progress",
    difference: "difference",
  },
  band: {
    none: (value) => `${value} is in none of the bands`,
    found: (value, band, score) => `${value} is in the band ${band}, which is worth ${score}`,
    precise: (value) => ` (bands compare the value without rounding: ${value})`,
  },
  date: {
    compared: (day, term) => `${day} against the deadline ${term}`,
    inTime: "in time, 100",
    late: (days, isOne) => `${days} ${isOne ? "day" : "days"} late`,
    points: (points, isOne) => `${points} ${isOne ? "point" : "points"}`,
  },

  edition: {
    is: "the figure of the same period of the year before, in its own edition: by the method of that time",
    unchanged: "the method has not changed since",
    methods: (then, now) => `two methods are compared, that of ${then} and that of ${now}`,
    formula: (title, act) => (act === undefined ? `“${title}”` : `“${title}” (then: ${act})`),
    changed: (formulas) => `; what has changed is the formula of ${formulas}`,
    effect: (value, effect) =>
      `; by today's method the year before would be ${value}: the effect of the method on the data of that time is ${effect}`,
  },
  group: {
    none: (office, grouping) => `${office} is in none of the groups of “${grouping}”`,
    name: (group, grouping) => `group “${group}” of “${grouping}”`,
    noYear: (group) =>
      `mean of the ${group} in the year before: the model begins with this year, and has none before it`,
    mean: (group, year) => `weighted mean of the ${group} in ${year}: Σ weight × value / Σ weight`,
    nobody: (year) => `in ${year} no office of the group has a weight: there is nobody to compare with`,
    alone: (year, office) =>
      `in ${year} the group has only ${office}: an office is not compared with the mean of itself`,
    offices: (count, codes) => `over ${count === 1 ? "1 office" : `${count} offices`}: ${codes}`,
    more: (count) => ` and ${count} more`,
  },

  doubt: {
    provenance: (provenance) => `provenance: ${provenance}`,
    provisional: "provisional",
    partial: "partial: it is not compared with a target",
    coverageUnknown: "coverage unknown (weights undisclosed)",
    coverage: (share) => `coverage ${share} %`,
  },
  source: (words) => `source: ${words}`,
  section: (section) => `section ${section}`,

  debts: "What the absence depends on, and who owes the datum:",
  debt: {
    nobody: "nobody owes it",
    unknown: "the model does not say who owes it",
    owner: (owner) => `owed by ${owner}`,
    note: (note) => `; note: ${note}`,
  },
  levels: (shown, levels, lines) =>
    `Levels open: ${shown} of ${levels}. To open them all (${lines} lines) add \`--depth ${levels}\`; to open one part only ask for its figure with \`--org-unit\`, \`--period\` and \`--member\`.`,
};
