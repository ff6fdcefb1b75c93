/**
 * What can be asked of one row of a delivery, as a typed tree: conditions and the numbers that are summed.
 * The warehouse prints it for its engine, which runs it over columns; `evaluateRow` runs it over one row and is
 * the oracle. Numbers are whole: a literal or a column with decimals is scaled, so no engine ever rounds.
 */

/** Days are counted from 1970-01-01; yes is 1 and no is 0. */
export type RowExpression =
  | { readonly type: "column"; readonly column: string }
  | { readonly type: "integer"; readonly value: number }
  | { readonly type: "text"; readonly value: string }
  | {
      readonly type: "arithmetic";
      readonly operator: "+" | "-" | "*";
      readonly left: RowExpression;
      readonly right: RowExpression;
    }
  | {
      readonly type: "comparison";
      readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: RowExpression;
      readonly right: RowExpression;
    }
  | {
      readonly type: "logic";
      readonly operator: "and" | "or";
      readonly left: RowExpression;
      readonly right: RowExpression;
    }
  | { readonly type: "not"; readonly operand: RowExpression };

/** A cell of a row, as it is kept: a whole number (scaled, a day, yes or no), a text, or nothing. */
export type RowValue = number | string | undefined;
export type Row = Readonly<Record<string, RowValue>>;

/** One row, slowly and obviously. Undefined where a cell that matters is empty; truths are 1 and 0. */
export function evaluateRow(expression: RowExpression, row: Row): RowValue {
  switch (expression.type) {
    case "column":
      return row[expression.column];
    case "integer":
    case "text":
      return expression.value;
    case "arithmetic":
      return calculate(
        expression.operator,
        evaluateRow(expression.left, row),
        evaluateRow(expression.right, row),
      );
    case "comparison":
      return compare(
        expression.operator,
        evaluateRow(expression.left, row),
        evaluateRow(expression.right, row),
      );
    case "logic":
      return join(expression.operator, evaluateRow(expression.left, row), evaluateRow(expression.right, row));
    case "not": {
      const operand = evaluateRow(expression.operand, row);
      return operand === undefined ? undefined : 1 - Number(operand);
    }
  }
}

function calculate(operator: "+" | "-" | "*", left: RowValue, right: RowValue): RowValue {
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (operator === "+") return left + right;
  return operator === "-" ? left - right : left * right;
}

function compare(
  operator: Extract<RowExpression, { type: "comparison" }>["operator"],
  left: RowValue,
  right: RowValue,
): RowValue {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "=":
      return Number(left === right);
    case "!=":
      return Number(left !== right);
    case "<":
      return Number(left < right);
    case "<=":
      return Number(left <= right);
    case ">":
      return Number(left > right);
    case ">=":
      return Number(left >= right);
  }
}

/** Three values, as in SQL: what is false or true whatever the other says, is so. */
function join(operator: "and" | "or", left: RowValue, right: RowValue): RowValue {
  const decisive = operator === "and" ? 0 : 1;
  if (left === decisive || right === decisive) return decisive;
  return left === undefined || right === undefined ? undefined : 1 - decisive;
}

/** The columns an expression reads. */
export function listColumns(expression: RowExpression): readonly string[] {
  switch (expression.type) {
    case "column":
      return [expression.column];
    case "integer":
    case "text":
      return [];
    case "not":
      return listColumns(expression.operand);
    default:
      return [...listColumns(expression.left), ...listColumns(expression.right)];
  }
}
