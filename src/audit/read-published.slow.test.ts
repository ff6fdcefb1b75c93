/** Reading what is printed, at the limits of the work that is done for it. */
import { describe, expect, test } from "vitest";
import { formatProblem, type ModelFile } from "../model/index.ts";
import { readPublished } from "./read-published.ts";

const header = "id;sezione;tabella;riga;colonna;linea;stampato;esattezza;verso;unita;cifra;nota\n";
const document: ModelFile = {
  path: "documento.yaml",
  text: "documento: { id: prova, titolo: Prova, sha256: ab }\n",
};
const figures: ModelFile = {
  path: "cifre.csv",
  text: `${header}a;1;t;a;c;1;10;conteggio;;;;\nb;1;t;b;c;2;20;conteggio;;;;\ns;1;t;s;c;3;30;conteggio;;;;\n`,
};

const codesOf = (files: readonly ModelFile[]) => readPublished(files).problems.map(({ code }) => code);

describe("work limits", () => {
  const relationsOf = (text: string) => codesOf([document, figures, { path: "x.relazioni.yaml", text }]);
  const list = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`).join(", ");

  test("[A3] a long text repeated in every combination", () => {
    const entry = `per: { a: [${list(20_000)}] }, id: "{a}", tipo: limite, cifra: a, almeno: 1, perche: "${"{a} ".repeat(5000)}"`;
    expect(relationsOf(`relazioni:\n  - { ${entry} }\n`)).toEqual(["too-many-relations"]);
  });

  test("[A3] stars in every one of many relations", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `f${index};1;t;a;c;1;1;conteggio;;;;\n`).join(
      "",
    );
    const text = `relazioni:\n  - { per: { a: [${list(2000)}] }, id: "{a}", tipo: conteggio, risultato: 3, cifre: ["f1*"], condizione: { almeno: 1 } }\n`;
    const problems = readPublished([
      document,
      { path: "cifre.csv", text: header + rows },
      { path: "x.relazioni.yaml", text },
    ]).problems;
    expect(problems.map(({ code }) => code)).toEqual(["too-many-relations"]);
    expect(formatProblem(problems[0]!)).toContain("Riduci gli elenchi");
  });
});
