/** The audit on its real input: what the printed Relazione 2023 of INPS holds and what does not. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../model/index.ts";
import { auditReport } from "./audit-report.ts";
import { readPublished } from "./read-published.ts";

const folder = new URL("../../models/inps-2023/published/", import.meta.url);
const files = readdirSync(folder).map((name) => ({
  path: name,
  text: readFileSync(new URL(name, folder), "utf8"),
}));
const { value: published, problems } = readPublished(files);
const audit = auditReport(published);
const relationOf = (id: string) => audit.relations.find((relation) => relation.id === id)!;
const figureOf = (id: string) => audit.figures.find((figure) => figure.id === id)!;

/** The relation that recomputes the figure with this print in this row. */
function findByResult(printed: string, row: RegExp) {
  const figure = audit.figures.find(
    (one) => one.printed === printed && row.test(`${one.place.table} ${one.place.row}`),
  );
  return audit.relations.find(
    (relation) => relation.figures[0] === figure?.id && relation.type !== "restatement",
  )!;
}

describe("the printed Relazione 2023", () => {
  test("[A1] reads without problems, with every figure and enough results", () => {
    expect(problems.map(formatProblem)).toEqual([]);
    expect(audit.summary.figures).toBeGreaterThanOrEqual(600);
    expect(audit.summary.results).toBeGreaterThanOrEqual(220);
  });

  test("[A22] Diminuzione tempi medi: 53,13 printed, 46,88 by the rule of its neighbours", () => {
    const found = findByResult("53,13", /tempi medi/i);
    expect(found).toMatchObject({ type: "attainment", verdict: "contradicted", recomputed: "46,88" });
    expect(found.tried.filter((rule) => rule.reproduces).map(({ formula }) => formula)).toContain(
      "|R − T|/|T|·100",
    );
    expect(found.tried.find(({ formula }) => formula === "T/R·100")?.display).toBe("65,31");
    expect(found.suspects[0]).toMatchObject({ figure: found.figures[0], wouldBe: "46,88" });
  });

  test("[A11] no false alarm: sums off by one euro, 26,47 for 26,48", () => {
    for (const printed of ["1.761.420.073", "2.533.277.429", "5.374.832.632", "8.704.631.393"]) {
      const figure = audit.figures.find((one) => one.printed === printed)!;
      expect(figure.verdict, printed).toBe("within-rounding");
    }
    expect(findByResult("26,47", /./)).toMatchObject({ verdict: "within-rounding", recomputed: "26,48" });
  });

  test("[A16] [A17] the five objectives and Performance istituzionale have admissible weights", () => {
    const means = audit.relations.filter(
      (relation) =>
        relation.weights !== undefined &&
        ["111,43", "89,53", "122,79", "100,00", "105,14", "90,60"].includes(
          figureOf(relation.figures[0]!).printed,
        ),
    );
    const counted = Object.fromEntries(
      means.map(({ figures, weights }) => [
        figureOf(figures[0]!).printed,
        [weights!.sets, weights!.setsOfPoints, weights!.anyWeights],
      ]),
    );
    expect(counted).toMatchObject({
      "111,43": [16, 9, false],
      "89,53": [19, 10, false],
      "122,79": [1, 1, false],
      "100,00": [969, 969, true],
      "105,14": [9, 8, false],
      "90,60": [52, 15, false],
    });
    const whatIf = means.find(({ figures }) => figureOf(figures[0]!).printed === "90,60")!.weights!
      .alternatives;
    expect(whatIf).toMatchObject([
      { printed: "46,88", verdict: "weights-undisclosed", weights: { sets: 40, setsOfPoints: 22 } },
    ]);
  });

  test("[A20] [A21] every relation that does not hold says why", () => {
    const suspects = audit.summary.failed.map((id) => [
      id,
      relationOf(id).suspects.map(({ figure, wouldBe }) => `${figure} ${wouldBe}`),
    ]);
    const people = ["tec_terr.f100.n 20", "tec_terr.totale.n 100"];
    expect(Object.fromEntries(suspects)).toEqual({
      "personale-in-diminuzione": [],
      "pi-tempi-ragg": ["pi.tempi.ragg 46,88", "pi.tempi.cons 47"],
      "tec_terr-totale": people,
      "tec_terr-quota-f100": people,
      "tec_terr-quota-totale": people,
    });
    for (const id of audit.summary.failed)
      expect(relationOf(id).why).toMatch(/non regge|Gli arrotondamenti non lo spiegano/);
  });
});
