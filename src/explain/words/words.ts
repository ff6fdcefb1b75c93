/** The words of an explanation, by language. */
import type { Language } from "../../formula/index.ts";
import { en } from "./en.ts";
import { it, type Words } from "./it.ts";

const words: Readonly<Record<Language, Words>> = { it, en };

export function getWords(language: Language): Words {
  return words[language];
}
