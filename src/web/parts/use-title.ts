/** The title of the document, as tabs, histories and screen readers say it. */
import { useEffect } from "react";
import { useWords } from "../words/language.tsx";

export function useTitle(title: string): void {
  const { product } = useWords();
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
