import { describe, expect, test } from "vitest";
import { findNearestName } from "./nearest-name.ts";

describe("the nearest name", () => {
  test("[M15] at most one edit in three letters; swapped neighbours are one edit, case is none", () => {
    const known = ["giacenza", "giacenza_finale", "personale", "uffici"];
    expect(findNearestName("giacenzza", known)).toBe("giacenza");
    expect(findNearestName("pesronale", known)).toBe("personale");
    expect(findNearestName("UFFICI", known)).toBe("uffici");
    expect(findNearestName("bilancio", known)).toBeUndefined();
    expect(findNearestName("X", ["F", "M"])).toBeUndefined();
    expect(findNearestName("f", ["F", "M"])).toBe("F");
  });

  test("[M15] the order of the known names does not matter", () => {
    const known = ["linea_b", "linea_a", "linea_c"];
    expect(findNearestName("linea_x", known)).toBe("linea_a");
    expect(findNearestName("linea_x", known.toReversed())).toBe("linea_a");
  });

  test("[M15] very long and very many names cost little and suggest nothing", () => {
    expect(findNearestName("a".repeat(1_000_000), ["a".repeat(1_000_000)])).toBeUndefined();
  });
});
