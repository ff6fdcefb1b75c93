import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeContract, readFactsModel } from "../../cases/facts/facts-model.ts";
import { type FileFormat, getDayNumber } from "../model/index.ts";
import { type ContractColumn, decodeFault, duplicateKey, encodeCheck, encodeFault } from "./contract.ts";
import { describeFault, writeScaled } from "./describe-fault.ts";
import { readCell, readRow, readScaled } from "./read-row.ts";

const contract = makeContract(readFactsModel(), "pratiche", "2023-11");
const good = ["1", "NORD", "2023-11-06", "P1", "accolta", "2023-10-02", "1.250,50"];
const columns = contract.columns.map(({ id }) => id);

/** The good row with some cells changed. */
function change(cells: Readonly<Record<string, string>>): string[] {
  return good.map((cell, k) => cells[columns[k]!] ?? cell);
}

/** The faults of a row as `column fault`, checks as their number. */
function tell(cells: readonly string[]): string[] {
  return readRow(contract, cells).faults.map((code) => {
    const fault = decodeFault(code);
    if (fault.type === "cell") return `${columns[fault.column]} ${fault.fault}`;
    return fault.type === "check" ? `check ${fault.check}` : fault.type;
  });
}

function readAs(type: ContractColumn["type"], text: string, format: Partial<FileFormat> = {}, decimals = 2) {
  const column = { ...contract.columns[0]!, type, decimals };
  return readCell(column, { ...contract.source.format, ...format }, text);
}

describe("cells", () => {
  test.each([
    ["1234,56", 123456],
    ["1.234,56", 123456],
    ["1234", 123400],
    ["1234,5", 123450],
    ["1234,500", 123450],
    ["-0,01", -1],
    ["+2", 200],
    ["-0", 0],
    ["007,10", 710],
    ["1.234.567,89", 123456789],
    ["9.999.999.999.999,99", 999999999999999],
    ["99.999.999.999.999,99", undefined],
    ["1,005", undefined],
    ["12.34", undefined],
    ["1.23,4", undefined],
    ["1234.567", undefined],
    ["1,234.56", undefined],
    ["1e3", undefined],
    ["12 euro", undefined],
    ["−5", undefined],
    [",5", undefined],
    ["5,", undefined],
    ["=1+1", undefined],
  ])("[D2] «%s» with two decimals is %s hundredths", (text, scaled) => {
    expect(readAs("number", text)).toBe(scaled);
  });

  test("[D2] with the point as decimal mark the comma separates thousands", () => {
    const format = { decimalMark: "." } as const;
    expect(readAs("number", "1,234.56", format)).toBe(123456);
    expect(readAs("number", "1.234,56", format)).toBeUndefined();
    expect(readAs("integer", "1,234", format)).toBe(1234);
    expect(readAs("integer", "1.5")).toBeUndefined();
  });

  test("[D2] what is written from a whole number is read back as the same", () => {
    const scaled = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(scaled, fc.integer({ min: 0, max: 9 }), (value, decimals) => {
        const written = writeScaled(value, decimals).replace("−", "-");
        expect(readScaled(written, decimals, ",")).toBe(value);
      }),
    );
  });

  test.each([
    ["2024-02-29", "iso", "2024-02-29"],
    ["2023-02-29", "iso", undefined],
    ["2023-11-31", "iso", undefined],
    ["2023-11-30T23:59:59", "iso", "2023-11-30"],
    ["2023-03-26 02:30", "iso", "2023-03-26"],
    ["30/11/2023", "iso", undefined],
    ["30/11/2023", "italian", "2023-11-30"],
    ["29/02/2023", "italian", undefined],
    ["2023-11-30", "italian", undefined],
    ["1/2/2023", "italian", undefined],
    ["30/11/23", "italian", undefined],
  ] as const)("[D2] «%s» written %s is %s", (text, days, day) => {
    expect(readAs("day", text, { days })).toBe(day === undefined ? undefined : getDayNumber(day));
  });

  test("[D2] yes and no have their words, in small or capital letters", () => {
    for (const word of ["si", "SÌ", "s", "1", "Vero", "true"]) expect(readAs("yes-no", word)).toBe(1);
    for (const word of ["no", "N", "0", "falso", "FALSE"]) expect(readAs("yes-no", word)).toBe(0);
    for (const word of ["forse", "2", "x"]) expect(readAs("yes-no", word)).toBeUndefined();
  });

  test("[D2] blanks and tabulators at the edges do not count, those inside do", () => {
    const { row, faults } = readRow(contract, change({ sede: "\t NORD ", importo: " 3 " }));
    expect([row.sede, row.importo, faults]).toEqual(["NORD", 300, []]);
    expect(tell(change({ sede: "NO RD" }))).toEqual(["sede not-allowed"]);
  });
});

