/** Figures over HTTP are those of the terminal, in every form. */
import { tableFromIPC } from "apache-arrow";
import readXlsxFile from "read-excel-file/node";
import { afterAll, describe, expect, test } from "vitest";
import { openServer, type ProblemJson } from "../../cases/api/open-server.ts";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const { ask, close } = await openServer([{ id: "comune", directory: "models/esempio-comune" }]);
afterAll(close);
const figuresOf = (query = ""): string => `/api/v1/workspaces/comune/figures${query}`;
const columnsOf = (query = ""): string => `/api/v1/workspaces/comune/figure-columns${query}`;

interface FiguresJson {
  readonly hash: string;
  readonly period: string;
  readonly figures: readonly FigureJson[];
}
interface FigureJson {
  readonly id: string;
  readonly facet: string;
  readonly members: Readonly<Record<string, string>>;
  readonly orgUnit: string;
  readonly period: string;
  readonly value: number | null;
  readonly absence: string | null;
  readonly unit: string;
  readonly display: string;
  readonly coverage: number | null;
  readonly status: string;
  readonly provenance: string;
  readonly partial: boolean;
  readonly printed: boolean;
}
interface ColumnsJson {
  readonly count: number;
  readonly nodes: readonly { readonly indicator: string; readonly facet: string; readonly unit: string }[];
  readonly orgUnits: readonly { readonly code: string }[];
  readonly periods: readonly string[];
  readonly marks: readonly Pick<FigureJson, "absence" | "status" | "provenance" | "partial" | "printed">[];
  readonly columns: {
    readonly node: readonly number[];
    readonly orgUnit: readonly number[];
    readonly period: readonly number[];
    readonly value: readonly (number | null)[];
    readonly display: readonly string[];
    readonly coverage: readonly (number | null)[];
    readonly mark: readonly number[];
  };
}

async function readFigures(query = ""): Promise<FiguresJson> {
  const { status, json } = await ask<FiguresJson>(figuresOf(query));
  expect(status).toBe(200);
  return json();
}

/** A row as the list has it. */
function unfold({ nodes, orgUnits, periods, marks, columns }: ColumnsJson): unknown[] {
  return columns.node.map((node, k) => {
    const { indicator, facet, unit } = nodes[node]!;
    return {
      id: indicator,
      facet,
      members: {},
      orgUnit: orgUnits[columns.orgUnit[k]!]!.code,
      period: periods[columns.period[k]!],
      value: columns.value[k],
      unit,
      display: columns.display[k],
      coverage: columns.coverage[k],
      ...marks[columns.mark[k]!],
    };
  });
}

describe("figures", () => {
  test("[S2] are those of compute --json with their hash, from the same days", async () => {
    for (const [query, words] of [
      ["", []],
      ["?period=2025-T2", ["--period", "2025-T2"]],
      ["?knownAt=2025-01-30", ["--known-at", "2025-01-30"]],
      ["?orgUnit=ANAGRAFE&methodOn=2025-03-01", ["--org-unit", "ANAGRAFE", "--method-on", "2025-03-01"]],
    ] as const) {
      const { said } = await runPiramide("compute", "--model", "models/esempio-comune", "--json", ...words);
      const told = JSON.parse(said) as FiguresJson;
      const answered = await readFigures(query);
      expect([query, answered.hash]).toEqual([query, told.hash]);
      expect(answered.figures).toEqual(told.figures);
      expect(answered.figures.length).toBeGreaterThan(5);
    }
  });

  test("[S2] of several periods are those of each, one after the other", async () => {
    const [first, second] = [await readFigures("?period=2025-T1"), await readFigures("?period=2025-T2")];
    const both = await readFigures("?period=2025-T1&period=2025-T2");
    expect(both.figures).toEqual([...first.figures, ...second.figures]);
    expect(both.hash).not.toBe(first.hash);
  });

  test("[S5] indicators, facets and offices are chosen, several of each", async () => {
    const whole = await readFigures();
    const chosen = await readFigures(
      "?indicator=pratiche_definite&indicator=reclami&facet=result&orgUnit=ANAGRAFE&orgUnit=TRIBUTI",
    );
    expect(chosen.figures).toEqual(
      whole.figures.filter(
        ({ id, facet, orgUnit }) =>
          ["pratiche_definite", "reclami"].includes(id) &&
          facet === "result" &&
          ["ANAGRAFE", "TRIBUTI"].includes(orgUnit),
      ),
    );
    expect(chosen.figures.length).toBeGreaterThan(2);
  });

  test("[S5] a name that nobody has is told with the nearest, a period that is none as the terminal tells it", async () => {
    const unit = await ask<ProblemJson>(figuresOf("?orgUnit=ANAGRAFF"));
    expect([unit.status, unit.json().problems?.[0]?.code]).toEqual([404, "org-unit-not-known"]);
    expect(unit.json().detail).toContain("«ANAGRAFE»");
    const indicator = await ask<ProblemJson>(figuresOf("?indicator=reclamo"));
    expect([indicator.status, indicator.json().problems?.[0]?.code]).toEqual([404, "figure-not-known"]);
    const period = await ask<ProblemJson>(figuresOf("?period=2025-13"));
    expect([period.status, period.json().type]).toEqual([400, "urn:piramide:problema:period-not-known"]);
    const year = await ask<ProblemJson>(figuresOf("?period=2031"));
    expect([year.status, year.json().problems?.[0]?.code]).toEqual([400, "year-outside-model"]);
  });
});

