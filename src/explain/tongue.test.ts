/** Marks around what the model says: put where asked for, and taken out again. */
import { expect, test } from "vitest";
import { cite, dropMarks, splitCited } from "./tongue.ts";

const marked = { language: "en", isMarked: true } as const;

test("[X10] only who asks for marks gets them, and only around words", () => {
  expect(cite("Piano triennale", { language: "en" })).toBe("Piano triennale");
  expect(cite("Piano triennale", marked)).toBe("\u2068Piano triennale\u2069");
  expect(["%", "4.2", ""].map((text) => cite(text, marked))).toEqual(["%", "4.2", ""]);
});

test("[X10] a marked sentence falls into what is cited and what is not, whatever the model has written", () => {
  const sentence = `source: ${cite("Piano\u2069 di \u2068tutti\n(2)", marked)}, section ${cite("4", marked)}`;
  expect(splitCited(sentence)).toEqual([
    { text: "source: ", isCited: false },
    { text: "Piano di tutti\n(2)", isCited: true },
    { text: ", section 4", isCited: false },
  ]);
  expect(dropMarks(sentence)).toBe("source: Piano di tutti\n(2), section 4");
});
