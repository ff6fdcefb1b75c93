/** What the deliveries hold beside the right figures: order, delays, corrections, rows to refuse, a nation that lives. */
import { describe, expect, test } from "vitest";
import { inYear, sum, sumPoints } from "../../cases/nation/national-figures.ts";
import {
  isRight,
  keyOf,
  makeNation,
  nationModel,
  parseRows,
  type Row,
  readFacts,
  toNumber,
  writeDelivery,
} from "../../cases/nation/read-deliveries.ts";

const { model } = nationModel;
const nation = makeNation(300_000);
const written = nation.deliveries.map(writeDelivery);
const facts = readFacts(written);
const units = model.hierarchies[0]!.units;

const sumBy = (
  rows: readonly Row[],
  key: (row: Row) => string,
  column: string,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + toNumber(row[column]));
  return sums;
};
const withoutZeros = (sums: ReadonlyMap<string, number>) =>
  Object.fromEntries([...sums].filter(([, value]) => value !== 0));

describe("the same again", () => {
  const write = (rows: number, seed: number) =>
    makeNation(rows, seed)
      .deliveries.map(writeDelivery)
      .map(({ delivery, text, tally }) => JSON.stringify([delivery, tally, text]));

  test("[N3] the same seed and rows give the same bytes, also when a delivery is written twice", () => {
    const first = write(25_000, 3);
    expect(write(25_000, 3)).toEqual(first);
    const [delivery] = nation.deliveries;
    expect(writeDelivery(delivery!).text).toBe(writeDelivery(delivery!).text);
  });

  test("[N3] another seed gives another nation with the same figures", () => {
    const [one, other] = [write(25_000, 3), write(25_000, 4)];
    expect(one.filter((text) => other.includes(text))).toEqual([]);
  });
});

describe("offices", () => {
  test("[N4] nobody sends for an office that is not there in the month", () => {
    for (const [source, periods] of facts) {
      for (const { period, rows } of periods)
        expect(rows.filter((row) => !isRight(source, period, row))).toEqual([]);
    }
    const reached = new Set(
      (facts.get("presenze") ?? []).flatMap(({ rows }) => rows.map(({ sede }) => sede ?? "")),
    );
    const parents = new Set(units.map(({ parent }) => parent));
    const structures = new Set(units.filter(({ code }) => !parents.has(code)).map(({ code }) => code));
    expect([...structures].filter((code) => !reached.has(code))).toEqual([]);
  });

  test("[N4] what an office leaves, those after it find: stocks go on across months, years and reorganisations", () => {
    const months = facts.get("volumi")!;
    expect(months.length).toBe(24);
    for (const [at, { rows }] of months.entries()) {
      if (at === 0) continue;
      const left = sumBy(months[at - 1]!.rows, (row) => row.prodotto ?? "", "giacenza_finale");
      const found = sumBy(rows, (row) => row.prodotto ?? "", "giacenza_iniziale");
      expect(withoutZeros(found)).toEqual(withoutZeros(left));
    }
  });

  test("[N4] the reorganisations of the model are in the volumes and in the presences", () => {
    for (const { type, from, to, on, shares } of model.reorganisations) {
      const month = on.slice(0, 7);
      const work = (codes: readonly string[], isAfter: boolean) =>
        sum(
          (facts.get("volumi") ?? []).filter(({ period }) => period >= month === isAfter),
          "definiti",
          ({ sede = "" }) => codes.includes(sede),
        );
      if (type === "move") continue;
      if (type === "opening") expect(work(to, false)).toBe(0);
      else expect(work(from, false)).toBeGreaterThan(0);
      expect(work(to, true)).toBeGreaterThan(0);
      if (shares === undefined) continue;
      const [first] = to;
      const part = work([first!], true) / work(to, true);
      // Each product goes to one of the two as a whole, so the shares are met only roughly.
      expect(Math.abs(part - shares[first!]! / 1e6)).toBeLessThan(0.25);
    }
  });
});

