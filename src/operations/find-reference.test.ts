import { describe, expect, test } from "vitest";
import { readPublished } from "../audit/index.ts";
import { makeReferenceLookup } from "./find-reference.ts";
import { openGraph } from "./open-model.ts";

const { opened } = openGraph("models/inps-2023", {});
const { model, files } = opened;
const published = readPublished(files.filter(({ path }) => path.startsWith("published/"))).value;
const references = published.figures.flatMap(({ reference }) => reference ?? []);

describe("figures by the reference that a report gives", () => {
  test("[P98] are the same where only those that it names are computed, and where all of their years are", () => {
    const few = makeReferenceLookup(model, undefined, undefined, references);
    const all = makeReferenceLookup(model, undefined, undefined, []);
    expect(references.length).toBeGreaterThan(500);
    const other = references.filter((reference) => /#20(?:1\d|2[0-2])/.test(reference));
    expect(other.length).toBeGreaterThan(20);
    expect(other.map(few)).toEqual(other.map(all));
    expect(references.map(few)).toEqual(references.map(all));
    expect(other.some((reference) => few(reference)?.value !== undefined)).toBe(true);
  });

  test("[P98] one that was not named takes its whole year, and one that is none is none", () => {
    const few = makeReferenceLookup(model, undefined, undefined, ["tempi_medi#2022"]);
    const all = makeReferenceLookup(model, undefined, undefined, []);
    for (const reference of [
      "tempi_medi.ragg",
      "indice_economico_gestione",
      "valore_pubblico#2022",
      "boh",
      "#",
    ])
      expect([reference, few(reference)]).toEqual([reference, all(reference)]);
    expect(few("indice_economico_gestione")?.value).toBeCloseTo(6.16, 2);
  });
});
