/** The head of a block or entry: what it says itself, over what it inherits. */
import { findMap, findText, getPlace, type LocatedMap } from "./located.ts";
import type { Source } from "./model.ts";
import type { Place } from "./problem.ts";
import { type Head, type Reading, readDay, readWord } from "./reading.ts";
import { provenanceWords, statusWords } from "./words.ts";

/** Where a `fonte` names an act, to be checked when all acts are known. */
export interface ActReference {
  readonly name: string;
  readonly place: Place;
}

export const defaultHead: Head = {
  source: undefined,
  provenance: "published",
  recordedOn: undefined,
  status: "final",
};

const headKeys = ["fonte", "provenienza", "registrato_il", "stato"] as const;

function mergeSource(inherited: Source | undefined, own: LocatedMap): Source {
  return {
    act: findText(own, "atto") ?? inherited?.act,
    article: findText(own, "articolo") ?? inherited?.article,
    section: findText(own, "sezione") ?? inherited?.section,
    table: findText(own, "tabella") ?? inherited?.table,
    note: findText(own, "nota") ?? inherited?.note,
  };
}

/** The inherited head itself when the map says nothing of its own, so that rows share one head. */
export function readHead(
  reading: Reading,
  inherited: Head,
  map: LocatedMap,
  references: ActReference[],
  subject: string,
): Head {
  if (!headKeys.some((key) => map.entries.has(key))) return inherited;
  const own = findMap(map, "fonte");
  const act = own === undefined ? undefined : findText(own, "atto");
  if (own !== undefined && act !== undefined) references.push({ name: act, place: getPlace(own, "atto") });
  return {
    source: own === undefined ? inherited.source : mergeSource(inherited.source, own),
    provenance: readWord(reading, map, "provenienza", provenanceWords, subject) ?? inherited.provenance,
    recordedOn: readDay(reading, map, "registrato_il", subject) ?? inherited.recordedOn,
    status: readWord(reading, map, "stato", statusWords, subject) ?? inherited.status,
  };
}
