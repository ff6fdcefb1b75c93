/** Headings under which indicators stand. */
import { expect, test } from "vitest";
import { openModel } from "./open-model.ts";
import { findThemes } from "./themes.ts";

function listTitles(directory: string): readonly string[] {
  const themes = [...findThemes(openModel(directory).model).values()];
  return themes.filter(({ isSynthesis }) => !isSynthesis).map(({ title }) => title);
}

test("[P111] what is named after a file is written as the model writes its words", () => {
  expect(listTitles("models/nazione")).toContain("Qualità");
  const titles = listTitles("models/inps-2023");
  expect(titles).toEqual(
    expect.arrayContaining([
      "Finanza: IEEP",
      "Processi: produttività",
      "Pari opportunità: CUG",
      "Personale: qualifica e genere",
    ]),
  );
});
