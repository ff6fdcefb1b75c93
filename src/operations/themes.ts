/** What indicators belong together: those of one synthesis, or else those that are declared in one file. */
import type { Indicator, Model } from "../model/index.ts";

export interface Theme {
  readonly id: string;
  readonly title: string;
  /** Whether it is a place in the pyramid. */
  readonly isSynthesis: boolean;
}

const themesOf = new WeakMap<Model, ReadonlyMap<string, Theme>>();

/** By indicator; of several syntheses that hold it the first of the model. */
export function findThemes(model: Model): ReadonlyMap<string, Theme> {
  const known = themesOf.get(model);
  if (known !== undefined) return known;
  const themes = new Map<string, Theme>();
  for (const { id, title, synthesis } of model.indicators) {
    if (synthesis === undefined) continue;
    const theme = { id, title, isSynthesis: true };
    for (const { indicator } of synthesis.components)
      if (!themes.has(indicator)) themes.set(indicator, theme);
  }
  const spell = learnSpelling(model);
  for (const indicator of model.indicators)
    if (!themes.has(indicator.id)) themes.set(indicator.id, nameFile(indicator, spell));
  themesOf.set(model, themes);
  return themes;
}

/** `personale/qualifica-e-genere.yaml` is «Personale: qualifica e genere». */
function nameFile({ origin }: Indicator, spell: (word: string) => string): Theme {
  const { file } = origin.place;
  const parts = file.replace(/\.[a-z]+$/, "").split("/");
  const named = parts.slice(-2).map((part) => part.split("-").map(spell).join(" "));
  const text = named[0] === named[1] ? named[0]! : named.join(": ");
  return { id: file, title: text.charAt(0).toUpperCase() + text.slice(1), isSynthesis: false };
}

/** Names of files have neither accents nor capitals: a word is written as the model writes it, `qualità` and `IEEP`. */
function learnSpelling({ indicators, dimensions, acts, hierarchies }: Model): (word: string) => string {
  const texts = [
    ...indicators.flatMap(({ title, description = "" }) => [title, description]),
    ...[...acts, ...hierarchies, ...dimensions].map(({ title }) => title),
    ...dimensions.flatMap(({ members }) => members.map(({ title }) => title)),
  ];
  const written = new Set(texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []));
  // A capital at the beginning of a sentence is not the word's own.
  const words = [...written].map((word) => (word === word.toUpperCase() ? word : word.toLowerCase()));
  const known = new Map(words.map((word) => [fold(word), word]));
  const plain = new Set(words);
  return (word) => (plain.has(word) ? word : (known.get(word) ?? word));
}

function fold(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
