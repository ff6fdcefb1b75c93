/** A rule of attainment with the displayed numbers in place of result and target, so that anyone can redo it. */
import { findBand } from "../engine/index.ts";
import { type Band, writeMinus, writeNumber } from "../model/index.ts";
import type { Compared, Operation } from "./explanation.ts";
import { tellWritten } from "./tell-value.ts";
import type { Words } from "./words/words.ts";
import { writeOperand } from "./write-operand.ts";

type Attained = Extract<Operation, { readonly type: "attainment" }>;

export function tellAttainment(operation: Attained, words: Words): string {
  return words.rule(words.rules[operation.attainment.rule.type], readRule(operation, words));
}

function readRule({ attainment: { rule }, direction, result, target }: Attained, words: Words): string {
  const own = tellWritten(result.written, words);
  const aim = target === undefined ? "" : tellWritten(target.written, words);
  const [better, worse] = direction === "up" ? [own, aim] : [aim, own];
  switch (rule.type) {
    case "deviation":
      return `100 + (${better} − ${writeOperand(worse)}) / |${aim}| × 100`;
    case "ratio":
      return `${better} / ${worse} × 100`;
    case "min-max": {
      const [min, max] = [writeOperand(writeNumber(rule.min)), writeMinus(writeNumber(rule.max))];
      return `(${own} − ${min}) / (${max} − ${min}) × 100`;
    }
    case "bands":
      return `${readBand(rule.bands, result, own, words)}${readPrecise(result, words)}`;
    case "date":
      return `${words.date.compared(own, aim)}${readDelay(result, target, rule.lossPerDay, words)}`;
    case "yes-no":
    case "progress":
      return own;
    case "difference":
      return `100 + (${better} − ${writeOperand(worse)})`;
  }
}

/** `: 4 giorni di ritardo × 2 punti: 100 − 8`; nothing where result or target is absent. */
function readDelay(
  result: Compared,
  target: Compared | undefined,
  lossPerDay: number | undefined,
  { date }: Words,
): string {
  if (result.value === null || target === undefined || target.value === null) return "";
  const late = result.value - target.value;
  if (late <= 0) return `: ${date.inTime}`;
  const days = date.late(writeNumber(late), late === 1);
  if (lossPerDay === undefined) return `: ${days}, 0`;
  const points = date.points(writeNumber(lossPerDay), lossPerDay === 1);
  return `: ${days} × ${points}: 100 − ${writeOperand(writeNumber(late * lossPerDay))}`;
}

function readBand(bands: readonly Band[], { value }: Compared, written: string, words: Words): string {
  const band = value === null ? undefined : findBand(bands, value);
  if (band === undefined) return words.band.none(written);
  const from = band.from === null ? "−∞" : writeMinus(writeNumber(band.from));
  const until = band.until === null ? "+∞" : writeMinus(writeNumber(band.until));
  return words.band.found(written, `[${from}; ${until})`, writeMinus(writeNumber(band.score)));
}

/** Bands compare the value and not what is shown: where the two differ, `80,0` may stand below 80. */
function readPrecise({ value, isRounded }: Compared, words: Words): string {
  if (!isRounded) return "";
  const [whole = "", fraction] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return words.band.precise(writeMinus(fraction === undefined ? grouped : `${grouped},${fraction}`));
}
