/** The least nation: what `deliveries.slow.test.ts` asks of larger ones, at a glance. */
import { expect, test } from "vitest";
import { makeNation, nationModel, parseRows, writeDelivery } from "../../cases/nation/read-deliveries.ts";

const written = makeNation(21_000).deliveries.map(writeDelivery);

test("[N3] a delivery written twice has the same bytes", () => {
  const [delivery] = makeNation(21_000).deliveries;
  expect(writeDelivery(delivery!).text).toBe(written[0]!.text);
});

test("[N8] headers are the contract's columns, and rows as many as the totals say", () => {
  for (const { delivery, text, tally } of written) {
    const source = nationModel.model.sources.find(({ id }) => id === delivery.source)!;
    const [header = ""] = text.split("\n", 1);
    expect(header.split(";")).toEqual(source.columns.map(({ id }) => id));
    expect(parseRows(text).length).toBe(tally.rows);
  }
});
