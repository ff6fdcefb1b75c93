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
