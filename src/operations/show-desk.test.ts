/** What the server shows of the desk is what a browser shows from the ground, where nothing is supposed. */
import { afterAll, describe, expect, test } from "vitest";
import { computeGround, emptyScenario, openDesk } from "../engine/index.ts";
import { findGround } from "./find-ground.ts";
import { openPlatform } from "./platform.ts";
import { showDesk } from "./show-desk.ts";

const platform = openPlatform([{ id: "comune", directory: "models/esempio-comune" }]);
afterAll(() => platform.close());
const source = platform.source("comune");

describe("the desk as the server shows it", () => {
  interface Asked {
    readonly period?: string;
    readonly orgUnit?: string;
    readonly rows?: number;
    readonly ranked?: number;
    readonly rankFrom?: number;
    readonly rankBy?: string;
  }

  test.each<Asked>([
    {},
    { period: "2025-T1", orgUnit: "TRIBUTI" },
    { rows: 3, ranked: 1, rankFrom: 1, rankBy: "pratiche_definite.result|ufficio", period: "2025-T1" },
  ])("[P90] is the desk of the browser: %o", async (asked) => {
    const { value: told, problems } = await showDesk({ ...asked, directory: "" }, source);
    expect(problems).toEqual([]);
    const period = asked.period === undefined ? {} : { period: asked.period };
    const ground = (await findGround(platform, "comune", period)).value!;
    const { figures, period: seen } = computeGround(ground).value!;
    const desk = openDesk(figures, seen);
    const { orgUnit, rows = 60, rankBy, rankFrom = 0, ranked = 15 } = asked;
    const sight = { orgUnit, toggled: [], rowCount: rows, rankBy, rankFrom, rankCount: ranked };
    expect(told!.shown).toEqual(desk.show([emptyScenario], sight));
    expect(told!.standing).toEqual(desk.standing);
    expect(told!.shown.rows.length).toBeGreaterThan(0);
  });

  test("[P90] opens and closes rows by their paths, and counts those that are not given", async () => {
    const first = (await showDesk({ directory: "" }, source)).value!.shown;
    const open = first.rows.find(({ isOpen }) => isOpen)!;
    const closed = (await showDesk({ directory: "", toggled: [open.path] }, source)).value!.shown;
    expect(closed.rows.find(({ path }) => path === open.path)?.isOpen).toBe(false);
    expect(closed.rowsInAll).toBeLessThan(first.rowsInAll);
    const few = (await showDesk({ directory: "", rows: 1 }, source)).value!.shown;
    expect([few.rows.length, few.rowsInAll]).toEqual([1, first.rowsInAll]);
  });

  test("[P90] has no rows of an office that is not there, and problems of a period that is not", async () => {
    expect((await showDesk({ directory: "", orgUnit: "ALTROVE" }, source)).value!.shown.rows).toEqual([]);
    const { value, problems } = await showDesk({ directory: "", period: "1900" }, source);
    expect(value).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });
});
