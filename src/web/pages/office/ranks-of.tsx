/** Where an office stands among others, with who is first and who is last at a press. */
import { FigureValue } from "../../parts/figure-value.tsx";
import { OfficeLink } from "../../parts/links.tsx";
import { usePageWords } from "../../words/language.tsx";
import type { ScorecardRow } from "./arrange-rows.ts";
import { officeWords } from "./words.ts";

export function RanksOf({ ranks }: { readonly ranks: ScorecardRow["ranks"] }) {
  const own = usePageWords(officeWords);
  if (ranks.length === 0) return <span aria-hidden="true">—</span>;
  return ranks.map(({ scope, title, place, of, isShared, first, last }) => (
    <details key={`${scope} ${title}`} className="pm-rank">
      <summary>
        <span className="pm-number">{own.place(place, of)}</span>
        <span className="pm-member">
          {own.scopes[scope]}
          {isShared ? `, ${own.shared}` : ""}
        </span>
      </summary>
      <p className="pm-member">{title.replaceAll("_", " ")}</p>
      <dl>
        <dt>{own.first}</dt>
        <dd>
          <OfficeLink code={first.code}>{first.title}</OfficeLink>{" "}
          <FigureValue figure={first.figure} title={first.title} />
        </dd>
        <dt>{own.last}</dt>
        <dd>
          <OfficeLink code={last.code}>{last.title}</OfficeLink>{" "}
          <FigureValue figure={last.figure} title={last.title} />
        </dd>
      </dl>
    </details>
  ));
}
