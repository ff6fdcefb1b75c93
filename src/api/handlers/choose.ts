/** Which figures a query asks for: its repeated words as lists, its periods one by one. */
import type { z } from "zod";
import {
  type ChooseRequest,
  type Chosen,
  chooseFigures,
  findPeriod,
  listPeriodsOfYear,
  type Platform,
} from "../../operations/index.ts";
import type { chosenSchema } from "../contract/figures.ts";
import { getValue, refuse } from "../problem-json.ts";

export type ChosenInput = z.infer<typeof chosenSchema>;

const grains = { months: "month", quarters: "quarter", semesters: "semester" } as const;

/** One text or several. */
export function listOf<Text extends string>(
  given: Text | readonly Text[] | undefined,
): readonly Text[] | undefined {
  return given === undefined ? undefined : [...new Set([given].flat() as Text[])];
}

export function readChoice(input: ChosenInput, platform: Platform): ChooseRequest {
  const { indicator, facet, orgUnit, knownAt, methodOn, boundariesOn, withoutEvent } = input;
  const seen = { knownAt, methodOn, boundariesOn, withoutEvent };
  const choice = { indicators: listOf(indicator), facets: listOf(facet), orgUnits: listOf(orgUnit) };
  return { ...seen, ...choice, directory: "", periods: listPeriods(input, platform) };
}

/** Those that are named; of a year all of a grain, if that is asked for. */
function listPeriods(
  { workspace, period, periods }: ChosenInput,
  platform: Platform,
): readonly string[] | undefined {
  const named = listOf(period);
  if (periods === undefined) return named;
  const { model } = getValue(platform.open(workspace));
  const [first = String(model.year), ...others] = named ?? [];
  const found = findPeriod(first);
  if (found?.grain !== "year" || others.length > 0)
    refuse(
      400,
      "Con `periods` il periodo è un anno solo, come 2023: di quello si danno mesi, trimestri o semestri.",
    );
  return listPeriodsOfYear(found.year)
    .filter(({ grain }) => periods === "all" || grain === grains[periods])
    .map(({ code }) => code);
}

/** The figures asked for, unless they are more than one answer of this form holds. */
export async function chooseAtMost(
  input: ChosenInput,
  platform: Platform,
  most: number,
  advice: string,
): Promise<Chosen> {
  const chosen = getValue(await chooseFigures(readChoice(input, platform), platform.source(input.workspace)));
  if (chosen.count <= most) return chosen;
  return refuse(
    422,
    `Sono ${tellCount(chosen.count)} cifre, e in questa forma se ne danno al più ${tellCount(most)}.\nScegli un indicatore, una faccia, degli uffici o meno periodi${advice}.`,
  );
}

function tellCount(count: number): string {
  return count.toLocaleString("it-IT", { useGrouping: "always" });
}
