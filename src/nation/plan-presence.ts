/**
 * Who is at work, in hundredths of a full-time person: as many in the optimal quota as make the printed
 * productivity of the points produced, and in the year before as many in production as the method of that
 * year asks for.
 */
import { apportion } from "./apportion.ts";
import { between, type Dice, streams } from "./dice.ts";
import { type Frame, firstMonth, type Level, monthsInPlan } from "./frame.ts";
import type { Grid } from "./grid.ts";
import type { Shares } from "./plan-shares.ts";
import type { Volumes } from "./plan-volumes.ts";
import type { Targets } from "./read-targets.ts";
import { presenceSeason } from "./season.ts";

interface Profile {
  readonly name: string;
  readonly level: Level;
  readonly quota: "si" | "no";
  /** Against the people of the optimal quota at the offices. */
  readonly share: number;
  /** In production by the method before. */
  readonly inProduction: boolean;
}

/** The first of each level is there in every office; the others only where the nation is large enough. */
const profiles: readonly Profile[] = [
  { name: "amministrativo", level: "sede", quota: "si", share: 0.68, inProduction: true },
  { name: "consulente_protezione_sociale", level: "sede", quota: "si", share: 0.2, inProduction: true },
  { name: "analista_processo", level: "sede", quota: "si", share: 0.12, inProduction: true },
  { name: "amministrativo", level: "sede", quota: "no", share: 0.022, inProduction: true },
  { name: "operatore_sportello", level: "sede", quota: "no", share: 0.022, inProduction: true },
  { name: "ispettore", level: "sede", quota: "no", share: 0.04, inProduction: false },
  { name: "medico", level: "sede", quota: "no", share: 0.025, inProduction: false },
  { name: "amministrativo", level: "direzione_regionale", quota: "si", share: 0.009, inProduction: false },
  { name: "avvocato", level: "direzione_regionale", quota: "no", share: 0.02, inProduction: false },
  { name: "amministrativo", level: "direzione_generale", quota: "no", share: 0.12, inProduction: false },
  { name: "informatico", level: "direzione_generale", quota: "no", share: 0.05, inProduction: false },
];

/**
 * The people of regional offices who count in the quota, beside those who always do: as many as the people at
 * the offices who do not count, so that old and new method differ as little in a small nation as in a large one.
 */
const regionalShare = 0.044;

interface Series {
  readonly office: number;
  readonly profile: Profile;
  /** Every office tells at least this one, even when nobody was there. */
  readonly isFirst: boolean;
  readonly text: string;
}

export function planPresence(
  frame: Frame,
  targets: Targets,
  volumes: Volumes,
  shares: Shares,
  staffedOffices: number,
  dice: Dice,
): Grid {
  const series = listSeries(frame, staffedOffices);
  const cells = new Int32Array(series.length * monthsInPlan);
  const isQuota = ({ profile }: Series) => profile.quota === "si";
  const isOld = ({ profile }: Series) => profile.inProduction;
  // Points are in thousandths, people in hundredths: × 100 / 1000.
  const quota = Math.round(volumes.points / targets.productivity / 10);
  const old = Math.round(
    (volumes.pointsBefore - volumes.accountingPointsBefore) / targets.productivityBefore / 10,
  );
  const weights = weighSeries(frame, shares, series, dice);
  const fill = (from: number, total: number, chosen: (each: Series) => boolean) => {
    const own = weights.map((weight, cell) => {
      const month = cell % monthsInPlan;
      const isIn = month >= from && month < from + 12 && chosen(series[Math.floor(cell / monthsInPlan)]!);
      return isIn ? weight : 0;
    });
    apportion(total, own).forEach((part, cell) => {
      if (part > 0) cells[cell] = part;
    });
  };
  const sizeOf = (chosen: (each: Series) => boolean, from: number) =>
    series.reduce((sum, each, at) => {
      if (!chosen(each)) return sum;
      for (let month = from; month < from + 12; month++) sum += weights[at * monthsInPlan + month]!;
      return sum;
    }, 0);
  for (const [from, total, calibrated] of [
    [0, old, isOld],
    [firstMonth, quota, isQuota],
  ] as const) {
    fill(from, total, calibrated);
    // The others are as many as their weights say beside the calibrated ones.
    const others = (each: Series) => !calibrated(each);
    const rest = Math.round((total * sizeOf(others, from)) / sizeOf(calibrated, from));
    if (rest > 0) fill(from, rest, others);
  }
  return {
    header: "sede;profilo;collocazione;quota_ottimale;fte",
    columns: [{ id: "fte", decimals: 2, isTotalled: true }],
    size: series.length,
    write: (at) => series[at]!.text,
    stands: (at, month) => {
      const { office, isFirst } = series[at]!;
      const { from, until } = frame.offices[office]!;
      return month >= from && month < until && (isFirst || cells[at * monthsInPlan + month]! > 0);
    },
    read: (at, month) => cells[at * monthsInPlan + month]!,
    mistake: (numbers, chance) => {
      numbers[0] = numbers[0]! + 100 + Math.floor(chance * 400);
    },
  };
}

