import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseDeliveries, type Delivery, type DeliveryMode } from "./delivery.ts";

/** `1 full 2023-01 05` is delivery 1 of January, known from 5 February; `3 retraction 2023-01 07 of 2`. */
function read(text: string): Delivery {
  const [number, mode, period, day, , of] = text.split(" ");
  return {
    number: Number(number),
    source: "pratiche",
    period: period!,
    mode: mode as DeliveryMode,
    recordedOn: `2023-02-${day}`,
    file: { name: "f.csv", sha256: "" },
    rows: 1,
    quarantined: 0,
    facts: undefined,
    of: of === undefined ? undefined : Number(of),
    notes: [],
    reason: undefined,
  };
}

function choose(texts: readonly string[], day?: string): number[] {
  const knownAt = day === undefined ? undefined : `2023-02-${day}`;
  return chooseDeliveries(texts.map(read), knownAt).map(({ number }) => number);
}

describe("which deliveries hold", () => {
  const corrected = [
    "1 full 2023-01 05",
    "2 delta 2023-01 06 of 1",
    "3 removal 2023-01 07 of 1",
    "4 full 2023-01 08",
    "5 delta 2023-01 09 of 4",
    "6 retraction 2023-01 10 of 5",
    "7 retraction 2023-01 11 of 4",
  ];

  test.each([
    ["04", []],
    ["05", [1]],
    ["06", [1, 2]],
    ["07", [1, 2, 3]],
    ["08", [4]],
    ["09", [4, 5]],
    ["10", [4]],
    ["11", [1, 2, 3]],
    [undefined, [1, 2, 3]],
  ])("[D12] as known on %s: %j", (day, numbers) => {
    expect(choose(corrected, day)).toEqual(numbers);
  });

  test("[D12] the last whole one holds, with its own corrections, and periods do not meet", () => {
    expect(choose(["1 full 2023-01 05", "2 full 2023-02 05", "3 full 2023-01 06"])).toEqual([2, 3]);
    const other = { ...read("2 full 2023-01 06"), source: "volumi" };
    expect(chooseDeliveries([read("1 full 2023-01 05"), other], undefined)).toHaveLength(2);
  });

  test("[D12] a correction without its whole delivery does not hold", () => {
    expect(choose(["1 full 2023-01 05", "2 delta 2023-01 06 of 1", "3 retraction 2023-01 07 of 1"])).toEqual(
      [],
    );
  });

  test("[D12] the order in which the entries are read does not matter", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(corrected, { minLength: corrected.length }), (texts) => {
        expect(choose(texts)).toEqual([1, 2, 3]);
      }),
    );
  });

  test("[D12] what is recorded on a later day changes nothing of an earlier one", () => {
    const mode = fc.constantFrom("full", "delta", "retraction");
    fc.assert(
      fc.property(fc.array(fc.record({ mode, of: fc.nat(8) }), { maxLength: 12 }), (entries) => {
        const texts = entries.map(({ mode: own, of }, k) => {
          const reference = own === "full" ? "" : ` of ${of}`;
          return `${k + 1} ${own} 2023-01 ${String(k + 1).padStart(2, "0")}${reference}`;
        });
        for (const [k] of texts.entries()) {
          const day = String(k + 1).padStart(2, "0");
          expect(choose(texts, day)).toEqual(choose(texts.slice(0, k + 1)));
        }
      }),
    );
  });
});
