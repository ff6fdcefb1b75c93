/** INPS 2023, section by section: what the model computes beside what the Relazione prints. */
import { beforeAll, describe, expect, test } from "vitest";
import { type AuditReport, audit } from "./audit.ts";

/** Printed figures that the model does not reproduce to the digit, with what it computes. */
const departures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "1": {},
  "2": {},
  // The attainment was printed as |R − T|/|T|.
  "3": { "pi.tempi.ragg": "46,88" },
  // Sums of amounts that were each rounded to the euro.
  "4": {
    "ieep.acc_entrate.ob": "1.761.420.074",
    "ieep.acc_entrate.cons": "2.533.277.430",
    "ieep.acc.ob": "4.177.828.463",
    "ieep.acc.cons": "5.906.162.515",
    "ieep.inc_entrate.cons": "5.374.832.631",
    "ieep.inc_prestazioni.ob": "2.733.262.852",
    "ieep.inc.ob": "7.579.546.346",
  },
  // From a result and a target that were rounded before they were printed.
  "5": { "legale.amministrativi.var": "26,48" },
  "6": {},
  // The row prints 100 and the total 20; the model holds the total.
  "7": { "tec_terr.f100.n": "20" },
  "8": {},
  "Allegato 1": {},
  "Progetti locali": {},
};

/** At least so many printed figures of the section are figures of the model. */
const compared: Readonly<Record<string, number>> = {
  "1": 114,
  "2": 2,
  "3": 85,
  "4": 136,
  "5": 13,
  "6": 23,
  "7": 235,
  "8": 46,
  "Allegato 1": 39,
  "Progetti locali": 274,
};

let report: AuditReport;

beforeAll(async () => {
  const { value, problems } = await audit({ directory: `${import.meta.dirname}/../../models/inps-2023` });
  expect(problems).toEqual([]);
  if (value === undefined) throw new Error("la verifica di INPS 2023 non si può fare");
  report = value;
});

describe("INPS 2023", () => {
  test.each(Object.keys(departures))(
    "[C16] sezione %s: the model gives what is printed, but for what is known",
    (section) => {
      const sectionOf = new Map(report.audit.figures.map((figure) => [figure.id, figure.place.section]));
      const own = report.audit.model.filter((comparison) => sectionOf.get(comparison.figure) === section);
      const differing = own.filter((comparison) => comparison.outcome !== "matching");
      expect(Object.fromEntries(differing.map(({ figure, computed }) => [figure, computed]))).toEqual(
        departures[section],
      );
      expect(own.length).toBeGreaterThanOrEqual(compared[section] ?? 0);
    },
  );

  test("[C16] every section of the document is covered", () => {
    expect(new Set(report.audit.figures.map((figure) => figure.place.section))).toEqual(
      new Set(Object.keys(departures)),
    );
    expect(report.audit.summary.figures).toBeGreaterThanOrEqual(600);
    expect(report.audit.summary.results).toBeGreaterThanOrEqual(220);
  });

  test("[C16] what is known to be wrong is found, and rounding raises no alarm", () => {
    expect(report.audit.summary.failed.toSorted()).toEqual([
      "personale-in-diminuzione",
      "pi-tempi-ragg",
      "tec_terr-quota-f100",
      "tec_terr-quota-totale",
      "tec_terr-totale",
    ]);
    const verdictOf = new Map(report.audit.figures.map((figure) => [figure.id, figure.verdict]));
    expect(verdictOf.get("pi.tempi.ragg")).toBe("contradicted");
    // The prose says that staff only fell; the table, which the shortages confirm, is not to blame.
    expect(verdictOf.get("pers.2018.consistenza")).toBe("exact");
    expect(verdictOf.get("tec_terr.totale.n")).toBe("contradicted");
    for (const id of Object.keys({ ...departures["4"], ...departures["5"] })) {
      expect([id, verdictOf.get(id)]).toEqual([id, "within-rounding"]);
    }
  });
});
