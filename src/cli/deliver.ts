/** Where a result goes: the screen, or the file that is named after the format. */
import { formatCsv, type Table, writeWhole, writeWorkbook } from "../operations/index.ts";
import { getText, hasFlag, type Output } from "./command.ts";
import type { CommandLine } from "./parse-command.ts";

/** What a command can deliver besides text for people. */
export interface Deliverable {
  readonly json: unknown;
  readonly tables: readonly [Table, ...Table[]];
  /** What the files hold, for the sentence that says they have been written: `1.067 cifre`. */
  readonly content: string;
}

export const deliveryOptions = { json: "flag", csv: "flag", xlsx: "value" } as const;
export const deliveryNames = ["json", "csv", "xlsx"] as const;

/** True when an option asked for a format. `--json` and `--csv` write to `file` if the line names one, the first table only. */
export async function deliver(
  line: CommandLine,
  deliverable: Deliverable,
  file: string | undefined,
  output: Output,
): Promise<boolean> {
  const workbook = getText(line, "xlsx");
  if (workbook !== undefined) await writeWorkbook(workbook, deliverable.tables);
  else if (hasFlag(line, "json")) put(`${JSON.stringify(deliverable.json, null, 2)}\n`, file, output);
  else if (hasFlag(line, "csv")) put(formatCsv(deliverable.tables[0]), file, output);
  else return false;
  const written = workbook ?? file;
  if (written !== undefined) output.write(`${deliverable.content} in ${written}\n`);
  return true;
}

function put(text: string, file: string | undefined, output: Output): void {
  if (file === undefined) output.write(text);
  else writeWhole(file, text);
}
