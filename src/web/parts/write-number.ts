/** Numbers as Italians write them: `−1.234,56`. */
import { writeMinus } from "../../model/index.ts";

export function writeNumber(value: number, decimals: number): string {
  return write(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** With no more decimals than it has, and at most so many. */
export function writeShort(value: number, mostDecimals: number): string {
  return write(value, { maximumFractionDigits: mostDecimals });
}

function write(value: number, decimals: Intl.NumberFormatOptions): string {
  return writeMinus(value.toLocaleString("it-IT", { ...decimals, useGrouping: "always" }));
}

/** A change, which always says its direction. */
export function writeChange(value: number, decimals: number): string {
  const text = writeNumber(value, decimals);
  return value > 0 ? `+${text}` : text;
}