describe("columns", () => {
  test("[S4] hold the figures of the list, of one period and of all", async () => {
    for (const query of ["", "?period=2025-T1&period=2025", "?facet=attainment"]) {
      const columns = (await ask<ColumnsJson>(columnsOf(query))).json();
      const { figures } = await readFigures(query);
      expect(unfold(columns)).toEqual(figures);
      expect([columns.count, Object.values(columns.columns).map(({ length }) => length)]).toEqual([
        figures.length,
        Array.from({ length: 7 }, () => figures.length),
      ]);
    }
  });

  test("[S4] periods says all of a year that are of one length, or all there are", async () => {
    const read = async (query: string) => (await ask<ColumnsJson>(columnsOf(query))).json().periods;
    expect(await read("?periods=quarters")).toEqual(["2025-T1", "2025-T2", "2025-T3", "2025-T4"]);
    expect(await read("?periods=semesters&period=2025")).toEqual(["2025-S1", "2025-S2"]);
    expect(await read("?periods=months")).toHaveLength(12);
    expect(await read("?periods=all")).toHaveLength(19);
    const unclear = await ask<ProblemJson>(columnsOf("?periods=months&period=2025-T1"));
    expect([unclear.status, unclear.json().detail]).toEqual([
      400,
      "Con `periods` il periodo è un anno solo, come 2023: di quello si danno mesi, trimestri o semestri.",
    ]);
  });
});

describe("files", () => {
  test("[S3] CSV is that of compute --csv, by format or by what is accepted", async () => {
    const { said } = await runPiramide("compute", "--model", "models/esempio-comune", "--csv");
    const named = await ask(figuresOf("?format=csv"));
    const accepted = await ask(figuresOf(), { accept: "text/html;q=0.9, text/csv, application/json;q=0.5" });
    for (const { status, body, headers } of [named, accepted]) {
      expect([status, body]).toEqual([200, said]);
      expect(headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
      expect(headers["content-disposition"]).toBe('attachment; filename="comune-2025.csv"');
      expect(headers.vary).toContain("accept");
    }
    const winning = await ask(figuresOf("?format=json"), { accept: "text/csv" });
    expect(winning.headers["content-type"]).toContain("application/json");
  });

  test("[S3] an Arrow stream holds the same values, absences and marks", async () => {
    const { figures } = await readFigures("?period=2025&period=2025-T3");
    const { bytes, headers } = await ask(figuresOf("?period=2025&period=2025-T3&format=arrow"));
    expect(headers["content-type"]).toBe("application/vnd.apache.arrow.stream");
    expect(headers["content-disposition"]).toContain("comune-2025_2025-T3.arrow");
    const rows = tableFromIPC(bytes).toArray() as unknown as readonly Record<string, unknown>[];
    expect(rows.map((row) => ({ ...row }))).toEqual(
      figures.map(({ id, orgUnit, members: _, ...figure }) => ({
        ...figure,
        indicator: id,
        org_unit: orgUnit,
        members: "",
      })),
    );
    expect(rows.some(({ absence, value }) => absence === "missing" && value === null)).toBe(true);
  });

  test("[S3] a workbook holds the table, numbers as numbers", async () => {
    const { bytes, headers } = await ask(figuresOf("?format=xlsx&orgUnit=COMUNE"));
    expect(headers["content-type"]).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    const { figures } = await readFigures("?orgUnit=COMUNE");
    const [sheet] = await readXlsxFile(bytes);
    const [heading, ...rows] = sheet!.data;
    const column = (name: string): number => heading!.indexOf(name);
    expect(rows.map((row) => [row[column("indicatore")], row[column("valore")]])).toEqual(
      figures.map(({ id, value }) => [id, value]),
    );
  });

  test("[S3] a form that is not there is 406, one that was named 400; of unknown names a file is none", async () => {
    const accepted = await ask<ProblemJson>(figuresOf(), { accept: "image/png" });
    expect([accepted.status, accepted.json().status]).toEqual([406, 406]);
    const refused = await ask<ProblemJson>(figuresOf(), { accept: "application/json;q=0" });
    expect(refused.status).toBe(406);
    for (const accept of ["*/*", "application/*", "", "text/html, */*;q=0.1"])
      expect((await ask(figuresOf(), { accept })).headers["content-type"]).toContain("application/json");
    const named = await ask<ProblemJson>(figuresOf("?format=pdf"));
    expect([named.status, named.json().detail]).toEqual([400, expect.stringContaining("format:")]);
    const unknown = await ask<ProblemJson>(figuresOf("?format=csv&orgUnit=NESSUNO"));
    expect([unknown.status, unknown.headers["content-type"]]).toEqual([
      404,
      "application/problem+json; charset=utf-8",
    ]);
    expect(unknown.headers["content-disposition"]).toBeUndefined();
    expect((await ask(figuresOf("?format=arrow&facet=nessuna"))).status).toBe(400);
  });
});
