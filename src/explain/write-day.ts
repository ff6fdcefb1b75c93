/** A day inside a sentence: `31/12/2023`. */
export function writeDay(day: string): string {
  return day.split("-").reverse().join("/");
}
