/** To come. */
import { useWords } from "../../words/language.tsx";

export function IndicatorPage() {
  const words = useWords();
  return <h1>{words.pages.indicator}</h1>;
}
