/** What is understood of an address of the pages, before anything is asked of a server. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWords, readText, writeWords } from "./address.ts";
import { findPageFaults, findWrongParts, findWrongValue, findWrongView } from "./address-faults.ts";
import { findPage, listUnheeded, readPage, sayWords } from "./address-words.ts";

const model = { years: { from: 2022, to: 2023 }, events: [{ id: "alluvioni" }] };

describe("the words of an address", () => {
  test("[P97] are texts, and come back as they were written, whatever they look like", () => {
    const comeBack = (text: string): unknown => readText(parseWords(writeWords({ q: text })).q);
    for (const text of [
      "2023",
      "1.50",
      "007",
      "1e5",
      "null",
      "true",
      '"tra virgolette"',
      '"',
      "{}",
      "[1]",
      "a&b=c",
    ])
      expect([text, comeBack(text)]).toEqual([text, text]);
    expect(writeWords({ period: 2023, against: "2022" })).toBe("?period=2023&against=2022");
    fc.assert(fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (text) => comeBack(text) === text));
  });

  test("[P97] a path says which page reads it, or leads nowhere", () => {
    expect(
      [
        "/inps",
        "/inps/",
        "/inps/uffici",
        "/inps/uffici/R-09",
        "/inps/indicatori",
        "/inps/indicatori/x",
        "/inps/e-se",
        "/inps/verifica",
        "/inps/dati/",
      ].map(findPage),
    ).toEqual([
      "pyramid",
      "pyramid",
      "offices",
      "office",
      "indicators",
      "indicator",
      "whatIf",
      "audit",
      "data",
    ]);
    for (const path of ["/", "/inps/altro", "/inps/uffici/a/b", "/inps/verifica/x", "/inps/constructor"])
      expect([path, findPage(path)]).toEqual([path, undefined]);
  });

  test("[P97] a word is known to its own page only, and a mistyped one is set beside the nearest", () => {
    expect(findPageFaults("pyramid", { period: 2023, open: "x", lang: "en" })).toEqual([]);
    expect(findPageFaults("audit", { open: "x", constructor: "x" })).toEqual([
      { key: "open", value: "x", wrong: "word", nearest: undefined },
      { key: "constructor", value: "x", wrong: "word", nearest: undefined },
    ]);
    expect(findPageFaults("pyramid", { perido: 2022 })).toEqual([
      { key: "perido", value: "2022", wrong: "word", nearest: "period" },
    ]);
  });

  test("[P97] what a page reads of a word and what is told of it are the same: read, or told, never passed over", () => {
    const look = { key: "look", value: "elenchi", wrong: "value", nearest: "elenco" };
    const cases = [
      ["pyramid", "look", "elenco", "elenco"],
      ["pyramid", "look", "elenchi", look],
      ["pyramid", "open", 2023, "2023"],
      ["pyramid", "open", ["a", "b"], { key: "open", value: '["a","b"]', known: undefined }],
      ["office", "state", "good", "good"],
      ["office", "state", "buono", { key: "state", known: ["good", "near", "bad", "none", "absent"] }],
      ["indicator", "sort", "-value", "-value"],
      ["indicator", "sort", "value-", { key: "sort", nearest: "value" }],
      ["data", "row", 7, 7],
      ["data", "row", 0, { key: "row", value: "0" }],
      ["data", "row", "1.5", { key: "row", value: "1.5" }],
      ["whatIf", "quanto", 12.5, 12.5],
      ["whatIf", "quanto", 101, { key: "quanto", value: "101" }],
      ["audit", "differing", 1, "1"],
      ["audit", "differing", "", undefined],
    ] as const;
    for (const [page, key, written, expected] of cases) {
      const faults = findPageFaults(page, { [key]: written });
      const isTold = typeof expected === "object";
      expect([key, readPage(page, { [key]: written })]).toMatchObject([
        key,
        { [key]: isTold ? undefined : expected },
      ]);
      expect(faults).toMatchObject(isTold ? [expected] : []);
    }
  });

  test("[P97] a link changes the words that it names, takes out those that are empty, and keeps the rest", () => {
    const say = sayWords<"audit">({ figure: "pi.risultato", w: undefined, section: "", alt: 2 });
    expect(say({ period: 2023, w: "1_2", section: "3", alt: 1 })).toEqual({
      period: 2023,
      figure: "pi.risultato",
      alt: 2,
    });
  });

  test("[P97] of the view, what is no period of the model, no day or no event is told, of whatever type it is", () => {
    const good = {
      period: 2023,
      knownAt: "2023-06-30",
      methodOn: "2022-12-31",
      boundariesOn: "2023-12-31",
      withoutEvent: "alluvioni",
      against: "2022-T3",
      why: "qualunque",
    };
    expect(findWrongView(good, model)).toEqual([]);
    const wrong = {
      period: "2023-13",
      knownAt: ["2023-06-30"],
      methodOn: "2023-02-31",
      boundariesOn: true,
      withoutEvent: "alluvione",
      against: "giugno",
    };
    expect(findWrongView(wrong, model).map(({ key, value, nearest }) => [key, value, nearest])).toEqual([
      ["period", "2023-13", undefined],
      ["knownAt", '["2023-06-30"]', undefined],
      ["methodOn", "2023-02-31", undefined],
      ["boundariesOn", "true", undefined],
      ["withoutEvent", "alluvione", "alluvioni"],
      ["against", "giugno", undefined],
    ]);
  });

  test("[P97] a year of which the model says nothing is none of its periods, once the model is known", () => {
    expect(findWrongView({ period: 1999 }, undefined)).toEqual([]);
    expect(findWrongView({ period: 1999 }, model)).toMatchObject([{ key: "period", value: "1999" }]);
    expect(findWrongView({ withoutEvent: "alluvione" }, undefined)).toEqual([]);
  });

  test("[P97] a value of a page is told with what it can be, where that is little", () => {
    const facets = ["result", "target", ""];
    expect(findWrongValue("facet", undefined, facets)).toEqual([]);
    expect(findWrongValue("facet", "target", facets)).toEqual([]);
    expect(findWrongValue("alt", 2, ["1", "2"])).toEqual([]);
    expect(findWrongValue("facet", "targets", facets)).toEqual([
      { key: "facet", value: "targets", wrong: "value", nearest: "target", known: ["result", "target"] },
    ]);
    const many = Array.from({ length: 30 }, (_, k) => `R-${k}`);
    expect(findWrongValue("office", "R-31", many)).toMatchObject([{ nearest: "R-1", known: undefined }]);
    expect(findWrongParts("open", ["R-1", "R-99", ""], new Set(many))).toMatchObject([{ value: "R-99" }]);
    expect(findWrongParts("open", ["R-1"], new Set(many))).toEqual([]);
  });

  test("[P97] what is understood and changes nothing on a page is named", () => {
    expect(listUnheeded("pyramid", { against: "2022", period: "2023" })).toEqual([]);
    expect(listUnheeded("office", { against: "2022", period: "2023" })).toEqual(["against"]);
    expect(listUnheeded("audit", { knownAt: "2023-06-30", period: "2023" })).toEqual(["period"]);
    expect(listUnheeded("data", { against: "2023-06-30" })).toEqual([]);
    expect(listUnheeded("data", { against: "2022" })).toEqual(["against"]);
  });
});
