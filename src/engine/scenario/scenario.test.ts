/** What is supposed, and what follows: the little rules, each on a model of a few lines. */
import { describe, expect, test } from "vitest";
import { computeText, seeFigure } from "../../../cases/engine/small-model.ts";
import { periodsInYear } from "../../model/index.ts";
import { computeModel } from "../compute-model.ts";
import type { Figures } from "../figures.ts";
import { applyScenario, tryScenarios } from "./apply-scenario.ts";
import { packNumbers, unpackNumbers } from "./ground.ts";
import { listMoves, measureMove } from "./measure-tornado.ts";
import { rankUnits } from "./rank-units.ts";
import { emptyScenario, type Scenario } from "./scenario.ts";

const text = `indicatori:
  - { id: giorni, titolo: Giorni, unita: numero, natura: rapporto, verso: decrescente, raggiungimento: scostamento, valori: { 2023: 40 }, obiettivi: { 2023: 32 } }
  - { id: quota, titolo: Quota, unita: numero, natura: punteggio, raggiungimento: avanzamento, valori: { 2022: 70, 2023: 80 } }
  - { id: indice, titolo: Indice, unita: numero, natura: punteggio, decimali: 2, faccia: indice, sintesi: { pesi: noti, componenti: [ { indicatore: giorni, faccia: raggiungimento, peso: 60 }, { indicatore: quota, peso: 30 }, { indicatore: quota, faccia: raggiungimento, peso: 10 } ] } }
  - { id: chiuso, titolo: Chiuso, unita: numero, natura: punteggio, decimali: 2, faccia: indice, valori: { 2023: 90 }, sintesi: { pesi: non_divulgati, componenti: [ { indicatore: giorni, faccia: raggiungimento }, { indicatore: quota } ] } }
  - { id: cima, titolo: Cima, unita: numero, natura: punteggio, decimali: 2, formula: chiuso + indice }
  - { id: prima, titolo: Prima, unita: numero, natura: punteggio, decimali: 2, formula: anno_precedente(media) }
  - { id: media, titolo: Media, unita: numero, natura: punteggio, decimali: 2, faccia: indice, sintesi: { pesi: noti, componenti: [ { indicatore: quota, peso: 50 }, { indicatore: doppio, peso: 50 } ] } }
  - { id: doppio, titolo: Doppio, unita: numero, natura: punteggio, formula: quota * 2 }
`;
const { figures } = computeText(text);

function suppose(scenario: Partial<Scenario>, from: Figures = figures): Figures {
  const { value, problems } = applyScenario(from, { ...emptyScenario, ...scenario });
  expect(problems).toEqual([]);
  return value!;
}

const see = (of: Figures, name: string) => seeFigure(of, `${name}@ENTE#2023`);

