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

export function tellEdition(step: EditionStep, { figure }: Explanation, model: Model): string[] {
  const { methodOn, changed, byThisMethod, effect } = step;
  const lines = [
    "è la cifra dello stesso periodo dell'anno prima, nella sua edizione: con il metodo di allora",
  ];
  if (changed.length === 0) return [...lines, "da allora il metodo non è cambiato"];
  const formulas = changed.map(({ title, act }) => {
    const source = model.acts.find(({ id }) => id === act)?.title ?? act;
    return source === undefined ? `«${title}»` : `«${title}» (allora: ${source})`;
  });
  lines.push(
    `si confrontano due metodi, quello del ${tellDay(methodOn.then)} e quello del ${tellDay(methodOn.now)}; è cambiata la formula di ${formulas.join(", ")}`,
  );
  if (byThisMethod === null || effect === null) return lines;
  const unit = figure.unit === "" ? "" : ` ${figure.unit}`;
  lines.push(
    `con il metodo di oggi l'anno prima varrebbe ${writeMinus(byThisMethod.display)}${unit}: l'effetto del metodo sui dati di allora è ${writeMinus(effect.display)}`,
  );
  return lines;
}

function tellDay(day: string): string {
  return day.split("-").reverse().join("/");
}
