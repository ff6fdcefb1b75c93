/** Relations as an official would write them: printed numbers, signs, brackets; exact results in `1.234,56`. */
import type { Equation } from "./compile-relation.ts";
import { getFigure } from "./evidence.ts";
import type { Expression } from "./expression.ts";
import { getWidth, type Interval, isPoint, type Region } from "./interval.ts";
import type { Operand } from "./operand.ts";
import type { Prepared } from "./prepare-audit.ts";
import { displayExactly, displayScaled } from "./printed-number.ts";
import { isEqual, one, type Rational } from "./rational.ts";

/** The printed number with its true sign; unknowns and absences by name. */
export function writeOperand(prepared: Prepared, operand: Operand): string {
  if (operand.type === "unknown") return operand.name;
  if (operand.type === "constant") return displayExactly(operand.value);
  const figure = getFigure(prepared.figures, operand.id);
  if (figure.number === undefined) return `[${operand.id} assente]`;
  if (figure.number.bound !== undefined) return figure.printed;
  const scaled = figure.sign === "reversed" ? -figure.number.scaled : figure.number.scaled;
  return displayScaled(scaled, figure.number.decimals);
}

const levels = { sum: 1, product: 2, atom: 3 } as const;

/** `(2.533.277.429 − 1.761.420.073) / 1.761.420.073 × 100`. */
export function writeExpression(prepared: Prepared, expression: Expression): string {
  return write(prepared, expression, 0);
}

function write(prepared: Prepared, expression: Expression, outer: number): string {
  const wrap = (text: string, level: number) => (level < outer ? `(${text})` : text);
  switch (expression.type) {
    case "operand": {
      const text = writeOperand(prepared, expression.operand);
      return text.startsWith("-") && outer > 0 ? `(${text})` : text;
    }
    case "sum":
      return wrap(writeSum(prepared, expression.terms), levels.sum);
    case "negate":
      return wrap(`−${write(prepared, expression.of, levels.product + 0.5)}`, levels.sum + 0.5);
    case "absolute":
      return `|${write(prepared, expression.of, 0)}|`;
    case "product": {
      if (isOne(expression.right)) return write(prepared, expression.left, outer);
      const left = write(prepared, expression.left, levels.product);
      return wrap(`${left} × ${write(prepared, expression.right, levels.product)}`, levels.product);
    }
    case "quotient": {
      const left = write(prepared, expression.left, levels.product);
      return wrap(`${left} / ${write(prepared, expression.right, levels.atom)}`, levels.product);
    }
    case "relative": {
      const base = write(prepared, expression.base, levels.atom);
      const value = write(prepared, expression.value, levels.product);
      const divisor = base.startsWith("(-") ? `|${base.slice(1, -1)}|` : base;
      return wrap(`(${value} − ${base}) / ${divisor}`, levels.product);
    }
  }
}

function writeSum(prepared: Prepared, terms: readonly Expression[]): string {
  return terms
    .map((term, index) => {
      if (term.type === "negate") {
        const text = write(prepared, term.of, levels.product);
        return index === 0 ? `−${text}` : ` − ${text}`;
      }
      const text = write(prepared, term, index === 0 ? levels.sum : levels.product);
      return index === 0 ? text : ` + ${text}`;
    })
    .join("");
}

function isOne(expression: Expression): boolean {
  return (
    expression.type === "operand" &&
    expression.operand.type === "constant" &&
    isEqual(expression.operand.value, one)
  );
}

export function writeEquation(prepared: Prepared, equation: Equation): string {
  return `${writeOperand(prepared, equation.result)} = ${writeExpression(prepared, equation.expression)}`;
}

/** `da 26,4706 a meno di 26,483`: the end that is left out is said so. */
export function writeInterval(interval: Interval, decimals: number): string {
  const { lo, hi } = interval;
  if (lo !== undefined && isPoint(interval)) return displayExactly(lo.value, decimals);
  if (lo === undefined && hi === undefined) return "qualunque valore";
  const from =
    lo === undefined ? "" : `${lo.closed ? "da" : "da più di"} ${displayExactly(lo.value, decimals)}`;
  if (hi === undefined) return `${from} in su`;
  const until = `${hi.closed ? "a" : "a meno di"} ${displayExactly(hi.value, decimals)}`;
  return lo === undefined ? `fino ${until}` : `${from} ${until}`;
}

/** Enough decimals to tell the ends of narrow intervals apart, four at least. */
export function writeRegion(region: Region, decimals: number): string {
  const shown = region.map((interval) => {
    const width = getWidth(interval);
    let digits = decimals + 2;
    if (width !== undefined && width.n > 0n) {
      while (digits < 12 && width.n * 10n ** BigInt(digits) < 10n * width.d) digits++;
    }
    return writeInterval(interval, digits);
  });
  return shown.length === 0 ? "nessun valore" : [...new Set(shown)].join(", oppure ");
}

export function writeDifference(printed: Rational, computed: Rational, decimals: number): string {
  const difference = { n: printed.n * computed.d - computed.n * printed.d, d: printed.d * computed.d };
  return displayExactly(difference, Math.max(decimals + 2, 4));
}

/** A figure by what it is and where it stands: `53,13 (pi.tempi.ragg, riga 587)`. */
export function writeFigure(prepared: Prepared, id: string): string {
  const figure = getFigure(prepared.figures, id);
  const line = figure.line === undefined ? "" : `, riga ${figure.line}`;
  return `${figure.printed} (${id}${line})`;
}
