/**
 * The one rounding of a figure, when it is shown: half away from zero on the decimal number that a double
 * stands for, in the Italian style. A double near a tie is judged by its first fifteen significant digits,
 * because sums and products of decimals miss a tie by a few units of the last bit.
 */

/** The integer nearest to `value × 10^decimals`, ties away from zero; exact up to 2⁵³. */
export function scaleToInteger(value: number, decimals: number): number {
  const scaled = Math.abs(value) * 10 ** decimals;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  let rounded = rest < 0.5 ? whole : whole + 1;
  // Near a tie the product's last bits decide nothing, and beyond fifteen digits neither do its first: ask
  // the decimal digits.
  const isNearTie = Math.abs(rest - 0.5) < Math.max(1e-6, scaled * 5e-15);
  if (isNearTie || scaled >= 1e14) rounded = Number(roundDigits(Math.abs(value), decimals, scaled < 1e14));
  return value < 0 ? -rounded : rounded;
}

/** The same on the decimal digits of a positive number: its first fifteen, or as many as tell it from its neighbours. */
function roundDigits(value: number, decimals: number, isShort: boolean): string {
  const [mantissa = "", exponent = "0"] = (isShort ? value.toExponential(14) : value.toExponential()).split(
    "e",
  );
  const digits = mantissa.replace(".", "");
  const point = Number(exponent) + 1 + decimals;
  if (point < 0) return "0";
  const kept = BigInt(digits.slice(0, point).padEnd(point, "0") || "0");
  return String(kept + ((digits[point] ?? "0") >= "5" ? 1n : 0n));
}

/** In the style `1.234,56`; a rounded zero has no sign. */
export function formatNumber(value: number, decimals: number): string {
  const integer = scaleToInteger(value, decimals);
  if (Math.abs(integer) < Number.MAX_SAFE_INTEGER)
    return formatDigits(integer === 0 ? "0" : String(integer), decimals);
  return formatDigits(`${value < 0 ? "-" : ""}${roundDigits(Math.abs(value), decimals, false)}`, decimals);
}

/** `digits` is a whole number of 10^-decimals, with its sign. */
export function formatDigits(digits: string, decimals: number): string {
  const negative = digits.startsWith("-");
  const padded = digits.slice(negative ? 1 : 0).padStart(decimals + 1, "0");
  const whole = padded.slice(0, padded.length - decimals).replace(/\B(?=(\d{3})+$)/g, ".");
  const fraction = decimals > 0 ? `,${padded.slice(-decimals)}` : "";
  return `${negative ? "-" : ""}${whole}${fraction}`;
}
