/** To come. */
import { useWords } from "../../words/language.tsx";

export function WhatIfPage() {
  const words = useWords();
  return <h1>{words.pages.whatIf}</h1>;
}
