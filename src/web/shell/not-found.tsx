/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/language.tsx";

export function NotFound() {
  const words = useWords();
  return (
    <main className="container py-5" id="contenuto">
      <h1>{words.notFound}</h1>
      <Link to="/">{words.product}</Link>
    </main>
  );
}
