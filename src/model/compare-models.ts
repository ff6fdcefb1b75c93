/**
 * What changed between two models, in words: the head, the organisation, what is measured and with what
 * weight, then targets, data and causes. Two models that say the same are the same, however their files
 * are cut, ordered and spaced.
 */
import type { Change } from "./change.ts";
import { compareIndicators } from "./compare-indicators.ts";
import { compareOrganisation } from "./compare-organisation.ts";
import { compareValues } from "./compare-values.ts";
import type { Model } from "./model.ts";

const headFields: readonly { readonly name: string; readonly read: (model: Model) => string }[] = [
  { name: "Il nome", read: ({ id }) => id },
  { name: "Il titolo", read: ({ title }) => `«${title}»` },
  { name: "L'amministrazione", read: ({ administration }) => `«${administration}»` },
  { name: "L'esercizio", read: ({ year }) => String(year) },
  { name: "Il primo anno", read: ({ years }) => String(years.from) },
  { name: "L'ultimo anno", read: ({ years }) => String(years.to) },
];

function compareHeads(before: Model, after: Model): Change[] {
  return headFields.flatMap(({ name, read }): Change[] => {
    const [was, is] = [read(before), read(after)];
    const sentence = `${name} del modello passa da ${was} a ${is}.`;
    return was === is ? [] : [{ type: "model-changed", subject: "modello", sentence }];
  });
}

/** In a fixed order that owes nothing to the order of files; empty when the two say the same. */
export function compareModels(before: Model, after: Model): readonly Change[] {
  return [
    ...compareHeads(before, after),
    ...compareOrganisation(before, after),
    ...compareIndicators(before, after),
    ...compareValues(before, after),
  ];
}
