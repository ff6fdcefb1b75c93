/** A whole delivery taken back: from that day on it is as if it had never come, and before it is as it was. */
import { chooseDeliveries, type Delivery } from "../facts/index.ts";
import type { Day, Outcome, Problem } from "../model/index.ts";
import { deliveryNotFound, recordedBeforeLast, retractLaterFirst } from "./problems.ts";
import { recordDelivery, type Workspace } from "./workspace.ts";

export async function retractDelivery(
  workspace: Workspace,
  number: number,
  recordedOn: Day,
  reason: string,
): Promise<Outcome<Delivery | undefined>> {
  const problems: Problem[] = [];
  const value = await recordDelivery(workspace, async (known) => {
    problems.length = 0;
    const delivery = chooseDeliveries(known, undefined).find((each) => each.number === number);
    if (delivery === undefined) {
      problems.push(deliveryNotFound(String(number)));
      return undefined;
    }
    const { source, period, file } = delivery;
    const own = known.filter((each) => each.source === source && each.period === period);
    const later = chooseDeliveries(own, undefined).filter((each) => each.number > number);
    if (later.length > 0)
      problems.push(
        retractLaterFirst(
          number,
          later.map((each) => each.number),
        ),
      );
    const latest =
      own
        .map((each) => each.recordedOn)
        .toSorted()
        .at(-1) ?? "";
    if (recordedOn < latest) problems.push(recordedBeforeLast(source, period, recordedOn, latest));
    if (problems.length > 0) return undefined;
    return {
      source,
      period,
      mode: "retraction",
      recordedOn,
      file,
      rows: 0,
      quarantined: 0,
      facts: undefined,
      of: number,
      notes: [],
      reason,
    };
  });
  return { value, problems };
}
