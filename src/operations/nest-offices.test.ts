/** Which offices contain which, where values are counted: on the organisation of a period, or of a day. */
import { expect, test } from "vitest";
import { makeDelivery } from "../../cases/facts/answer.ts";
import { encodePeriod } from "../facts/index.ts";
import { findPeriod, formatProblem, readModel } from "../model/index.ts";
import { type NestingDays, nestOffices } from "./nest-offices.ts";

const text = `modello: { id: prova, titolo: P, amministrazione: E, esercizio: 2023, anni: { da: 2023, a: 2023 } }
gerarchie:
  - id: uffici
    titolo: Uffici
    nodi:
      - { codice: E, titolo: Ente }
      - { codice: R, titolo: Regione R, padre: E }
      - { codice: S, titolo: Regione S, padre: E }
      - { codice: A, titolo: Sede A, padre: R, valido_fino_al: 2023-07-01 }
      - { codice: A, titolo: Sede A, padre: S, valido_dal: 2023-07-01 }
      - { codice: B, titolo: Sede B, padre: R, valido_fino_al: 2023-07-01 }
      - { codice: C, titolo: Sede C, padre: R, valido_dal: 2023-07-01 }
      - { codice: D, titolo: Sede D, padre: R, valido_dal: 2023-07-01 }
      - { codice: Z, titolo: Sede Z, padre: S, valido_fino_al: 2023-07-01 }
riorganizzazioni:
  - { id: posto, tipo: spostamento, dal: 2023-07-01, da: [A], a: [A] }
  - { id: divisione, tipo: scissione, dal: 2023-07-01, da: [B], a: [C, D], quote: { C: 0.5, D: 0.5 } }
  - { id: chiusura, tipo: soppressione, dal: 2023-07-01, da: [Z] }
`;

function nest(days: NestingDays) {
  const { value: model, problems } = readModel([{ path: "modello.yaml", text }]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  const { nesting, doubts } = nestOffices(
    model,
    [makeDelivery("f", "2023-03"), makeDelivery("f", "2023-09")],
    days,
  );
  const nodesOf = (office: string, period: string): string[] =>
    nesting.nodes.filter(
      (_, k) =>
        nesting.offices[k] === office && nesting.officePeriods[k] === encodePeriod(findPeriod(period)!),
    );
  return { nodesOf, doubts };
}

test("[D16] an office that moved is counted where it stands in the period asked for", () => {
  expect(nest({}).nodesOf("A", "2023-03")).toEqual(["A", "S", "E"]);
  expect(nest({ organisedOn: "2023-03-31" }).nodesOf("A", "2023-03")).toEqual(["A", "R", "E"]);
});

test("[D26] on the boundaries of a day values stand where all that they may have become stands", () => {
  const { nodesOf, doubts } = nest({ boundariesOn: "2023-12-31" });
  expect(nodesOf("A", "2023-03")).toEqual(["A", "S", "E"]);
  expect(nodesOf("C", "2023-09")).toEqual(["C", "R", "E"]);
  const [divided, lost] = doubts;
  expect(nodesOf("B", "2023-03")).toEqual(["R", "E", divided!.name]);
  expect(divided).toMatchObject({ orgUnits: ["C", "D"], lost: [] });
  expect(nodesOf("Z", "2023-03")).toEqual([lost!.name]);
  expect(lost).toMatchObject({ orgUnits: ["S", "E"], lost: ["Z"] });
});

test("[D26] backward, what came of one office is counted there, and what opened nowhere", () => {
  const { nodesOf, doubts } = nest({ boundariesOn: "2023-03-31" });
  expect([nodesOf("C", "2023-09"), nodesOf("A", "2023-09")]).toEqual([
    ["B", "R", "E"],
    ["A", "R", "E"],
  ]);
  expect(doubts).toEqual([]);
});

test("[D22] an office that closed in the year and has no heir keeps its place", () => {
  const { nodesOf } = nest({ boundariesOn: "2023-12-31", since: "2023-01-01" });
  expect(nodesOf("Z", "2023-03")).toEqual(["Z", "S", "E"]);
});
