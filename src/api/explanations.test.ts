/** Why a figure is what it is, over HTTP: in either language the same figures, and the sentences of the terminal. */
import { afterAll, describe, expect, test } from "vitest";
import { openServer, type ProblemJson } from "../../cases/api/open-server.ts";
import { runPiramide } from "../../cases/cli/run-piramide.ts";

const { ask, close } = await openServer([{ id: "comune", directory: "models/esempio-comune" }]);
afterAll(close);

interface StepJson {
  readonly title: string;
  readonly rounding: string;
  readonly sentences: readonly string[];
  readonly figure: object;
  readonly parts: readonly StepJson[];
}
interface ExplanationJson {
  readonly explanation: StepJson;
  readonly conditions: readonly string[];
  readonly debts: readonly { readonly sentence: string }[];
  readonly sentences: readonly string[];
}

const addressOf = (indicator: string, query: string): string =>
  `/api/v1/workspaces/comune/explanations/${indicator}?depth=50&${query}`;

async function explain(indicator: string, query = ""): Promise<ExplanationJson> {
  const { status, json } = await ask<ExplanationJson>(addressOf(indicator, query));
  expect(status).toBe(200);
  return json();
}

const listFigures = ({ figure, parts }: StepJson): object[] => [figure, ...parts.flatMap(listFigures)];

describe("explanations", () => {
  test("[S28] are told in Italian unless asked otherwise, as the terminal tells them", async () => {
    const given = await explain("qualita");
    const { said } = await runPiramide(
      "explain",
      "qualita",
      "--model",
      "models/esempio-comune",
      "--depth",
      "50",
    );
    expect(`${given.sentences.join("\n")}\n`).toBe(said);
    expect(await explain("qualita", "lang=it")).toEqual(given);
  });

  test("[S28] in English have the same figures, and other sentences", async () => {
    const query = "knownAt=2025-03-01";
    const [italian, english] = [
      await explain("qualita", query),
      await explain("qualita", `${query}&lang=en`),
    ];
    expect(listFigures(english.explanation)).toEqual(listFigures(italian.explanation));
    expect(english.conditions).toEqual(["as known on 01/03/2025"]);
    expect(english.sentences[0]).toBe("Figures as known on 01/03/2025");
    expect(english.explanation.sentences[1]).toMatch(/^weighted mean: /);
    expect(italian.debts[0]!.sentence).toMatch(/: non dovuto; /);
    expect(english.debts[0]!.sentence).toMatch(/: not due; /);
    expect(english.debts.length).toBe(italian.debts.length);
    expect((await explain("qualita", "lang=en")).explanation.rounding).toMatch(/^(no rounding|it is )/);
  });

  test("[S28] each language is an answer of its own; another is refused", async () => {
    const [italian, english] = [
      await ask(addressOf("qualita", "lang=it")),
      await ask(addressOf("qualita", "lang=en")),
    ];
    expect(english.headers.etag).not.toBe(italian.headers.etag);
    const known = { "if-none-match": String(italian.headers.etag) };
    expect((await ask(addressOf("qualita", "lang=it"), known)).status).toBe(304);
    expect((await ask(addressOf("qualita", "lang=en"), known)).status).toBe(200);
    const wrong = await ask<ProblemJson>(addressOf("qualita", "lang=fr"));
    expect([wrong.status, wrong.json().detail]).toEqual([400, expect.stringContaining("lang")]);
  });

  test("[S28] what the model says is marked where it is asked for, in all sentences, and not otherwise", async () => {
    const query = "knownAt=2025-03-01&lang=en";
    const [plain, marked] = [
      await explain("qualita", query),
      await explain("qualita", `${query}&marked=true`),
    ];
    const { sentences, explanation, debts } = marked;
    for (const said of [
      sentences[2],
      explanation.title,
      explanation.parts[0]?.sentences[0],
      debts[0]?.sentence,
    ])
      expect(said).toMatch(/^\u2068[^\u2069]+\u2069/);
    expect(JSON.stringify(plain)).not.toMatch(/[\u2068\u2069]/);
    expect(JSON.parse(JSON.stringify(marked).replaceAll(/[\u2068\u2069]/g, ""))).toEqual(plain);
  });

  test("[S28] so are the conditions of a scorecard, which are told in the language asked for", async () => {
    const read = async (query: string) => {
      const office = "/api/v1/workspaces/comune/org-units/COMUNE/scorecard?knownAt=2025-03-01";
      return (await ask<{ readonly conditions: readonly string[] }>(`${office}${query}`)).json().conditions;
    };
    expect(await read("")).toEqual(["come note il 01/03/2025"]);
    expect(await read("&lang=en")).toEqual(["as known on 01/03/2025"]);
  });

  test("[S28] an indicator reads its formulas in the language asked for", async () => {
    interface DescriptionJson {
      readonly formula: { readonly feel: string; readonly reading: string } | null;
    }
    const read = async (query: string) =>
      (await ask<DescriptionJson>(`/api/v1/workspaces/comune/indicators/arretrato${query}`)).json().formula;
    const [italian, english] = [await read(""), await read("?lang=en")];
    expect([italian?.reading, english?.reading]).toEqual([
      "«Pratiche in giacenza» / «Pratiche definite» × «Giornate lavorate»",
      "“Pratiche in giacenza” / “Pratiche definite” × “Giornate lavorate”",
    ]);
    expect(english?.feel).toBe(italian?.feel);
  });
});
