import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPeriod, type Model, readModel } from "../model/index.ts";
import type { FactColumns } from "./fact-query.ts";
import { describeLost, findHeirs, findShelter, fixBoundaries } from "./find-heirs.ts";
import { encodePeriod } from "./period-number.ts";
import { apportion, redrawOffices } from "./redraw-offices.ts";

/** Offices as `code from until`, all under ENTE; reorganisations as YAML. */
function build(offices: readonly string[], reorganisations: readonly string[]): Model {
  const nodes = offices.map((each) => {
    const [code, from, until] = each.split(" ");
    const dates = [
      from && from !== "-" ? `, valido_dal: ${from}` : "",
      until ? `, valido_fino_al: ${until}` : "",
    ].join("");
    return `      - { codice: ${code}, titolo: ${code}, padre: ENTE${dates} }`;
  });
  const text = `modello: { id: prova, titolo: P, amministrazione: E, esercizio: 2023, anni: { da: 2020, a: 2024 } }
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: ENTE, titolo: Ente }
${nodes.join("\n")}
atti: [ { id: determina, titolo: Determina 7 } ]
riorganizzazioni:
${reorganisations.map((each, k) => `  - { id: r${k}, ${each} }`).join("\n")}
`;
  const { value, problems } = readModel([{ path: "m.yaml", text }]);
  if (problems.length > 0) throw new Error(problems.map(({ sentence }) => sentence).join("\n"));
  return value;
}

function heirs(model: Model, office: string, period: string, day: string) {
  return findHeirs(model, office, findPeriod(period)!, day).map(
    ({ office: to, share }) => `${to} ${share ?? "?"}`,
  );
}

const chain = build(
  [
    "A - 2023-03-01",
    "B - 2023-03-01",
    "C 2023-03-01 2023-06-01",
    "D 2023-06-01 2023-09-01",
    "E 2023-06-01",
    "F 2023-09-01",
  ],
  [
    "tipo: spostamento, dal: 2023-09-01, da: [D], a: [F]",
    "tipo: fusione, dal: 2023-03-01, da: [A, B], a: [C]",
    "tipo: scissione, dal: 2023-06-01, da: [C], a: [D, E], quote: { D: 0.25, E: 0.75 }",
  ],
);

describe("to whom what an office did belongs", () => {
  test.each([
    ["A", "2023-01", "2023-02-28", ["A 1000000"]],
    ["A", "2023-01", "2023-03-01", ["C 1000000"]],
    ["B", "2023-02", "2023-05-31", ["C 1000000"]],
    ["A", "2023-01", "2023-06-01", ["D 250000", "E 750000"]],
    ["A", "2023-01", "2023-12-31", ["F 250000", "E 750000"]],
    ["C", "2023-04", "2023-12-31", ["F 250000", "E 750000"]],
    ["D", "2023-07", "2023-12-31", ["F 1000000"]],
    ["E", "2023-07", "2023-12-31", ["E 1000000"]],
  ])("[D18] forward, %s of %s on the boundaries of %s: %j", (office, period, day, expected) => {
    expect(heirs(chain, office, period, day)).toEqual(expected);
  });

  test.each([
    ["F", "2023-10", "2023-07-01", ["D 1000000"]],
    ["F", "2023-10", "2023-04-01", ["C 1000000"]],
    ["E", "2023-10", "2023-04-01", ["C 1000000"]],
    // A quarter in the middle of which an office took another's place.
    ["F", "2023-T3", "2023-07-01", ["D 1000000"]],
    ["D", "2023-T3", "2023-07-01", ["D 1000000"]],
    ["C", "2023-04", "2023-01-01", ["A ?", "B ?"]],
    ["F", "2023-10", "2023-01-01", ["A ?", "B ?"]],
  ])("[D18] backward, %s of %s on the boundaries of %s: %j", (office, period, day, expected) => {
    expect(heirs(chain, office, period, day)).toEqual(expected);
  });

  test("[D18] backward, what an office took over cannot be told from its own", () => {
    const taken = build(["A - 2023-07-01", "B -"], ["tipo: fusione, dal: 2023-07-01, da: [A], a: [B]"]);
    expect(heirs(taken, "A", "2023-01", "2023-12-31")).toEqual(["B 1000000"]);
    expect(heirs(taken, "B", "2023-08", "2023-01-01")).toEqual(["A ?", "B ?"]);
    expect(heirs(taken, "B", "2023-01", "2023-01-01")).toEqual(["B 1000000"]);
    const renamed = build(
      ["A - 2023-07-01", "B 2023-07-01"],
      ["tipo: fusione, dal: 2023-07-01, da: [A], a: [B]"],
    );
    expect(heirs(renamed, "B", "2023-08", "2023-01-01")).toEqual(["A 1000000"]);
  });

  test("[D18] backward, an office that keeps its name after a split takes the rest back", () => {
    const kept = build(["A -", "B 2023-07-01"], ["tipo: scissione, dal: 2023-07-01, da: [A], a: [A, B]"]);
    expect(["A", "B"].map((office) => heirs(kept, office, "2023-08", "2023-01-01"))).toEqual([
      ["A 1000000"],
      ["A 1000000"],
    ]);
  });

  test("[D18] a split without shares cannot be told, and nobody takes over from an office that closes", () => {
    const split = build(
      ["A - 2023-07-01", "B 2023-07-01", "C 2023-07-01", "Z - 2023-07-01"],
      [
        "tipo: scissione, dal: 2023-07-01, da: [A], a: [B, C]",
        "tipo: soppressione, dal: 2023-07-01, da: [Z]",
      ],
    );
    expect(heirs(split, "A", "2023-01", "2023-12-31")).toEqual(["B ?", "C ?"]);
    expect(heirs(split, "Z", "2023-01", "2023-12-31")).toEqual(["Z 1000000"]);
  });

  test("[D18] what was split and is one again is whole; a part that closes takes nothing from the others", () => {
    const again = build(
      ["A - 2023-03-01", "B 2023-03-01 2023-06-01", "C 2023-03-01 2023-06-01", "D 2023-06-01"],
      [
        "tipo: scissione, dal: 2023-03-01, da: [A], a: [B, C]",
        "tipo: fusione, dal: 2023-06-01, da: [B, C], a: [D]",
      ],
    );
    expect(heirs(again, "A", "2023-01", "2023-12-31")).toEqual(["D 1000000"]);
    const closed = build(
      ["A - 2023-03-01", "B 2023-03-01", "C 2023-03-01 2023-06-01"],
      [
        "tipo: scissione, dal: 2023-03-01, da: [A], a: [B, C], quote: { B: 0.25, C: 0.75 }",
        "tipo: soppressione, dal: 2023-06-01, da: [C]",
      ],
    );
    const parts = findHeirs(closed, "A", findPeriod("2023-01")!, "2023-12-31");
    expect(parts.map(({ office }, k) => [office, apportion(100, parts)[k]])).toEqual([
      ["B", 25],
      ["C", 75],
    ]);
  });

  test("[D18] an office that is not there is told with the day and the act, and stands under what is above it", () => {
    const gone = build(
      ["Z - 2023-07-01", "N 2023-09-01", "S - 2023-05-01"],
      [
        "tipo: soppressione, dal: 2023-07-01, atto: determina, da: [Z]",
        "tipo: istituzione, dal: 2023-09-01, a: [N]",
      ],
    );
    const tell = (office: string, day: string) => {
      const { change, on, act } = describeLost(gone, office, day);
      return [change, on, act];
    };
    expect(tell("Z", "2023-12-31")).toEqual(["closed", "2023-07-01", "Determina 7"]);
    expect(tell("N", "2023-01-31")).toEqual(["opened", "2023-09-01", undefined]);
    expect(tell("S", "2023-12-31")).toEqual(["closed", "2023-05-01", undefined]);
    expect(findShelter(gone, "Z", findPeriod("2023-01")!, "2023-12-31")).toEqual(["ENTE"]);
  });
});

