/** Indicators, forecasts, differences and the search, over HTTP as in the terminal. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedServer, openServer, type ProblemJson } from "../../cases/api/open-server.ts";
import { type DeliveredModel, writeDeliveredModel } from "../../cases/cli/delivered-model.ts";
import { runPiramide } from "../../cases/cli/run-piramide.ts";
import { search } from "../operations/index.ts";

const scratch = mkdtempSync(join(tmpdir(), "piramide-risorse-"));
let delivered: DeliveredModel;
let opened: OpenedServer;
beforeAll(async () => {
  delivered = await writeDeliveredModel(scratch);
  opened = await openServer([
    { id: "sedi", ...delivered },
    { id: "comune", directory: "models/esempio-comune" },
  ]);
});
afterAll(async () => {
  await opened.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function read<Json>(path: string): Promise<Json> {
  const { status, json, body } = await opened.ask<Json>(`/api/v1/workspaces/${path}`);
  expect([path, status, status === 200 ? "" : body]).toEqual([path, 200, ""]);
  return json();
}
async function tell(...words: readonly string[]): Promise<unknown> {
  const { said } = await runPiramide(
    ...words,
    "--model",
    delivered.directory,
    "--data",
    delivered.data,
    "--json",
  );
  return JSON.parse(said);
}

describe("indicators", () => {
  test("[S6] are listed with the facets and members of which there are figures", async () => {
    const { indicators } = await read<{ indicators: readonly Record<string, unknown>[] }>(
      "comune/indicators",
    );
    const byId = new Map(indicators.map((each) => [each.id, each]));
    expect(byId.get("pratiche_definite")).toMatchObject({
      title: "Pratiche definite",
      unit: "pratiche",
      kind: "flow",
      direction: "up",
      hierarchy: "uffici",
      facets: ["result", "target", "attainment"],
      members: [{}],
      isSynthesis: false,
      from: "data",
      owner: null,
    });
    expect(byId.get("arretrato")).toMatchObject({ from: "formula", decimals: 1 });
    expect(byId.get("reclami")).toMatchObject({ owner: "Ufficio relazioni con il pubblico" });
    expect(indicators.some(({ isSynthesis, from }) => isSynthesis === true && from === "synthesis")).toBe(
      true,
    );
  });
});

describe("forecasts", () => {
  test("[S7] tell what the command tells, the pace only if it is asked for", async () => {
    for (const [query, words] of [
      ["", []],
      ["&orgUnit=S", ["--org-unit", "S"]],
      ["&boundariesOn=2023-01-01", ["--boundaries", "2023-01-01"]],
      ["&withoutEvent=alluvione", ["--without-event", "alluvione"]],
    ] as const) {
      const { model: _, ...told } = (await tell(
        ...["forecast", "importo", "--known-at", "2023-04-30", ...words],
      )) as Record<string, unknown>;
      const answered = await read<Record<string, unknown>>(
        `sedi/forecasts/importo?knownAt=2023-04-30&pace=true${query}`,
      );
      expect(answered).toMatchObject(told);
      const { needed, ...others } = await read<Record<string, unknown>>(
        `sedi/forecasts/importo?knownAt=2023-04-30${query}`,
      );
      expect(needed).toBeNull();
      expect({ ...others, needed: told.needed }).toMatchObject(told);
    }
  });

  test("[S7] unknown names are told", async () => {
    const wrong = await opened.ask<ProblemJson>("/api/v1/workspaces/sedi/forecasts/importi");
    expect([wrong.status, wrong.json().problems?.[0]?.code]).toEqual([404, "figure-not-known"]);
    expect((await opened.ask("/api/v1/workspaces/sedi/forecasts/importo?orgUnit=X")).status).toBe(404);
    expect((await opened.ask("/api/v1/workspaces/sedi/forecasts/importo?year=2030")).status).toBe(400);
    expect((await opened.ask("/api/v1/workspaces/sedi/forecasts/importo?year=x")).status).toBe(400);
  });
});

describe("differences", () => {
  interface Difference {
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly change: number | null;
    readonly causes: readonly unknown[];
  }
  interface Differences {
    readonly between: string;
    readonly count: number;
    readonly deliveries: readonly { readonly number: number }[];
    readonly figures: readonly Difference[];
  }

  test("[S8] between two days are those of diff, with causes if they are asked for", async () => {
    const told = (await tell(
      ...["diff", "--known-at", "2023-03-10", "--known-at", "2023-03-31", "--period", "2023-01"],
    )) as {
      readonly figures: readonly Difference[];
      readonly deliveries: readonly { readonly number: number }[];
    };
    const path = "sedi/differences?from=2023-03-10&to=2023-03-31&period=2023-01";
    const answered = await read<Differences>(`${path}&causes=true`);
    expect(answered.figures.map(({ change: _, ...moved }) => moved)).toEqual(told.figures);
    expect(answered.deliveries.map(({ number }) => number)).toEqual(
      told.deliveries.map(({ number }) => number),
    );
    expect([answered.between, answered.count]).toEqual(["days", told.figures.length]);
    expect(answered.figures.some(({ change }) => change === 10)).toBe(true);
    const bare = await read<Differences>(path);
    expect(bare.figures.map(({ causes }) => causes.length)).toEqual(told.figures.map(() => 0));
    const turned = await read<Differences>(
      "sedi/differences?from=2023-03-31&to=2023-03-10&period=2023-01&causes=true",
    );
    expect(turned).toEqual(answered);
  });

  test("[S8] are chosen and limited, and all of them counted", async () => {
    const path = "sedi/differences?from=2023-03-10&to=2023-03-31&period=2023-01";
    const all = await read<Differences>(path);
    const one = await read<Differences>(`${path}&limit=1`);
    expect([one.count, one.figures]).toEqual([all.count, all.figures.slice(0, 1)]);
    const chosen = await read<Differences>(`${path}&orgUnit=A&indicator=importo&facet=result`);
    expect(chosen.figures.map(({ after }) => [after?.id, after?.orgUnit, after?.facet])).toEqual([
      ["importo", "A", "result"],
    ]);
  });

  test("[S8] between two periods are figures that are not the same, those of one side included", async () => {
    const { figures, between, count } = await read<Differences>("sedi/differences?from=2023-02&to=2023-03");
    expect([between, count]).toEqual(["periods", figures.length]);
    const find = (unit: string) =>
      figures.find(
        ({ before, after }) => (after ?? before)?.orgUnit === unit && (after ?? before)?.id === "importo",
      );
    expect(find("A")).toMatchObject({ before: { value: 10 }, after: { value: 15 }, change: 5 });
    expect(find("D")).toMatchObject({ before: null, after: { value: 9 }, change: null });
    expect(find("Z")).toMatchObject({ before: { value: 200 }, after: null, change: null });
    expect((await read<Differences>("sedi/differences?from=2023-02&to=2023-02")).count).toBe(0);
  });

  test("[S8] what is neither days nor periods is unclear", async () => {
    for (const [from, to] of [
      ["2023-02", "2023-03-01"],
      ["ieri", "oggi"],
      ["2023-02-30", "2023-03-01"],
      ["", ""],
    ]) {
      const { status, json } = await opened.ask<ProblemJson>(
        `/api/v1/workspaces/sedi/differences?from=${from}&to=${to}`,
      );
      expect([status, json().detail]).toEqual([400, expect.stringContaining("due giorni")]);
    }
    expect((await opened.ask("/api/v1/workspaces/sedi/differences?from=2023-02")).status).toBe(400);
  });
});

describe("search", () => {
  interface Found {
    readonly kind: string;
    readonly id: string;
    readonly title: string;
    readonly dimension: string | null;
    readonly hierarchy: string | null;
    readonly indicators: readonly string[];
  }
  const find = async (workspace: string, words: string): Promise<readonly Found[]> =>
    (await read<{ found: readonly Found[] }>(`${workspace}/search?q=${encodeURIComponent(words)}`)).found;
  const first = async (words: string): Promise<readonly [string, string] | undefined> => {
    const [found] = await find("comune", words);
    return found && [found.kind, found.id];
  };

  test("[S9] words in any order, unfinished, with other accents and capitals", async () => {
    expect(await first("anagr")).toEqual(["org-unit", "ANAGRAFE"]);
    expect(await first("ANÀGRAFE ufficio")).toEqual(["org-unit", "ANAGRAFE"]);
    expect(await first("pratiche defin")).toEqual(["indicator", "pratiche_definite"]);
    expect(await first("definite pratiche")).toEqual(["indicator", "pratiche_definite"]);
    expect(await first("sistema di misurazione")).toEqual(["act", "smvp"]);
    expect(await first("relazioni pubblico")).toEqual(["indicator", "reclami"]);
    for (const nothing of ["", "   ", "zzzz", "anagrafe zzzz", "%", "(", "\u0000"])
      expect(await find("comune", nothing)).toEqual([]);
  });

  test("[S9] codes and whole titles come first, and a limit is kept", async () => {
    expect((await find("sedi", "A"))[0]).toMatchObject({ kind: "org-unit", id: "A", hierarchy: "uffici" });
    expect((await find("sedi", "importo")).slice(0, 2).map(({ id }) => id)).toEqual(["importo", "medio"]);
    const { found } = await read<{ found: readonly Found[] }>("sedi/search?q=sede&limit=2");
    expect(found).toHaveLength(2);
    expect((await opened.ask("/api/v1/workspaces/sedi/search?q=x&limit=0")).status).toBe(400);
    expect((await opened.ask("/api/v1/workspaces/sedi/search")).status).toBe(400);
    expect((await opened.ask(`/api/v1/workspaces/sedi/search?q=${"x".repeat(201)}`)).status).toBe(400);
  });

  test("[S9] members and nodes of other hierarchies say by which indicators they are measured", async () => {
    const { platform, close } = await openServer([{ id: "inps", directory: "models/inps-2023" }]);
    const { model } = platform.open("inps").value!;
    await close();
    const [guideline] = search(model, "linea guida INPGI");
    expect(guideline).toMatchObject({ kind: "member", dimension: "linea_guida", id: "1.1" });
    expect(guideline!.indicators).toContain("attuazione_linea_guida");
    const project = search(model, "progetto").find(({ kind }) => kind === "node");
    expect(project).toMatchObject({ hierarchy: "progetti_dg" });
    expect(project!.indicators).toContain("avanzamento_progetto");
    expect(search(model, "piemonte")[0]).toMatchObject({ kind: "org-unit" });
    expect(search(model, "tempi medi")[0]).toMatchObject({ kind: "indicator", id: "tempi_medi" });
  });
});
