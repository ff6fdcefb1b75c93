/** The printed figures that the nation must reproduce, read from the observations of the model it imitates. */
import type { Members, Model, Outcome, PeriodCode } from "../model/index.ts";
import { likeLacks } from "./problems.ts";

/** National figures as they are printed. */
export interface Targets {
  readonly productivity: number;
  readonly productivityBefore: number;
  /** Days, by area of production. */
  readonly backlog: ReadonlyMap<string, number>;
  readonly totalBacklog: number;
  readonly outflow: number;
  readonly outflowBefore: number;
  readonly quality: number;
  readonly qualityBefore: number;
  readonly profitability: number;
  readonly costPerPoint: number;
  readonly standardNeeds: number;
  /** Euros, by entry: `ieep_accertamento_eca`. */
  readonly ledger: ReadonlyMap<string, number>;
  /** Appeals by level, now and a year before; `direzioni_centrali` is what is left of the total. */
  readonly appeals: ReadonlyMap<string, { readonly now: number; readonly before: number }>;
  readonly continuity: number;
  readonly continuityBefore: number;
  readonly averageDays: number;
  /** Judgement from 1 to 5, by phase; `globale` is the overall one. */
  readonly judgements: ReadonlyMap<string, number>;
  /** Percent, by expectation. */
  readonly expectations: ReadonlyMap<string, number>;
}

interface Desk {
  readonly like: Model;
  /** Figures that were asked for and are not there. */
  readonly lacking: string[];
}

function read(desk: Desk, indicator: string, period: PeriodCode, members: Members = {}): number {
  const { like, lacking } = desk;
  const found = like.observations.find(
    (each) =>
      each.indicator === indicator &&
      each.period === period &&
      Object.entries(members).every(([dimension, member]) => each.members[dimension] === member),
  );
  const decimals = like.indicators.find(({ id }) => id === indicator)?.decimals ?? 0;
  if (found?.scaled !== undefined) return found.scaled / 10 ** decimals;
  const chosen = Object.entries(members).map(([dimension, member]) => `${dimension}=${member}`);
  lacking.push(`${indicator}#${period}${chosen.length === 0 ? "" : `[${chosen.join(",")}]`}`);
  return 1;
}

/** All values of an indicator with one dimension, by member; absences are left out. */
function readByMember(desk: Desk, indicator: string, period: PeriodCode): ReadonlyMap<string, number> {
  const own = desk.like.observations.filter(
    (each) => each.indicator === indicator && each.period === period && each.scaled !== undefined,
  );
  if (own.length === 0) read(desk, indicator, period);
  return new Map(
    own.map(({ members }) => [Object.values(members)[0]!, read(desk, indicator, period, members)]),
  );
}

export function readTargets(like: Model, entries: readonly string[], year: number): Outcome<Targets> {
  const desk: Desk = { like, lacking: [] };
  const [now, before] = [String(year), String(year - 1)];
  const value: Targets = {
    productivity: read(desk, "produttivita", now),
    productivityBefore: read(desk, "produttivita", before),
    backlog: readByMember(desk, "indice_giacenza", now),
    totalBacklog: read(desk, "indice_giacenza_totale", now),
    outflow: read(desk, "indice_deflusso", now),
    outflowBefore: read(desk, "indice_deflusso", before),
    quality: read(desk, "qualita_aree_produzione", now),
    qualityBefore: read(desk, "qualita_aree_produzione", before),
    profitability: read(desk, "redditivita", now),
    costPerPoint: read(desk, "costo_per_punto", now),
    standardNeeds: read(desk, "fabbisogni_standard", now),
    ledger: new Map(entries.map((entry) => [entry, read(desk, entry, now)])),
    appeals: readAppeals(desk, now, before),
    continuity: read(desk, "continuita_reddito", now),
    continuityBefore: read(desk, "continuita_reddito", before),
    averageDays: read(desk, "tempi_medi", now),
    judgements: new Map([
      ["globale", read(desk, "soddisfazione_globale", now)],
      ...readByMember(desk, "giudizio_fase", now),
    ]),
    expectations: readByMember(desk, "quota_aspettative", now),
  };
  return { value, problems: desk.lacking.length === 0 ? [] : [likeLacks(desk.lacking)] };
}

/** The year before the total is known only from the target of a fall by so much percent. */
function readAppeals(desk: Desk, now: string, before: string): Targets["appeals"] {
  const levels = ["sedi", "direzioni_regionali"].map((level) => {
    const members = { livello_ricorsi: level };
    return [
      level,
      {
        now: read(desk, "ricorsi_giacenti", now, members),
        before: read(desk, "ricorsi_giacenti", before, members),
      },
    ] as const;
  });
  const total = read(desk, "riduzione_giacenza_ricorsi", now);
  const fall = read(desk, "riduzione_ricorsi_prevista", now);
  const target = desk.like.targets.find(({ indicator }) => indicator === "riduzione_giacenza_ricorsi");
  const totalBefore = Math.round((target?.value ?? total) / (1 - fall / 100));
  const centre = levels.reduce(
    (left, [, level]) => ({ now: left.now - level.now, before: left.before - level.before }),
    { now: total, before: totalBefore },
  );
  return new Map([...levels, ["direzioni_centrali", centre]]);
}
