/** To come. */
import { useWords } from "../../words/language.tsx";

export function DataPage() {
  const words = useWords();
  return <h1>{words.pages.data}</h1>;
}