describe("faults", () => {
  test("[D1] a good row has none, and an optional cell may be empty", () => {
    expect(tell(good)).toEqual([]);
    expect(tell(change({ aperta_il: "" }))).toEqual([]);
  });

  test("[D1] allowed are the listed values, the offices that are open, the keys of the table in the period", () => {
    expect(tell(change({ esito: "Accolta" }))).toEqual(["esito not-allowed"]);
    for (const sede of ["ENTE", "VECCHIO", "EST"])
      expect(tell(change({ sede }))).toEqual(["sede not-allowed"]);
    const table = "tabelle:\n  - { id: classi, titolo: C, chiave: classe, file: classi.csv }\n";
    const source =
      "fonti:\n  - { id: f, titolo: F, grana: flusso, colonne: [ { id: sede, tipo: testo, ruolo: ufficio }, { id: classe, tipo: testo, tabella: classi } ] }\n";
    const rows =
      "classe;valido_dal;valido_fino_al;registrato_il\nA;;2023-11-30;\nB;2023-11-30;;\nC;;;2024-01-01\n";
    const model = readFactsModel(table + source, { "classi.csv": rows });
    const allowed = (period: string, knownAt?: string) => [
      ...makeContract(model, "f", period, knownAt).columns[1]!.allowed!,
    ];
    expect(allowed("2023-10")).toEqual(["A", "C"]);
    expect(allowed("2023-11")).toEqual(["B", "C"]);
    expect(allowed("2023-11", "2023-12-31")).toEqual(["B"]);
  });

  test("[D1] [D4] an office of a type that the source does not speak of is not allowed, and the types are told", () => {
    const text =
      "fonti:\n  - { id: f, titolo: F, grana: flusso, uffici: [ente], colonne: [ { id: sede, tipo: testo, ruolo: ufficio } ] }\n";
    const beside = makeContract(readFactsModel(text), "f", "2023-11");
    const { faults } = readRow(beside, ["NORD"]);
    expect(faults).toEqual([encodeFault(0, "not-allowed")]);
    expect(describeFault(beside, faults[0]!, ["NORD"])).toMatchObject({
      column: "sede",
      found: "NORD",
      reason: "la fonte non riguarda gli uffici del suo tipo, ma solo quelli di tipo ente",
    });
    const spokenOf = makeContract(
      readFactsModel(text.replace("[ente]", "[ente, direzione]")),
      "f",
      "2023-11",
    );
    expect(readRow(spokenOf, ["NORD"]).faults).toEqual([]);
    // What was closed or is summed from others is that before all else.
    expect(beside.offices.get("VECCHIO")).toBe("closed");
    expect(() => readFactsModel(text.replace("[ente]", "[enti]"))).toThrow("Il tipo di unità organizzativa");
  });

  test("[D3] of a cell the first fault is told, in a stated order", () => {
    expect(tell(change({ importo: "" }))).toEqual(["importo empty"]);
    expect(tell(change({ importo: "   " }))).toEqual(["importo empty"]);
    expect(tell(change({ importo: "molto" }))).toEqual(["importo unreadable"]);
    expect(tell(change({ importo: "-0,01" }))).toEqual(["importo below-minimum"]);
    expect(tell(change({ giorno: "2023-12-01" }))).toEqual(["giorno outside-period"]);
    expect(tell(change({ giorno: "2023-11-01" }))).toEqual([]);
    expect(tell(change({ giorno: "2023-11-30" }))).toEqual([]);
    const bounded = {
      ...contract,
      columns: contract.columns.map((each) =>
        each.id === "importo" ? { ...each, max: 100, allowed: new Set(["7"]) } : each,
      ),
    };
    const fault = (importo: string) => readRow(bounded, change({ importo })).faults;
    expect(fault("1,01")).toEqual([encodeFault(6, "above-maximum")]);
    expect(fault("1")).toEqual([encodeFault(6, "not-allowed")]);
  });

  test("[D3] every bad cell of a row is told; its checks are asked only where all cells are good", () => {
    const wrong = change({ giorno: "2023-11-06", aperta_il: "2023-11-07", importo: "x", pratica: "" });
    expect(tell(wrong)).toEqual(["pratica empty", "importo unreadable"]);
    expect(tell(change({ aperta_il: "2023-11-07" }))).toEqual(["check 0"]);
    expect(tell(change({ aperta_il: "2023-11-06" }))).toEqual([]);
    expect(tell(["1", "NORD"])).toEqual(
      ["giorno", "prodotto", "esito", "importo"].map((column) => `${column} empty`),
    );
  });

  test("[D3] a fault is one number and comes back from it", () => {
    expect(decodeFault(encodeFault(6, "outside-period"))).toEqual({
      type: "cell",
      column: 6,
      fault: "outside-period",
    });
    expect(decodeFault(encodeCheck(3))).toEqual({ type: "check", check: 3 });
    expect(decodeFault(duplicateKey)).toEqual({ type: "duplicate-key" });
    // The columns of the widest file do not run into the checks, nor these into repeated keys.
    expect(encodeFault(1000, "outside-period")).toBeLessThan(encodeCheck(0));
    expect(encodeCheck(1000)).toBeLessThan(duplicateKey);
  });

  test("[D4] a fault is told with its column, what was found, why, and what to do", () => {
    const say = (cells: readonly string[]) =>
      readRow(contract, cells).faults.map((code) => {
        const { column, found, reason, remedy } = describeFault(contract, code, cells);
        return [column, found, reason, remedy !== ""];
      });
    expect(say(change({ sede: "VECCHIO" }))).toEqual([
      ["sede", "VECCHIO", "l'ufficio non è attivo nel periodo 2023-11", true],
    ]);
    expect(say(change({ sede: "ENTE" }))[0]![2]).toBe("è un ufficio che si somma da quelli sotto di lui");
    expect(say(change({ sede: "EST" }))[0]![2]).toBe("l'ufficio non esiste nel modello");
    expect(say(change({ importo: "-1" }))).toEqual([
      ["importo", "-1", "il valore è sotto il minimo, 0,00", true],
    ]);
    expect(say(change({ aperta_il: "2023-11-07" }))).toEqual([
      ["", "", "la pratica è definita prima di essere aperta", true],
    ]);
    expect(describeFault(contract, duplicateKey, good)).toMatchObject({
      column: "pratica",
      found: "pratica 1",
    });
  });
});
