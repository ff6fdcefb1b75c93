/** `piramide retract`: a whole delivery taken back. */
import { retract } from "../../operations/index.ts";
import { type Command, defaultModel, getFacts, getRecordedDay, getText, refuseWords } from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { reportProblems } from "../report-problems.ts";

export const retractCommand: Command = {
  name: "retract",
  usage: "retract NUMERO --reason MOTIVO [--recorded-at GIORNO] [--data CARTELLA] [--model CARTELLA]",
  purpose: "ritira una consegna: da quel giorno torna a valere ciò che c'era prima",
  options: { model: "value", data: "value", reason: "value", "recorded-at": "value" },
  run: async (line, output) => {
    refuseWords(line, 1);
    const [word] = line.words;
    const reason = getText(line, "reason");
    if (word === undefined || !/^\d+$/.test(word) || reason === undefined)
      throw new UsageError(
        'Servono il numero della consegna e il motivo.\nPer esempio: piramide retract 3 --reason "estrazione sbagliata"',
      );
    const { value, problems } = await retract({
      directory: getText(line, "model") ?? defaultModel,
      data: getFacts(line).data,
      delivery: Number(word),
      recordedAt: getRecordedDay(line),
      reason,
    });
    if (value === undefined) return reportProblems(problems, output);
    output.write(`La consegna ${value.of} non vale più dal ${value.recordedOn}: ${reason}\n`);
    return 0;
  },
};
