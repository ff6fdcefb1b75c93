/** The words of an explanation, by tongue. */
import type { Language } from "../../formula/index.ts";
import { cite, type Tongue } from "../tongue.ts";
import { en } from "./en.ts";
import { it, type Table } from "./it.ts";

export interface Words extends Table {
  readonly language: Language;
  /** What the model says, as it stands among them. */
  readonly cite: (text: string) => string;
}

const tables: Readonly<Record<Language, Table>> = { it, en };

export function getWords(tongue: Tongue): Words {
  const { language } = tongue;
  return { ...tables[language], language, cite: (text) => cite(text, tongue) };
}
