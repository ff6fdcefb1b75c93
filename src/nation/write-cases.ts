/** The events of a month as text: millions of rows, so each is put together from pieces that are ready. */
import type { Calendar } from "./calendar.ts";
import { type Frame, firstMonth, monthsInPlan } from "./frame.ts";
import { chunkLength, type WrongRow } from "./grid.ts";
import type { Tally } from "./nation.ts";
import type { Cases } from "./plan-cases.ts";
import { findOpening, openQueue } from "./queue.ts";

export function* writeCases(
  frame: Frame,
  cases: Cases,
  calendar: Calendar,
  month: number,
  wrong: readonly WrongRow[],
): Generator<string, Tally> {
  const { pairs } = cases.volumes;
  const { texts, start, reach } = calendar;
  const days = calendar.working[month]!;
  const shift = reach - start;
  let chunk = "pratica;sede;giorno;prodotto;evento;aperta_il\n";
  let rows = 0;
  for (let pair = 0; pair < pairs.size; pair++) {
    const at = (pair * 12 + month) * 3;
    const [received, decided, rejected] = [cases.events[at]!, cases.events[at + 1]!, cases.events[at + 2]!];
    if (received + decided + rejected === 0) continue;
    const office = frame.offices[pairs.reporter[pair * monthsInPlan + firstMonth + month]!]!;
    const queue = openQueue(cases, pair, month);
    const number = cases.firstCase[pair]!;
    const before = `;${office.code};`;
    const product = `;${frame.products[pairs.product[pair]!]!.code};`;
    const came = number + (month === 0 ? queue.opening : queue.came[month - 1]!);
    for (let turn = 0; turn < received; turn++) {
      const day = texts[days[Math.floor((turn * days.length) / received)]! + shift]!;
      chunk += `${came + turn}${before}${day}${product}pervenuto;${day}\n`;
      if (chunk.length > chunkLength) {
        yield chunk;
        chunk = "";
      }
    }
    for (const [event, count] of [
      [`${product}definito;`, decided],
      [`${product}respinto;`, rejected],
    ] as const) {
      for (let turn = 0; turn < count; turn++) {
        const leaves = days[Math.floor((turn * days.length) / count)]!;
        const opened = findOpening(queue, calendar, queue.gone, leaves);
        chunk += `${number + queue.gone}${before}${texts[leaves + shift]!}${event}${texts[opened + shift]!}\n`;
        queue.gone++;
        if (chunk.length > chunkLength) {
          yield chunk;
          chunk = "";
        }
      }
    }
    rows += received + decided + rejected;
  }
  for (const { text } of wrong) chunk += `${text}\n`;
  yield chunk;
  return { rows: rows + wrong.length, totals: {} };
}
