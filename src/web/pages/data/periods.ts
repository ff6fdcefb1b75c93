/** Periods and days as the page needs them: which stand around a month, and where a quarter ended. */
import { en } from "../../words/en.ts";
import { it } from "../../words/it.ts";

/** The period itself and those of its year that contain it, the narrowest first. */
export function listAround(code: string): readonly string[] {
  const [year = "", part] = code.split("-");
  if (part === undefined) return [year];
  const month = /^\d\d$/.test(part) ? Number(part) : undefined;
  const quarter = month === undefined ? readOrdinal(part, "T") : Math.ceil(month / 3);
  const semester = quarter === undefined ? readOrdinal(part, "S") : Math.ceil(quarter / 2);
  return [
    ...(month === undefined ? [] : [code]),
    ...(quarter === undefined ? [] : [`${year}-T${quarter}`]),
    ...(semester === undefined ? [] : [`${year}-S${semester}`]),
    year,
  ];
}

function readOrdinal(part: string, letter: string): number | undefined {
  return part.startsWith(letter) ? Number(part.slice(1)) : undefined;
}

/** All the periods of a year. */
export function listOfYear(year: number): readonly string[] {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
  return [
    String(year),
    ...numbers(2).map((k) => `${year}-S${k}`),
    ...numbers(4).map((k) => `${year}-T${k}`),
    ...numbers(12).map((k) => `${year}-${String(k).padStart(2, "0")}`),
  ];
}

/** The last day, before `day`, on which so many months ended together. */
export function findEndBefore(day: string, months: 1 | 3): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const first = Math.floor((month - 1) / months) * months;
  return new Date(Date.UTC(year, first, 0)).toISOString().slice(0, 10);
}

export function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
}

/** `marzo 2023`, `2023, 1º trimestre`, in the reader's tongue. */
export function tellPeriod(code: string, language: string): string {
  const [year = "", part = ""] = code.split("-");
  if (/^\d\d$/.test(part))
    return new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(
      Date.UTC(Number(year), Number(part) - 1, 1),
    );
  const number = Number(part.slice(1));
  const words = language === "en" ? en : it;
  const name = part.startsWith("T") ? words.quarter : part.startsWith("S") ? words.semester : undefined;
  return name === undefined ? year : `${name(number)} ${year}`;
}

/** `5 marzo 2023`. */
export function tellDay(day: string, language: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
    Date.UTC(year, month - 1, date),
  );
}

export function writeCount(count: number): string {
  return new Intl.NumberFormat("it-IT", { useGrouping: "always" }).format(count);
}