describe("a year", () => {
  const volumes = inYear(facts.get("volumi"), 2023);
  const decided = volumes.map((month) => sum([month], "definiti"));

  test("[N6] August and December are the lowest months", () => {
    const order = decided.map((value, month) => ({ value, month })).toSorted((a, b) => a.value - b.value);
    expect(order.slice(0, 2).map(({ month }) => month + 1)).toEqual([8, 12]);
  });

  test("[N6] offices differ, and within what one would believe", () => {
    const offices = new Map<string, { points: number; people: number }>();
    const add = (code: string, points: number, people: number) => {
      const own = offices.get(code) ?? { points: 0, people: 0 };
      offices.set(code, { points: own.points + points, people: own.people + people });
    };
    const codes = new Set(volumes.flatMap(({ rows }) => rows.map(({ sede = "" }) => sede)));
    for (const code of codes) {
      const own = volumes.map(({ period, rows }) => ({
        period,
        rows: rows.filter(({ sede }) => sede === code),
      }));
      add(code, sumPoints(own), 0);
    }
    for (const { rows } of inYear(facts.get("presenze"), 2023))
      for (const { sede = "", quota_ottimale, fte } of rows)
        if (codes.has(sede) && quota_ottimale === "si") add(sede, 0, toNumber(fte));
    const rates = [...offices.values()]
      .map(({ points, people }) => points / people)
      .toSorted((a, b) => a - b);
    expect(rates.length).toBeGreaterThan(200);
    expect(rates[0]!).toBeGreaterThan(90);
    expect(rates.at(-1)!).toBeLessThan(190);
    expect(rates[Math.floor(rates.length * 0.9)]! / rates[Math.floor(rates.length * 0.1)]!).toBeGreaterThan(
      1.1,
    );
  });

  test("[N6] where force majeure stops the work, less comes in while it lasts", () => {
    const [event] = model.events;
    const hit = new Set(
      units.filter(({ parent = "" }) => event!.orgUnits.includes(parent)).map(({ code }) => code),
    );
    const part = (from: string, until: string) => {
      const months = volumes.filter(({ period }) => period >= from && period < until);
      return sum(months, "pervenuti", ({ sede = "" }) => hit.has(sede)) / sum(months, "pervenuti");
    };
    expect(part("2023-05", "2023-09")).toBeLessThan(part("2023-01", "2023-05") * 0.85);
  });
});

