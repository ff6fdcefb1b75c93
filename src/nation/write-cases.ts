/** The events of a month as text: millions of rows, so each is put together from pieces that are ready. */
import type { Calendar } from "./calendar.ts";
import { type Frame, firstMonth, monthsInPlan } from "./frame.ts";
import { chunkLength, type WrongRow } from "./grid.ts";
import type { Tally } from "./nation.ts";
import type { Cases } from "./plan-cases.ts";
import { countQuickDays, findOpening, openQueue, spread } from "./queue.ts";

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
    const once = cases.atOnce[pair * 12 + month]!;
    const number = cases.firstCase[pair]!;
    const before = `;${office.code};`;
    const product = `;${frame.products[pairs.product[pair]!]!.code};`;
    const came = `${product}pervenuto;`;
    const done = `${product}definito;`;

    const firstQuick = number + queue.came[11]! + queue.atOnce;
    for (let turn = 0; turn < once; turn++) {
      const opens = spread(turn, once, days.length);
      const opened = texts[days[opens]! + shift]!;
      const leaves = texts[days[Math.min(days.length - 1, opens + countQuickDays(turn))]! + shift]!;
      chunk += `${firstQuick + turn}${before}${opened}${came}${opened}\n${firstQuick + turn}${before}${leaves}${done}${opened}\n`;
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = "";
    }
    const slow = received - once;
    const firstSlow = number + (month === 0 ? queue.opening : queue.came[month - 1]!);
    for (let turn = 0; turn < slow; turn++) {
      const day = texts[days[spread(turn, slow, days.length)]! + shift]!;
      chunk += `${firstSlow + turn}${before}${day}${came}${day}\n`;
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = "";
    }
    for (const [event, count] of [
      [done, decided - once],
      [`${product}respinto;`, rejected],
    ] as const) {
      for (let turn = 0; turn < count; turn++) {
        const opened = findOpening(queue, calendar, queue.gone);
        const leaves = Math.max(opened, days[spread(turn, count, days.length)]!);
        chunk += `${number + queue.gone}${before}${texts[leaves + shift]!}${event}${texts[opened + shift]!}\n`;
        queue.gone++;
        if (chunk.length < chunkLength) continue;
        yield chunk;
        chunk = "";
      }
    }
    rows += received + decided + rejected;
  }
  for (const { text } of wrong) chunk += `${text}\n`;
  yield chunk;
  return { rows: rows + wrong.length, totals: {} };
}