describe("a supposition", () => {
  test("[P30] touches only what it reaches: other columns are the same objects, the real ones keep their values", () => {
    const supposed = suppose({ weights: [{ indicator: "indice", weights: [30, 60, 10], adapts: true }] });
    const moved = supposed.graph.nodes.filter(
      ({ index }) => supposed.columns[index] !== figures.columns[index],
    );
    expect(moved.map(({ key }) => key).sort()).toEqual(["cima.result", "indice.index"]);
    // 75 × 30 % + 80 × 70 %.
    expect(see(supposed, "indice").value).toBe(78.5);
    expect(see(figures, "indice").value).toBe(77);
  });

  test("[P94] has the period that is looked at first, and the rest of the year where it is asked for", () => {
    const weigh = (first: number): Scenario => ({
      ...emptyScenario,
      weights: [{ indicator: "indice", weights: [first, undefined, undefined], adapts: true }],
    });
    const trial = tryScenarios(figures);
    const seen = trial(weigh(30), periodsInYear - 1).value!;
    const { index, tree } = figures.graph.nodes.find(({ key }) => key === "cima.result")!;
    const cell = tree.indexOf.get("ENTE")! * periodsInYear + periodsInYear - 1;
    const own = seen.columns[index]!;
    const whole = seen.complete();
    expect(whole.columns[index]!.values[cell]).toBe(90 + 75 * 0.3 + 80 * 0.7);
    expect([own.values[cell], own.states[cell]]).toEqual([
      whole.columns[index]!.values[cell],
      whole.columns[index]!.states[cell],
    ]);
    expect(seen.complete()).toBe(whole);
    // Nobody may go on with a scenario that was left: what it was computed in is another's now.
    const left = trial(weigh(40), periodsInYear - 1).value!;
    trial(weigh(50), periodsInYear - 1);
    expect(() => left.complete()).toThrow("già lasciato");
    expect(see(figures, "cima").value).toBe(90 + 77);
  });

  test("[P31] marks as assumed all that it reaches, and nothing else", () => {
    const supposed = suppose({
      targets: [{ indicator: "giorni", members: {}, orgUnit: "ENTE", period: "2023", value: 40 }],
    });
    const names = ["giorni.obiettivo", "giorni.raggiungimento", "indice", "cima"];
    expect(names.map((name) => see(supposed, name).provenance)).toEqual(names.map(() => "assumed"));
    expect(["giorni", "quota", "chiuso"].map((name) => see(supposed, name).provenance)).toEqual(
      Array.from({ length: 3 }, () => "published"),
    );
    expect(see(supposed, "giorni.raggiungimento").value).toBe(100);
  });

  test("[P31] a synthesis that was printed is computed where its weights are supposed, and no longer called printed", () => {
    const supposed = suppose({ weights: [{ indicator: "chiuso", weights: [50, 50], adapts: false }] });
    expect(see(figures, "chiuso")).toMatchObject({ value: 90, printed: true, provenance: "published" });
    expect(see(supposed, "chiuso")).toMatchObject({ value: 77.5, printed: false, provenance: "assumed" });
    expect(see(supposed, "cima")).toMatchObject({ value: 77.5 + 77, printed: false });
    expect(see(supposed, "chiuso").coverage).toBe(1);
  });

  test("[P32] others adapt in proportion, in equal parts where nothing is disclosed, or stay", () => {
    const first = suppose({
      weights: [{ indicator: "indice", weights: [20, undefined, undefined], adapts: true }],
    });
    // 30 and 10 share 80 as 60 and 20.
    expect(see(first, "indice").value).toBe(75 * 0.2 + 80 * 0.8);
    const equal = suppose({
      weights: [{ indicator: "chiuso", weights: [undefined, undefined], adapts: true }],
    });
    expect(see(equal, "chiuso").value).toBe(77.5);
    const weights = [{ indicator: "indice", weights: [50, 40, undefined], adapts: false }];
    expect(see(suppose({ weights }), "indice").value).toBe(77.5);
  });

  test("[P77] thresholds are numbers of the rule: floor and cap, ends of a range, bounds and scores, days late", () => {
    const attained = `indicatori:
  - { id: tetto, titolo: Tetto, unita: numero, natura: rapporto, verso: crescente, raggiungimento: { regola: rapporto, massimo: 110 }, valori: { 2023: 60 }, obiettivi: { 2023: 40 } }
  - { id: campo, titolo: Campo, unita: numero, natura: rapporto, raggiungimento: { regola: minimo_massimo, da: 50, a: 90 }, valori: { 2023: 60 } }
  - { id: gradini, titolo: Gradini, unita: numero, natura: rapporto, raggiungimento: { regola: fasce, fasce: [ { fino_a: 30, punteggio: 100 }, { da: 30, fino_a: 60, punteggio: 70 }, { da: 60, punteggio: 20 } ] }, valori: { 2023: 60 } }
  - { id: cima, titolo: Cima, unita: numero, natura: punteggio, decimali: 2, formula: tetto.raggiungimento + gradini.raggiungimento }
`;
    const before = computeText(attained).figures;
    const look = (thresholds: Scenario["thresholds"], name: string): number | null =>
      see(suppose({ thresholds }, before), name).value;
    expect(look([{ indicator: "tetto", threshold: "cap", value: 130 }], "tetto.raggiungimento")).toBe(130);
    expect(look([{ indicator: "tetto", threshold: "cap", value: 130 }], "cima")).toBe(150);
    expect(look([{ indicator: "campo", threshold: "floor", value: 40 }], "campo.raggiungimento")).toBe(40);
    expect(look([{ indicator: "campo", threshold: "min", value: 30 }], "campo.raggiungimento")).toBe(50);
    const steps = "gradini.raggiungimento";
    expect(look([{ indicator: "gradini", threshold: "score", band: 2, value: 25 }], steps)).toBe(25);
    // The band before grows where the one after begins later.
    expect(look([{ indicator: "gradini", threshold: "bound", band: 2, value: 61 }], steps)).toBe(70);

    const supposed = suppose({ thresholds: [{ indicator: "tetto", threshold: "cap", value: 110 }] }, before);
    // The same number: what it reaches is assumed all the same, and nothing else.
    for (const name of ["tetto.raggiungimento", "cima"])
      expect([see(supposed, name).value, see(supposed, name).provenance]).toEqual([
        see(before, name).value,
        "assumed",
      ]);
    for (const name of ["tetto", "gradini.raggiungimento", "campo.raggiungimento"])
      expect(see(supposed, name).provenance).toBe("published");
    expect(see(before, "cima").provenance).toBe("published");
  });

  test("[P77] thresholds that a rule has not, or that make it none, are problems", () => {
    const ruled = computeText(`indicatori:
  - { id: campo, titolo: Campo, unita: numero, natura: rapporto, raggiungimento: { regola: minimo_massimo, da: 50, a: 90, massimo: 100 }, valori: { 2023: 60 } }
  - { id: gradini, titolo: Gradini, unita: numero, natura: rapporto, raggiungimento: { regola: fasce, fasce: [ { fino_a: 30, punteggio: 100 }, { da: 30, fino_a: 60, punteggio: 70 } ] }, valori: { 2023: 40 } }
`).figures;
    const codeOf = (threshold: Scenario["thresholds"][number]): readonly string[] =>
      applyScenario(ruled, { ...emptyScenario, thresholds: [threshold] }).problems.map(({ code }) => code);
    const unknown = ["scenario-threshold-not-known"];
    expect(codeOf({ indicator: "campo", threshold: "loss", value: 1 })).toEqual(unknown);
    expect(codeOf({ indicator: "gradini", threshold: "bound", band: 0, value: 1 })).toEqual(unknown);
    expect(codeOf({ indicator: "gradini", threshold: "score", band: 2, value: 1 })).toEqual(unknown);
    expect(codeOf({ indicator: "campo", threshold: "cap", value: Number.NaN })).toEqual(unknown);
    const none = ["scenario-thresholds-no-rule"];
    expect(codeOf({ indicator: "campo", threshold: "floor", value: 101 })).toEqual(none);
    expect(codeOf({ indicator: "campo", threshold: "max", value: 50 })).toEqual(none);
    expect(codeOf({ indicator: "gradini", threshold: "bound", band: 1, value: 60 })).toEqual(none);
    expect(codeOf({ indicator: "gradini", threshold: "bound", band: 2, value: 61 })).toEqual([]);
    expect(codeOf({ indicator: "nessuno", threshold: "cap", value: 1 })).toEqual(["scenario-name-not-known"]);
  });

  test("[P33] [P77] the year before, where this year looks at it, has the supposed thresholds too", () => {
    const two = computeText(`indicatori:
  - { id: tetto, titolo: Tetto, unita: numero, natura: rapporto, verso: crescente, raggiungimento: { regola: rapporto, massimo: 110 }, valori: { 2022: 80, 2023: 60 }, obiettivi: { 2022: 40, 2023: 40 } }
  - { id: prima, titolo: Prima, unita: numero, natura: punteggio, decimali: 2, formula: anno_precedente(tetto.raggiungimento) }
`).figures;
    const supposed = suppose({ thresholds: [{ indicator: "tetto", threshold: "cap", value: 180 }] }, two);
    expect([see(two, "prima").value, see(supposed, "prima").value]).toEqual([110, 180]);
    expect(see(supposed, "prima").provenance).toBe("assumed");
  });

  test("[P33] the year before, where this year looks at it, has the supposed weights too", () => {
    const supposed = suppose({ weights: [{ indicator: "media", weights: [80, undefined], adapts: true }] });
    expect(see(figures, "prima").value).toBe(105);
    expect(see(supposed, "prima").value).toBe(70 * 0.8 + 140 * 0.2);
    expect(see(supposed, "prima").provenance).toBe("assumed");
    expect(see(figures, "prima").value).toBe(105);
  });

  test("[P33] and so where a printed synthesis moves to come after its components", () => {
    const two = `${text}  - { id: poi, titolo: Poi, unita: numero, natura: punteggio, decimali: 2, formula: anno_precedente(chiuso) + chiuso }
rilevazioni: [ { indicatore: chiuso, periodo: 2022, valore: 60 }, { indicatore: giorni, periodo: 2022, valore: 32 } ]
obiettivi: [ { indicatore: giorni, periodo: 2022, valore: 32 } ]`;
    const before = computeText(two).figures;
    const supposed = suppose({ weights: [{ indicator: "chiuso", weights: [50, 50], adapts: true }] }, before);
    expect(see(before, "poi").value).toBe(150);
    expect(see(supposed, "poi").value).toBe(85 + 77.5);
  });
});

