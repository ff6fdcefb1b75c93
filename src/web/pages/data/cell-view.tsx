/** One source in one period: what came, who answers, and the delivery that is looked at. */
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { sayWords } from "../../address-words.ts";
import { useWorkspace } from "../../shell/use-workspace.ts";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import { ArrivalMark } from "./arrival-mark.tsx";
import type { CalendarCell, Delivery, Source } from "./data-queries.ts";
import { DeliveryView } from "./delivery-view.tsx";
import { tellDay, tellPeriod, writeCount } from "./periods.ts";
import { SourceContract } from "./source-contract.tsx";
import { dataWords } from "./words.ts";

interface Props {
  /** Undefined for a delivery of another year. */
  readonly cell: CalendarCell | undefined;
  readonly source: Source | undefined;
  readonly deliveries: readonly Delivery[];
  readonly number: number | undefined;
}

export function CellView({ cell, source, deliveries, number }: Props) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const delivery = deliveries.find((each) => each.number === number);
  const isAsked = cell !== undefined || number !== undefined;
  useEffect(() => {
    if (isAsked) heading.current?.focus();
  }, [isAsked]);
  if (!isAsked) return null;
  const period = cell?.period ?? delivery?.period ?? "";
  const own = deliveries.filter(
    (each) => each.period === period && each.source === (cell?.source ?? delivery?.source),
  );
  const title = source?.title ?? delivery?.source ?? words.delivery(number ?? 0);
  return (
    <section className="pm-delivery" aria-labelledby="consegna">
      <h2 id="consegna" ref={heading} tabIndex={-1} className="h3">
        {period === "" ? title : words.cellTitle(title, tellPeriod(period, language))}
      </h2>
      {cell === undefined ? null : (
        <p className="pm-facts">
          <ArrivalMark state={cell.state} />
          <span>
            {words.due} {tellDay(cell.due, language)}
          </span>
          {cell.daysLate > 0 ? <span>{words.daysLate(cell.daysLate)}</span> : null}
          <span>
            {words.owner}: {source?.owner ?? words.noOwner}
          </span>
        </p>
      )}
      {own.length === 0 && number === undefined ? <p>{words.nothingCame}</p> : null}
      {own.length > 1 ? <DeliveryLinks own={own} current={number} /> : null}
      {source === undefined ? null : <SourceContract source={source} />}
      {number === undefined ? null : (
        <DeliveryView key={number} number={number} source={source} delivery={delivery} />
      )}
    </section>
  );
}

function DeliveryLinks({
  own,
  current,
}: {
  readonly own: readonly Delivery[];
  readonly current: number | undefined;
}) {
  const words = usePageWords(dataWords);
  const { workspace } = useWorkspace();
  const { language } = useLanguage();
  return (
    <nav aria-label={words.deliveries}>
      <ul className="pm-pills">
        {own.map(({ number, mode, recordedOn, holds, quarantined }) => (
          <li key={number}>
            <Link
              to="/$workspace/dati"
              params={{ workspace }}
              search={sayWords<"data">({ delivery: number, row: undefined, unit: undefined, of: undefined })}
              resetScroll={false}
              className={`pm-pill ${number === current ? "pm-pill-on" : ""}`}
              aria-current={number === current ? "true" : undefined}
            >
              {words.delivery(number)}: {words.mode[mode]}, {tellDay(recordedOn, language)}
              {holds || mode === "retraction" ? "" : `, ${words.noLonger}`}
              {quarantined === 0 ? "" : `, ${words.quarantined(writeCount(quarantined))}`}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