describe("on the way", () => {
  test("[N7] rows to refuse are as many as stated, and only these", () => {
    let stated = 0;
    for (const { delivery, text } of written) {
      const wrong = parseRows(text).filter((row) => !isRight(delivery.source, delivery.period, row));
      const expected = Object.values(delivery.wrongRows).reduce((total, each) => total + each, 0);
      expect(wrong.length, `${delivery.source} ${delivery.period}`).toBe(expected);
      stated += expected;
    }
    expect(stated).toBeGreaterThan(8);
    expect(stated).toBeLessThan(30);
    const reasons = new Set(nation.deliveries.flatMap(({ wrongRows }) => Object.keys(wrongRows)));
    expect([...reasons].toSorted()).toEqual([
      "evento prima dell'apertura",
      "giorno fuori dal periodo",
      "giorno inesistente",
      "numero negativo",
      "prodotto sconosciuto",
      "ufficio chiuso",
      "ufficio non ancora aperto",
      "voce sconosciuta",
      "voto fuori scala",
    ]);
  });

  test("[N7] a delta has rows that were delivered before with other numbers, and comes after", () => {
    const deltas = written.filter(({ delivery }) => delivery.mode === "delta");
    expect(deltas.map(({ delivery }) => delivery.source).toSorted()).toEqual([
      "contabile",
      "presenze",
      "volumi",
    ]);
    for (const { delivery, text } of deltas) {
      const { source, period } = delivery;
      const first = written.find(
        (each) => each.delivery.source === source && each.delivery.period === period,
      )!;
      expect(first.delivery.recordedOn < delivery.recordedOn).toBe(true);
      const before = new Map(parseRows(first.text).map((row) => [keyOf(source, row), row]));
      const rows = parseRows(text);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(before.size / 20);
      for (const row of rows) {
        expect(before.has(keyOf(source, row))).toBe(true);
        expect(before.get(keyOf(source, row))).not.toEqual(row);
      }
    }
  });

  test("[N7] one period is delivered twice as a whole, some come late, and the list is in order of arrival", () => {
    const seen = new Map<string, number>();
    for (const { source, period, mode } of nation.deliveries)
      if (mode === "full") seen.set(`${source} ${period}`, (seen.get(`${source} ${period}`) ?? 0) + 1);
    expect([...seen].filter(([, times]) => times > 1)).toEqual([["qualita 2023-06", 2]]);
    const days = nation.deliveries.map(({ recordedOn }) => recordedOn);
    expect(days).toEqual(days.toSorted());
    const late = nation.deliveries.filter(({ source, period, recordedOn, mode }) => {
      const due = model.sources.find(({ id }) => id === source)!.dueDays!;
      const quarter = /-T(\d)/.exec(period)?.[1];
      const month = quarter === undefined ? Number(period.slice(5)) : Number(quarter) * 3;
      const end = Date.UTC(Number(period.slice(0, 4)), month, 1) + due * 86_400_000;
      return mode === "full" && Date.parse(recordedOn) > end;
    });
    expect(new Set(late.map(({ source }) => source)).size).toBeGreaterThanOrEqual(5);
  });

  test("[N8] headers are the contract's columns, and control totals the sums of the file", () => {
    for (const { delivery, text, tally } of written) {
      const source = model.sources.find(({ id }) => id === delivery.source)!;
      const [header = ""] = text.split("\n", 1);
      expect(header.split(";")).toEqual(source.columns.map(({ id }) => id));
      expect(Object.keys(tally.totals).toSorted()).toEqual(source.controlTotals.toSorted());
      const rows = parseRows(text);
      expect(rows.length).toBe(tally.rows);
      for (const [name, { scaled, decimals }] of Object.entries(tally.totals)) {
        const total = rows.reduce((whole, row) => whole + Math.round(toNumber(row[name]) * 100), 0);
        expect(scaled * 10 ** (2 - decimals)).toBe(total);
      }
    }
  });

  test("[N8] rows satisfy the checks of their contracts: what comes in goes out or stays, and no case leaves before it comes", () => {
    for (const { rows } of facts.get("volumi")!)
      for (const row of rows) {
        const [began, came, done, denied, left] = [
          ...["giacenza_iniziale", "pervenuti", "definiti", "respinti", "giacenza_finale"],
        ].map((name) => toNumber(row[name]));
        expect(began! + came!).toBe(done! + denied! + left!);
      }
    for (const { rows } of facts.get("prestazioni")!)
      expect(rows.filter((row) => toNumber(row.entro_termine) > toNumber(row.pagate))).toEqual([]);
    const opened = new Map<string, Row>();
    const events = facts.get("pratiche")!.flatMap(({ rows }) => rows);
    for (const row of events) if (row.evento === "pervenuto") opened.set(row.pratica ?? "", row);
    const seen = new Set(events.map(({ pratica, evento }) => `${pratica} ${evento}`));
    expect(seen.size).toBe(events.length);
    let known = 0;
    for (const { pratica = "", prodotto, giorno = "", aperta_il = "" } of events) {
      expect(aperta_il <= giorno).toBe(true);
      const first = opened.get(pratica);
      // Without a first event the case was there when the year began.
      if (first === undefined) expect(aperta_il < "2023-01-01").toBe(true);
      else expect([prodotto, aperta_il]).toEqual([first.prodotto, first.giorno]);
      known += first === undefined ? 0 : 1;
    }
    expect(known).toBeGreaterThan(10_000);
  });
});
