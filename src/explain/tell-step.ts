/** Steps over groups and editions in Italian: with whom one is compared, and by which formulas. */
import type { Model } from "../model/index.ts";
import type { EditionStep, Explanation, GroupMeanStep } from "./explanation.ts";
import { writeMinus } from "./write-minus.ts";

/** More offices than these are counted: the parts name them all. */
const toldOffices = 12;

export function tellGroupMean(step: GroupMeanStep, { figure }: Explanation): string[] {
  const { group, groupingTitle: title, year, offices } = step;
  const isPast = step.name === "media_gruppo_anno_precedente";
  if (group === undefined) return [`${figure.orgUnit} non sta in nessun gruppo di «${title}»`];
  const name = `gruppo «${group}» di «${title}»`;
  if (year === null)
    return [`media del ${name} nell'anno prima: il modello comincia con quest'anno, e l'anno prima non c'è`];
  const told = `media ponderata del ${name} nel ${year}: Σ peso × valore / Σ peso`;
  if (offices.length === 0)
    return [told, `nel ${year} nessuna unità del gruppo ha un peso: non c'è con chi confrontarsi`];
  if (isPast && offices.length === 1 && offices[0] === figure.orgUnit)
    return [
      told,
      `nel ${year} il gruppo ha solo ${figure.orgUnit}: un'unità non si confronta con la media di sé stessa`,
    ];
  const more = offices.length > toldOffices ? ` e altre ${offices.length - toldOffices}` : "";
  const count = offices.length === 1 ? "1 unità" : `${offices.length} unità`;
  return [told, `su ${count}: ${offices.slice(0, toldOffices).join(", ")}${more}`];
}

/** A formula that compares editions says so at once: their explanation may stand far below. */
export function tellTwoMethods({ parts }: Explanation): string[] {
  return parts.flatMap(({ explanation: { operation, figure } }) =>
    operation.type === "edition" && operation.changed.length > 0
      ? [`${nameMethods(operation)}${tellEffect(operation, figure.unit)}`]
      : [],
  );
}

function nameMethods({ methodOn }: EditionStep): string {
  return `si confrontano due metodi, quello del ${tellDay(methodOn.then)} e quello del ${tellDay(methodOn.now)}`;
}

function tellEffect({ byThisMethod, effect }: EditionStep, symbol: string): string {
  if (byThisMethod === null || effect === null) return "";
  const unit = symbol === "" ? "" : ` ${symbol}`;
  return `; con il metodo di oggi l'anno prima varrebbe ${writeMinus(byThisMethod.display)}${unit}: l'effetto del metodo sui dati di allora è ${writeMinus(effect.display)}`;
}

export function tellEdition(step: EditionStep, { figure }: Explanation, model: Model): string[] {
  const first =
    "è la cifra dello stesso periodo dell'anno prima, nella sua edizione: con il metodo di allora";
  if (step.changed.length === 0) return [first, "da allora il metodo non è cambiato"];
  const formulas = step.changed.map(({ title, act }) => {
    const source = model.acts.find(({ id }) => id === act)?.title ?? act;
    return source === undefined ? `«${title}»` : `«${title}» (allora: ${source})`;
  });
  return [
    first,
    `${nameMethods(step)}; è cambiata la formula di ${formulas.join(", ")}${tellEffect(step, figure.unit)}`,
  ];
}

function tellDay(day: string): string {
  return day.split("-").reverse().join("/");
}
