/** What an indicator means in plain words, who wrote it, and where that stands. */

import type { ReactNode } from "react";
import { writeDay } from "../../../model/index.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Description } from "./answers.ts";
import { indicatorWords } from "./words.ts";

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function PlaceOf({ place }: { readonly place: Description["place"] }) {
  return (
    <code className="pm-place">
      {place.file}:{place.line}
    </code>
  );
}

export function Meaning({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const { unit, kind, direction, grain, whenAbsent, isSummed, owner } = described;
  const grainUnit = own.grainUnits[grain.orgUnit as keyof typeof own.grainUnits];
  return (
    <section aria-labelledby="significato" className="pm-part">
      <h2 id="significato" className="h4">
        {own.meaning}
      </h2>
      <dl className="pm-tool-facts">
        <Fact name={own.unit}>{unit.symbol === "" ? own.pureNumber : unit.symbol}</Fact>
        <Fact name={own.direction}>{own.directions[direction ?? "none"]}</Fact>
        <Fact name={own.kind}>
          {own.kinds[kind]}{" "}
          {isSummed && kind !== "ratio" && kind !== "score" ? own.whenAbsent[whenAbsent] : ""}
        </Fact>
        <Fact name={own.grain}>
          {isSummed
            ? `${own.grains[grain.period]}, ${grainUnit ?? grain.orgUnit.replaceAll("_", " ")}`
            : own.grainFormula}
        </Fact>
        <Fact name={own.owner}>{owner ?? own.ownerNone}</Fact>
      </dl>
      <Written described={described} />
    </section>
  );
}

function Written({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  const { source, acts, place, provenance, recordedOn } = described;
  const act = acts.find(({ id }) => id === source?.act);
  return (
    <>
      <h3 className="h5">{own.who}</h3>
      <dl className="pm-tool-facts">
        {source?.act == null ? null : (
          <Fact name={own.act}>{act === undefined ? source.act : <ActOf act={act} />}</Fact>
        )}
        {source?.article == null ? null : <Fact name={own.article}>{source.article}</Fact>}
        {source?.section == null ? null : <Fact name={own.section}>{source.section}</Fact>}
        {source?.table == null ? null : <Fact name={own.sheet}>{source.table}</Fact>}
        {source?.note == null ? null : <Fact name={own.note}>{source.note}</Fact>}
        <Fact name={own.where}>
          <PlaceOf place={place} />
        </Fact>
        <Fact name={own.provenance}>{words.provenance[provenance]}</Fact>
        {recordedOn === null ? null : <Fact name={own.recorded}>{writeDay(recordedOn)}</Fact>}
      </dl>
    </>
  );
}

/** An act with who took it, its number and day, as far as they are known. */
export function ActOf({ act }: { readonly act: Description["acts"][number] }) {
  const { title, body, number, date } = act;
  const details = [body, number === null ? null : `n. ${number}`, date === null ? null : writeDay(date)];
  const told = details.filter((detail) => detail !== null);
  return (
    <>
      {title}
      {told.length === 0 ? "" : ` (${told.join(", ")})`}
    </>
  );
}
