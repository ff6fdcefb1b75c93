/** How many figures hold and how many do not; pressing a count shows those. */

import { usePageSearch } from "../../parts/use-page-search.ts";
import { usePageWords } from "../../words/language.tsx";
import { type AuditReport, verdictOrder, writeCount } from "./audit-data.ts";
import { VerdictMark } from "./verdict-mark.tsx";
import { auditWords } from "./words.ts";

export function AuditCounts({ summary }: { readonly summary: AuditReport["summary"] }) {
  const words = usePageWords(auditWords);
  const [search, change] = usePageSearch("audit");
  return (
    <section aria-labelledby="esiti">
      <h2 className="visually-hidden" id="esiti">
        {words.counts}
      </h2>
      <p className="mb-2">
        <strong>{writeCount(summary.figures)}</strong> {words.figures} ·{" "}
        <strong>{writeCount(summary.bound)}</strong> {words.bound} ·{" "}
        <strong>{writeCount(summary.relations)}</strong> {words.relations} ·{" "}
        <strong>{writeCount(summary.restatements)}</strong> {words.restatements}
      </p>
      <ul className="pm-counts">
        {verdictOrder.map((verdict) => {
          const isOn = search.verdict === verdict;
          return (
            <li key={verdict}>
              <button
                type="button"
                className="pm-count"
                aria-pressed={isOn}
                title={words.verdictHint[verdict]}
                onClick={() => change({ verdict: isOn ? undefined : verdict })}
              >
                <span className="pm-count-number">{writeCount(summary.figureVerdicts[verdict])}</span>
                <VerdictMark verdict={verdict} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
