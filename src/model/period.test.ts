import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { getDayNumber, getDayOfNumber, isDay } from "./day.ts";
import { childrenOfPeriod, findPeriod, listPeriodsOfYear, parentOfPeriod } from "./period.ts";

describe("days", () => {
  test("[M12] a day is a day of the calendar, leap years included", () => {
    for (const day of ["2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01"]) expect(isDay(day)).toBe(true);
    for (const text of [
      "2023-02-29",
      "1900-02-29",
      "2023-04-31",
      "2023-13-01",
      "2023-00-10",
      "2023-1-1",
      "x",
    ]) {
      expect(isDay(text), text).toBe(false);
    }
  });

  test("[M12] days count from 1970-01-01 and agree with the machine's calendar", () => {
    expect(getDayNumber("1970-01-01")).toBe(0);
    expect(getDayNumber("2023-11-30")).toBe(19_691);
    const numbers = fc.integer({ min: -700_000, max: 2_900_000 });
    fc.assert(
      fc.property(numbers, (number) => {
        const day = getDayOfNumber(number);
        expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(getDayNumber(day)).toBe(number);
        expect(isDay(day)).toBe(true);
      }),
    );
  });
});

describe("periods", () => {
  test("[M13] a year has 19 periods: months, quarters, semesters, the year", () => {
    const periods = listPeriodsOfYear(2023);
    expect(periods.map((period) => period.code)).toEqual([
      ...["2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-06"],
      ...["2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12"],
      ...["2023-T1", "2023-T2", "2023-T3", "2023-T4", "2023-S1", "2023-S2", "2023"],
    ]);
    expect(periods.map((period) => period.index)).toEqual([...periods.keys()]);
    expect(periods[1]).toMatchObject({ grain: "month", from: "2023-02-01", until: "2023-03-01" });
    expect(periods[15]).toMatchObject({ grain: "quarter", from: "2023-10-01", until: "2024-01-01" });
    expect(periods[16]).toMatchObject({ grain: "semester", from: "2023-01-01", until: "2023-07-01" });
    expect(periods[18]).toMatchObject({ grain: "year", from: "2023-01-01", until: "2024-01-01" });
  });

  test("[M13] a code is read back as its period; other texts are none", () => {
    for (const period of listPeriodsOfYear(2024)) expect(findPeriod(period.code)).toEqual(period);
    for (const text of [
      "2023-T5",
      "2023-S0",
      "2023-13",
      "2023-00",
      "23",
      "2023-",
      "2023-1",
      " 2023",
      "0000",
      "9999",
    ]) {
      expect(findPeriod(text), text).toBeUndefined();
    }
  });

  test("[M13] the parts of a period follow each other and fill it", () => {
    const periods = listPeriodsOfYear(2024);
    for (const [index, children] of childrenOfPeriod.entries()) {
      const whole = periods[index]!;
      const parts = children.map((child) => periods[child]!);
      for (const child of children) expect(parentOfPeriod[child]).toBe(index);
      if (parts.length === 0) {
        expect(whole.grain).toBe("month");
        continue;
      }
      expect(parts[0]!.from).toBe(whole.from);
      expect(parts.at(-1)!.until).toBe(whole.until);
      for (const [at, part] of parts.slice(1).entries()) expect(part.from).toBe(parts[at]!.until);
    }
    expect(parentOfPeriod[18]).toBeUndefined();
  });
});
