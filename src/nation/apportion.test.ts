import fc from "fast-check";
import { expect, test } from "vitest";
import { apportion, apportionWithin } from "./apportion.ts";
import { createDice } from "./dice.ts";

const sumOf = (parts: Iterable<number>): number => [...parts].reduce((total, each) => total + each, 0);
const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

test("[N10] parts are whole, add up to the total, are within one of their quota, and nothing goes to no weight", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), weights, (total, list) => {
      const whole = sumOf(list);
      // Weights so small that quotas are not numbers any more are no weights.
      fc.pre(whole > 1e-9);
      const parts = apportion(total, list);
      expect(sumOf(parts)).toBe(total);
      for (const [at, part] of parts.entries()) {
        expect(Number.isInteger(part) && part >= 0).toBe(true);
        if (list[at] === 0) expect(part).toBe(0);
        const quota = (total * list[at]!) / whole;
        expect(Math.abs(part - quota)).toBeLessThanOrEqual(1 + quota * 1e-9);
      }
    }),
  );
});

test("[N10] with caps no part is above its own, and the total is still met", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0.01, max: 10, noNaN: true }), fc.integer({ min: 0, max: 1_000 })), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (list, share) => {
        const caps = list.map(([, cap]) => cap);
        const total = Math.floor(sumOf(caps) * share);
        const parts = apportionWithin(
          total,
          list.map(([weight]) => weight),
          caps,
        );
        expect(sumOf(parts)).toBe(total);
        expect([...parts].every((part, at) => part >= 0 && part <= caps[at]!)).toBe(true);
      },
    ),
  );
});

test("[N10] what cannot be shared out is our fault and is thrown", () => {
  expect(() => apportion(3, [0, 0])).toThrow("colpa nostra");
  expect(() => apportionWithin(3, [1, 1], [1, 1])).toThrow("colpa nostra");
  expect([...apportion(0, [0, 0])]).toEqual([0, 0]);
});

test("[N3] the dice answers the same to the same question, in any order, and evenly", () => {
  const dice = createDice(42);
  const first = [dice(1, 7), dice(1, 8), dice(2, 7), dice(1, 7, 1)];
  expect([dice(1, 7, 1), dice(2, 7), dice(1, 8), dice(1, 7)].toReversed()).toEqual(first);
  expect(new Set(first).size).toBe(4);
  expect(createDice(43)(1, 7)).not.toBe(first[0]);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let at = 0; at < 100_000; at++) counts[Math.floor(dice(3, at) * 10)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});
