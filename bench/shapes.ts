/**
 * The forms that the formulas of the generated model take, each told three times: as our formula, as a
 * spreadsheet's, and as one fused loop over columns that a person would write by hand. The loops know
 * nothing of absences or offices: they are the limit against which the engine is measured.
 */
type Values = Float64Array;

export interface Shape {
  readonly writeFormula: (a: string, b: string, c: string) => string;
  readonly writeSpreadsheet: (a: string, b: string, c: string) => string;
  readonly run: (out: Values, a: Values, b: Values, c: Values) => void;
  /** How many of `a`, `b`, `c` it reads. */
  readonly operands: 2 | 3;
  /** True where `b` divides: it is then an input, which is never zero. */
  readonly divides: boolean;
}

export const shapes = {
  balance: {
    writeFormula: (a, b, c) => `${a} + ${b} - ${c}`,
    writeSpreadsheet: (a, b, c) => `=${a}+${b}-${c}`,
    run: (out, a, b, c) => {
      for (let i = 0; i < out.length; i++) out[i] = a[i]! + b[i]! - c[i]!;
    },
    operands: 3,
    divides: false,
  },
  weighted: {
    writeFormula: (a, b, c) => `0.5 * ${a} + 0.3 * ${b} + 0.2 * ${c}`,
    writeSpreadsheet: (a, b, c) => `=0.5*${a}+0.3*${b}+0.2*${c}`,
    run: (out, a, b, c) => {
      for (let i = 0; i < out.length; i++) out[i] = 0.5 * a[i]! + 0.3 * b[i]! + 0.2 * c[i]!;
    },
    operands: 3,
    divides: false,
  },
  share: {
    writeFormula: (a, b) => `${a} / ${b} * 100`,
    writeSpreadsheet: (a, b) => `=${a}/${b}*100`,
    run: (out, a, b) => {
      for (let i = 0; i < out.length; i++) out[i] = (a[i]! / b[i]!) * 100;
    },
    operands: 2,
    divides: true,
  },
  change: {
    writeFormula: (a, b) => `(${a} - ${b}) / ${b} * 100`,
    writeSpreadsheet: (a, b) => `=(${a}-${b})/${b}*100`,
    run: (out, a, b) => {
      for (let i = 0; i < out.length; i++) out[i] = ((a[i]! - b[i]!) / b[i]!) * 100;
    },
    operands: 2,
    divides: true,
  },
  distance: {
    writeFormula: (a, b) => `if ${a} > ${b} then ${a} - ${b} else ${b} - ${a}`,
    writeSpreadsheet: (a, b) => `=IF(${a}>${b},${a}-${b},${b}-${a})`,
    run: (out, a, b) => {
      for (let i = 0; i < out.length; i++) out[i] = a[i]! > b[i]! ? a[i]! - b[i]! : b[i]! - a[i]!;
    },
    operands: 2,
    divides: false,
  },
  best: {
    writeFormula: (a, b, c) => `max(${a}, ${b}, ${c})`,
    writeSpreadsheet: (a, b, c) => `=MAX(${a},${b},${c})`,
    run: (out, a, b, c) => {
      for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i]!, b[i]!, c[i]!);
    },
    operands: 3,
    divides: false,
  },
  mean: {
    writeFormula: (a, b, c) => `mean(${a}, ${b}, ${c})`,
    writeSpreadsheet: (a, b, c) => `=AVERAGE(${a},${b},${c})`,
    run: (out, a, b, c) => {
      for (let i = 0; i < out.length; i++) out[i] = (a[i]! + b[i]! + c[i]!) / 3;
    },
    operands: 3,
    divides: false,
  },
  root: {
    writeFormula: (a, b) => `sqrt(abs(${a} * ${b}))`,
    writeSpreadsheet: (a, b) => `=SQRT(ABS(${a}*${b}))`,
    run: (out, a, b) => {
      for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(Math.abs(a[i]! * b[i]!));
    },
    operands: 2,
    divides: false,
  },
} as const satisfies Readonly<Record<string, Shape>>;

export type ShapeName = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as readonly ShapeName[];