describe("a ranking", () => {
  test("[P36] has the best first, equals at the same place, and leaves out who has nothing", () => {
    const { figures: ranked } = computeText(
      `indicatori: [ { id: x, titolo: X, unita: numero, natura: rapporto, verso: decrescente, grana: { unita: foglie } } ]
rilevazioni: [ ${["A:3", "B:1", "C:1", "D:2"]
        .map((each) => each.split(":"))
        .map(([unit, value]) => `{ indicatore: x, unita_organizzativa: ${unit}, valore: ${value} }`)
        .join(", ")} ]`,
      { nodes: ["E", "A:E", "B:E", "C:E", "D:E", "F:E"] },
    );
    const node = ranked.graph.nodes[0]!;
    expect(
      rankUnits(ranked, node, 18).map(({ unit, rank }) => `${rank} ${node.tree.units[unit]!.code}`),
    ).toEqual(["1 B", "1 C", "3 D", "4 A"]);
  });
});

describe("a tornado", () => {
  test("[P37] moves each weight, target and value below the figure, one at a time", () => {
    const index = figures.graph.indexOf.get("cima.result")!;
    const moves = listMoves(figures, index, 18);
    const told = moves.map((move) => {
      const bar = measureMove(figures, index, 18, move, 0.1);
      const name =
        move.type === "weight"
          ? `${move.synthesis} ${move.component}`
          : move.type === "threshold"
            ? move.threshold.threshold
            : `${move.type} ${figures.graph.nodes[move.node]!.key}`;
      return `${name}: ${[bar.down, bar.up].map((value) => value?.toFixed(3)).join(" ")}`;
    });
    // The index is 77 and the printed figure 90; less weight to the days leaves more to the quota.
    expect(told.sort()).toEqual([
      "indice 0: 167.300 166.700",
      "indice 1: 166.871 167.129",
      "indice 2: 166.967 167.033",
      "result chiuso.index: 158.000 176.000",
      "result giorni.result: 174.500 159.500",
      "result quota.result: 163.800 170.200",
      "target giorni.target: 158.667 173.818",
    ]);
  });
});