describe("boundaries of a day", () => {
  test("[D17] are its offices, for all time", () => {
    const codes = (day: string) => fixBoundaries(chain, day).hierarchies[0]!.units.map(({ code }) => code);
    expect(codes("2023-02-28")).toEqual(["ENTE", "A", "B"]);
    expect(codes("2023-03-01")).toEqual(["ENTE", "C"]);
    expect(codes("2023-12-31")).toEqual(["ENTE", "E", "F"]);
    const units = fixBoundaries(chain, "2023-12-31").hierarchies[0]!.units;
    expect(units.flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])).toEqual(
      units.flatMap(() => [undefined, undefined]),
    );
  });
});

describe("facts redrawn", () => {
  const columns = (rows: readonly (readonly [string, string, number])[]): FactColumns => ({
    rows: rows.length,
    offices: rows.map(([office]) => office),
    periods: Int32Array.from(rows, ([, period]) => encodePeriod(findPeriod(period)!)),
    members: [rows.map(([office]) => `m${office}`)],
    values: [Float64Array.from(rows, ([, , value]) => value)],
  });
  const list = ({ rows, offices, members, values, apportioned }: FactColumns) =>
    Array.from({ length: rows }, (_, row) => [
      offices[row],
      members[0]![row],
      values[0]![row],
      apportioned?.[row],
    ]);

  test("[D19] parts are whole, keep their members, and are marked as apportioned", () => {
    const drawn = redrawOffices(
      columns([
        ["A", "2023-01", 10],
        ["E", "2023-07", 5],
      ]),
      chain,
      "2023-12-31",
    );
    expect(list(drawn)).toEqual([
      ["F", "mA", 3, 1],
      ["E", "mA", 7, 1],
      ["E", "mE", 5, 0],
    ]);
  });

  test("[D19] what cannot be told is no number at every office that may have had a part of it", () => {
    const split = build(
      ["A - 2023-07-01", "B 2023-07-01", "C 2023-07-01", "D -"],
      ["tipo: scissione, dal: 2023-07-01, da: [A], a: [B, C]"],
    );
    const drawn = redrawOffices(
      columns([
        ["A", "2023-01", 10],
        ["D", "2023-01", 1],
      ]),
      split,
      "2023-12-31",
    );
    expect(list(drawn).map(([office, , value]) => [office, value])).toEqual([
      ["B", Number.NaN],
      ["C", Number.NaN],
      ["D", 1],
    ]);
  });

  test("[D19] parts add up to the whole, are within one of their quota, and none is lost", () => {
    const shares = fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), shares, (value, weights) => {
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        const parts = apportion(
          value,
          weights.map((share, k) => ({ office: `U${k}`, share })),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(value);
        for (const [k, part] of parts.entries()) {
          expect(Number.isInteger(part)).toBe(true);
          expect(Math.abs(part - (value * weights[k]!) / whole)).toBeLessThan(1);
        }
      }),
    );
  });
});
