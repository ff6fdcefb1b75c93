/** `piramide schema`: the JSON Schema of the model format, for editors. */
import { writeSchema } from "../../operations/index.ts";
import { type Command, refuseWords } from "../command.ts";
import { UsageError } from "../parse-command.ts";

export const schemaCommand: Command = {
  name: "schema",
  usage: "schema FILE",
  purpose: "scrive lo schema JSON del formato, con cui gli editor completano e controllano",
  options: {},
  run: (line, output) => {
    refuseWords(line, 1);
    const [path] = line.words;
    if (path === undefined)
      throw new UsageError(
        "Serve il file in cui scrivere lo schema.\nPer esempio: piramide schema modello.schema.json",
      );
    writeSchema(path);
    output.write(`Schema scritto in ${path}\n`);
    return 0;
  },
};
