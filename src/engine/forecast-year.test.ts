import { describe, expect, test } from "vitest";
import { readSmallModel, seeFigure } from "../../cases/engine/small-model.ts";
import { buildGraph } from "../graph/index.ts";
import { listPeriodsOfYear, type Model, periodsInYear } from "../model/index.ts";
import { computeFigures } from "./compute-figures.ts";
import { computeModel } from "./compute-model.ts";
import { type ForecastWay, forecastMeasures } from "./forecast-year.ts";

/** Monthly values of NORD, by year; `.` where there is none. */
function build(values: Readonly<Record<string, string>>, kind = "flusso", decimals = 0): Model {
  const entries = Object.entries(values).flatMap(([year, list]) =>
    list.split(" ").flatMap((value, month) => {
      if (value === ".") return [];
      const period = `${year}-${String(month + 1).padStart(2, "0")}`;
      return [`  - { indicatore: x, unita_organizzativa: NORD, periodo: ${period}, valore: ${value} }`];
    }),
  );
  return readSmallModel(
    `
indicatori:
  - { id: x, titolo: X, unita: numero, natura: ${kind}, decimali: ${decimals}, grana: { periodo: mese, unita: foglie } }
  - { id: doppio, titolo: D, unita: numero, natura: rapporto, formula: x * 2 }
  - { id: annuo, titolo: A, unita: numero, natura: flusso, grana: { periodo: anno, unita: foglie } }
  - { id: voto, titolo: V, unita: numero, natura: punteggio, grana: { periodo: mese, unita: foglie } }
rilevazioni:
${entries.join("\n")}
  - { indicatore: voto, unita_organizzativa: NORD, periodo: 2023-01, valore: 6 }
`,
    { nodes: ["ENTE", "NORD:ENTE"] },
  );
}

function forecast(model: Model, way: ForecastWay, pace?: number) {
  const figures = computeModel(buildGraph(model, { year: 2023 }).value);
  const before = computeModel(buildGraph(model, { year: 2022 }).value);
  const nodes = new Set(figures.graph.nodes.filter(({ kind }) => kind === "input").map(({ index }) => index));
  const asked = pace === undefined ? undefined : { nodes, factor: pace };
  const measures = forecastMeasures(figures, before, way, { pace: asked });
  const computed = computeFigures(figures.graph, measures, { previous: figures.previous });
  return (name: string) => seeFigure(computed, name);
}

const monthly = (look: ReturnType<typeof forecast>, id = "x") =>
  listPeriodsOfYear(2023)
    .slice(0, 12)
    .map(({ code }) => look(`${id}@NORD#${code}`).value ?? ".");

