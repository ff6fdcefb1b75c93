/** To come. */
import { useWords } from "../../words/language.tsx";

export function OfficePage() {
  const words = useWords();
  return <h1>{words.pages.office}</h1>;
}