describe("a tornado of thresholds", () => {
  const numbers = { da: "50", a: "90", massimo: "95", fascia: "40", alto: "100", basso: "70", minimo: "60" };
  const write = (own: Readonly<Record<keyof typeof numbers, string>>): string => `indicatori:
  - { id: campo, titolo: Campo, unita: numero, natura: rapporto, raggiungimento: { regola: minimo_massimo, da: ${own.da}, a: ${own.a}, massimo: ${own.massimo} }, valori: { 2023: 84 } }
  - { id: gradini, titolo: Gradini, unita: numero, natura: rapporto, raggiungimento: { regola: fasce, fasce: [ { fino_a: ${own.fascia}, punteggio: ${own.alto} }, { da: ${own.fascia}, punteggio: ${own.basso} } ] }, valori: { 2023: 42 } }
  - { id: resa, titolo: Resa, unita: numero, natura: rapporto, verso: crescente, raggiungimento: { regola: rapporto, minimo: ${own.minimo} }, valori: { 2023: 20 }, obiettivi: { 2023: 40 } }
  - { id: altrove, titolo: Altrove, unita: numero, natura: rapporto, raggiungimento: { regola: minimo_massimo, da: 1, a: 2 }, valori: { 2023: 1 } }
  - { id: zero, titolo: Zero, unita: numero, natura: rapporto, raggiungimento: { regola: minimo_massimo, da: 0, a: 100 }, valori: { 2023: 50 } }
  - { id: somma, titolo: Somma, unita: numero, natura: punteggio, decimali: 2, formula: campo.raggiungimento + gradini.raggiungimento + resa.raggiungimento + zero.raggiungimento }
`;
  const ruled = computeText(write(numbers)).figures;
  const at = ruled.graph.indexOf.get("somma.result")!;
  const tell = (value: number | undefined): string | undefined => value?.toFixed(9);

  test("[P37] each moves by itself, to what a model that says so computes", () => {
    const nameOf: Readonly<Record<string, keyof typeof numbers>> = {
      "campo min": "da",
      "campo max": "a",
      "campo cap": "massimo",
      "gradini bound 1": "fascia",
      "gradini score 0": "alto",
      "gradini score 1": "basso",
      "resa floor": "minimo",
    };
    const moved = listMoves(ruled, at, 18).flatMap((move): (readonly [string, boolean | undefined])[] => {
      if (move.type !== "threshold") return [];
      const { indicator, threshold, band, real } = move.threshold;
      const name = `${indicator} ${threshold}${band === undefined ? "" : ` ${band}`}`;
      const own = nameOf[name];
      if (own === undefined) return [[name, undefined]];
      expect(String(real)).toBe(numbers[own]);
      const compute = (factor: number): string | undefined => {
        const other = computeText(write({ ...numbers, [own]: String(real * factor) })).figures;
        return tell(see(other, "somma").value ?? undefined);
      };
      const bar = measureMove(ruled, at, 18, move, 0.5);
      expect([name, tell(bar.down), tell(bar.up)]).toEqual([name, compute(0.5), compute(1.5)]);
      return [[name, bar.down !== bar.up]];
    });
    // Of a range from 0 only its end moves, and what does not stand below the figure does not.
    expect(moved.map(([name]) => name).sort()).toEqual([...Object.keys(nameOf), "zero max"].sort());
    // The score of the band in which nothing stands is the only one that is not felt.
    expect(moved.filter(([, isFelt]) => isFelt === false).map(([name]) => name)).toEqual(["gradini score 0"]);
  });

  test("[P37] a bound that would pass its neighbour, or a floor its cap, leaves no figure on that side", () => {
    const limited = computeText(`indicatori:
  - { id: stretto, titolo: Stretto, unita: numero, natura: rapporto, raggiungimento: { regola: fasce, minimo: 90, massimo: 100, fasce: [ { fino_a: 40, punteggio: 100 }, { da: 40, fino_a: 44, punteggio: 95 }, { da: 44, punteggio: 91 } ] }, valori: { 2023: 42 } }
`).figures;
    const index = limited.graph.indexOf.get("stretto.attainment")!;
    const bars = Object.fromEntries(
      listMoves(limited, index, 18).flatMap((move) => {
        if (move.type !== "threshold") return [];
        const { threshold, band } = move.threshold;
        return [[`${threshold} ${band ?? ""}`.trim(), measureMove(limited, index, 18, move, 0.2)]];
      }),
    );
    expect(bars["bound 1"]).toEqual({ down: 95, up: undefined });
    expect(bars["bound 2"]).toEqual({ down: undefined, up: 95 });
    expect(bars.floor).toEqual({ down: 95, up: undefined });
    expect(bars.cap).toEqual({ down: undefined, up: 95 });
  });

  test("[P37] what is a day has no bound to move by a share; what a day late costs moves", () => {
    const dated = computeText(`indicatori:
  - { id: consegna, titolo: Consegna, unita: data, natura: punteggio, raggiungimento: { regola: data, perdita_al_giorno: 2 }, valori: { 2023: "2023-06-10" }, obiettivi: { 2023: "2023-06-05" } }
`).figures;
    const index = dated.graph.indexOf.get("consegna.attainment")!;
    const moves = listMoves(dated, index, 18);
    expect(moves.map((move) => (move.type === "threshold" ? move.threshold.threshold : move.type))).toEqual([
      "loss",
    ]);
    expect(measureMove(dated, index, 18, moves[0]!, 0.5)).toEqual({ down: 95, up: 85 });
  });
});