function listSeries(frame: Frame, staffedOffices: number): readonly Series[] {
  const ranked = [...frame.ranked, ...frame.offices.keys()];
  const staffed = new Set([...new Set(ranked)].slice(0, staffedOffices));
  return frame.offices.flatMap(({ code, level }, office) =>
    profiles
      .filter((profile) => profile.level === level)
      .flatMap((profile, at) =>
        at === 0 || staffed.has(office)
          ? [
              {
                office,
                profile,
                isFirst: at === 0,
                text: `${code};${profile.name};${level};${profile.quota}`,
              },
            ]
          : [],
      ),
  );
}

/** People follow the work of their office; those of a regional office, that of its region; of the centre, all. */
function weighSeries(frame: Frame, shares: Shares, series: readonly Series[], dice: Dice): Float64Array {
  const weights = new Float64Array(series.length * monthsInPlan);
  const years = weighOffices(frame, shares);
  const counts = new Map<number, number>();
  for (const { office } of series) counts.set(office, (counts.get(office) ?? 0) + 1);
  const varied = findVariedShare(frame, shares, counts);
  series.forEach(({ office, profile }, at) => {
    const { level } = frame.offices[office]!;
    // Fewer or more people than the work asks for, in the same measure all year: productivity differs by office.
    const pace = level === "sede" ? between(0.88, 1.13, dice(streams.staff, office)) : 1;
    const share = findShare(profile, counts.get(office) === 1, varied);
    for (let month = 0; month < monthsInPlan; month++) {
      const work = years(office, month);
      const season = presenceSeason[month % 12]! * between(0.985, 1.015, dice(streams.staff, at, month));
      weights[at * monthsInPlan + month] = work * share * pace * season;
    }
  });
  return weights;
}

function findShare(profile: Profile, isAlone: boolean, varied: number): number {
  if (profile.level === "sede") return isAlone ? 1 : profile.share;
  if (profile.level === "direzione_regionale" && profile.quota === "si")
    return profile.share + regionalShare * varied;
  return profile.share;
}

/** The part of the work that is done in offices with more than one profile. */
function findVariedShare(frame: Frame, { staffed }: Shares, counts: ReadonlyMap<number, number>): number {
  let [varied, whole] = [0, 0];
  staffed.forEach((work, cell) => {
    const office = Math.floor(cell / monthsInPlan);
    if (frame.offices[office]!.level !== "sede") return;
    whole += work;
    if (counts.get(office)! > 1) varied += work;
  });
  return varied / whole;
}

/** A year's work of an office, the same for each of its months: people do not come and go with the seasons. */
function weighOffices(frame: Frame, { staffed }: Shares): (office: number, month: number) => number {
  const sums = (office: number, from: number) =>
    staffed.subarray(office * monthsInPlan + from, office * monthsInPlan + from + 12);
  const regional = new Map<string, number>();
  const national = [0, 0];
  const desks = new Map<string, number>();
  frame.offices.forEach(({ level, region }, office) => {
    if (level === "direzione_regionale") desks.set(region, (desks.get(region) ?? 0) + 1);
    for (const [year, from] of [0, firstMonth].entries()) {
      const sum = sums(office, from).reduce((total, each) => total + each, 0);
      const key = `${region} ${year}`;
      regional.set(key, (regional.get(key) ?? 0) + sum);
      national[year]! += sum;
    }
  });
  return (office, month) => {
    const { level, region, from, until } = frame.offices[office]!;
    if (month < from || month >= until) return 0;
    const year = month < firstMonth ? 0 : 1;
    if (level === "direzione_generale") return national[year]! / 12;
    if (level === "direzione_regionale")
      return (regional.get(`${region} ${year}`) ?? 0) / 12 / (desks.get(region) ?? 1);
    return meanWork(frame, staffed, office, month);
  };
}

/** Mean of the months of the year between two changes of the organisation, so that people move with the work. */
function meanWork(frame: Frame, staffed: Float64Array, office: number, month: number): number {
  const year = month < firstMonth ? 0 : firstMonth;
  const changes = [
    year,
    year + 12,
    ...frame.successions.flatMap((each) =>
      each.from === office || each.to.some((taker) => taker.office === office) ? [each.month] : [],
    ),
    frame.offices[office]!.from,
    frame.offices[office]!.until,
  ];
  const from = Math.max(...changes.filter((change) => change <= month));
  const until = Math.min(...changes.filter((change) => change > month));
  let sum = 0;
  for (let at = from; at < until; at++) sum += staffed[office * monthsInPlan + at]!;
  return sum / (until - from);
}
