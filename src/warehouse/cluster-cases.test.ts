/**
 * The problems of a cluster, as they are told: a case says what a server answers to which words, and what is then
 * said. How a cluster is asked, without one: addresses, words, and what may not be pasted.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Facts, makeRows, makeScope, openFacts, source } from "../../cases/warehouse/delivered-facts.ts";
import { type Rule, startStandIn } from "../../cases/warehouse/stand-in-server.ts";
import type { Delivery, FactQuery, RowExpression } from "../facts/index.ts";
import { formatProblem } from "../model/index.ts";
import { openClickHouseWarehouse } from "./click-house.ts";
import { readClusterAddress } from "./cluster-address.ts";
import { clickHouse, printCondition } from "./dialect.ts";
import { printClusterSum } from "./print-click-house.ts";
import { nameColumns } from "./print-query.ts";
import { WarehouseError } from "./warehouse-error.ts";

const folder = join(import.meta.dirname, "../../cases/warehouse/bad/cluster");
const names = readdirSync(folder);
const impatient = { batchRows: 4, abandonedAfter: 3600, patience: 0 };
const query: FactQuery = {
  source: "pratiche",
  office: "sede",
  groups: [],
  aggregates: [
    {
      value: { type: "column", column: "pezzi" },
      weight: { table: "prodotti", by: "prodotto", column: "coefficiente" },
      when: undefined,
      of: "total",
    },
  ],
};
let facts: Facts;
let delivery: Delivery;

beforeAll(async () => {
  facts = await openFacts();
  delivery = await facts.deliver(
    1,
    "2023-10",
    makeRows(10, 1).map((row) => ({ row })),
  );
});
afterAll(() => facts.remove());

function readBlocks(name: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(folder, name), "utf8");
  return new Map(
    [...text.matchAll(/^```text (\w+)\n([\s\S]*?)^```$/gm)].map(([, key = "", body = ""]) => [
      key,
      body.trimEnd(),
    ]),
  );
}

function readRules(text: string): readonly Rule[] {
  return text.split("\n").flatMap((line): Rule[] => {
    const [, words, status, body] = /^(.*) => (\d+) (.*)$/.exec(line) ?? [];
    const filled = (body ?? "").replaceAll("IMPRONTA", delivery.facts?.sha256 ?? "");
    return words === undefined ? [] : [{ words, status: Number(status), body: filled }];
  });
}

describe("bad cases: what is said, and nothing else", () => {
  test.each(names)("[W28] %s", async (name) => {
    const blocks = readBlocks(name);
    const standIn = await startStandIn(readRules(blocks.get("risposte") ?? ""));
    const url = (blocks.get("indirizzo") ?? "").replace("NODO", `127.0.0.1:${standIn.port}`);
    let said = "";
    try {
      const warehouse = await openClickHouseWarehouse(url, facts.workspace, impatient);
      try {
        if (blocks.get("passo") === "load") await warehouse.load(source, [delivery]);
        else await warehouse.sumFacts(query, makeScope([delivery]));
      } finally {
        await warehouse.close();
      }
    } catch (error) {
      if (!(error instanceof WarehouseError)) throw error;
      said = formatProblem(error.problem);
    } finally {
      await standIn.close();
    }
    expect(said.replace(/127\.0\.0\.1:\d+/g, "NODO")).toBe(blocks.get("atteso"));
    expect(said.startsWith(`${name.replace(/\.md$/, "")}   `)).toBe(true);
  });

  test("[W28] every problem of a cluster has a case that bears its name", () => {
    const text = readFileSync(join(import.meta.dirname, "problems-of-cluster.ts"), "utf8");
    const codes = [...text.matchAll(/"(cluster-[a-z-]+)"/g)].map(([, code]) => `${code}.md`);
    expect(names.toSorted()).toEqual(codes.toSorted());
  });
});

describe("addresses", () => {
  test("[W27] are read whole, and shown without the password", () => {
    expect(
      readClusterAddress("clickhouse://pira:se%2Fgreta@a.it:8123,[::1]:8443/fatti?cluster=uno&tls=si"),
    ).toEqual({
      hosts: ["https://a.it:8123", "https://[::1]:8443"],
      user: "pira",
      password: "se/greta",
      database: "fatti",
      cluster: "uno",
      shown: "clickhouse://pira@a.it:8123,[::1]:8443/fatti?cluster=uno&tls=si",
    });
    expect(readClusterAddress("clickhouse://a:1/b?cluster=c")).toMatchObject({
      user: "default",
      hosts: ["http://a:1"],
    });
  });

  test("[W27] what is not one is refused, also where it would become a piece of SQL", () => {
    for (const wrong of [
      "clickhouse://a:1/b",
      "clickhouse://a/b?cluster=c",
      "clickhouse://a:1/b?cluster=c;DROP",
      "clickhouse://a:1/b'?cluster=c",
      "clickhouse://a:1/b?cluster=c&password=x",
      "clickhouse://a:1/b?cluster=c&tls=1",
      "http://a:1/b?cluster=c",
    ])
      expect(() => readClusterAddress(wrong), wrong).toThrow(WarehouseError);
  });
});

describe("words", () => {
  const naming = nameColumns(source, clickHouse);
  const text = (value: string): RowExpression => ({ type: "text", value });
  const is = (left: RowExpression, right: RowExpression): RowExpression => ({
    type: "comparison",
    operator: "=",
    left,
    right,
  });

  test("[W29] texts and names cannot leave their quotes", () => {
    const hostile = "\\' OR 1 = 1 -- `";
    const condition = is({ type: "column", column: hostile }, text(hostile));
    expect(printCondition(condition, naming)).toBe(
      "ifNull((f.`\\\\' OR 1 = 1 -- \\`` = '\\\\\\' OR 1 = 1 -- `') <> 0, 0)",
    );
  });

  test("[W29] a condition is printed without absences: neither side decides by being empty", () => {
    const condition: RowExpression = {
      type: "not",
      operand: {
        type: "logic",
        operator: "and",
        left: is(text("a"), text("b")),
        right: is(text("c"), text("d")),
      },
    };
    expect(printCondition(condition, naming)).toBe(
      "(ifNull(('a' = 'b') = 0, 0) OR ifNull(('c' = 'd') = 0, 0))",
    );
  });

  test("[W22] a question is one select over the distributed table, with the tables' rows in it", () => {
    const from = { table: "fatti", loads: ["77"], rows: 10, signed: false };
    const { sql } = printClusterSum(query, makeScope([delivery]), from);
    expect(sql.match(/SELECT/g)).toHaveLength(1);
    expect(sql).toContain("count() AS _lette");
    expect(sql).toContain("FROM fatti AS f WHERE f.`_carico` IN (77) GROUP BY _k0, _k1");
  });
});
