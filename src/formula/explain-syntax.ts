/** Says what the author may have meant where the grammar stops. */
import type { Span } from "./formula.ts";

const signs: readonly (readonly [RegExp, string, string])[] = [
  [/^,\d/, "la virgola separa gli argomenti di una funzione", "I decimali si scrivono col punto: 1234.56."],
  [/^%/, "il segno % non c'è", "Dividi per 100."],
  [/^[×·]/, "il segno di moltiplicazione è *", "Scrivi a * b."],
  [/^[÷:]/, "il segno di divisione è /", "Scrivi a / b."],
  [/^[–−]/, "il segno meno è il trattino semplice", "Scrivi a - b."],
  [/^(==|=)/, "il segno = qui non si aspettava", "L'uguaglianza si scrive con un solo =, il diverso con !=."],
  [/^(&&|\|\|)/, "le congiunzioni si scrivono a parole", "Scrivi `and` oppure `or`."],
  [/^\)/, "c'è una parentesi chiusa di troppo", "Togli la parentesi, oppure aggiungi quella aperta."],
  [/^["“”]/, "il testo fra virgolette non finisce", 'Usa le virgolette semplici e diritte: "membro".'],
];

/** What is wrong at `error`, and what to do: the two parameters of `formula-syntax`. */
export function explainSyntax(text: string, error: Span): [what: string, advice: string] {
  const rest = text.slice(error.from).trimStart();
  if (rest === "") {
    const open = countOpen(text);
    return open > 0
      ? ["manca una parentesi chiusa", `Le parentesi aperte e non chiuse sono ${open}: chiudile.`]
      : [
          "finisce troppo presto",
          "Aggiungi ciò che manca dopo l'ultimo segno (un `if` vuole `then` ed `else`).",
        ];
  }
  for (const [pattern, what, advice] of signs) if (pattern.test(rest)) return [what, advice];
  const word = /^[\p{L}\p{N}_]+|^./u.exec(rest)?.[0] ?? "";
  const shown = /^\p{C}/u.test(word) ? "un carattere che non si vede" : `«${word.slice(0, 40)}»`;
  return [`${shown} qui non si aspettava`, "Controlla segni, virgole e parentesi nei dintorni."];
}

function countOpen(text: string): number {
  let open = 0;
  for (const sign of text.replace(/"[^"]*"/g, "")) {
    if (sign === "(") open++;
    if (sign === ")") open--;
  }
  return open;
}
