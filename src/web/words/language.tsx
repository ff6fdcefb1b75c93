/** In which tongue the pages speak: as the reader chose, or as the browser asks; Italian first. */
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Tongue } from "../../explain/index.ts";
import type { Language } from "../../formula/index.ts";
import { en } from "./en.ts";
import { it, type Words } from "./it.ts";
import { recall, remember } from "./memory.ts";

/** Pages speak the languages of explanations: figures and the words about them change together. */
const tongues: Readonly<Record<Language, Words>> = { it, en };

const tellings: Readonly<Record<Language, Tongue>> = {
  it: { language: "it", isMarked: false },
  en: { language: "en", isMarked: true },
};

export type { Language };
export const languages = Object.keys(tongues) as readonly Language[];

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly speak: (language: Language) => void;
}

const SpokenContext = createContext<Spoken>({ language: "it", words: it, speak: () => {} });

const storageKey = "piramide.lingua";

function isLanguage(text: string | null): text is Language {
  return text !== null && text in tongues;
}

/** `?lang=en` in an address decides for whoever follows it. */
function findLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? recall(storageKey);
  return isLanguage(asked) ? asked : "it";
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, speak] = useState<Language>(findLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    remember(storageKey, language);
  }, [language]);
  return <SpokenContext value={{ language, words: tongues[language], speak }}>{children}</SpokenContext>;
}

export function useWords(): Words {
  return useContext(SpokenContext).words;
}

/** The words of one page, kept beside it in every tongue. */
export function usePageWords<T>(own: Readonly<Record<Language, T>>): T {
  return own[useContext(SpokenContext).language];
}

/** How sentences of the calculation are asked for: what the model says is Italian, and marked where they are not. */
export function useTongue(): Tongue {
  return tellings[useContext(SpokenContext).language];
}

/** The same as the words of a resource. */
export function useAskedTongue(): { readonly lang: Language; readonly marked: boolean } {
  const { language, isMarked = false } = useTongue();
  return { lang: language, marked: isMarked };
}

export function useLanguage(): Spoken {
  return useContext(SpokenContext);
}
