/** What relations are made of: a printed figure, a quantity that is not printed, a number. */
import type { Rational } from "./rational.ts";

/** `text` is what the author wrote for the number, or the name it stands for. */
export type Operand =
  | { readonly type: "figure"; readonly id: string }
  | { readonly type: "unknown"; readonly name: string }
  | { readonly type: "constant"; readonly value: Rational; readonly text: string };
