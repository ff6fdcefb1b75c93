/** The JSON Schema of the model format, for editors that complete and check as one writes. */
import { buildJsonSchema } from "../model/index.ts";
import { writeWhole } from "./write-table.ts";

export function writeSchema(path: string): void {
  writeWhole(path, `${JSON.stringify(buildJsonSchema(), null, 2)}\n`);
}
