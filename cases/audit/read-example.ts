/** Small printed reports for the tests of the audit, written in the format itself. */

import {
  type Exactness,
  type PrintedSign,
  type Published,
  type PublishedFigure,
  readPublished,
} from "../../src/audit/index.ts";
import type { PrintedNumber } from "../../src/audit/printed-number.ts";
import { formatProblem } from "../../src/model/index.ts";

const header = "id;sezione;tabella;riga;colonna;linea;stampato;esattezza;verso;unita;cifra;nota";

/** A figure that stands nowhere. */
export function makeFigure(
  id: string,
  number: PrintedNumber,
  exactness: Exactness,
  sign: PrintedSign = "signed",
): PublishedFigure {
  return {
    id,
    place: { section: "1", table: "t", row: id, column: "c" },
    line: undefined,
    printed: "",
    exactness,
    sign,
    unit: "",
    reference: undefined,
    note: undefined,
    number,
    origin: { file: "cifre.csv", line: 1, column: 1 },
  };
}

/**
 * `figures`: one a line, `id stampato esattezza [verso] [cifra=…]`, the words joined by blanks (blanks
 * inside a print are written `_`); all in one table, each in a row of its own unless the id is
 * `riga/colonna`. `relations`: the YAML of a `.relazioni.yaml` file. Throws the problems, if any.
 */
export function readExample(figures: string, relations: string): Published {
  const rows = figures
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line, index) => {
      const words = line.split(/ +/);
      const reference = words.find((word) => word.startsWith("cifra="))?.slice(6) ?? "";
      const [name = "", printed = "", exactness = "", sign = ""] = words.filter(
        (word) => !word.startsWith("cifra="),
      );
      const [row = "", column = "c"] = name.split("/");
      const id = name.replace("/", ".");
      return `${id};1;t;${row};${column};${index + 1};${printed.replaceAll("_", " ")};${exactness};${sign};;${reference};`;
    });
  const { value, problems } = readPublished([
    { path: "documento.yaml", text: "documento: { id: prova, titolo: Prova }\n" },
    { path: "cifre.csv", text: `${[header, ...rows].join("\n")}\n` },
    { path: "prova.relazioni.yaml", text: relations },
  ]);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n\n"));
  return value;
}
