/** The arithmetic of units of measure: base quantities with exponents. */
import type { Quantity } from "./known-names.ts";

/** `left × right^sign`. */
export function multiplyQuantities(left: Quantity, right: Quantity, sign: 1 | -1): Quantity {
  const product = new Map(Object.entries(left));
  for (const [base, exponent] of Object.entries(right))
    product.set(base, (product.get(base) ?? 0) + sign * exponent);
  return Object.fromEntries([...product].filter(([, exponent]) => exponent !== 0));
}

export function raiseQuantity(quantity: Quantity, exponent: number): Quantity {
  if (exponent === 0) return {};
  return Object.fromEntries(Object.entries(quantity).map(([base, own]) => [base, own * exponent]));
}

export function isSameQuantity(left: Quantity, right: Quantity): boolean {
  return Object.keys(multiplyQuantities(left, right, -1)).length === 0;
}

/** In Italian: `euro/persona`, `euro²`, `un numero puro`. */
export function printQuantity(quantity: Quantity): string {
  const bases = Object.entries(quantity).filter(([, exponent]) => exponent !== 0);
  const print = ([base, exponent]: readonly [string, number]) => {
    const size = Math.abs(exponent);
    return size === 1 ? base : `${base}^${String(size).replace(".", ",")}`;
  };
  const above = bases.filter(([, exponent]) => exponent > 0).map(print);
  const below = bases.filter(([, exponent]) => exponent < 0).map(print);
  if (bases.length === 0) return "un numero puro";
  return [above.join("·") || "1", ...below].join("/");
}