describe("a ground", () => {
  test("[P34] numbers come back as they went, to the sign of zero and what is no number", () => {
    const numbers = [0, -0, -0, 1.5, 7, 7, 7, Number.NaN, Number.NaN, 9007199254740991, -3];
    expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers);
    expect(unpackNumbers(packNumbers([]))).toEqual([]);
    expect(packNumbers([7, 7, 7])).toBe("7*3");
  });
});

test("[P30] a sum that leaves the exact integers is listed as a whole computation lists it", () => {
  const summed = computeText(
    `indicatori: [ { id: x, titolo: X, unita: numero, natura: flusso, grana: { unita: foglie } } ]
rilevazioni: [ { indicatore: x, unita_organizzativa: NORD, valore: 1 }, { indicatore: x, unita_organizzativa: SUD, valore: 1 } ]`,
  ).figures;
  const results = [
    { indicator: "x", members: {}, orgUnit: "NORD", period: "2023", value: Number.MAX_SAFE_INTEGER },
  ];
  const supposed = suppose({ results }, summed);
  expect(supposed.problems.map(({ code }) => code)).toEqual(["sum-beyond-integers"]);
  expect(see(supposed, "x").absence).toBe("not-evaluable");
  expect(computeModel(summed.graph).problems).toEqual([]);
});
