/** Small Italian turns of phrase that the sentences of problems share. */
import type { Place } from "./problem.ts";

/** ` Forse intendevi …?`, or nothing. */
export function suggest(nearest: string | undefined): string {
  return nearest === undefined ? "" : ` Forse intendevi \`${nearest}\`?`;
}

/** `a`, `b` o `c`. */
export function listChoices(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} o ${quoted.at(-1)}`;
}

/** `riga 43` in the same file, `riga 43 di altro.yaml` from another. */
export function namePlace(place: Place, from: Place): string {
  return from.file === place.file ? `riga ${place.line}` : `riga ${place.line} di ${place.file}`;
}

/** A number as the texts write it: decimal comma, thousands with a point, at most ten decimals. */
export function writeNumber(value: number): string {
  const rounded = Math.round(value * 1e10) / 1e10;
  const text = Math.abs(rounded) < 1e15 ? plainDecimal(rounded) : String(rounded);
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** `-3,5` as `−3,5`, with the sign that formulas have. Any other text as it is. */
export function writeMinus(text: string): string {
  return text.replace(/^-(?=\d)/, "−");
}

function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(10).replace(/0+$/, "") : text;
}

/** Text quoted from a file, cut where it would drown the sentence; control characters made visible. */
export function quote(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  // A terminal must never obey what a file contains.
  const visible = Array.from(shown, (character) => (character < " " ? " " : character)).join("");
  return `\`${visible}\``;
}
