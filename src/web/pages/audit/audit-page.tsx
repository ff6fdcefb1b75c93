/** To come. */
import { useWords } from "../../words/language.tsx";

export function AuditPage() {
  const words = useWords();
  return <h1>{words.pages.audit}</h1>;
}
