/** Where a row went: every figure that would be another without it. */

import { useEffect, useMemo, useRef } from "react";
import { FigureValue } from "../../parts/figure-value.tsx";
import { Failed, Loading } from "../../parts/loading.tsx";
import { TableRegion } from "../../parts/table-region.tsx";
import { useOrgUnits } from "../../parts/use-org-units.ts";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { writeFigure } from "../../parts/write-figure.ts";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import { useTrace } from "./data-queries.ts";
import { Cells } from "./moved-table.tsx";
import { tellPeriod, writeCount } from "./periods.ts";
import { dataWords } from "./words.ts";

export function RowTrace({ number }: { readonly number: number }) {
  const words = usePageWords(dataWords);
  const [{ row }, change] = usePageSearch("data");
  return (
    <section aria-labelledby="riga">
      <h4 id="riga" className="h5">
        {words.trace}
      </h4>
      <p className="mb-1">{words.traceHint}</p>
      <form
        className="pm-filters"
        onSubmit={(event) => {
          event.preventDefault();
          const written = new FormData(event.currentTarget).get("row");
          change({ row: written === null || written === "" ? undefined : Number(written) });
        }}
      >
        <label>
          <span>{words.traceRow}</span>
          <input
            type="number"
            name="row"
            min={1}
            required
            className="form-control"
            key={row ?? ""}
            defaultValue={row ?? ""}
          />
        </label>
        <button type="submit" className="btn btn-xs btn-primary">
          {words.traceGo}
        </button>
      </form>
      {row === undefined ? null : <Traced number={number} row={row} />}
    </section>
  );
}

function Traced({ number, row }: { readonly number: number; readonly row: number }) {
  const { words: all, language } = useLanguage();
  const words = usePageWords(dataWords);
  const traced = useTrace(number, row);
  const heading = useRef<HTMLHeadingElement>(null);
  const units = useOrgUnits();
  const titles = useMemo(() => new Map(units.data?.map(({ code, title }) => [code, title])), [units.data]);
  const isThere = traced.data !== undefined;
  useEffect(() => {
    if (isThere) heading.current?.focus();
  }, [isThere]);
  if (traced.error !== null) return <Failed error={traced.error} retry={() => void traced.refetch()} />;
  if (traced.data === undefined) return <Loading />;
  const { figures, count, cells } = traced.data;
  return (
    <>
      <h5 ref={heading} tabIndex={-1} className="h6">
        {words.traceTitle(number, row)}
      </h5>
      <p>
        <Cells cells={cells} />
      </p>
      {count === 0 ? (
        <p>{words.traceNothing}</p>
      ) : (
        <>
          <p className="pm-small mb-1">{words.traceCount(writeCount(figures.length), writeCount(count))}</p>
          <TableRegion title={words.tableOf(words.traceTitle(number, row))}>
            <table className="pm-printed">
              <caption className="visually-hidden">{words.traceTitle(number, row)}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.figure}</th>
                  <th scope="col">{words.office}</th>
                  <th scope="col">{words.period}</th>
                  <th scope="col" className="text-end">
                    {words.with}
                  </th>
                  <th scope="col" className="text-end">
                    {words.without}
                  </th>
                </tr>
              </thead>
              <tbody>
                {figures.map(({ title, with: own, without }) => {
                  const what = all.facet[own.facet];
                  const office = titles.get(own.orgUnit) ?? own.orgUnit;
                  return (
                    <tr key={JSON.stringify([own.id, own.facet, own.orgUnit, own.period, own.members])}>
                      <th scope="row">
                        {title} <small>{what}</small>
                      </th>
                      <td>{office}</td>
                      <td>{tellPeriod(own.period, language)}</td>
                      <td className="text-end">
                        <FigureValue figure={own} title={`${title}, ${what}, ${office}`} />
                      </td>
                      <td className="text-end">
                        <span className={without.absence === null ? "pm-number" : "pm-absence"}>
                          {writeFigure(without, all)}
                        </span>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableRegion>
        </>
      )}
    </>
  );
}
