/** An indicator over the country and among its offices, in the period that is looked at. */
import { useMemo } from "react";
import { findWrongValue } from "../../address-faults.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { OfficeLink } from "../../parts/links.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useTellFaults } from "../../shell/address-faults.tsx";
import { usePageWords } from "../../words/language.tsx";
import type { Description, Figures } from "./answers.ts";
import { getFigureAt, listValues, sortValues, type ValuedRow } from "./figure-rows.ts";
import { ItalyMap } from "./italy-map.tsx";
import { matchRegions } from "./match-regions.ts";
import { Spread } from "./spread.tsx";
import { indicatorWords } from "./words.ts";

interface PlacesProps {
  readonly described: Description;
  readonly figures: Figures;
  readonly title: string;
}

export function Places({ described, figures, title }: PlacesProps) {
  const own = usePageWords(indicatorWords);
  const values = useMemo(() => listValues(figures, figures.period), [figures]);
  const regions = useMemo(() => matchRegions(figures.offices), [figures]);
  const inRegions = values.filter(({ office }) => regions.has(office.code));
  return (
    <>
      {regions.size === 0 ? null : (
        <section aria-labelledby="mappa" className="pm-part">
          <h2 id="mappa" className="h4">
            {own.map}, {figures.period}
          </h2>
          {inRegions.length === 0 ? (
            <p className="pm-tool-empty">{own.mapNone}</p>
          ) : (
            <ItalyMap figures={figures} regions={regions} rows={inRegions} title={title} />
          )}
        </section>
      )}
      <AmongOffices described={described} figures={figures} values={values} title={title} />
    </>
  );
}

/** Fewer say nothing of how they are spread. */
const fewest = 5;

interface AmongProps extends PlacesProps {
  readonly values: readonly ValuedRow[];
}

function AmongOffices({ described, figures, values, title }: AmongProps) {
  const own = usePageWords(indicatorWords);
  const [search, change] = usePageSearch("indicator");
  const types = useMemo(() => {
    const byType = Map.groupBy(values, ({ office }) => office.type);
    return [...byType]
      .filter(([, rows]) => rows.length >= fewest)
      .sort(([, a], [, b]) => b.length - a.length);
  }, [values]);
  const [type, rows = []] = types.find(([name]) => name === search.type) ?? types[0] ?? [];
  const sorted = useMemo(() => sortValues(rows, described, figures.facet), [rows, described, figures.facet]);
  const isSpread = figures.offices.length >= fewest && values.length >= 2;
  useTellFaults(
    isSpread
      ? findWrongValue(
          "type",
          search.type,
          types.map(([name]) => name),
        )
      : [],
  );
  // An indicator of one office has nothing to be spread among.
  if (!isSpread) return null;
  return (
    <section aria-labelledby="distribuzione" className="pm-part">
      <h2 id="distribuzione" className="h4">
        {own.spread}, {figures.period}
      </h2>
      {type === undefined ? (
        <p className="pm-tool-empty">{own.spreadNone}</p>
      ) : (
        <>
          <div className="pm-tools pm-no-print">
            <label className="pm-tool-field">
              <span>{own.spreadType}</span>
              <select
                className="form-select"
                value={type}
                onChange={(event) => change({ type: event.target.value }, true)}
              >
                {types.map(([name, own]) => (
                  <option key={name} value={name}>
                    {name.replaceAll("_", " ")} ({own.length})
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Spread rows={sorted} figures={figures} title={own.spreadTitle(title, sorted.length)} />
          <div className="pm-ends">
            <End
              name={described.direction === null ? own.highest : own.best}
              rows={sorted.slice(0, fewest)}
              figures={figures}
              id={described.id}
            />
            <End
              name={described.direction === null ? own.lowest : own.worst}
              rows={sorted.slice(-fewest).reverse()}
              figures={figures}
              id={described.id}
            />
          </div>
        </>
      )}
    </section>
  );
}

interface EndProps {
  readonly name: string;
  readonly rows: readonly ValuedRow[];
  readonly figures: Figures;
  readonly id: string;
}

function End({ name, rows, figures, id }: EndProps) {
  return (
    <div>
      <h3 className="h6">{name}</h3>
      <ol>
        {rows.map(({ row, office }) => (
          <li key={office.code}>
            <OfficeLink code={office.code}>{office.title}</OfficeLink>{" "}
            <FigureValue figure={getFigureAt(figures, id, row)} title={office.title} />
          </li>
        ))}
      </ol>
    </div>
  );
}
