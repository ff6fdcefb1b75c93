/** Numbers as Italians write them: `−1.234,56`. */
export function writeNumber(value: number, decimals: number): string {
  return value
    .toLocaleString("it-IT", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: "always",
    })
    .replace("-", "−");
}

/** A change, which always says its direction. */
export function writeChange(value: number, decimals: number): string {
  const text = writeNumber(value, decimals);
  return value > 0 ? `+${text}` : text;
}

/** A day as Italians write it; anything else as it is. */
export function writeDay(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.split("-").reverse().join("/") : day;
}
