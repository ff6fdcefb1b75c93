/** Tables in a terminal: no colours, numbers to the right, long words folded. */
import CliTable from "cli-table3";

export interface TextColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Characters at most; longer text is folded. */
  readonly width?: number;
}

export function formatTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, k) => {
    const longest = Math.max(column.title.length, ...rows.map((row) => longestLine(row[k] ?? "")));
    return Math.min(longest, column.width ?? 60) + 2;
  });
  const table = new CliTable({
    head: columns.map((column) => column.title),
    colAligns: columns.map((column) => column.align ?? "left"),
    colWidths: widths,
    wordWrap: true,
    style: { head: [], border: [] },
    chars: {
      top: "",
      "top-mid": "",
      "top-left": "",
      "top-right": "",
      bottom: "",
      "bottom-mid": "",
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: " ",
    },
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const rule = "─".repeat(Math.max(...lines.map((line) => line.length)));
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function longestLine(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}
