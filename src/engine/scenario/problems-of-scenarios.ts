/** What can be wrong in a supposition: code → parameters → Italian sentence. */
import type { Place, Problem } from "../../model/index.ts";
import { formatNumber } from "../format-number.ts";
import type { SupposedThreshold } from "./scenario.ts";

/** A scenario is no file: its changes are counted. */
const place: Place = { file: "scenario", line: 1, column: 1 };

const tell = (code: string, subject: string, sentence: string): Problem => ({
  code,
  place,
  subject,
  sentence,
});

/** As short as a number can be told, up to four decimals. */
const short = (value: number): string =>
  Number.isFinite(value) ? formatNumber(value, 4).replace(/,?0+$/, "") : String(value);

export const nameNotInScenario = (what: string, name: string): Problem =>
  tell(
    "scenario-name-not-known",
    "",
    `${what} «${name}» non c'è in queste cifre.\nTogli il cambiamento, oppure apri lo scenario con il modello e il periodo per cui fu scritto.`,
  );

export const weightsOfAnother = (indicator: string, given: number, components: number): Problem =>
  tell(
    "scenario-weights-count",
    `indicatore ${indicator}`,
    `Lo scenario dà ${given} pesi, la sintesi ha ${components} componenti.\nScrivi un peso, o un posto vuoto, per ogni componente.`,
  );

export const supposedWeightNotPositive = (indicator: string, component: string, weight: number): Problem =>
  tell(
    "scenario-weight-not-positive",
    `indicatore ${indicator}`,
    `Il peso supposto di ${component} è ${short(weight)}: un peso è maggiore di zero.\nAlza quel peso, oppure abbassa gli altri.`,
  );

export const supposedWeightMissing = (indicator: string, components: readonly string[]): Problem =>
  tell(
    "scenario-weight-missing",
    `indicatore ${indicator}`,
    `I pesi di questa sintesi non sono divulgati, e lo scenario non dice quelli di ${components.join(", ")}.\nSupponi anche questi, oppure lascia che si dividano fra loro ciò che resta, in parti uguali.`,
  );

/** `isLess`: weights that may leave something out. */
export const supposedWeightsDoNotSum = (
  indicator: string,
  sum: number,
  total: number,
  isLess: boolean,
): Problem =>
  tell(
    "scenario-weights-do-not-sum",
    `indicatore ${indicator}`,
    `I pesi supposti sommano a ${short(sum)}; ${isLess ? "non possono superare" : "devono sommare a"} ${short(total)}: ${sum > total ? `ne avanzano ${short(sum - total)}` : `ne mancano ${short(total - sum)}`}.\nCorreggi un peso, oppure lascia che gli altri si adattino in proporzione.`,
  );

export const supposedOfComputed = (facet: string, indicator: string): Problem =>
  tell(
    "scenario-value-computed",
    `indicatore ${indicator}`,
    `Il suo ${facet} è calcolato da altre cifre: non si suppone.\nSupponi una delle cifre da cui viene.`,
  );

/** `isAbove`: it is the sum of what stands below. */
export const supposedWhereNotMeasured = (
  indicator: string,
  orgUnit: string,
  period: string,
  isAbove: boolean,
): Problem =>
  tell(
    "scenario-not-measured-there",
    `indicatore ${indicator}, ${orgUnit}, ${period}`,
    isAbove
      ? "Qui la cifra è la somma di uffici o periodi più piccoli.\nSupponi la cifra di uno di quelli."
      : "Qui l'indicatore non si misura.\nScegli un ufficio e un periodo in cui si misura.",
  );

export const supposedTooPrecise = (indicator: string, value: number, decimals: number): Problem =>
  tell(
    "scenario-too-precise",
    `indicatore ${indicator}`,
    `Il valore supposto ${short(value)} ha più decimali di quanti l'indicatore ne scriva (${decimals}), o è troppo grande.\nArrotondalo.`,
  );

export const supposedCircle = (indicators: readonly string[]): Problem =>
  tell(
    "scenario-circular",
    `indicatore ${indicators[0] ?? ""}`,
    `Con questi pesi la sintesi si calcolerebbe da sé stessa: ${indicators.join(" → ")}.\nTogli i pesi supposti di una di queste sintesi.`,
  );

const thresholdWords = {
  floor: "minimo",
  cap: "massimo",
  min: "da",
  max: "a",
  bound: "inizio",
  score: "punteggio",
  loss: "perdita al giorno",
} as const satisfies Readonly<Record<SupposedThreshold["threshold"], string>>;

export const thresholdNotKnown = (indicator: string, { threshold, band }: SupposedThreshold): Problem => {
  const name = thresholdWords[threshold] ?? threshold;
  return tell(
    "scenario-threshold-not-known",
    `indicatore ${indicator}`,
    `La sua regola di raggiungimento non ha «${band === undefined ? name : `${name} ${band + 1}`}», o il valore supposto non è un numero.\nTogli il cambiamento, oppure supponi una delle soglie che la regola ha.`,
  );
};

export const thresholdsMakeNoRule = (indicator: string, reason: string): Problem =>
  tell(
    "scenario-thresholds-no-rule",
    `indicatore ${indicator}`,
    `Con le soglie supposte ${reason}: la regola di raggiungimento non direbbe nulla.\nCorreggi una delle soglie.`,
  );
