/** The targets of an indicator, each with the act that set it, and what a revision changed. */

import { useState } from "react";
import { writeDay } from "../../../model/index.ts";
import { OfficeLink } from "../../parts/links.tsx";
import { ScrollRegion } from "../../parts/scroll-region.tsx";
import { writeFigure } from "../../parts/write-figure.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Description } from "./answers.ts";
import { ActOf, PlaceOf } from "./meaning.tsx";
import { indicatorWords } from "./words.ts";

const shownAtOnce = 20;

export function Targets({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const [isWhole, setWhole] = useState(false);
  const { targets } = described;
  const shown = isWhole ? targets : targets.slice(0, shownAtOnce);
  return (
    <section aria-labelledby="obiettivi" className="pm-part">
      <h2 id="obiettivi" className="h4">
        {own.targets}
      </h2>
      {targets.length === 0 ? (
        <p>{own.targetsNone}</p>
      ) : (
        <ScrollRegion label={own.targetsTable}>
          <table className="table pm-listed">
            <caption className="visually-hidden">{own.targets}</caption>
            <thead>
              <tr>
                <th scope="col">{own.period}</th>
                <th scope="col">{own.office}</th>
                <th scope="col" className="text-end">
                  {own.target}
                </th>
                <th scope="col">{own.inForce}</th>
                <th scope="col">{own.act}</th>
                <th scope="col">{own.revision}</th>
                <th scope="col">{own.where}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((target) => (
                <TargetRow
                  key={`${target.orgUnit} ${target.period} ${target.memberTitle} ${target.place.line} ${target.place.column}`}
                  target={target}
                  described={described}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {targets.length <= shown.length ? null : (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setWhole(true)}>
          {own.more(targets.length)}
        </button>
      )}
    </section>
  );
}

interface TargetRowProps {
  readonly target: Description["targets"][number];
  readonly described: Description;
}

function TargetRow({ target, described }: TargetRowProps) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  const { source, revision } = target;
  const act = described.acts.find(({ id }) => id === source?.act);
  return (
    <tr>
      <th scope="row">{target.period}</th>
      <td>
        <OfficeLink code={target.orgUnit}>{target.office}</OfficeLink>
        {target.memberTitle === "" ? null : <span className="pm-quiet d-block">{target.memberTitle}</span>}
      </td>
      <td className="text-end">
        <span className="pm-number">{writeFigure({ ...target, unit: described.unit.symbol }, words)}</span>
        {target.provenance === "published" ? null : (
          <span className="pm-tag ms-1">{words.provenance[target.provenance]}</span>
        )}
      </td>
      <td>{target.validFrom === null ? own.fromBeginning : writeDay(target.validFrom)}</td>
      <td>
        {act === undefined ? (source?.act ?? "—") : <ActOf act={act} />}
        {source?.note == null ? null : <span className="pm-quiet d-block">{source.note}</span>}
      </td>
      <td>
        {revision === null ? "—" : own.revisionOf(revision.authorisedBy, revision.reason)}
        {revision?.previousUnknown === true ? (
          <span className="pm-quiet d-block">{own.unknownBefore}</span>
        ) : null}
      </td>
      <td>
        <PlaceOf place={target.place} />
      </td>
    </tr>
  );
}