describe("the rest of a year", () => {
  test("[D22] coming months are like the mean of those that are known", () => {
    const look = forecast(build({ 2023: "10 20 . 30" }), "run-rate");
    // March is missing, not to come: it is not filled in.
    expect(monthly(look)).toEqual([10, 20, ".", 30, ...Array.from({ length: 8 }, () => 20)]);
  });

  test("[D22] of a year without holes the flow on 31 December is known and coming months together", () => {
    const look = forecast(build({ 2023: "10 20 30" }), "run-rate");
    expect(look("x@ENTE#2023").value).toBe(240);
    expect(look("x@ENTE#2023-T1").value).toBe(60);
    expect(look("doppio@ENTE#2023").value).toBe(480);
  });

  test("[D22] a stock stays as it is, a level keeps its mean", () => {
    const stock = forecast(build({ 2023: "10 20 60" }, "consistenza"), "run-rate");
    expect([stock("x@NORD#2023-04").value, stock("x@NORD#2023").value]).toEqual([60, 60]);
    const level = forecast(build({ 2023: "10 20 60" }, "livello"), "run-rate");
    expect([level("x@NORD#2023-04").value, level("x@NORD#2023").value]).toEqual([30, 30]);
  });

  test("[D22] forecast values are not rounded, assumed and provisional", () => {
    expect(monthly(forecast(build({ 2023: "1 1 0" }), "run-rate"))[3]).toBeCloseTo(2 / 3, 12);
    const look = forecast(build({ 2023: "1 1 0" }, "flusso", 2), "run-rate");
    expect(look("x@NORD#2023-04")).toMatchObject({ display: "0,67" });
    expect(look("x@NORD#2023").value).toBeCloseTo(8, 12);
    expect(look("x@NORD#2023-04")).toMatchObject({ provenance: "assumed", status: "provisional" });
    expect(look("x@NORD#2023-03")).toMatchObject({ provenance: "published", status: "final" });
    expect(look("doppio@ENTE#2023")).toMatchObject({ provenance: "assumed", status: "provisional" });
  });

  test("[D22] only what is measured by the month and adds up is forecast, and only where something is known", () => {
    const look = forecast(build({ 2022: "1 1 1" }), "run-rate");
    expect(look("x@NORD#2023-04").value).toBeNull();
    const some = forecast(build({ 2023: "1" }), "run-rate");
    expect([some("annuo@NORD#2023").value, some("voto@NORD#2023-02").value]).toEqual([null, null]);
    expect(some("voto@NORD#2023-01").value).toBe(6);
  });
});

const year = "10 10 10 10 10 10 20 5 10 10 10 25";

describe("by the season of the year before", () => {
  test("[D23] coming months move as theirs did, from the level of those that are known", () => {
    const look = forecast(build({ 2022: year, 2023: "20 20 20 20 20 20" }), "seasonal");
    expect(monthly(look).slice(6)).toEqual([40, 10, 20, 20, 20, 50]);
  });

  test("[D23] of a stock they move from its last value", () => {
    const look = forecast(build({ 2022: year, 2023: "1 2 3 4 5 30" }, "consistenza"), "seasonal");
    expect(monthly(look).slice(6)).toEqual([60, 15, 30, 30, 30, 75]);
  });

  test("[D23] where last year has no months, or nothing in them, the mean holds", () => {
    const mean = Array.from({ length: 6 }, () => 20);
    for (const before of ["", "0 0 0 0 0 0 9 9 9 9 9 9"]) {
      const values: Record<string, string> = before === "" ? {} : { 2022: before };
      const look = forecast(build({ ...values, 2023: "20 20 20 20 20 20" }), "seasonal");
      expect(monthly(look).slice(6)).toEqual(mean);
    }
    const holed = forecast(
      build({ 2022: "10 10 10 10 10 10 20 . 10", 2023: "20 20 20 20 20 20" }),
      "seasonal",
    );
    expect(monthly(holed).slice(6)).toEqual([40, 20, 20, 20, 20, 20]);
  });
});

describe("at another pace", () => {
  test("[D24] only coming months are multiplied", () => {
    const look = forecast(build({ 2023: "10 20 30" }), "run-rate", 1.5);
    expect(monthly(look)).toEqual([10, 20, 30, ...Array.from({ length: 9 }, () => 30)]);
    expect(look("x@ENTE#2023").value).toBe(330);
    expect(forecast(build({ 2023: "10 20 30" }), "run-rate", 0)("x@ENTE#2023").value).toBe(60);
  });

  test("[D24] a year that is over has nothing to come", () => {
    const model = build({ 2023: year });
    const figures = computeModel(buildGraph(model, { year: 2023 }).value);
    const measures = forecastMeasures(figures, undefined, "run-rate", {
      pace: { nodes: new Set(figures.graph.nodes.map(({ index }) => index)), factor: 2 },
    });
    const node = figures.graph.nodes.find(({ key }) => key === "x.result")!;
    expect(measures.inputs.get(node.index)).toBe(figures.measures.inputs.get(node.index));
    expect(figures.columns[node.index]!.values).toHaveLength(2 * periodsInYear);
  });
});
