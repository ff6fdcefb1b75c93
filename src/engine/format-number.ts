/**
 * The one rounding of a figure, when it is shown: half away from zero on the decimal number that a double
 * stands for, in the Italian style. A double near a tie is judged by its first fifteen significant digits,
 * because sums and products of decimals miss a tie by a few units of the last bit.
 */

/** The integer nearest to `value × 10^decimals`, ties away from zero. */
export function scaleToInteger(value: number, decimals: number): number {
  const scaled = Math.abs(value) * 10 ** decimals;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  let rounded = rest < 0.5 ? whole : whole + 1;
  // Within a millionth of a tie the product's last bits decide nothing: ask the decimal digits.
  if (Math.abs(rest - 0.5) < 1e-6 && scaled < 1e15) {
    const [digits = "", exponent = "0"] = Math.abs(value).toExponential(14).split("e");
    rounded = roundDigits(digits.replace(".", ""), Number(exponent) + 1 + decimals, whole);
  }
  return value < 0 ? -rounded : rounded;
}

/** `digits` with the point after `point` of them; the digit after the point decides. */
function roundDigits(digits: string, point: number, whole: number): number {
  const next = point < 0 || point >= digits.length ? "0" : digits[point]!;
  return next >= "5" ? whole + 1 : whole;
}

/** In the style `1.234,56`; a rounded zero has no sign. */
export function formatNumber(value: number, decimals: number): string {
  const integer = scaleToInteger(value, decimals);
  if (Math.abs(integer) >= Number.MAX_SAFE_INTEGER)
    return formatDigits(BigInt(Math.round(value)).toString(), 0);
  return formatDigits(integer === 0 ? "0" : String(integer), decimals);
}

/** `digits` is a whole number of 10^-decimals, with its sign. */
export function formatDigits(digits: string, decimals: number): string {
  const negative = digits.startsWith("-");
  const padded = digits.slice(negative ? 1 : 0).padStart(decimals + 1, "0");
  const whole = padded.slice(0, padded.length - decimals).replace(/\B(?=(\d{3})+$)/g, ".");
  const fraction = decimals > 0 ? `,${padded.slice(-decimals)}` : "";
  return `${negative ? "-" : ""}${whole}${fraction}`;
}
