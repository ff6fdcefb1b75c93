/** How an indicator comes about: its formula now and before, the deliveries it is counted from, what it is made of and what reads it. */
import { writeDay } from "../../../model/index.ts";
import { Cited } from "../../parts/cited.tsx";
import { IndicatorLink } from "../../parts/links.tsx";
import { usePageWords, useWords } from "../../words/language.tsx";
import type { Description } from "./answers.ts";
import { ActOf, Fact, PlaceOf } from "./meaning.tsx";
import { indicatorWords } from "./words.ts";

export function Made({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const { formula, delivery, components, formerFormulas, reads, readBy } = described;
  return (
    <section aria-labelledby="calcolo" className="pm-part">
      <h2 id="calcolo" className="h4">
        {own.made}
      </h2>
      {formula === null ? null : <FormulaOf formula={formula} />}
      {formula === null && delivery === null && components.length === 0 ? <p>{own.observed}</p> : null}
      {delivery === null ? null : <DeliveryOf delivery={delivery} />}
      {components.length === 0 ? null : <Components described={described} />}
      {formerFormulas.length === 0 ? null : (
        <>
          <h3 className="h5">{own.former}</h3>
          {formerFormulas.map((former) => (
            <div key={former.until} className="pm-former">
              <p className="mb-1">
                <strong>{own.formerUntil(writeDay(former.until))}</strong>,{" "}
                {former.act === null ? (
                  own.actUnknown
                ) : (
                  <>
                    {own.byAct} <ActOf act={former.act} />
                  </>
                )}
              </p>
              <FormulaOf formula={former} />
            </div>
          ))}
        </>
      )}
      <AttainmentOf described={described} />
      {reads.length === 0 ? null : (
        <>
          <h3 className="h5">{own.reads}</h3>
          <ul>
            {reads.map(({ indicator, title }) => (
              <li key={indicator}>
                <IndicatorLink code={indicator}>{title}</IndicatorLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="h5">{own.readBy}</h3>
      {readBy.length === 0 ? <p>{own.readByNone}</p> : null}
      <ul>
        {readBy.map(({ indicator, title, isComponent }) => (
          <li key={indicator}>
            <IndicatorLink code={indicator}>{title}</IndicatorLink>
            {isComponent ? <span className="pm-quiet"> ({own.asComponent})</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FormulaOf({ formula }: { readonly formula: NonNullable<Description["formula"]> }) {
  const own = usePageWords(indicatorWords);
  return (
    <dl className="pm-formula">
      <dt>{own.reading}</dt>
      <dd>
        <Cited text={formula.reading} />
      </dd>
      <dt>{own.feel}</dt>
      <dd>
        <code>{formula.feel}</code> <PlaceOf place={formula.place} />
      </dd>
    </dl>
  );
}

function DeliveryOf({ delivery }: { readonly delivery: NonNullable<Description["delivery"]> }) {
  const own = usePageWords(indicatorWords);
  const { title, owner, dueDays, period, measure, column, table, when, within, place } = delivery;
  return (
    <>
      <h3 className="h5">{own.delivered}</h3>
      <dl className="pm-tool-facts">
        <Fact name={own.deliveredBy}>
          {title}
          {owner === null ? "" : `, ${owner}`} ({own.grains[period as keyof typeof own.grains] ?? period}
          {dueDays === null ? "" : `, ${own.due(dueDays)}`})
        </Fact>
        <Fact name={own.counted}>
          <code>{[measure, column, table].filter((part) => part !== null).join(" · ")}</code>{" "}
          <PlaceOf place={place} />
        </Fact>
        {when === null ? null : (
          <Fact name={own.contract}>
            <code>{when}</code>
          </Fact>
        )}
        {within === null ? null : (
          <Fact name={own.within}>
            <code>{within}</code>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Components({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  return (
    <>
      <h3 className="h5">{own.components}</h3>
      <p>{own.componentsHint}</p>
      <ul>
        {described.components.map(({ indicator, title, memberTitle, facet, weight }) => (
          <li key={`${indicator} ${memberTitle} ${facet}`}>
            <IndicatorLink code={indicator}>
              {title}
              {memberTitle === "" ? "" : `, ${memberTitle}`}
            </IndicatorLink>{" "}
            <span className="pm-quiet">
              ({words.facet[facet]},{" "}
              {weight === null ? own.undisclosed : `${own.weight} ${weight.toLocaleString("it-IT")}`})
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function AttainmentOf({ described }: { readonly described: Description }) {
  const own = usePageWords(indicatorWords);
  const { attainment, targetFormula } = described;
  if (attainment === null && targetFormula === null) return null;
  const bounds = [
    attainment?.floor == null ? undefined : `${own.floor} ${attainment.floor}`,
    attainment?.cap == null ? undefined : `${own.cap} ${attainment.cap}`,
  ].filter((bound) => bound !== undefined);
  return (
    <>
      <h3 className="h5">{own.attainment}</h3>
      {attainment === null ? null : (
        <p>
          {own.rules[attainment.rule as keyof typeof own.rules] ?? attainment.rule} {bounds.join(", ")}{" "}
          <PlaceOf place={attainment.place} />
        </p>
      )}
      {targetFormula === null ? null : targetFormula === "same" ? (
        <p>{own.targetSame}</p>
      ) : (
        <>
          <p>{own.targetBy}</p>
          <FormulaOf formula={targetFormula} />
        </>
      )}
    </>
  );
}
