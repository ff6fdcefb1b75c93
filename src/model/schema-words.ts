/** The small types of the format: texts, days, ids, words of a closed list, and the inherited head. */
import { z } from "zod";
import { provenanceWords, statusWords } from "./words.ts";

/** Codes and titles may look like numbers (`20.1`, `2023`): they are kept as written. */
export const text = z.union([z.string(), z.number()], { error: "un testo" });

export const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
/** The calendar itself (months, leap years) is checked by the reader. */
export const day = z.string({ error: "un giorno come 2023-12-31" }).regex(dayPattern, { error: "day" });

export const idPattern = /^[a-z][a-z0-9_]*$/;
export const id = z.string({ error: "un identificativo in minuscolo" }).regex(idPattern, { error: "id" });

export function words(choices: readonly string[]) {
  const error = `una parola fra ${choices.join(", ")}`;
  return z.enum(choices as [string, ...string[]], { error });
}

/** One of the words of a table of `words.ts`. */
export function word(table: Readonly<Record<string, unknown>>, meaning: string) {
  return words(Object.keys(table)).describe(`${Object.keys(table).join(" | ")}: ${meaning}`);
}

export const sourceSchema = z.strictObject(
  {
    atto: text.describe("Id di un atto del modello").optional(),
    articolo: text.describe("Articolo o paragrafo").optional(),
    sezione: text.describe("Sezione").optional(),
    tabella: text.describe("Tabella").optional(),
    nota: text.describe("Nota").optional(),
  },
  { error: "un insieme di chiavi" },
);

/** What stands at the head of a block and is inherited; every entry may say otherwise. */
export const headShape = {
  fonte: sourceSchema.describe("Da dove viene; si fonde con quella del blocco, chiave per chiave").optional(),
  provenienza: word(provenanceWords, "quanto è certo; se manca, pubblicato").optional(),
  registrato_il: day.describe("Quando si è saputo; se manca, non è noto").optional(),
  stato: word(statusWords, "se manca, definitivo").optional(),
};
