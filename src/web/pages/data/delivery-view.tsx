/** One delivery: its file, what was noticed, the rows to mend, what it changed, and where a row of it went. */
import { Failed, Loading } from "../../parts/loading.tsx";
import { usePageSearch } from "../../parts/use-page-search.ts";
import { useLanguage, usePageWords } from "../../words/language.tsx";
import { type Delivery, type Source, useEffects } from "./data-queries.ts";
import { MovedTable } from "./moved-table.tsx";
import { listAround, tellDay, writeCount } from "./periods.ts";
import { QuarantineRows } from "./quarantine-rows.tsx";
import { RowTrace } from "./row-trace.tsx";
import { dataWords } from "./words.ts";

interface Props {
  readonly number: number;
  readonly source: Source | undefined;
  /** Undefined where there is none of this number, or it was not known on the day. */
  readonly delivery: Delivery | undefined;
}

export function DeliveryView({ number, source, delivery }: Props) {
  const words = usePageWords(dataWords);
  return (
    <article aria-labelledby="numero">
      <h3 id="numero" className="h4">
        {words.delivery(number)}
      </h3>
      {delivery === undefined ? (
        <p>{words.notKnown}</p>
      ) : (
        <>
          <Facts delivery={delivery} source={source} />
          {delivery.quarantined === 0 ? null : <QuarantineRows number={number} />}
          <Effects number={number} period={delivery.period} />
          {delivery.mode === "retraction" ? null : <RowTrace number={number} />}
        </>
      )}
    </article>
  );
}

function Facts({ delivery, source }: { readonly delivery: Delivery; readonly source: Source | undefined }) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const { mode, holds, recordedOn, file, rows, quarantined, of, notes, reason } = delivery;
  const isTotal = (note: string): boolean => note.startsWith("il totale ");
  const totals = source?.controlTotals ?? [];
  const differing = notes.filter(isTotal);
  const others = notes.filter((note) => !isTotal(note));
  const isHolding = holds || mode === "retraction";
  return (
    <dl className="pm-file">
      <dt>{words.kind}</dt>
      <dd>
        {words.mode[mode]},{" "}
        <span className={`pm-state pm-state-${isHolding ? "good" : "none"}`}>
          <span aria-hidden="true">{isHolding ? "✓" : "○"}</span>
          {isHolding ? words.holds : words.noLonger}
        </span>
        {of === null ? "" : ` · ${words.of} ${of}`}
      </dd>
      <dt>{words.recordedOn}</dt>
      <dd>{tellDay(recordedOn, language)}</dd>
      <dt>{words.file}</dt>
      <dd className="pm-break">{file.name}</dd>
      <dt>SHA-256</dt>
      <dd className="pm-break">
        <code>{file.sha256}</code>
      </dd>
      <dt>{words.rows}</dt>
      <dd className="pm-number">{writeCount(rows)}</dd>
      <dt>{words.inQuarantine}</dt>
      <dd>
        <span className={`pm-state pm-state-${quarantined === 0 ? "good" : "bad"}`}>
          <span aria-hidden="true">{quarantined === 0 ? "✓" : "!"}</span>
          <span className="pm-number">{writeCount(quarantined)}</span>
        </span>
      </dd>
      <dt>{words.controlTotals}</dt>
      <dd lang={differing.length > 0 ? "it" : undefined}>
        {differing.length > 0
          ? differing.join("; ")
          : totals.length === 0
            ? words.noTotals
            : words.totalsAgree(["righe", ...totals].join(", "))}
      </dd>
      <dt>{words.notes}</dt>
      <dd lang={others.length > 0 ? "it" : undefined}>
        {others.length === 0 ? words.noNotes : others.join("; ")}
      </dd>
      {reason === null ? null : (
        <>
          <dt>{words.reason}</dt>
          <dd lang="it">{reason}</dd>
        </>
      )}
      <dt>{words.owner}</dt>
      <dd>{source?.owner ?? words.noOwner}</dd>
    </dl>
  );
}

function Effects({ number, period }: { readonly number: number; readonly period: string }) {
  const words = usePageWords(dataWords);
  const { language } = useLanguage();
  const [{ of, unit }, change] = usePageSearch("data");
  const effects = useEffects(number, { period: of, orgUnit: unit });
  return (
    <section aria-labelledby="effetti">
      <h4 id="effetti" className="h5">
        {words.effects}
      </h4>
      {effects.error === null ? null : <Failed error={effects.error} retry={() => void effects.refetch()} />}
      {effects.isPending ? <Loading /> : null}
      {effects.data === undefined || effects.error !== null ? null : (
        <>
          <p className="mb-1">
            {words.effectsHint(
              tellDay(effects.data.days.before, language),
              tellDay(effects.data.days.after, language),
            )}{" "}
            {effects.data.others.length === 0 ? "" : words.sameDay(effects.data.others.join(", "))}
          </p>
          <MovedTable
            title={words.effects}
            differences={effects.data}
            periods={listAround(period)}
            unit={unit}
            onPeriod={(chosen) => change({ of: chosen })}
            onUnit={(chosen) => change({ unit: chosen })}
          />
        </>
      )}
    </section>
  );
}
